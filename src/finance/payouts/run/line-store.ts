import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { SourceLevel } from '#finance/ledger/index.ts'
import type { RunRow } from './run-store.ts'

/** Takes away what was computed before; lines that came over from earlier lists stay. */
export async function forgetLines(tx: Tx, tenant: TenantId, run: RunRow): Promise<void> {
  await sql`DELETE FROM payouts.line WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND NOT is_carried
    AND state IN ('listed', 'held')`.execute(tx)
}

/** Released holds of earlier lists come along; each was held against its right as it stands now. */
export async function carryWaiting(tx: Tx, tenant: TenantId, run: RunRow): Promise<void> {
  await sql`UPDATE payouts.line l SET run_id = ${run.id}, state = 'listed', is_carried = true, hold_id = NULL
    WHERE l.tenant_id = ${tenant} AND l.programme = ${run.programme} AND l.state = 'waiting'`.execute(tx)
  await sql`UPDATE payouts.line l SET right_version = e.version FROM payouts.entitlement e
    WHERE l.tenant_id = ${tenant} AND l.run_id = ${run.id} AND l.is_carried
      AND e.tenant_id = l.tenant_id AND e.id = l.entitlement_id`.execute(tx)
}

/**
 * The month itself and every earlier month a right lacks, for all rights in force: one statement. Beside each line what
 * the month before paid, so that joins and changes show.
 */
export async function computeRegular(tx: Tx, tenant: TenantId, run: RunRow, at: Date): Promise<void> {
  const month = `${run.month}-01`
  await sql`INSERT INTO payouts.line (tenant_id, id, place_id, run_id, entitlement_id, household_id, programme, source,
      budget_year, month, kind, fen, version, right_version, movement, before_fen, state)
    WITH lacking AS MATERIALIZED (
      SELECT e.id, e.place_id, e.household_id, e.source, e.version AS right_version, e.from_month, m.month::date AS month
      FROM payouts.entitlement e
      CROSS JOIN LATERAL generate_series(
        greatest(e.from_month, coalesce((e.lined_through + interval '1 month')::date, e.from_month))::timestamp,
        least(${month}::date, coalesce((e.stops_month - interval '1 month')::date, 'infinity'))::timestamp,
        interval '1 month') AS m (month)
      WHERE e.tenant_id = ${tenant} AND e.programme = ${run.programme} AND e.from_month <= ${month}::date
        AND (e.lined_through IS NULL OR e.lined_through < ${month}::date)),
    rated AS (
      SELECT l.*, v.version, payouts.month_fen(v.per, v.fen, v.from_month, l.month) AS fen FROM lacking l
      CROSS JOIN LATERAL (SELECT v.version, v.per, v.fen, v.from_month FROM payouts.entitlement_version v
        WHERE v.tenant_id = ${tenant} AND v.entitlement_id = l.id AND v.kind NOT IN ('end', 'undo') AND v.from_month <= l.month
          AND NOT EXISTS (SELECT FROM payouts.entitlement_version u
            WHERE u.tenant_id = ${tenant} AND u.entitlement_id = l.id AND u.undoes = v.version)
        ORDER BY v.version DESC LIMIT 1) AS v)
    SELECT ${tenant}, payouts.new_id(${at}), r.place_id, ${run.id}, r.id, r.household_id, ${run.programme}, r.source,
      extract(year FROM r.month)::int, r.month, 'regular', r.fen, r.version, r.right_version,
      CASE WHEN r.month < ${month}::date THEN 'arrears' WHEN b.fen IS NULL THEN 'joined'
        WHEN b.fen = r.fen OR b.version = r.version THEN 'same' ELSE 'changed' END, b.fen, 'listed'
    FROM rated r
    LEFT JOIN payouts.line b ON b.tenant_id = ${tenant} AND b.entitlement_id = r.id AND b.kind = 'regular'
      AND b.month = (r.month - interval '1 month')::date
    WHERE r.fen > 0
      AND NOT EXISTS (SELECT FROM payouts.line o WHERE o.tenant_id = ${tenant} AND o.entitlement_id = r.id
        AND o.kind = 'regular' AND o.month = r.month)`.execute(tx)
}

