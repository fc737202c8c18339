import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'

/** What one decision changed in a month that was on an approved list already. */
export interface CorrectionLine {
  readonly entitlementId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly month: Month
  /** Above zero: still to be paid or paid with a later list; below: too much, owed back as far as it is still asked. */
  readonly fen: Fen
  readonly state: string
}

/**
 * Arrears, recoveries and refunds of everything that cites this decision, by household and month: what of a rise the
 * household had repaid itself goes back as a refund.
 */
export async function readCorrections(tx: Tx, tenant: TenantId, decisionId: string): Promise<CorrectionLine[]> {
  const { rows } =
    await sql<CorrectionLine>`SELECT c.entitlement_id AS "entitlementId", e.household_id AS "householdId",
      e.place_id AS "placeId", to_char(c.month, 'YYYY-MM') AS month,
      c.fen + c.dropped_fen AS fen, c.state
    FROM payouts.entitlement_version v
    JOIN payouts.correction c ON c.tenant_id = v.tenant_id AND c.entitlement_id = v.entitlement_id
      AND c.version = v.version
    JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
    WHERE v.tenant_id = ${tenant} AND v.decision_id = ${decisionId} AND v.kind = 'change'
    UNION ALL
    SELECT r.entitlement_id, r.household_id, r.place_id, to_char(r.month, 'YYYY-MM'), r.fen,
      CASE r.state WHEN 'withdrawn' THEN 'cancelled' WHEN 'done' THEN 'refunded' ELSE 'refund' END
    FROM payouts.entitlement_version v
    JOIN payouts.refund r ON r.tenant_id = v.tenant_id AND r.entitlement_id = v.entitlement_id
      AND r.version = v.version AND r.cause = 'claim-fell'
    WHERE v.tenant_id = ${tenant} AND v.decision_id = ${decisionId} AND v.kind = 'change'
    ORDER BY "householdId", month`.execute(tx)
  return rows
}
