import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Clock, Month } from '#platform/clock/index.ts'
import { yearOf } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import { moved, type Ledger, type Poster, type SourceLevel } from '#finance/ledger/index.ts'
import type { RightRow, VersionRow } from './rights-store.ts'
import { payIn } from './versions.ts'

interface LinedMonth {
  readonly month: Month
  readonly lineId: string | null
  /** On approved lists, plus what was corrected since. */
  readonly fen: Fen
  readonly isStopped: boolean
}

/** What approved lists gave, or will give, for each month of a right up to the last one lined. */
async function findLined(tx: Tx, tenant: TenantId, right: RightRow): Promise<LinedMonth[]> {
  const { rows } = await sql<LinedMonth>`SELECT to_char(m.month, 'YYYY-MM') AS month, l.id AS "lineId",
      coalesce(l.state = 'stopped', false) AS "isStopped",
      (coalesce(l.fen, 0) + coalesce((SELECT sum(c.fen) FROM payouts.correction c
        WHERE c.tenant_id = ${tenant} AND c.entitlement_id = ${right.id} AND c.month = m.month
          AND c.state <> 'cancelled'), 0))::bigint AS fen
    FROM payouts.entitlement e
    CROSS JOIN LATERAL generate_series(e.from_month::timestamp, e.lined_through::timestamp, interval '1 month') AS m (month)
    LEFT JOIN payouts.line l ON l.tenant_id = ${tenant} AND l.entitlement_id = e.id AND l.month = m.month
      AND l.kind = 'regular'
    WHERE e.tenant_id = ${tenant} AND e.id = ${right.id}
      AND (e.origin = 'decision' OR l.id IS NOT NULL)
    ORDER BY m.month`.execute(tx)
  return rows
}

/**
 * Sets every month that is on an approved list right: what is lacking waits for the next list, what was too much is
 * owed. Only the difference is written; the old line is never touched. A month that a person stopped stays stopped.
 */
export async function correct(
  tx: Tx,
  who: Poster,
  { right, versions, version, at }: { right: RightRow; versions: readonly VersionRow[]; version: number; at: Date },
): Promise<void> {
  if (right.linedThrough === null) return
  for (const { month, lineId, fen, isStopped } of await findLined(tx, who.tenant, right)) {
    const difference = subtractFen(payIn(versions, month), fen)
    if (difference === 0n || isStopped) continue
    await sql`INSERT INTO payouts.correction
        (tenant_id, id, entitlement_id, version, month, fen, original_line_id, state, at)
      VALUES (${who.tenant}, ${uuid()}, ${right.id}, ${version}, ${`${month}-01`}, ${difference}, ${lineId},
        ${difference > 0n ? 'waiting' : 'owed'}, ${at})`.execute(tx)
  }
}

interface Owed {
  readonly id: string
  readonly householdId: string
  readonly programme: string
  readonly source: SourceLevel
  readonly month: Month
  readonly fen: Fen
}

/** Too much that was really paid becomes a claim in the ledger; before that there is nothing to take back. */
export async function postOwed(
  tx: Tx,
  who: Poster,
  rights: readonly string[],
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<void> {
  const { rows } = await sql<Owed>`SELECT c.id, e.household_id AS "householdId", e.programme, e.source,
      to_char(c.month, 'YYYY-MM') AS month, c.fen
    FROM payouts.correction c
    JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
    WHERE c.tenant_id = ${who.tenant} AND c.entitlement_id = ANY (${rights}::uuid[]) AND c.state = 'owed'
      AND c.entry_id IS NULL AND NOT EXISTS (SELECT FROM payouts.line l
        WHERE l.tenant_id = c.tenant_id AND l.entitlement_id = c.entitlement_id AND l.month = c.month
          AND l.state NOT IN ('paid', 'stopped'))
    FOR UPDATE OF c`.execute(tx)
  for (const { id, householdId, programme, source, month, fen } of rows) {
    const purse = { programme, source, budgetYear: yearOf(month), householdId, month }
    const { id: entry } = await ledger.post(tx, who, {
      ...{ key: `payouts.owed:${id}`, kind: 'payouts.owed', why: '多发的，应追回', on: clock.today() },
      legs: moved(subtractFen(zeroFen, fen), { ...purse, account: 'paid' }, { account: 'recovery' }),
      about: { kind: 'correction', id },
    })
    await sql`UPDATE payouts.correction SET entry_id = ${entry}
      WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
  }
}

/** The change is undone: what waited waits no more, what was owed is owed no more, by a counter-entry. */
export async function takeBack(
  tx: Tx,
  who: Poster,
  { right, version }: { right: RightRow; version: number },
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<void> {
  const { rows } = await sql<{ id: string; entryId: string | null }>`UPDATE payouts.correction SET state = 'cancelled'
    WHERE tenant_id = ${who.tenant} AND entitlement_id = ${right.id} AND version = ${version}
      AND state IN ('waiting', 'owed') RETURNING id, entry_id AS "entryId"`.execute(tx)
  // A held line of it would otherwise come back with the next list.
  await sql`UPDATE payouts.line SET state = 'stopped', reason = '变动已撤回' WHERE tenant_id = ${who.tenant}
    AND correction_id = ANY (${rows.map(({ id }) => id)}::uuid[]) AND state IN ('held', 'waiting')`.execute(tx)
  for (const { entryId } of rows)
    if (entryId !== null) await ledger.reverse(tx, who, { entryId, why: '变动已撤回', on: clock.today() })
}
