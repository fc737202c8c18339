import { sql } from 'kysely'
import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { FindingKind, ReviewState } from './contract.ts'
import { isWaiting } from './review-row.ts'

export interface ReviewLine {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly kind: FindingKind
  readonly state: ReviewState
  readonly foundOn: Day
  readonly dueOn: Day
  /** Fen per month, as text. */
  readonly paid: string
  readonly computed: string | null
  readonly zh: string
  readonly en: string
}

export interface ReviewQuestion {
  readonly state: ReviewState | 'waiting'
  readonly kind: FindingKind | null
  readonly places: readonly PlaceId[] | null
  readonly late: Day | null
  readonly page: number
  readonly size: number
}

const wanted = (tenant: TenantId, { state, kind, places, late }: Omit<ReviewQuestion, 'page' | 'size'>) =>
  sql`tenant_id = ${tenant}
    AND ${state === 'waiting' ? isWaiting : sql`state = ${state}`}
    AND (${kind}::text IS NULL OR kind = ${kind})
    AND (${places === null} OR place_id = ANY(${places ?? []}::int[]))
    AND (${late}::date IS NULL OR due_on < ${late}::date)`

export async function readReviewPage(
  tx: Tx,
  tenant: TenantId,
  { page, size, ...question }: ReviewQuestion,
): Promise<{ readonly rows: readonly ReviewLine[]; readonly count: number }> {
  const { rows } =
    await sql<ReviewLine>`SELECT id, household_id AS "householdId", place_id AS "placeId", programme, kind,
      state, found_on AS "foundOn", due_on AS "dueOn", paid_fen::text AS paid, computed_fen::text AS computed,
      why_zh AS zh, why_en AS en
    FROM monitoring.review WHERE ${wanted(tenant, question)}
    ORDER BY due_on, id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM monitoring.review
    WHERE ${wanted(tenant, question)}`.execute(tx)
  return { rows, count: counted.rows[0]!.count }
}

export interface ReviewCount {
  readonly kind: FindingKind
  readonly state: ReviewState
  readonly count: number
  readonly late: number
}

/** How many wait, by finding; each number opens its list. */
export async function countReviews(tx: Tx, tenant: TenantId, today: Day): Promise<readonly ReviewCount[]> {
  const { rows } = await sql<ReviewCount>`SELECT kind, state, count(*)::int AS count,
      count(*) FILTER (WHERE due_on < ${today})::int AS late
    FROM monitoring.review WHERE tenant_id = ${tenant} AND ${isWaiting}
    GROUP BY kind, state ORDER BY kind, state`.execute(tx)
  return rows
}

export interface RunRow {
  readonly programme: string
  readonly month: Month
  readonly beganAt: Date
  readonly endedAt: Date | null
  readonly by: string
  readonly looked: number
  readonly found: Readonly<Record<string, number>>
}

export async function readRuns(tx: Tx, tenant: TenantId): Promise<readonly RunRow[]> {
  const { rows } =
    await sql<RunRow>`SELECT programme, month, began_at AS "beganAt", ended_at AS "endedAt", by_name AS by,
      looked, found
    FROM monitoring.run WHERE tenant_id = ${tenant} ORDER BY month DESC, programme LIMIT 24`.execute(tx)
  return rows
}

export async function saveRun(tx: Tx, tenant: TenantId, run: RunRow): Promise<void> {
  await sql`INSERT INTO monitoring.run (tenant_id, programme, month, began_at, ended_at, by_name, looked, found)
    VALUES (${tenant}, ${run.programme}, ${run.month}, ${run.beganAt}, ${run.endedAt}, ${run.by}, ${run.looked},
      ${JSON.stringify(run.found)}::jsonb)
    ON CONFLICT (tenant_id, programme, month) DO UPDATE SET began_at = excluded.began_at, ended_at = excluded.ended_at,
      by_name = excluded.by_name, looked = excluded.looked, found = excluded.found`.execute(tx)
}
