import type { Words } from '#design/console/language.tsx'
import type { AnswerOf, Client } from '#platform/http/client.ts'
import type { listBudgets, listProposedAccounts, listRefunds, listRuns } from '#finance/payouts/wire.ts'
import type { listCampaigns } from '#finance/campaigns/wire.ts'
import type { readReconciliation } from '#finance/reconciliation/wire.ts'
import type { countCases, listKin } from '#relief/casework/wire.ts'
import type { listLeads, listMyReports } from '#relief/discovery/wire.ts'
import type { listDrafts } from '#relief/intake/wire.ts'
import type { listConnections } from '#relief/means-check/wire.ts'
import type { listReviews } from '#relief/monitoring/wire.ts'
import type { listNotices } from '#relief/public-notice/wire.ts'

/** How many wait, and how many of them are pressing: past their day, or close to it. */
export interface Found {
  readonly count: number
  readonly late?: number
  readonly soon?: number
}
type Ask = <Answer>(path: string, query?: Readonly<Record<string, string | number>>) => Promise<Answer>

/** One thing that may wait for this desk. The number opens the list it counts. */
export interface Todo extends Words {
  readonly name: string
  /** One permission of these shows the tile. */
  readonly needs: readonly string[]
  readonly unit: { readonly zh: string; readonly one: string; readonly more: string }
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
  /** What to do there, in one line. */
  readonly says: Words
  readonly find: (ask: Ask) => Promise<Found>
}

const cases = { zh: '件', one: 'case', more: 'cases' } as const
const leads = { zh: '条', one: 'lead', more: 'leads' } as const
const households = { zh: '户', one: 'household', more: 'households' } as const
const lists = { zh: '份', one: 'list', more: 'lists' } as const

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0)

/** Reviews in one state; what is late of them. */
const reviewsIn =
  (state: string): Todo['find'] =>
  async (ask) => {
    const { counts } = await ask<AnswerOf<typeof listReviews>>('/api/reviews', { state })
    const rows = counts.filter((one) => one.state === state)
    return { count: sumOf(rows, ({ count }) => count), late: sumOf(rows, ({ late }) => late) }
  }
/** A count is of all there is: pages are asked until they end. */
async function everyRow<Row>(
  ask: Ask,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): Promise<readonly Row[]> {
  const found: Row[] = []
  for (let page = 1; ; page += 1) {
    const { rows, count } = await ask<{ readonly rows: readonly Row[]; readonly count: number }>(path, {
      ...{ ...query, page, size: 200 },
    })
    found.push(...rows)
    if (rows.length === 0 || found.length >= count) return found
  }
}
const openRuns = (ask: Ask) =>
  everyRow<AnswerOf<typeof listRuns>['rows'][number]>(ask, '/api/payouts/runs', { show: 'open' })
const campaigns = (ask: Ask) => everyRow<AnswerOf<typeof listCampaigns>['rows'][number]>(ask, '/api/campaigns')

const runsThat =
  (wait: (run: AnswerOf<typeof listRuns>['rows'][number]) => boolean): Todo['find'] =>
  async (ask) => {
    const runs = (await openRuns(ask)).filter(wait)
    return { count: runs.length, late: runs.filter(({ isLate }) => isLate).length }
  }

