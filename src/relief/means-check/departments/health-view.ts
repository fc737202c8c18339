import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'

/** How a department has answered: moments and counts, nothing about whom. */
export interface DepartmentHealth {
  readonly department: string
  readonly lastAnswerAt: Date | null
  readonly answersToday: number
  /** Tries today that came to nothing. */
  readonly failedToday: number
  /** The first try after the last answer that came to nothing; null: it answers, or was never asked. */
  readonly silentSince: Date | null
}

/** What the simulator answered is told apart: it says nothing about an interface. */
export const healthKey = (department: string, isSimulated: boolean): string => `${department}|${isSimulated}`

/** By `healthKey`. */
export async function readHealth(tx: Tx, tenant: TenantId, today: Day): Promise<ReadonlyMap<string, DepartmentHealth>> {
  const { rows } = await sql<DepartmentHealth & { readonly isSimulated: boolean }>`
    WITH answered AS (
      SELECT department, is_simulated, max(answered_at) AS last,
        (count(*) FILTER (WHERE (answered_at AT TIME ZONE 'Asia/Shanghai')::date = ${today}))::int AS today
      FROM means_check.request WHERE tenant_id = ${tenant} GROUP BY department, is_simulated)
    SELECT answered.department, answered.is_simulated AS "isSimulated", answered.last AS "lastAnswerAt",
      answered.today AS "answersToday", coalesce(failed.today, 0)::int AS "failedToday", failed.since AS "silentSince"
    FROM answered LEFT JOIN (
      SELECT q.department, q.is_simulated,
        (count(*) FILTER (WHERE (a.at AT TIME ZONE 'Asia/Shanghai')::date = ${today}))::int AS today,
        min(a.at) FILTER (WHERE a.at > coalesce(answered.last, '-infinity')) AS since
      FROM means_check.attempt a
      JOIN means_check.request q ON q.tenant_id = a.tenant_id AND q.id = a.request_id
      JOIN answered ON answered.department = q.department AND answered.is_simulated = q.is_simulated
      WHERE a.tenant_id = ${tenant} GROUP BY q.department, q.is_simulated) failed
      ON failed.department = answered.department AND failed.is_simulated = answered.is_simulated`.execute(tx)
  return new Map(rows.map(({ isSimulated, ...row }) => [healthKey(row.department, isSimulated), row]))
}