/** What back-dated changes brought, one line per household and month, pointing at the line it corrects. */
export async function computeArrears(tx: Tx, tenant: TenantId, run: RunRow, at: Date): Promise<void> {
  await sql`INSERT INTO payouts.line (tenant_id, id, place_id, run_id, entitlement_id, household_id, programme, source,
      budget_year, month, kind, fen, version, right_version, movement, original_line_id, correction_id, state)
    SELECT ${tenant}, payouts.new_id(${at}), e.place_id, ${run.id}, e.id, e.household_id, e.programme, e.source,
      extract(year FROM c.month)::int, c.month, 'arrears', c.fen, c.version, e.version, 'arrears', c.original_line_id,
      c.id, 'listed'
    FROM payouts.correction c
    JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
    WHERE c.tenant_id = ${tenant} AND e.programme = ${run.programme} AND c.state = 'waiting'
      AND NOT EXISTS (SELECT FROM payouts.line o WHERE o.tenant_id = ${tenant} AND o.correction_id = c.id)`.execute(tx)
}

/** Whoever has an open hold is held. */
export async function holdLines(tx: Tx, tenant: TenantId, run: RunRow): Promise<void> {
  await sql`UPDATE payouts.line l SET state = 'held', hold_id = h.id FROM payouts.hold h
    WHERE l.tenant_id = ${tenant} AND l.run_id = ${run.id} AND l.state = 'listed'
      AND h.tenant_id = ${tenant} AND h.household_id = l.household_id AND h.programme = l.programme
      AND h.state = 'open'`.execute(tx)
}

