import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'

/**
 * From which month each right has the amount it has now: the first month of the latest version that pays and stands.
 * Months before it were paid by another amount, or not at all.
 */
export async function readRatesSince(
  tx: Tx,
  tenant: TenantId,
  rights: readonly string[],
): Promise<ReadonlyMap<string, Month>> {
  const { rows } = await sql<{ id: string; since: Month }>`SELECT DISTINCT ON (v.entitlement_id)
      v.entitlement_id AS id, to_char(v.from_month, 'YYYY-MM') AS since
    FROM payouts.entitlement_version v
    WHERE v.tenant_id = ${tenant} AND v.entitlement_id = ANY (${rights}::uuid[]) AND v.kind NOT IN ('end', 'undo')
      AND NOT EXISTS (SELECT FROM payouts.entitlement_version u WHERE u.tenant_id = ${tenant}
        AND u.entitlement_id = v.entitlement_id AND u.undoes = v.version)
    ORDER BY v.entitlement_id, v.version DESC`.execute(tx)
  return new Map(rows.map(({ id, since }) => [id, since]))
}
