import { v7 as uuid } from 'uuid'
import { addMonths, type Clock, type Month } from '#platform/clock/index.ts'
import { given, must } from '#platform/errors/index.ts'
import { refusing, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Audit } from '#platform/audit/index.ts'
import { yearOf } from '#platform/clock/index.ts'
import type { Ledger, SourceLevel } from '#finance/ledger/index.ts'
import type { Entitlement, EntitlementDraft, Payouts } from '../contract.ts'
import { paidProgramme } from '../programmes.ts'
import { payoutRefusals } from '../refusals.ts'
import { checkRate } from '../spread.ts'
import { takeBack } from './corrections.ts'
import { lookAgain } from './look-again.ts'
import { reserve } from './reserve.ts'
import {
  addRights,
  addVersion,
  findByOrigin,
  findRightForUpdate,
  findRights,
  findVersions,
  saveRight,
  type NewRight,
  type RightRow,
  type VersionRow,
} from './rights-store.ts'
import { rateNow, stopsIn, undoable } from './versions.ts'

export interface RightsNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
}
type Rights = Pick<Payouts, 'grant' | 'change' | 'end' | 'undo' | 'adoptLegacy' | 'running' | 'ofHousehold'>

export const createRights = (needs: RightsNeeds): Rights => ({
  grant: (tx, who, draft) => grant(tx, who, draft, needs),
  adoptLegacy: (tx, who, drafts, firstMonth) => adopt(tx, who, { drafts, firstMonth }, needs),
  change: async (tx, who, { entitlementId, rate, from, why, decisionId }) => {
    checkRate(rate)
    const { right, versions } = await openRight(tx, who, entitlementId)
    if (isDecided(versions, 'change', decisionId)) return entitlementOf(right, versions)
    if (right.stops !== null && from >= right.stops) throw payoutRefusals.endedAlready({ month: right.stops })
    if (from < right.from) throw payoutRefusals.beforeItBegan({ month: right.from })
    const version = { kind: 'change', per: rate.per, fen: rate.amount, from, why, decisionId, undoes: null } as const
    return add(tx, who, { right, versions, version }, needs)
  },
  end: async (tx, who, { entitlementId, after, why, decisionId }) => {
    const { right, versions } = await openRight(tx, who, entitlementId)
    if (isDecided(versions, 'end', decisionId)) return entitlementOf(right, versions)
    const from = addMonths(after, 1)
    if (from < right.from) throw payoutRefusals.beforeItBegan({ month: right.from })
    if (right.stops === from) return entitlementOf(right, versions)
    const version = { kind: 'end', per: null, fen: null, from, why, decisionId, undoes: null } as const
    return add(tx, who, { right, versions, version }, needs)
  },
  undo: async (tx, who, { entitlementId, version: undoes, why }) => {
    const { right, versions } = await openRight(tx, who, entitlementId)
    if (versions.some((one) => one.undoes === undoes)) return entitlementOf(right, versions)
    if (undoable(versions) !== undoes) throw payoutRefusals.notTheLatest()
    const from = given(
      versions.find(({ version }) => version === undoes),
      'the version to undo',
    ).from
    const version = { kind: 'undo', per: null, fen: null, from, why, decisionId: null, undoes } as const
    await takeBack(tx, who, { right, version: undoes }, needs)
    return add(tx, who, { right, versions, version }, needs)
  },
  running: async (tx, tenant, month) => withVersions(tx, tenant, await findRights(tx, tenant, { runningIn: month })),
  ofHousehold: async (tx, tenant, householdId) =>
    withVersions(tx, tenant, await findRights(tx, tenant, { householdId })),
})

async function withVersions(tx: Tx, tenant: Caller['tenant'], rights: readonly RightRow[]): Promise<Entitlement[]> {
  const ids = rights.map(({ id }) => id)
  const versions = Map.groupBy(await findVersions(tx, tenant, ids), ({ entitlementId }) => entitlementId)
  return rights.map((right) => entitlementOf(right, versions.get(right.id) ?? []))
}

function entitlementOf(right: RightRow, versions: readonly VersionRow[]): Entitlement {
  const { id, householdId, placeId, programme, from, stops, origin, originRef, caseNumber } = right
  return {
    ...{ id, householdId, placeId, programme, from, version: right.version },
    rate: rateNow(versions),
    until: stops === null ? null : addMonths(stops, -1),
    source:
      origin === 'decision'
        ? { kind: 'decision', decisionId: originRef, caseNumber: caseNumber ?? '' }
        : { kind: origin, document: origin === 'legacy' ? originRef : (caseNumber ?? '') },
  }
}

const isDecided = (versions: readonly VersionRow[], kind: VersionRow['kind'], decisionId: string | null): boolean =>
  decisionId !== null && versions.some((one) => one.kind === kind && one.decisionId === decisionId)

/** @throws notFound */
async function openRight(tx: Tx, who: Caller, id: string): Promise<{ right: RightRow; versions: VersionRow[] }> {
  const right = await findRightForUpdate(tx, who.tenant, id)
  if (!right) throw payoutRefusals.notFound()
  return { right, versions: await findVersions(tx, who.tenant, [id]) }
}

/** A new version, and what it means for lists that are approved. @throws anotherRightStands */
async function add(
  tx: Tx,
  who: Caller,
  {
    right: old,
    versions,
    version,
  }: {
    right: RightRow
    versions: readonly VersionRow[]
    version: Omit<VersionRow, 'entitlementId' | 'version' | 'at' | 'byName'>
  },
  needs: RightsNeeds,
): Promise<Entitlement> {
  const at = needs.clock.now()
  const added = { ...version, entitlementId: old.id, version: old.version + 1, at, byName: who.name }
  const all = [...versions, added]
  const right = { ...old, version: added.version, stops: stopsIn(all) }
  await addVersion(tx, who, added)
  await refusing(
    { entitlement_is_one_of_its_kind: () => payoutRefusals.anotherRightStands() },
    saveRight(tx, who.tenant, right),
  )
  await lookAgain(tx, who, { right, versions: all, newest: added }, needs)
  await needs.audit.record(tx, who, {
    ...{ action: `payouts.${actions[version.kind]}`, about: { kind: 'household', id: right.householdId } },
    ...{ before: { rate: rateNow(versions), stops: old.stops }, after: { rate: rateNow(all), stops: right.stops } },
    reason: version.why,
  })
  return entitlementOf(right, all)
}

const actions = { grant: 'granted', change: 'changed', end: 'ended', undo: 'undone' } as const

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
