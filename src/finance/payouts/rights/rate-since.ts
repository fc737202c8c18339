import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'

/** From which month a right has the amount it has now, and the version that says so. */
export interface RateSince {
  readonly since: Month
  readonly version: number
}

const stands = (tenant: TenantId) => sql`v.tenant_id = ${tenant} AND v.kind NOT IN ('end', 'undo')
  AND NOT EXISTS (SELECT FROM payouts.entitlement_version u WHERE u.tenant_id = ${tenant}
    AND u.entitlement_id = v.entitlement_id AND u.undoes = v.version)`

/**
 * The latest version of each right that pays and stands. Months before its first were paid by another amount, or not at
 * all.
 */
export async function readRatesSince(
  tx: Tx,
  tenant: TenantId,
  rights: readonly string[],
): Promise<ReadonlyMap<string, RateSince>> {
  const { rows } = await sql<RateSince & { id: string }>`SELECT DISTINCT ON (v.entitlement_id)
      v.entitlement_id AS id, to_char(v.from_month, 'YYYY-MM') AS since, v.version
    FROM payouts.entitlement_version v
    WHERE v.entitlement_id = ANY (${rights}::uuid[]) AND ${stands(tenant)}
    ORDER BY v.entitlement_id, v.version DESC`.execute(tx)
  return new Map(rows.map(({ id, ...one }) => [id, one]))
}

/** Months of a right in `[from, until)`, before the decision of a version. */
export interface MonthsWish {
  readonly rightId: string
  readonly from: Month
  readonly until: Month
  readonly version: number
}

export interface EarlierMonths {
  readonly rightId: string
  /** Of the later decision: why, who, when. */
  readonly why: string
  readonly byName: string
  readonly at: Date
  /** What the right gives for each of the months, by what was decided for it. */
  readonly months: readonly { readonly month: Month; readonly fen: Fen }[]
}

/** What months before a decision are paid by, and the decision they lie before. In the order of the wishes. */
export async function readEarlierMonths(
  tx: Tx,
  tenant: TenantId,
  wishes: readonly MonthsWish[],
): Promise<readonly EarlierMonths[]> {
  const asked = sql`unnest(${wishes.map(({ rightId }) => rightId)}::uuid[],
    ${wishes.map(({ from }) => `${from}-01`)}::date[], ${wishes.map(({ until }) => `${until}-01`)}::date[],
    ${wishes.map(({ version }) => version)}::int[]) AS w (right_id, since, until, version)`
  const said = await sql<
    Omit<EarlierMonths, 'months'>
  >`SELECT w.right_id AS "rightId", v.why, v.by_name AS "byName", v.at
    FROM ${asked} JOIN payouts.entitlement_version v ON v.tenant_id = ${tenant} AND v.entitlement_id = w.right_id
      AND v.version = w.version`.execute(tx)
  const { rows } = await sql<{ rightId: string; month: Month; fen: Fen }>`SELECT w.right_id AS "rightId",
      to_char(m.month, 'YYYY-MM') AS month, coalesce(payouts.month_fen(v.per, v.fen, v.from_month, m.month::date), 0)::bigint AS fen
    FROM ${asked}
    CROSS JOIN LATERAL generate_series(w.since::timestamp, w.until - interval '1 month', interval '1 month') AS m (month)
    CROSS JOIN LATERAL (SELECT v.per, v.fen, v.from_month FROM payouts.entitlement_version v
      WHERE v.entitlement_id = w.right_id AND v.from_month <= m.month AND ${stands(tenant)}
      ORDER BY v.version DESC LIMIT 1) AS v
    ORDER BY w.right_id, m.month`.execute(tx)
  const months = Map.groupBy(rows, ({ rightId }) => rightId)
  const decisions = new Map(said.rows.map((one) => [one.rightId, one]))
  return wishes.flatMap(({ rightId }) => {
    const decision = decisions.get(rightId)
    if (decision === undefined) return []
    return [{ ...decision, months: (months.get(rightId) ?? []).map(({ month, fen }) => ({ month, fen })) }]
  })
}
