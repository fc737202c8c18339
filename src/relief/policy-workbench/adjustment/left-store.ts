import { sql } from 'kysely'
import { firstDayOf, type Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { lineColumns } from './adjustment-store.ts'
import type { AdjustmentLine, LineKind } from './adjustment.ts'

/** Households of a list with months that it leaves alone, and how many months. Rows follow the handling place. */
export async function countLeft(
  tx: Tx,
  tenant: TenantId,
  id: string,
): Promise<{ readonly households: number; readonly months: number }> {
  const { rows } = await sql<{ households: number; months: number }>`SELECT
      count(DISTINCT household_id)::int AS households,
      coalesce(sum(${monthsLeft}), 0)::int AS months
    FROM policy_workbench.adjustment_line
    WHERE tenant_id = ${tenant} AND adjustment_id = ${id} AND left_from IS NOT NULL`.execute(tx)
  return given(rows[0], 'the counts of a list')
}
const monthsLeft = sql`12 * (extract(year FROM from_month) - extract(year FROM left_from))
  + extract(month FROM from_month) - extract(month FROM left_from)`

export interface LeftLine extends AdjustmentLine {
  readonly leftFrom: Month
  readonly leftVersion: number
}
export interface LeftQuestion {
  readonly id: string
  readonly kind: LineKind | null
  readonly month: Month | null
  readonly places: readonly PlaceId[] | null
  readonly page: number
  readonly size: number
}

export async function readLeft(
  tx: Tx,
  tenant: TenantId,
  { id, kind, month, places, page, size }: LeftQuestion,
): Promise<{ readonly rows: readonly LeftLine[]; readonly count: number }> {
  const on = month === null ? null : firstDayOf(month)
  const where = sql`tenant_id = ${tenant} AND adjustment_id = ${id} AND left_from IS NOT NULL
    AND (${kind}::text IS NULL OR kind = ${kind})
    AND (${on}::date IS NULL OR (left_from <= ${on}::date AND ${on}::date < from_month))
    AND (${places}::int[] IS NULL OR place_id = ANY (${places}::int[]))`
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM policy_workbench.adjustment_line WHERE ${where}`.execute(tx)
  const { rows } = await sql<LeftLine>`SELECT ${lineColumns} FROM policy_workbench.adjustment_line
    WHERE ${where} ORDER BY place_id, household_id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

/** By what the list can be narrowed: the months that are left alone, where the households are, what becomes of them. */
export async function readLeftChoices(
  tx: Tx,
  tenant: TenantId,
  id: string,
): Promise<{
  readonly months: readonly Month[]
  readonly places: readonly PlaceId[]
  readonly kinds: readonly LineKind[]
}> {
  const here = sql`FROM policy_workbench.adjustment_line l
    WHERE l.tenant_id = ${tenant} AND l.adjustment_id = ${id} AND l.left_from IS NOT NULL`
  const { rows } = await sql<{ places: PlaceId[]; kinds: LineKind[] }>`SELECT
      coalesce(array_agg(DISTINCT l.place_id), '{}') AS places, coalesce(array_agg(DISTINCT l.kind), '{}') AS kinds
    ${here}`.execute(tx)
  const months = await sql<{ month: Month }>`SELECT DISTINCT to_char(m.month, 'YYYY-MM') AS month
    FROM (SELECT DISTINCT l.left_from, l.from_month ${here}) AS l
    CROSS JOIN LATERAL generate_series(l.left_from::timestamp, l.from_month - interval '1 month', interval '1 month')
      AS m (month) ORDER BY month`.execute(tx)
  return { places: rows[0]?.places ?? [], kinds: rows[0]?.kinds ?? [], months: months.rows.map(({ month }) => month) }
}
