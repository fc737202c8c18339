import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import type { HoldWish, PaymentFeed } from '../contract.ts'
import { backToWorkList } from '../refund/on-list.ts'
import { payoutRefusals } from '../refusals.ts'
import { forgetPlanned } from '../deduct/deduct-store.ts'
import { lookAgainAtRights } from '../rights/look-again.ts'
import { reserve } from '../rights/reserve.ts'
import { giveBack } from '../run/give-back.ts'
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
  lockHeldRights,
  stopLines,
  type HoldRow,
  type StoppedLine,
} from './hold-store.ts'

export interface HoldNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
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
  { clock, audit }: Pick<HoldNeeds, 'clock' | 'audit'>,
): Promise<void> {
  if (wishes.length === 0) return
  await awaitOpenRun(tx, who.tenant, [...new Set(wishes.map(({ programme }) => programme))])
  const ids = await addHolds(tx, who, wishes, clock.now())
  await stopLines(tx, who.tenant, ids)
  for (const id of ids) await audit.record(tx, who, { action: 'payouts.held', about: { kind: 'hold', id } })
}

/** What the feeds say of these households becomes holds; a match that a person looked at and released is none again. */
export async function askFeeds(
  tx: Tx,
  who: Caller,
  { run: { programme, month }, householdIds }: { readonly run: RunRow; readonly householdIds: readonly string[] },
  { feeds, clock, audit }: Pick<HoldNeeds, 'clock' | 'audit'> & { readonly feeds: readonly PaymentFeed[] },
): Promise<CheckAsked[]> {
  const checks = []
  for (const feed of feeds) {
    const wishes = await feed.check(tx, who.tenant, { programme, month, householdIds })
    await placeHolds(tx, who, wishes, { clock, audit })
    checks.push({ name: feed.name, at: clock.now().toISOString(), holds: wishes.length })
  }
  return checks
}

export const createHolds = (needs: HoldNeeds): Holds => ({
  hold: async (tx, who, wish) => {
    await placeHolds(tx, who, [wish], needs)
    const id = await findOpenHold(tx, who.tenant, wish)
    if (id === null) throw payoutRefusals.notFound()
    return id
  },
  release: async (tx, who, id, reason) => {
    const hold = await openHold(tx, who, id)
    await closeHold(tx, who, { id, state: 'released', reason, at: needs.clock.now() })
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
  const { audit, clock } = needs
  const hold = await openHold(tx, who, id)
  await closeHold(tx, who, { id, state: 'ended', reason, at: clock.now() })
  const about = { kind: 'hold', id }
  const isKept = await keptByAnother(tx, who.tenant, hold)
  const stopped = isKept ? [] : await stopForGood(tx, who, { hold, reason }, needs)
  await audit.record(tx, who, { action: 'payouts.hold-ended', about, after: { lines: stopped.length, reason } })
  return id
}

async function stopForGood(
  tx: Tx,
  who: Caller,
  { hold, reason }: { hold: HoldRow; reason: string },
  needs: HoldNeeds,
): Promise<readonly StoppedLine[]> {
  const { ledger, clock } = needs
  const about = { kind: 'hold', id: hold.id }
  const rights = await lockHeldRights(tx, who.tenant, hold)
  const stopped = await endLines(tx, who.tenant, hold, reason)
  const lines = stopped.filter(({ wasPayable }) => wasPayable).map((line) => line.id)
  await forgetPlanned(
    tx,
    who.tenant,
    stopped.map((line) => line.id),
  )
  const touched = await giveBack(tx, who, { lines, from: 'payable', why: reason, about }, { ledger, clock })
  await endCorrections(tx, who.tenant, { rights, stopped })
  await reserve(tx, who, { rights, why: reason, on: clock.today(), about }, { ledger })
  const runs = await backToWorkList(tx, who, { which: { held: hold }, about }, needs)
  await closeFinished(tx, who.tenant, [...new Set([...stopped.map(({ runId }) => runId), ...runs])])
  await lookAgainAtRights(tx, who, touched, needs)
  return stopped
}
