import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Clock, Month } from '#platform/clock/index.ts'
import { yearOf } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import { moved, type Ledger, type Poster, type SourceLevel } from '#finance/ledger/index.ts'
import { dayOf, type RightRow, type VersionRow } from './rights-store.ts'
import { differenceIn, type EndedArrears } from './versions.ts'

interface LinedMonth {
  readonly month: Month
  readonly lineId: string | null
  /** On approved lists and not kept back, plus what was corrected since. */
  readonly fen: Fen
  readonly ended: readonly EndedArrears[]
  readonly isStopped: boolean
}

/** What approved lists gave, or will give, for each month of a right up to the last one lined. */
async function findLined(tx: Tx, tenant: TenantId, right: RightRow): Promise<LinedMonth[]> {
  const { rows } = await sql<LinedMonth>`SELECT to_char(m.month, 'YYYY-MM') AS month, l.id AS "lineId",
      coalesce(l.state = 'stopped' AND l.kept_back_by IS NULL, false) AS "isStopped",
      (coalesce(CASE WHEN l.kept_back_by IS NULL THEN l.fen END, 0) + c.fen)::bigint AS fen, c.ended
    FROM payouts.entitlement e
    CROSS JOIN LATERAL generate_series(e.from_month::timestamp, e.lined_through::timestamp, interval '1 month') AS m (month)
    LEFT JOIN payouts.line l ON l.tenant_id = ${tenant} AND l.entitlement_id = e.id AND l.month = m.month
      AND l.kind = 'regular'
    CROSS JOIN LATERAL (SELECT
        coalesce(sum(c.fen + c.dropped_fen) FILTER (WHERE c.state IN ('waiting', 'lined', 'owed')), 0)::bigint AS fen,
        coalesce(jsonb_agg(jsonb_build_object('version', c.version, 'fen', c.fen::text))
          FILTER (WHERE c.state = 'ended'), '[]') AS ended
      FROM payouts.correction c WHERE c.tenant_id = ${tenant} AND c.entitlement_id = ${right.id}
        AND c.month = m.month) AS c
    WHERE e.tenant_id = ${tenant} AND e.id = ${right.id}
      AND (e.origin = 'decision' OR l.id IS NOT NULL)
    ORDER BY m.month`.execute(tx)
  return rows
}

export interface MonthDifference {
  readonly month: Month
  readonly lineId: string | null
  /** Above zero is lacking, below zero is too much. */
  readonly difference: Fen
}

/** How far the lists are from the right, month by month. A month, or arrears, that a person stopped stays stopped. */
export async function findDifferences(
  tx: Tx,
  tenant: TenantId,
  { right, versions }: { readonly right: RightRow; readonly versions: readonly VersionRow[] },
): Promise<MonthDifference[]> {
  return (await findLined(tx, tenant, right)).flatMap(({ month, lineId, fen, ended, isStopped }) => {
    const difference = differenceIn(versions, { month, had: fen, ended })
    return isStopped || difference === 0n ? [] : [{ month, lineId, difference }]
  })
}

/**
 * Takes back what was said earlier and has not happened: arrears that wait where it is too much, claims where it is too
 * little, and claims on lines that are not with the bank. @returns the arrears that wait no more
 */
