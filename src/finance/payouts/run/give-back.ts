import { sql } from 'kysely'
import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { undoDeductions } from '../deduct/deduct.ts'
import { linesNamed, movedLegs } from './line-store.ts'

/**
 * payable or returned → kept back, by a counter-entry: money that was approved for a family and never reached it. How
 * much of it stays kept back is for `reserve` to say.
 * @returns rights whose claims these lines had helped to settle, to be looked at again
 */
export async function giveBack(
  tx: Tx,
  who: Caller,
  {
    lines,
    from,
    why,
    about,
  }: {
    readonly lines: readonly string[]
    readonly from: 'payable' | 'returned'
    readonly why: string
    readonly about: { readonly kind: string; readonly id: string }
  },
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
): Promise<string[]> {
  const [first] = lines.toSorted()
  if (first === undefined) return []
  const touched = await undoDeductions(tx, who, { lines, into: from, why }, { ledger, clock })
  const chosen = linesNamed(who.tenant, lines)
  const legs = sql`SELECT sheet, account, amount, programme, source, budget_year,
      CASE WHEN account = 'reserved' THEN NULL ELSE household_id END AS household_id,
      CASE WHEN account = 'reserved' THEN NULL ELSE month END AS month
    FROM (${movedLegs(chosen, from, 'reserved')}) AS moved`
  await ledger.postQuery(tx, who, {
    ...{ key: `payouts.stopped:${about.id}:${from}:${first}`, kind: 'payouts.stopped', why, on: clock.today() },
    ...{ about, legs },
  })
  await sql`UPDATE payouts.reservation r SET fen = r.fen + l.fen
    FROM (SELECT entitlement_id, budget_year, sum(fen)::bigint AS fen FROM (${chosen}) AS c
      GROUP BY entitlement_id, budget_year) AS l
    WHERE r.tenant_id = ${who.tenant} AND r.entitlement_id = l.entitlement_id AND r.year = l.budget_year`.execute(tx)
  return touched
}
