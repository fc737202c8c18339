import { sql } from 'kysely'
import type { FileSectionSource, SectionCell } from '#registry/households/contract.ts'
import type { TimelineSource } from '#registry/timeline/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import { readHouseholdPayments } from '../access.ts'
import type { MoneyBack } from '../contract.ts'
import { programmeWords } from '../programmes.ts'
import { moneyBackOf } from './money-back.ts'

/** What the household file shows: what was paid back, month by month, and what of it returns, when and how. */
export const refundSection: FileSectionSource = {
  ...{ name: 'refunds', zh: '还款和退还', en: 'Repaid and refunded', order: 36, may: readHouseholdPayments },
  read: async (tx, who, householdId) => ({
    ...section,
    rows: (await moneyBackOf(tx, who.tenant, householdId)).flatMap(rowsOf),
  }),
}

const section = {
  ...{ name: 'refunds', zh: '还款和退还', en: 'Repaid and refunded' },
  columns: [
    { name: 'month', zh: '月份', en: 'Month' },
    { name: 'programme', zh: '待遇', en: 'Benefit' },
    { name: 'repaid', zh: '家里还了', en: 'Repaid' },
    { name: 'refund', zh: '退还', en: 'Refund' },
    { name: 'state', zh: '到哪一步', en: 'State' },
    { name: 'on', zh: '哪天到的', en: 'Day' },
  ],
}

type Refunded = MoneyBack['refunds'][number]
const stateWords = ({ state, way }: Refunded): { readonly zh: string; readonly en: string } => {
  if (state === 'due') return { zh: '应退还，正在办', en: 'due, being arranged' }
  if (state === 'on-its-way') return { zh: '批准了，随发放名单退到账户', en: 'approved, goes with a pay list' }
  return way === 'hand' ? { zh: '当面退了', en: 'paid by hand' } : { zh: '退到账户了', en: 'in the account' }
}

function rowsOf({ month, programme, repaid, refunds }: MoneyBack): SectionCell[][] {
  const head: SectionCell[] = [
    { kind: 'text', zh: month },
    { kind: 'text', ...programmeWords(programme) },
    { kind: 'fen', fen: String(repaid) },
  ]
  if (refunds.length === 0)
    return [[...head, { kind: 'fen', fen: null }, { kind: 'text', zh: '' }, { kind: 'day', day: null }]]
  return refunds.map((one) => [
    ...head,
    { kind: 'fen', fen: String(one.amount) },
    { kind: 'text', ...stateWords(one) },
    { kind: 'day', day: one.on },
  ])
}

type Entries = Awaited<ReturnType<TimelineSource['entriesOf']>>

interface Step {
  readonly id: string
  readonly at: Date
  readonly step: keyof typeof stepWords
  readonly programme: string
  readonly fen: Fen
  readonly who: string
  readonly why: string | null
}

const stepWords = {
  owed: { zh: '还过的钱应退还', en: 'what was repaid is to be refunded' },
  bank: { zh: '提出从银行退还', en: 'refund by the bank proposed' },
  hand: { zh: '登记当面退还', en: 'refund by hand recorded' },
  confirmed: { zh: '退还确认了', en: 'refund confirmed' },
  refused: { zh: '退还没有同意', en: 'refund refused' },
} as const

/** Since when money is to be refunded, and what two people did about it. Why by hand, and why not, stands sealed on the list. */
export async function refundEntries(tx: Tx, who: Caller, householdId: string): Promise<Entries> {
  const { rows } = await sql<Step>`
    SELECT r.id || ':owed' AS id, r.since AS at, 'owed' AS step, r.programme, r.fen, coalesce(v.by_name, '') AS who,
      CASE r.cause WHEN 'claim-fell' THEN v.why END AS why
    FROM payouts.refund r LEFT JOIN payouts.entitlement_version v ON v.tenant_id = r.tenant_id
      AND v.entitlement_id = r.entitlement_id AND v.version = r.version
    WHERE r.tenant_id = ${who.tenant} AND r.household_id = ${householdId} AND r.state <> 'withdrawn'
    UNION ALL
    SELECT p.id || ':asked', p.asked_at, p.way, p.programme, p.fen, p.asked_name, NULL FROM payouts.refund_proposal p
    WHERE p.tenant_id = ${who.tenant} AND p.household_id = ${householdId}
    UNION ALL
    SELECT p.id || ':decided', p.decided_at, p.state, p.programme, p.fen, p.decided_name, NULL
    FROM payouts.refund_proposal p
    WHERE p.tenant_id = ${who.tenant} AND p.household_id = ${householdId} AND p.decided_at IS NOT NULL`.execute(tx)
  return rows.map(({ id, at, step, programme, fen, who: name, why }) => {
    const [benefit, words] = [programmeWords(programme), stepWords[step]]
    return {
      ...{ id, at, kind: `payouts.refund-${step}`, who: name, why, href: null },
      zh: `${benefit.zh}：${words.zh}，${formatYuan(fen)} 元`,
      en: `${benefit.en}: ${words.en}, ${formatYuan(fen)} yuan`,
    }
  })
}