export async function withdraw(
  tx: Tx,
  who: Poster,
  looked: {
    readonly right: RightRow
    readonly versions: readonly VersionRow[]
    readonly unsentMonths: readonly Month[]
  },
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<string[]> {
  const differences = await findDifferences(tx, who.tenant, looked)
  const days = (which: (one: MonthDifference) => boolean): string[] =>
    differences.filter(which).map(({ month }) => dayOf(month))
  const [lacking, tooMuch] = [days(({ difference }) => difference > 0n), days(({ difference }) => difference < 0n)]
  const of = sql`tenant_id = ${who.tenant} AND entitlement_id = ${looked.right.id}`
  const waited = await sql<{ id: string }>`UPDATE payouts.correction SET state = 'cancelled'
    WHERE ${of} AND state = 'waiting' AND month = ANY (${tooMuch}::date[]) RETURNING id`.execute(tx)
  await sql`UPDATE payouts.correction SET state = 'cancelled' WHERE ${of} AND state = 'owed' AND entry_id IS NULL
    AND month = ANY (${looked.unsentMonths.map(dayOf)}::date[])`.execute(tx)
  await dropClaims(
    tx,
    who,
    { which: sql`${of} AND month = ANY (${lacking}::date[])`, why: '待遇又变了' },
    { ledger, clock },
  )
  return waited.rows.map(({ id }) => id)
}

/**
 * Claims that are asked for no more, by counter-entries. One of which something was repaid keeps that, and ends with it:
 * only its rest goes back, and what came in from the family is lacking from then on.
 */
async function dropClaims(
  tx: Tx,
  who: Poster,
  { which, why }: { readonly which: RawBuilder<unknown>; readonly why: string },
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<void> {
  const whole = await sql<{ entryId: string | null }>`UPDATE payouts.correction SET state = 'cancelled'
    WHERE ${which} AND state = 'owed' AND repaid_fen = 0 AND dropped_fen = 0 RETURNING entry_id AS "entryId"`.execute(
    tx,
  )
  for (const { entryId } of whole.rows)
    if (entryId !== null) await ledger.reverse(tx, who, { entryId, why, on: clock.today() })
  const { rows: parts } = await sql<Owed>`WITH still AS (
      SELECT tenant_id, id, -fen - repaid_fen - dropped_fen AS rest FROM payouts.correction
      WHERE ${which} AND state = 'owed' AND repaid_fen + dropped_fen < -fen FOR UPDATE),
    part AS (
      UPDATE payouts.correction c SET dropped_fen = c.dropped_fen + s.rest FROM still s
      WHERE c.tenant_id = s.tenant_id AND c.id = s.id
      RETURNING c.tenant_id, c.id, c.entitlement_id, c.month, s.rest)
    SELECT p.id, e.household_id AS "householdId", e.programme, e.source, to_char(p.month, 'YYYY-MM') AS month,
      p.rest AS fen
    FROM part p JOIN payouts.entitlement e ON e.tenant_id = p.tenant_id AND e.id = p.entitlement_id
    ORDER BY p.id`.execute(tx)
  for (const { fen, ...claim } of parts)
    await ledger.post(tx, who, {
      ...{ key: `payouts.claim-dropped:${claim.id}`, kind: 'payouts.claim-dropped', why, on: clock.today() },
      legs: moved(fen, { ...purseOf(claim), account: 'recovery' }, { account: 'paid' }),
      about: { kind: 'correction', id: claim.id },
    })
}

const purseOf = ({ programme, source, householdId, month }: Omit<Owed, 'id' | 'fen'>) => ({
  ...{ programme, source, budgetYear: yearOf(month), householdId, month },
})

/** What is lacking waits for the next list, what was too much is owed. */
export async function writeDifferences(
  tx: Tx,
  tenant: TenantId,
  {
    right,
    version,
    at,
    differences,
  }: { right: RightRow; version: number; at: Date; differences: readonly MonthDifference[] },
): Promise<void> {
  for (const { month, lineId, difference } of differences)
    await sql`INSERT INTO payouts.correction
        (tenant_id, id, entitlement_id, version, month, fen, original_line_id, state, at)
      VALUES (${tenant}, ${uuid()}, ${right.id}, ${version}, ${dayOf(month)}, ${difference}, ${lineId},
        ${difference > 0n ? 'waiting' : 'owed'}, ${at})`.execute(tx)
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
  for (const { id, fen, ...claim } of rows) {
    const { id: entry } = await ledger.post(tx, who, {
      ...{ key: `payouts.owed:${id}`, kind: 'payouts.owed', why: '多发的，应追回', on: clock.today() },
      legs: moved(subtractFen(zeroFen, fen), { ...purseOf(claim), account: 'paid' }, { account: 'recovery' }),
      about: { kind: 'correction', id },
    })
    await sql`UPDATE payouts.correction SET entry_id = ${entry}
      WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
  }
}

/**
 * The change is undone, by counter-entries: what waited waits no more, what was owed is asked for no more. What a family
 * repaid meanwhile is lacking then, and comes to it as arrears.
 */
export async function takeBack(
  tx: Tx,
  who: Poster,
  { right, version }: { right: RightRow; version: number },
  needs: { ledger: Ledger; clock: Clock },
): Promise<void> {
  const which = sql`tenant_id = ${who.tenant} AND entitlement_id = ${right.id} AND version = ${version}`
  const { rows } = await sql<{ id: string }>`UPDATE payouts.correction SET state = 'cancelled'
    WHERE ${which} AND state IN ('waiting', 'ended') RETURNING id`.execute(tx)
  // A held line of it would otherwise come back with the next list.
  await sql`UPDATE payouts.line SET state = 'stopped', reason = '变动已撤回' WHERE tenant_id = ${who.tenant}
    AND correction_id = ANY (${rows.map(({ id }) => id)}::uuid[]) AND state IN ('held', 'waiting')`.execute(tx)
  await dropClaims(tx, who, { which, why: '变动已撤回' }, needs)
}
