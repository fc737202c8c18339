import { sql } from 'kysely'
import { monthOf, type Day, type Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'

/** A status (认定) a household has: confirmed by the newest decision about it, and not being reconsidered. */
export interface StandingStatus {
  /** Of the decision. */
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly caseNumber: string
  readonly from: Month
}

/** Of every household in sight, one at most. */
export async function standingStatuses(tx: Tx, tenant: TenantId, programme: string): Promise<StandingStatus[]> {
  const { rows } = await sql<Omit<StandingStatus, 'from'> & { from: Day }>`
    SELECT id, "householdId", "placeId", programme, "caseNumber", "from" FROM (
      SELECT DISTINCT ON (one.household_id) made.id, one.household_id AS "householdId", one.place_id AS "placeId",
        one.programme, one.number AS "caseNumber", made.from_month AS "from", made.status, one.outcome
      FROM casework.decision made JOIN casework.case_record one ON one.tenant_id = made.tenant_id AND one.id = made.case_id
      WHERE made.tenant_id = ${tenant} AND one.programme = ${programme}
      ORDER BY one.household_id, made.decided_on DESC, one.number DESC, made.position DESC) newest
    WHERE status IS NOT NULL AND outcome = 'confirmed' ORDER BY "householdId"`.execute(tx)
  return rows.map(({ from, ...row }) => ({ ...row, from: monthOf(from) }))
}
