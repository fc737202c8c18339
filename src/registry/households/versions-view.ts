import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'

/**
 * How many acts of recording each household in sight rests on: its own, and those of every household one of its people
 * was ever in, where facts about them may have been stated too. The number rises with every change and never falls.
 */
export async function readVersions(tx: Tx, tenant: TenantId): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`
    WITH acts AS (SELECT household_id, count(*) AS count FROM households.change
      WHERE tenant_id = ${tenant} GROUP BY household_id),
    touched AS (
      SELECT DISTINCT own.household_id, other.household_id AS acted FROM households.member own
      JOIN households.member other ON other.tenant_id = own.tenant_id AND other.person_id = own.person_id
      WHERE own.tenant_id = ${tenant}
      UNION SELECT household_id, household_id FROM acts)
    SELECT touched.household_id AS id, sum(acts.count)::int AS version
    FROM touched JOIN acts ON acts.household_id = touched.acted GROUP BY touched.household_id`.execute(tx)
  return new Map(rows.map(({ id, version }) => [id, version]))
}