export async function householdsOn(
  tx: Tx,
  tenant: TenantId,
  run: RunRow,
  state: 'listed' | 'payable',
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT household_id AS id FROM payouts.line
    WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND state = ${state}`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function countListed(tx: Tx, tenant: TenantId, run: RunRow): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM payouts.line
    WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND state IN ('listed', 'held')`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Rights that changed since the list was computed, or ended, or whose correction was taken back. */
export async function countStale(tx: Tx, tenant: TenantId, run: RunRow): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(DISTINCT l.entitlement_id)::int AS count
    FROM payouts.line l JOIN payouts.entitlement e ON e.tenant_id = l.tenant_id AND e.id = l.entitlement_id
    WHERE l.tenant_id = ${tenant} AND l.run_id = ${run.id} AND l.state IN ('listed', 'held')
      AND l.right_version <> e.version`.execute(tx)
  return rows[0]?.count ?? 0
}

export interface Needed {
  readonly source: SourceLevel
  readonly year: number
  readonly fen: Fen
}

/** What an open list asks of each purse; held lines ask nothing, nor do refunds, whose money stands apart already. */
export async function neededBy(tx: Tx, tenant: TenantId, run: Pick<RunRow, 'id'>): Promise<Needed[]> {
  const { rows } = await sql<Needed>`SELECT source, budget_year AS year, sum(fen)::bigint AS fen FROM payouts.line
    WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND state = 'listed' AND kind <> 'refund'
    GROUP BY source, budget_year ORDER BY budget_year, source`.execute(tx)
  return rows
}

/** Rights on the list for whom less is kept back than the list takes (a new budget year). */
export async function findUnreserved(tx: Tx, tenant: TenantId, run: RunRow): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT l.entitlement_id AS id
    FROM (SELECT entitlement_id, budget_year, sum(fen) AS fen FROM payouts.line
      WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND state = 'listed' AND kind <> 'refund'
      GROUP BY entitlement_id, budget_year) AS l
    LEFT JOIN payouts.reservation r ON r.tenant_id = ${tenant} AND r.entitlement_id = l.entitlement_id
      AND r.year = l.budget_year
    WHERE coalesce(r.fen, 0) < l.fen GROUP BY l.entitlement_id`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * Locks the rights behind an open list until the transaction ends: a change that is being written is waited for and seen
 * after. (Between a change and a file the lines themselves are the lock: each takes those it moves.)
 */
export async function lockRights(tx: Tx, tenant: TenantId, run: Pick<RunRow, 'id'>): Promise<void> {
  await sql`SELECT FROM payouts.entitlement e WHERE e.tenant_id = ${tenant}
      AND e.id IN (SELECT entitlement_id FROM payouts.line WHERE tenant_id = ${tenant} AND run_id = ${run.id}
        AND state IN ('listed', 'held'))
    ORDER BY e.id FOR SHARE`.execute(tx)
}

/** How far each right is lined. */
export async function lineRights(tx: Tx, tenant: TenantId, run: RunRow): Promise<void> {
  await sql`UPDATE payouts.entitlement e SET lined_through = l.month
    FROM (SELECT entitlement_id, max(month) AS month FROM payouts.line
      WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND kind = 'regular' GROUP BY entitlement_id) AS l
    WHERE e.tenant_id = ${tenant} AND e.id = l.entitlement_id
      AND (e.lined_through IS NULL OR e.lined_through < l.month)`.execute(tx)
}

/** listed → payable, in one go: lines, what was kept back for them, arrears. */
export async function makePayable(tx: Tx, tenant: TenantId, run: RunRow): Promise<void> {
  await sql`UPDATE payouts.reservation r SET fen = r.fen - l.fen
    FROM (SELECT entitlement_id, budget_year, sum(fen)::bigint AS fen FROM payouts.line
      WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND state = 'listed' AND kind <> 'refund'
      GROUP BY entitlement_id, budget_year) AS l
    WHERE r.tenant_id = ${tenant} AND r.entitlement_id = l.entitlement_id AND r.year = l.budget_year`.execute(tx)
  await sql`UPDATE payouts.correction c SET state = 'lined' FROM payouts.line l
    WHERE c.tenant_id = ${tenant} AND l.tenant_id = ${tenant} AND l.run_id = ${run.id} AND l.state = 'listed'
      AND l.correction_id = c.id`.execute(tx)
  await sql`UPDATE payouts.line SET state = 'payable' WHERE tenant_id = ${tenant} AND run_id = ${run.id}
    AND state = 'listed'`.execute(tx)
}

/** Lines of one ledger entry. A thousand households to a sheet: large enough to be quick, small enough to be shown. */
export const linesASheet = 1000

/** reserved → payable for every payable line of a list, as legs of the ledger; what is refunded comes from to-refund. */
export const payableLegs = (tenant: TenantId, runId: string) => sql`
  WITH numbered AS (SELECT l.*, (row_number() OVER (PARTITION BY source, budget_year ORDER BY id) - 1) / ${linesASheet}::int
      AS part FROM payouts.line l WHERE l.tenant_id = ${tenant} AND l.run_id = ${runId} AND l.state = 'payable'),
  sheets AS (SELECT *, dense_rank() OVER (ORDER BY source, budget_year, part)::int AS sheet FROM numbered)
  SELECT sheet, 'payable'::text AS account, fen AS amount, programme, source, budget_year, household_id, month FROM sheets
  UNION ALL
  SELECT sheet, 'to-refund', -fen, programme, source, budget_year, household_id, month FROM sheets WHERE kind = 'refund'
  UNION ALL
  SELECT sheet, 'reserved', -sum(fen)::bigint, programme, source, budget_year, NULL, NULL FROM sheets
  WHERE kind <> 'refund' GROUP BY sheet, programme, source, budget_year`

/** As much of each as goes to the bank: without what is kept back against a claim. */
export const linesNamed = (tenant: TenantId, ids: readonly string[]) => sql`SELECT id, entitlement_id, household_id,
    programme, source, budget_year, month, fen - deducted_fen AS fen FROM payouts.line
  WHERE tenant_id = ${tenant} AND id = ANY (${ids}::uuid[])`

/** From one household account to another for the lines a query names (columns of `payouts.line`). */
export const movedLegs = (lines: ReturnType<typeof sql>, from: string, to: string) => sql`
  WITH numbered AS (SELECT l.*, (row_number() OVER (ORDER BY l.id) - 1)::int / ${linesASheet}::int + 1 AS sheet
    FROM (${lines}) AS l)
  SELECT sheet, ${from}::text AS account, -fen AS amount, programme, source, budget_year, household_id, month FROM numbered
  UNION ALL
  SELECT sheet, ${to}::text, fen, programme, source, budget_year, household_id, month FROM numbered`
