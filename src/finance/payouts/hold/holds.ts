import { sql } from 'kysely'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import type { HoldWish, PaymentFeed } from '../contract.ts'
import { payoutRefusals } from '../refusals.ts'
import { reserve } from '../rights/reserve.ts'
import { movedLegs } from '../run/line-store.ts'
import { awaitOpenRun, type CheckAsked, type RunRow } from '../run/run-store.ts'
import { addHolds, closeHold, endLines, findHoldForUpdate, findOpenHold, freeLines, stopLines } from './hold-store.ts'

export interface HoldNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
}

/** A hold stops the money, never the right. */
export interface Holds {
  /** @throws notFound, when the household has no right here */
  readonly hold: (tx: Tx, who: Caller, wish: HoldWish) => Promise<string>
  /** @throws notFound, holdClosed */
  readonly release: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
  /** @throws notFound, holdClosed */
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
    await freeLines(tx, who.tenant, hold)
    await needs.audit.record(tx, who, { action: 'payouts.hold-released', about: { kind: 'hold', id }, reason })
    return id
  },
  end: (tx, who, id, reason) => endHold(tx, who, { id, reason }, needs),
})

async function openHold(tx: Tx, who: Caller, id: string) {
  const hold = await findHoldForUpdate(tx, who.tenant, id)
  if (!hold) throw payoutRefusals.notFound()
  if (hold.state !== 'open') throw payoutRefusals.holdClosed()
  await awaitOpenRun(tx, who.tenant, [hold.programme])
  return hold
}

/** The lines are never paid. What was payable goes back to what is free, by way of what was kept back. */
async function endHold(
  tx: Tx,
  who: Caller,
  { id, reason }: { id: string; reason: string },
  { ledger, audit, clock }: HoldNeeds,
): Promise<string> {
  const hold = await openHold(tx, who, id)
  await closeHold(tx, who, { id, state: 'ended', reason, at: clock.now() })
  const stopped = await endLines(tx, who.tenant, hold, reason)
  const about = { kind: 'hold', id }
  const on = clock.today()
  const payable = stopped.filter(({ wasPayable }) => wasPayable).map((line) => line.id)
  if (payable.length > 0) await release(tx, who, { payable, reason, id }, { ledger, audit, clock })
  await sql`UPDATE payouts.correction c SET state = 'cancelled' FROM payouts.line l
    WHERE c.tenant_id = ${who.tenant} AND c.state = 'waiting' AND l.tenant_id = ${who.tenant}
      AND l.correction_id = c.id AND l.id = ANY (${stopped.map((line) => line.id)}::uuid[])`.execute(tx)
  // What never reached the family is not asked back from it.
  await sql`UPDATE payouts.correction c SET state = 'cancelled' FROM payouts.line l
    WHERE c.tenant_id = ${who.tenant} AND c.state = 'owed' AND c.entry_id IS NULL AND l.tenant_id = ${who.tenant}
      AND l.entitlement_id = c.entitlement_id AND l.month = c.month AND l.kind = 'regular'
      AND l.id = ANY (${stopped.map((line) => line.id)}::uuid[])`.execute(tx)
  const rights = [...new Set(stopped.map(({ entitlementId }) => entitlementId))]
  await sql`UPDATE payouts.entitlement e SET lined_through = l.month
    FROM (SELECT entitlement_id, max(month) AS month FROM payouts.line WHERE tenant_id = ${who.tenant}
      AND kind = 'regular' AND id = ANY (${stopped.map((line) => line.id)}::uuid[]) GROUP BY entitlement_id) AS l
    WHERE e.tenant_id = ${who.tenant} AND e.id = l.entitlement_id
      AND (e.lined_through IS NULL OR e.lined_through < l.month)`.execute(tx)
  await reserve(tx, who, { rights, why: reason, on, about }, { ledger })
  await audit.record(tx, who, { action: 'payouts.hold-ended', about, after: { lines: stopped.length }, reason })
  return id
}

async function release(
  tx: Tx,
  who: Caller,
  { payable, reason, id }: { payable: readonly string[]; reason: string; id: string },
  { ledger, clock }: HoldNeeds,
): Promise<void> {
  const chosen = sql`SELECT * FROM payouts.line WHERE tenant_id = ${who.tenant} AND id = ANY (${payable}::uuid[])`
  const legs = sql`SELECT sheet, account, amount, programme, source, budget_year,
      CASE WHEN account = 'reserved' THEN NULL ELSE household_id END AS household_id,
      CASE WHEN account = 'reserved' THEN NULL ELSE month END AS month
    FROM (${movedLegs(chosen, 'payable', 'reserved')}) AS moved`
  const about = { kind: 'hold', id }
  await ledger.postQuery(tx, who, {
    ...{ key: `payouts.stopped:${id}`, kind: 'payouts.stopped', why: reason, on: clock.today(), about, legs },
  })
  await sql`UPDATE payouts.reservation r SET fen = r.fen + l.fen
    FROM (SELECT entitlement_id, budget_year, sum(fen)::bigint AS fen FROM (${chosen}) AS c
      GROUP BY entitlement_id, budget_year) AS l
    WHERE r.tenant_id = ${who.tenant} AND r.entitlement_id = l.entitlement_id AND r.year = l.budget_year`.execute(tx)
}
