import { route, type Route } from '#platform/http/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import * as access from './access.ts'
import { reissueLines } from './desk/reissue.ts'
import { findHeldHouseholds, findHeldPage, findHolds } from './hold/hold-store.ts'
import { payoutRefusals } from './refusals.ts'
import type { PayoutRouteNeeds } from './routes.ts'
import { readProposedAccounts } from './view/account-view.ts'
import { holdOf, readHouseholdMoney } from './view/household-view.ts'
import { headsOf } from './view/line-view.ts'
import { matching } from './view/matching.ts'
import * as paths from './wire.ts'

/** Holds, accounts and the money of one household. */
export const householdRoutes = (needs: PayoutRouteNeeds): Route[] => [...holdRoutes(needs), ...accountRoutes(needs)]

const holdRoutes = ({ db, households, vault, house: { holds } }: PayoutRouteNeeds): Route[] => [
  route({
    ...paths.listHolds,
    zh: '暂缓发放的家庭',
    en: 'Households whose payment is held',
    may: access.holdPayments,
    run: ({ who, query }) =>
      who.transaction(db, async (tx) => {
        const { text, ...filter } = query
        const ids = text === undefined ? [] : await findHeldHouseholds(tx, who.tenant, filter)
        const chosen = await matching(tx, who, { text, ids, households })
        const { groups, count } = await findHeldPage(tx, who.tenant, { ...filter, households: chosen })
        const rows = await findHolds(tx, who.tenant, { groups, state: filter.state })
        const heads = await headsOf(
          tx,
          who,
          groups.map(({ householdId }) => householdId),
          households,
        )
        const box = await vault.boxOf(who.tenant)
        return { count, rows: rows.map((hold) => holdOf(hold, heads(hold.householdId), { who, box })) }
      }),
  }),
  route({
    ...paths.holdPayment,
    zh: '暂缓一户的发放',
    en: 'Hold the payment of a household',
    may: access.holdPayments,
    run: async ({ who, body }) => {
      const { householdId, programme, reason } = body
      const wish = { householdId, programme, cause: 'office', why: reason } as const
      return { id: await who.transaction(db, (tx) => holds.hold(tx, who, wish)) }
    },
  }),
  route({
    ...paths.releaseHold,
    zh: '恢复发放',
    en: 'Release a hold',
    may: access.holdPayments,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => holds.release(tx, who, params.id, body.reason)),
    }),
  }),
  route({
    ...paths.endHold,
    zh: '暂缓的不发了',
    en: 'End a hold without payment',
    may: access.holdPayments,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => holds.end(tx, who, params.id, body.reason)),
    }),
  }),
]

/** The registry decides who may see the household. @throws notFound */
async function placeOf(
  tx: Tx,
  who: Caller,
  id: string,
  { households }: Pick<PayoutRouteNeeds, 'households'>,
): Promise<PlaceId> {
  const found = await households.identitiesOf(tx, who.tenant, id)
  if (found === null) throw payoutRefusals.notFound()
  return found.placeId
}

const accountRoutes = (needs: PayoutRouteNeeds): Route[] => [
  route({
    ...paths.readHouseholdMoney,
    zh: '一户的待遇、发放和账户',
    en: 'Rights, payments and accounts of a household',
    may: access.readHouseholdPayments,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        await placeOf(tx, who, params.id, needs)
        const about = { kind: 'household', id: params.id }
        await needs.audit.recordRead(tx, who, { act: 'read', action: 'payouts.household-read', about })
        return readHouseholdMoney(tx, who, params.id, needs)
      }),
  }),
  route({
    ...paths.proposeAccount,
    zh: '登记收款账户',
    en: 'Enter a payee account',
    may: access.enterAccounts,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(needs.db, async (tx) => {
        const placeId = await placeOf(tx, who, params.id, needs)
        return needs.house.accounts.propose(tx, who, { ...body, householdId: params.id, placeId })
      }),
    }),
  }),
  route({
    ...paths.listProposedAccounts,
    zh: '等第二个人审的收款账户',
    en: 'Payee accounts waiting for a second person',
    may: access.approveAccounts,
    run: ({ who, query }) => who.transaction(needs.db, (tx) => readProposedAccounts(tx, who, query.size, needs)),
  }),
  route({
    ...paths.checkAccount,
    zh: '核对收款账户',
    en: 'Check a payee account',
    may: access.approveAccounts,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        const { householdId, ...account } = await needs.house.accounts.toCheck(tx, who, params.id)
        const household = await needs.households.identitiesOf(tx, who.tenant, householdId)
        if (household === null) throw payoutRefusals.notFound()
        return { ...account, isMember: household.members.some(({ name }) => name === account.holder.trim()) }
      }),
  }),
  route({
    ...paths.approveAccount,
    zh: '通过收款账户',
    en: 'Approve a payee account',
    may: access.approveAccounts,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(needs.db, (tx) =>
        needs.house.accounts.approve(tx, who, { id: params.id, number: body.number }),
      ),
    }),
  }),
  route({
    ...paths.refuseAccount,
    zh: '不通过收款账户',
    en: 'Refuse a payee account',
    may: access.approveAccounts,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(needs.db, (tx) => needs.house.accounts.refuse(tx, who, params.id, body.reason)),
    }),
  }),
  route({
    ...paths.reissueLine,
    zh: '重发退回的一行',
    en: 'Send a returned line again',
    may: access.makePayments,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(needs.db, async (tx) => {
        const { ledger, clock } = needs
        const count = await reissueLines(tx, who, { lineId: params.id }, { why: body.reason, needs: { ledger, clock } })
        if (count === 0) throw payoutRefusals.lineNotReturned()
        const about = { kind: 'pay-line', id: params.id }
        await needs.audit.record(tx, who, { action: 'payouts.reissued', about, after: { reason: body.reason } })
        return params.id
      }),
    }),
  }),
]
