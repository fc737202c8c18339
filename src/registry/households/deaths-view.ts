import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'

export interface KnownDeath {
  readonly householdId: string
  readonly diedOn: Day
  /** Who says so. */
  readonly source: string
}

/** Deaths known among the members of many households, in one question; for the check before money leaves. */
export async function findDeathsAmong(
  tx: Tx,
  tenant: TenantId,
  householdIds: readonly string[],
): Promise<readonly KnownDeath[]> {
  const { rows } = await sql<KnownDeath>`SELECT m.household_id AS "householdId", f.value #>> '{}' AS "diedOn",
      f.source_zh AS source
    FROM households.member m
    JOIN households.fact f ON f.tenant_id = m.tenant_id AND f.person_id = m.person_id AND f.kind = 'died-on'
      AND f.known_to IS NULL
    WHERE m.tenant_id = ${tenant} AND m.household_id = ANY (${householdIds}::uuid[]) AND m.known_to IS NULL
      AND m.valid_to IS NULL`.execute(tx)
  return rows
}
