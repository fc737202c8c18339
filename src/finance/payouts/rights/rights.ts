import { v7 as uuid } from 'uuid'
import { addMonths, yearOf, type Month } from '#platform/clock/index.ts'
import { given, must } from '#platform/errors/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { SourceLevel } from '#finance/ledger/index.ts'
import type { Entitlement, EntitlementDraft, Payouts } from '../contract.ts'
import { paidProgramme } from '../programmes.ts'
import { payoutRefusals } from '../refusals.ts'
import { checkRate } from '../spread.ts'
import { changeMany, end, entitlementOf, undoMany, type RightsNeeds } from './new-versions.ts'
import { reserve } from './reserve.ts'
import {
  addRights,
  findByOrigin,
  findRights,
  findRightsForUpdate,
  findVersions,
  type NewRight,
  type RightRow,
} from './rights-store.ts'

type Rights = Omit<Payouts, 'hold' | 'paymentsOf' | 'moneyBackOf'>

export const createRights = (needs: RightsNeeds): Rights => ({
  grant: (tx, who, draft) => grant(tx, who, draft, needs),
  adoptLegacy: (tx, who, drafts, firstMonth) => adopt(tx, who, { drafts, firstMonth }, needs),
  change: async (tx, who, { entitlementId, rate, from, why, decisionId }) => {
    const about = { kind: 'entitlement', id: entitlementId }
    const wish = { changes: [{ entitlementId, rate, from }], why, decisionId, about }
    return given((await changeMany(tx, who, wish, needs))[0], 'the right that was changed')
  },
  changeMany: (tx, who, wish) => changeMany(tx, who, wish, needs),
  end: (tx, who, wish) => end(tx, who, wish, needs),
  undo: async (tx, who, { entitlementId, version, why }) => {
    const about = { kind: 'entitlement', id: entitlementId }
    const wish = { undos: [{ entitlementId, version }], why, about }
    const { right, isUndone } = given((await undoMany(tx, who, wish, needs))[0], 'the right that was asked about')
    if (!isUndone) throw payoutRefusals.notTheLatest()
    return right
  },
  undoMany: (tx, who, wish) => undoMany(tx, who, wish, needs),
  locked: async (tx, tenant, ids) => withVersions(tx, tenant, await findRightsForUpdate(tx, tenant, ids)),
  running: async (tx, tenant, month) => withVersions(tx, tenant, await findRights(tx, tenant, { runningIn: month })),
  ofHousehold: async (tx, tenant, householdId) =>
    withVersions(tx, tenant, await findRights(tx, tenant, { householdId })),
})

async function withVersions(tx: Tx, tenant: Caller['tenant'], rights: readonly RightRow[]): Promise<Entitlement[]> {
  const ids = rights.map(({ id }) => id)
  const versions = Map.groupBy(await findVersions(tx, tenant, ids), ({ entitlementId }) => entitlementId)
  return rights.map((right) => entitlementOf(right, versions.get(right.id) ?? []))
}

/** The first level of government that has something to give, else the county itself. */
async function sourceFor(tx: Tx, who: Caller, draft: EntitlementDraft, { ledger }: RightsNeeds): Promise<SourceLevel> {
  const question = { programme: draft.programme, budgetYear: yearOf(draft.from), account: 'allotment' } as const
  const rows = await ledger.balances(tx, who.tenant, question)
  const [richest] = rows.toSorted((one, other) => (one.amount < other.amount ? 1 : -1))
  return richest && richest.amount > 0n ? richest.source : 'county'
}

/** Help given once shuts out no other help: each of it is a kind of its own, however many fall into a month. */
const groupOf = ({ programme, rate, source }: EntitlementDraft): string => {
  const { group } = paidProgramme(programme)
  return rate.per === 'once' && source.kind === 'decision' ? `${group}:${source.decisionId}` : group
}

const newRight = (draft: EntitlementDraft, source: SourceLevel, linedThrough: Month | null): NewRight => {
  const { householdId, placeId, programme, rate, from, source: origin } = draft
  return {
    ...{ id: uuid(), householdId, placeId, programme, rate, from, source, linedThrough, version: 1 },
    group: groupOf(draft),
    stops: rate.per === 'once' ? addMonths(from, 1) : null,
    isOnce: rate.per === 'once',
    ...(origin.kind === 'decision'
      ? {
          ...{ origin: 'decision', originRef: origin.decisionId, caseNumber: origin.caseNumber },
          ...{ decisionId: origin.decisionId, why: `确认决定 ${origin.caseNumber}` },
        }
      : {
          ...{ origin: 'legacy', originRef: origin.document, caseNumber: null, decisionId: null },
          why: `原已享受，依据：${origin.document}`,
        }),
  }
}

async function grant(tx: Tx, who: Caller, draft: EntitlementDraft, needs: RightsNeeds): Promise<Entitlement> {
  checkRate(draft.rate)
  const right = newRight(draft, await sourceFor(tx, who, draft, needs), null)
  const { householdId, programme, origin, originRef: ref } = right
  const added = await addRights(tx, who, [right], needs.clock.now())
  const stands = await findByOrigin(tx, who.tenant, { householdId, programme, origin, ref })
  if (!stands) throw payoutRefusals.alreadyPaid()
  const versions = await findVersions(tx, who.tenant, [stands.id])
  if (!added.has(right.id)) return entitlementOf(stands, versions)
  const about = { kind: 'entitlement', id: right.id }
  await reserve(tx, who, { rights: [right.id], why: right.why, on: needs.clock.today(), about }, needs)
  await needs.audit.record(tx, who, {
    ...{ action: 'payouts.granted', about: { kind: 'household', id: householdId } },
    after: { programme, rate: draft.rate, from: draft.from },
  })
  return entitlementOf(stands, versions)
}

/** Many at once: who is in already, or has an open right of the group, is passed over. */
async function adopt(
  tx: Tx,
  who: Caller,
  { drafts, firstMonth }: { drafts: readonly EntitlementDraft[]; firstMonth: Month },
  needs: RightsNeeds,
): Promise<{ adopted: number }> {
  for (const { rate } of drafts) checkRate(rate)
  const [first] = drafts
  if (!first) return { adopted: 0 }
  must(
    drafts.every(({ source }) => source.kind === 'legacy'),
    'who is adopted comes with a document of before',
  )
  const source = await sourceFor(tx, who, { ...first, from: firstMonth }, needs)
  const rights = drafts.map((draft) =>
    newRight(draft, source, draft.from < firstMonth ? addMonths(firstMonth, -1) : null),
  )
  const added = [...(await addRights(tx, who, rights, needs.clock.now()))]
  const about = { kind: 'tenant', id: String(who.tenant) }
  await reserve(tx, who, { rights: added, why: '原已享受的，按现行金额预留', on: needs.clock.today(), about }, needs)
  if (added.length > 0)
    await needs.audit.record(tx, who, { action: 'payouts.adopted', about, after: { rights: added.length } })
  return { adopted: added.length }
}
