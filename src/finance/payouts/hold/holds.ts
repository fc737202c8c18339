import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import type { HoldWish, PaymentFeed } from '../contract.ts'
import { backToWorkList } from '../refund/on-list.ts'
import { payoutRefusals } from '../refusals.ts'
import { forgetPlanned } from '../deduct/deduct-store.ts'
import { lookAgainAtRights } from '../rights/look-again.ts'
import { reserve } from '../rights/reserve.ts'
import { lockRightsOf } from '../rights/rights-store.ts'
import { giveBack } from '../run/give-back.ts'
import { wordsUse } from './hold-words.ts'
import { awaitOpenRun, closeFinished, type CheckAsked, type RunRow } from '../run/run-store.ts'
import {
  addHolds,
  closeHold,
  endCorrections,
  endLines,
  findHoldForUpdate,
  findOpenHold,
  freeLines,
  keptByAnother,
  stopLines,
  type HoldRow,
  type StoppedLine,
} from './hold-store.ts'

export interface HoldNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
  readonly vault: Vault
}

/** A hold stops the money, never the right. */
export interface Holds {
  /** @throws notFound, when the household has no right here */
  readonly hold: (tx: Tx, who: Caller, wish: HoldWish) => Promise<string>
  /** By another person than the one who set it. @throws notFound, holdClosed, holdNeedsAnother */
  readonly release: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
  /** By another person than the one who set it. @throws notFound, holdClosed, holdNeedsAnother */
  readonly end: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
}

export async function placeHolds(
  tx: Tx,
  who: Caller,
  wishes: readonly HoldWish[],
  { clock, audit, vault }: Pick<HoldNeeds, 'clock' | 'audit' | 'vault'>,
): Promise<void> {
  if (wishes.length === 0) return
  await awaitOpenRun(tx, who.tenant, [...new Set(wishes.map(({ programme }) => programme))])
  const ids = await addHolds(tx, who, wishes, { at: clock.now(), vault })
  await stopLines(tx, who.tenant, ids)
  for (const id of ids) await audit.record(tx, who, { action: 'payouts.held', about: { kind: 'hold', id } })
}

/** What the feeds say of these households becomes holds; a match that a person looked at and released is none again. */
export async function askFeeds(
  tx: Tx,
  who: Caller,
  { run: { programme, month }, householdIds }: { readonly run: RunRow; readonly householdIds: readonly string[] },
  {
    feeds,
    clock,
    audit,
    vault,
  }: Pick<HoldNeeds, 'clock' | 'audit' | 'vault'> & { readonly feeds: readonly PaymentFeed[] },
): Promise<CheckAsked[]> {
  const checks = []
  for (const feed of feeds) {
    const wishes = await feed.check(tx, who.tenant, { programme, month, householdIds })
    await placeHolds(tx, who, wishes, { clock, audit, vault })
    checks.push({ name: feed.name, at: clock.now().toISOString(), holds: wishes.length })
  }
  return checks
}

export const createHolds = (needs: HoldNeeds): Holds => ({
  hold: async (tx, who, wish) => {
    const stands = await findOpenHold(tx, who.tenant, wish, needs.vault)
    if (stands !== null) return stands
    await placeHolds(tx, who, [wish], needs)
    const id = await findOpenHold(tx, who.tenant, wish, needs.vault)
    if (id === null) throw payoutRefusals.notFound()
    return id
  },
  release: async (tx, who, id, reason) => {
    const hold = await openHold(tx, who, id)
    await close(tx, who, { id, state: 'released', reason }, needs)
    if (!(await keptByAnother(tx, who.tenant, hold))) await freeLines(tx, who.tenant, hold)
    // Why stands in the sealed part of the entry: it speaks of a family.
    await needs.audit.record(tx, who, {
      action: 'payouts.hold-released',
      about: { kind: 'hold', id },
      after: { reason },
    })
    return id
  },
  end: (tx, who, id, reason) => endHold(tx, who, { id, reason }, needs),
})

async function close(
  tx: Tx,
  who: Caller,
  { reason, ...how }: { id: string; state: 'released' | 'ended'; reason: string },
  { clock, vault }: HoldNeeds,
): Promise<void> {
  const words = (await vault.boxOf(who.tenant)).seal(reason, wordsUse.closing(how.id))
  await closeHold(tx, who, { ...how, words, at: clock.now() })
}

/** @throws notFound, holdClosed, holdNeedsAnother */
async function openHold(tx: Tx, who: Caller, id: string) {
  const hold = await findHoldForUpdate(tx, who.tenant, id)
  if (!hold) throw payoutRefusals.notFound()
  if (hold.state !== 'open') throw payoutRefusals.holdClosed()
  if (hold.byId === who.id) throw payoutRefusals.holdNeedsAnother({ name: hold.byName })
  await awaitOpenRun(tx, who.tenant, [hold.programme])
  return hold
}

/**
 * The lines are never paid; a refund stands on its work list again. What was payable goes back to what is free, by way of
 * what was kept back. A line that another open hold stops waits for the one who looks into that.
 */
async function endHold(
  tx: Tx,
  who: Caller,
  { id, reason }: { id: string; reason: string },
  needs: HoldNeeds,
): Promise<string> {
  const { audit } = needs
  const hold = await openHold(tx, who, id)
  await close(tx, who, { id, state: 'ended', reason }, needs)
  const about = { kind: 'hold', id }
  const isKept = await keptByAnother(tx, who.tenant, hold)
  const stopped = isKept ? [] : await stopForGood(tx, who, hold, needs)
  await audit.record(tx, who, { action: 'payouts.hold-ended', about, after: { lines: stopped.length, reason } })
  return id
}

async function stopForGood(tx: Tx, who: Caller, hold: HoldRow, needs: HoldNeeds): Promise<readonly StoppedLine[]> {
  const { ledger, clock } = needs
  const about = { kind: 'hold', id: hold.id }
  // What a person wrote stands sealed in the hold; the books say only what it was.
  const why = '暂缓的不再发'
  const rights = await lockRightsOf(tx, who.tenant, hold)
  const stopped = await endLines(tx, who.tenant, hold)
  const lines = stopped.filter(({ wasPayable }) => wasPayable).map((line) => line.id)
  await forgetPlanned(
    tx,
    who.tenant,
    stopped.map((line) => line.id),
  )
  const touched = await giveBack(tx, who, { lines, from: 'payable', why, about }, { ledger, clock })
  await endCorrections(tx, who.tenant, { rights, stopped })
  await reserve(tx, who, { rights, why, on: clock.today(), about }, { ledger })
  const runs = await backToWorkList(tx, who, { which: { held: hold }, about }, needs)
  await closeFinished(tx, who.tenant, [...new Set([...stopped.map(({ runId }) => runId), ...runs])])
  await lookAgainAtRights(tx, who, touched, needs)
  return stopped
}
