import type { Audit } from '#platform/audit/index.ts'
import type { Clock, Month } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import * as access from './access.ts'
import { recordAllotment } from './allotments.ts'
import type { PaymentFeed } from './contract.ts'
import type { PayHouse } from './payouts.ts'
import { payoutRefusals } from './refusals.ts'
import { askedRoutes } from './asked/routes.ts'
import { refundRoutes } from './refund/routes.ts'
import { householdRoutes } from './routes-household.ts'
import type { DeductionRuleAt } from './deduct/deduct.ts'
import { findRun, findRuns, type RunRow } from './run/run-store.ts'
import { readBudgetRows, readChoices } from './view/budget-view.ts'
import { readLines } from './view/line-view.ts'
import { readRunCards, readWholeRun } from './view/run-view.ts'
import * as paths from './wire.ts'

export interface PayoutRouteNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly clock: Clock
  readonly vault: Vault
  readonly ledger: Ledger
  readonly feeds: readonly PaymentFeed[]
  readonly households: Pick<Households, 'list' | 'identitiesOf'>
  readonly house: PayHouse
  readonly deductionRule?: DeductionRuleAt | undefined
}

export const payoutRoutes = (needs: PayoutRouteNeeds): Route[] => [
  ...listRoutes(needs),
  ...moveRoutes(needs),
  ...householdRoutes(needs),
  ...budgetRoutes(needs),
  ...askedRoutes(needs),
  ...refundRoutes(needs),
]

/** @throws notFound */
async function getRun(tx: Tx, who: Caller, id: string): Promise<RunRow> {
  const run = await findRun(tx, who.tenant, id)
  if (!run) throw payoutRefusals.notFound()
  return run
}

const listRoutes = (needs: PayoutRouteNeeds): Route[] => [
  route({
    ...paths.readPayChoices,
    zh: '可以做哪些发放名单',
    en: 'Which pay lists can be made',
    may: access.readPayments,
    run: ({ who }) => who.transaction(needs.db, (tx) => readChoices(tx, who.tenant, needs.clock)),
  }),
  route({
    ...paths.listRuns,
    zh: '发放名单',
    en: 'Pay lists',
    may: access.readPayments,
    run: ({ who, query }) =>
      who.transaction(needs.db, async (tx) => {
        const { rows, count } = await findRuns(tx, who.tenant, query)
        return { rows: await readRunCards(tx, who.tenant, rows, needs), count }
      }),
  }),
  route({
    ...paths.readRun,
    zh: '一份发放名单',
    en: 'One pay list',
    may: access.readPayments,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => readWholeRun(tx, who, await getRun(tx, who, params.id), needs)),
  }),
  route({
    ...paths.listRunLines,
    zh: '名单里的每一行',
    en: 'Lines of a pay list',
    may: access.readPayments,
    run: ({ who, params, query }) =>
      who.transaction(needs.db, async (tx) => {
        const run = await getRun(tx, who, params.id)
        return readLines(tx, who, { run, question: query, needs })
      }),
  }),
]

const moveRoutes = ({ db, house: { runs } }: PayoutRouteNeeds): Route[] => [
  route({
    ...paths.makeRun,
    zh: '做一个月的发放名单',
    en: 'Make the pay list of a month',
    may: access.makePayments,
    run: async ({ who, body }) => {
      const wish = { programme: body.programme, month: body.month as Month }
      return { id: await who.transaction(db, (tx) => runs.make(tx, who, wish)) }
    },
  }),
  route({
    ...paths.computeRun,
    zh: '重新计算发放名单',
    en: 'Compute a pay list again',
    may: access.makePayments,
    run: async ({ who, params }) => ({ id: await who.transaction(db, (tx) => runs.compute(tx, who, params.id)) }),
  }),
  route({
    ...paths.freezeRun,
    zh: '提交复核',
    en: 'Hand a pay list to the second person',
    may: access.makePayments,
    run: async ({ who, params }) => ({ id: await who.transaction(db, (tx) => runs.freeze(tx, who, params.id)) }),
  }),
  route({
    ...paths.sendRunBack,
    zh: '退回发放名单',
    en: 'Send a pay list back',
    may: access.sendBackPayments,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => runs.sendBack(tx, who, params.id, body.reason)),
    }),
  }),
  route({
    ...paths.approveRun,
    zh: '批准发放',
    en: 'Approve a pay list',
    may: access.approvePayments,
    run: async ({ who, params }) => ({ id: await who.transaction(db, (tx) => runs.approve(tx, who, params.id)) }),
  }),
]

const budgetRoutes = ({ db, ledger, audit, clock }: PayoutRouteNeeds): Route[] => [
  route({
    ...paths.listBudgets,
    zh: '资金额度和用到哪里',
    en: 'Allotments and where they went',
    may: access.readPayments,
    run: ({ who, query }) => who.transaction(db, (tx) => readBudgetRows(tx, who.tenant, query.year, ledger)),
  }),
  route({
    ...paths.recordAllotment,
    zh: '登记一笔额度',
    en: 'Record an allotment',
    may: access.recordAllotments,
    run: async ({ who, body }) => ({
      id: await who.transaction(db, (tx) => recordAllotment(tx, who, body, { ledger, audit, clock })),
    }),
  }),
]