/** In the order of a morning: families first, then money. */
export const todos: readonly Todo[] = [
  {
    name: 'leads',
    zh: '线索要答复',
    en: 'Leads to answer',
    needs: ['discovery.handle'],
    unit: leads,
    to: '/leads',
    says: { zh: '接下、转成申请，或者办结答复', en: 'Take, turn into an application, or close with an answer' },
    find: async (ask) => {
      const { counts } = await ask<AnswerOf<typeof listLeads>>('/api/leads', { view: 'open', size: 1 })
      return { count: counts.open, late: counts.late }
    },
  },
  {
    name: 'reports',
    zh: '我报的，还没答复',
    en: 'My reports without answer',
    needs: ['discovery.report'],
    unit: leads,
    to: '/leads/new',
    says: { zh: '每条都会有答复，在这一页看', en: 'Each gets an answer, to be read on that page' },
    find: async (ask) => {
      const { waiting } = await ask<AnswerOf<typeof listMyReports>>('/api/lead-reports', { size: 1 })
      return { count: waiting }
    },
  },
  {
    name: 'drafts',
    zh: '窗口没填完的',
    en: 'Applications half-way',
    needs: ['intake.take'],
    unit: { zh: '份', one: 'form', more: 'forms' },
    to: '/applications',
    says: { zh: '打的字都在，接着填', en: 'What was typed is kept; go on' },
    find: async (ask) => ({
      count: (await ask<AnswerOf<typeof listDrafts>>('/api/application-drafts', { size: 1 })).count,
    }),
  },
  {
    name: 'cases',
    zh: '轮到我的件',
    en: 'Cases on my turn',
    needs: ['casework.move'],
    unit: cases,
    to: '/cases',
    search: { whose: 'mine' },
    says: { zh: '最急的在最上面，按工作日算', en: 'The most urgent on top, in working days' },
    find: async (ask) => {
      const { mine } = await ask<AnswerOf<typeof countCases>>('/api/cases/counts', { whose: 'mine' })
      return { count: mine.count, late: mine.red, soon: mine.amber }
    },
  },
  {
    name: 'objections',
    zh: '公示异议没答复',
    en: 'Objections to answer',
    needs: ['public-notice.answer-objection'],
    unit: cases,
    to: '/notices',
    search: { state: 'to-answer' },
    says: { zh: '换人复查，再答复', en: 'Somebody else looks again, then answers' },
    find: async (ask) => ({
      count: (await ask<AnswerOf<typeof listNotices>>('/api/notices', { state: 'to-answer', size: 1 })).count,
    }),
  },
  {
    name: 'reviews',
    zh: '在享家庭要核实',
    en: 'Households to look into',
    needs: ['monitoring.propose'],
    unit: households,
    to: '/reviews',
    search: { state: 'open' },
    says: { zh: '核实以后提调整，或者说明不用调', en: 'Look into it, then propose or say why not' },
    find: reviewsIn('open'),
  },
  {
    name: 'adjustments',
    zh: '调整等批准',
    en: 'Adjustments to approve',
    needs: ['monitoring.approve'],
    unit: households,
    to: '/reviews',
    search: { state: 'proposed' },
    says: { zh: '提的人不能自己批', en: 'Never by who proposed' },
    find: reviewsIn('proposed'),
  },
  {
    name: 'endings',
    zh: '终止供养在公示',
    en: 'Ends of support on notice',
    needs: ['monitoring.approve'],
    unit: households,
    to: '/reviews',
    search: { state: 'on-notice' },
    says: { zh: '满期没有异议的，由另一个人批准', en: 'Approved by another person when the days are over' },
    find: reviewsIn('on-notice'),
  },
  {
    name: 'objections-to-endings',
    zh: '终止供养有异议',
    en: 'Ends of support objected to',
    needs: ['monitoring.approve'],
    unit: households,
    to: '/reviews',
    search: { state: 'objected' },
    says: { zh: '期限以内换人重新决定，再公示', en: 'Somebody else decides again within the days, and puts that up' },
    find: reviewsIn('objected'),
  },
  {
    name: 'kin-endings',
    zh: '亲属登记等核实',
    en: 'Kin to verify',
    needs: ['casework.confirm-kin-end'],
    unit: { zh: '条', one: 'declaration', more: 'declarations' },
    to: '/kin',
    says: { zh: '有人说不再是了；本人不能自己同意', en: 'Said to be over; never agreed by the officer' },
    find: async (ask) => ({
      count: (await ask<AnswerOf<typeof listKin>>('/api/declared-kin')).filter(({ may }) => may.confirm).length,
    }),
  },
  {
    name: 'connections',
    zh: '部门接口等核实',
    en: 'Interfaces to confirm',
    needs: ['means-check.confirm-connection'],
    unit: { zh: '个', one: 'change', more: 'changes' },
    to: '/connections',
    says: { zh: '试通再答复；提的人不能自己核实', en: 'Try it out, then answer; never by who asked' },
    find: async (ask) => ({
      count: (await ask<AnswerOf<typeof listConnections>>('/api/department-connections')).filter(
        ({ change }) => change?.mayAnswer === true,
      ).length,
    }),
  },
  {
    name: 'pay-lists',
    zh: '名单还没交出去',
    en: 'Pay lists to hand on',
    needs: ['payouts.make'],
    unit: lists,
    to: '/pay',
    says: { zh: '看过变动就冻结，交第二个人', en: 'Read what changed, freeze, hand to the second person' },
    find: runsThat(({ state }) => state === 'draft'),
  },
  {
    name: 'pay-approvals',
    zh: '名单等批准',
    en: 'Pay lists to approve',
    needs: ['payouts.approve'],
    unit: lists,
    to: '/pay',
    says: { zh: '算的人不能自己批', en: 'Never by who made it' },
    find: runsThat(({ state }) => state === 'frozen'),
  },
  {
    name: 'one-off-lists',
    zh: '一次性补贴名单等批准',
    en: 'One-off lists to approve',
    needs: ['campaigns.approve'],
    unit: lists,
    to: '/one-off',
    says: { zh: '生成和提交的人不能自己批', en: 'Never by who drew it or handed it on' },
    find: async (ask) => {
      return { count: sumOf(await campaigns(ask), ({ toApprove }) => toApprove) }
    },
  },
  {
    name: 'accounts',
    zh: '收款账户等审',
    en: 'Accounts to approve',
    needs: ['payouts.approve-account'],
    unit: { zh: '个', one: 'account', more: 'accounts' },
    to: '/pay',
    says: {
      zh: '拿着存折或卡的复印件核对，登记的人不能自己审',
      en: 'Checked against the paper, never by who entered it',
    },
    find: async (ask) => ({
      count: (await ask<AnswerOf<typeof listProposedAccounts>>('/api/payouts/accounts', { size: 1 })).toDecide,
    }),
  },
  {
    name: 'returned',
    zh: '银行退回没处理',
    en: 'Returned by the bank',
    needs: ['payouts.make'],
    unit: { zh: '笔', one: 'payment', more: 'payments' },
    to: '/pay',
    says: { zh: '改好账户再发，不会发两次', en: 'Mend the account and pay again, never twice' },
    find: async (ask) => {
      const returned = sumOf(await openRuns(ask), (run) => run.returnedLines)
      return { count: returned, late: returned }
    },
  },
  {
    name: 'refunds',
    zh: '应退还给家庭的',
    en: 'To be refunded',
    needs: ['payouts.ask-entry'],
    unit: households,
    to: '/refunds',
    says: { zh: '家里还多了的钱，提怎么退', en: 'What families repaid too much: say how it goes back' },
    find: async (ask) => ({
      count: (await ask<AnswerOf<typeof listRefunds>>('/api/payouts/refunds', { size: 1 })).toPropose,
    }),
  },
  {
    name: 'refunds-to-confirm',
    zh: '退还等确认',
    en: 'Refunds to confirm',
    needs: ['payouts.confirm-entry'],
    unit: { zh: '笔', one: 'refund', more: 'refunds' },
    to: '/refunds',
    says: { zh: '提的人不能自己确认', en: 'Never by who proposed it' },
    find: async (ask) => ({
      count: (await ask<AnswerOf<typeof listRefunds>>('/api/payouts/refunds', { size: 1 })).toConfirm,
    }),
  },
  {
    name: 'one-off-due',
    zh: '一次性补贴没有发完',
    en: 'One-off subsidies not all paid',
    needs: ['campaigns.read'],
    unit: { zh: '项', one: 'subsidy', more: 'subsidies' },
    to: '/one-off',
    says: { zh: '文件定了哪天以前发完：七天前变黄，到了变红', en: 'Amber a week before the day, red on it' },
    find: async (ask) => {
      const open = (await campaigns(ask)).filter(({ state, tally }) => state === 'open' && tally.open > 0)
      const lit = (light: string) => open.filter(({ tally }) => tally.light === light).length
      return { count: open.length, late: lit('late'), soon: lit('soon') }
    },
  },
  {
    name: 'budgets',
    zh: '资金不够的',
    en: 'Funds that are short',
    needs: ['payouts.read'],
    unit: { zh: '项', one: 'fund', more: 'funds' },
    to: '/budgets',
    says: { zh: '按现在的名单，钱到不了年底', en: 'By today’s lists the money does not last the year' },
    find: async (ask) => {
      const short = (await ask<AnswerOf<typeof listBudgets>>('/api/payouts/budgets')).filter(
        (row) => row.short !== null,
      )
      return { count: short.length, late: short.length }
    },
  },
  {
    name: 'reconciliation',
    zh: '对不上的账',
    en: 'Books that differ',
    needs: ['reconciliation.read'],
    unit: households,
    to: '/reconciliation',
    says: { zh: '名单、台账、银行三边比到分', en: 'List, ledger and bank compared to the fen' },
    find: async (ask) => {
      const { differences } = await ask<AnswerOf<typeof readReconciliation>>('/api/reconciliation')
      return { count: differences, late: differences }
    },
  },
]

export const todosFor = (holds: (permission: string) => boolean): readonly Todo[] =>
  todos.filter(({ needs }) => needs.some(holds))

export const askBy =
  (client: Client, signal: AbortSignal): Ask =>
  (path, query = {}) =>
    client.json({ verb: 'GET', path, query, signal })
