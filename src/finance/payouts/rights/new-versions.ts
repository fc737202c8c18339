import { addMonths, type Clock } from '#platform/clock/index.ts'
import type { Audit } from '#platform/audit/index.ts'
import { refusing, withoutCounting, type Tx } from '#platform/db/index.ts'
import { given, must } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import type { Entitlement, Payouts, UndoOutcome } from '../contract.ts'
import { payoutRefusals } from '../refusals.ts'
import { checkRate } from '../spread.ts'
import { takeBack, type Looked } from './corrections.ts'
import { lookAgain, type LookWish } from './look-again.ts'
import {
  addVersions,
  findRightsForUpdate,
  findVersions,
  saveRights,
  type RightRow,
  type VersionRow,
} from './rights-store.ts'
import { rateNow, stopsIn, undoable } from './versions.ts'

export interface RightsNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
}

export function entitlementOf(right: RightRow, versions: readonly VersionRow[]): Entitlement {
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

/** So many rights are looked at by walking through the tables, fewer by looking each of them up. */
const manyMin = 50
const manyTables = ['payouts.line', 'payouts.entitlement', 'payouts.entitlement_version', 'payouts.reservation']
const atOnce = <Result>(tx: Tx, count: number, work: () => Promise<Result>): Promise<Result> =>
  count < manyMin ? work() : withoutCounting(tx, manyTables, work)

export const changeMany = (...[tx, who, wish, needs]: Parameters<typeof change>): Promise<Entitlement[]> =>
  atOnce(tx, wish.changes.length, () => change(tx, who, wish, needs))

async function change(
  tx: Tx,
  who: Caller,
  { changes, why, decisionId, about }: Parameters<Payouts['changeMany']>[2],
  needs: RightsNeeds,
): Promise<Entitlement[]> {
  for (const { rate } of changes) checkRate(rate)
  const opened = await openRights(tx, who, changes)
  const news = opened.flatMap(({ wish: { rate, from }, right, versions }): NewVersion[] => {
    if (isDecided(versions, 'change', decisionId)) return []
    if (right.stops !== null && from >= right.stops) throw payoutRefusals.endedAlready({ month: right.stops })
    if (from < right.from) throw payoutRefusals.beforeItBegan({ month: right.from })
    const version = { kind: 'change', per: rate.per, fen: rate.amount, from, why, decisionId, undoes: null } as const
    return [{ right, versions, version }]
  })
  const changed = await add(tx, who, { news, why, about }, needs)
  return opened.map(({ right, versions }) => changed.get(right.id) ?? entitlementOf(right, versions))
}

export async function end(
  tx: Tx,
  who: Caller,
  { entitlementId, after, why, decisionId }: Parameters<Payouts['end']>[2],
  needs: RightsNeeds,
): Promise<Entitlement> {
  const [opened] = await openRights(tx, who, [{ entitlementId }])
  const { right, versions } = given(opened, 'the right to end')
  if (isDecided(versions, 'end', decisionId)) return entitlementOf(right, versions)
  const from = addMonths(after, 1)
  if (from < right.from) throw payoutRefusals.beforeItBegan({ month: right.from })
  if (right.stops === from) return entitlementOf(right, versions)
  const version = { kind: 'end', per: null, fen: null, from, why, decisionId, undoes: null } as const
  const about = { kind: 'entitlement', id: right.id }
  const ended = await add(tx, who, { news: [{ right, versions, version }], why, about }, needs)
  return given(ended.get(right.id), 'the right that ended')
}

export const undoMany = (...[tx, who, wish, needs]: Parameters<typeof undo>): Promise<UndoOutcome[]> =>
  atOnce(tx, wish.undos.length, () => undo(tx, who, wish, needs))

async function undo(
  tx: Tx,
  who: Caller,
  { undos, why, about }: Parameters<Payouts['undoMany']>[2],
  needs: RightsNeeds,
): Promise<UndoOutcome[]> {
  const opened = await openRights(tx, who, undos)
  const isUndone = ({ wish, versions }: (typeof opened)[number]): boolean =>
    versions.some(({ undoes }) => undoes === wish.version)
  const due = opened.filter((one) => !isUndone(one) && undoable(one.versions) === one.wish.version)
  const news = due.map(({ wish, right, versions }): NewVersion => {
    const undone = given(
      versions.find(({ version }) => version === wish.version),
      'the version to undo',
    )
    const { version: undoes, from } = undone
    return { right, versions, version: { kind: 'undo', per: null, fen: null, from, why, decisionId: null, undoes } }
  })
  await takeBack(
    tx,
    who,
    due.map(({ wish }) => wish),
    needs,
  )
  const changed = await add(tx, who, { news, why, about }, needs)
  return opened.map((one) => {
    const right = changed.get(one.right.id)
    return right === undefined
      ? { right: entitlementOf(one.right, one.versions), isUndone: isUndone(one) }
      : { right, isUndone: true }
  })
}

const isDecided = (versions: readonly VersionRow[], kind: VersionRow['kind'], decisionId: string | null): boolean =>
  decisionId !== null && versions.some((one) => one.kind === kind && one.decisionId === decisionId)

/** What is wished of rights, each once, with the rights as they stand, locked: in the order of the wishes. @throws notFound */
async function openRights<Wish extends { readonly entitlementId: string }>(
  tx: Tx,
  who: Caller,
  wishes: readonly Wish[],
): Promise<(Looked & { readonly wish: Wish })[]> {
  const ids = wishes.map(({ entitlementId }) => entitlementId)
  must(new Set(ids).size === ids.length, 'one command says one thing about a right')
  const rights = new Map((await findRightsForUpdate(tx, who.tenant, ids)).map((right) => [right.id, right]))
  const versions = Map.groupBy(await findVersions(tx, who.tenant, ids), ({ entitlementId }) => entitlementId)
  return wishes.map((wish) => {
    const right = rights.get(wish.entitlementId)
    if (!right) throw payoutRefusals.notFound()
    return { wish, right, versions: versions.get(right.id) ?? [] }
  })
}

interface NewVersion extends Looked {
  readonly version: Omit<VersionRow, 'entitlementId' | 'version' | 'at' | 'byName'>
}

/** New versions, and what they mean for lists that are approved. @throws anotherRightStands */
async function add(
  tx: Tx,
  who: Caller,
  { news, ...cause }: { readonly news: readonly NewVersion[] } & Omit<LookWish, 'looked'>,
  needs: RightsNeeds,
): Promise<Map<string, Entitlement>> {
  if (news.length === 0) return new Map()
  const at = needs.clock.now()
  const added = news.map(({ right: old, versions: before, version }) => {
    const newest = { ...version, entitlementId: old.id, version: old.version + 1, at, byName: who.name }
    const versions = [...before, newest]
    const right = { ...old, version: newest.version, stops: stopsIn(versions) }
    return { old, before, newest, right, versions }
  })
  await addVersions(
    tx,
    who,
    added.map(({ newest }) => newest),
  )
  await refusing(
    { entitlement_is_one_of_its_kind: () => payoutRefusals.anotherRightStands() },
    saveRights(
      tx,
      who.tenant,
      added.map(({ right }) => right),
    ),
  )
  await lookAgain(tx, who, { ...cause, looked: added }, needs)
  await needs.audit.recordMany(
    tx,
    who,
    added.map(({ old, before, newest, right, versions }) => ({
      ...{ action: `payouts.${actions[newest.kind]}`, about: { kind: 'household', id: right.householdId } },
      before: { rate: rateNow(before), stops: old.stops },
      ...{ after: { rate: rateNow(versions), stops: right.stops }, reason: newest.why },
    })),
  )
  return new Map(added.map(({ right, versions }) => [right.id, entitlementOf(right, versions)]))
}

const actions = { grant: 'granted', change: 'changed', end: 'ended', undo: 'undone' } as const
