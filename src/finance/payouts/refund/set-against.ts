import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { lookAgainAtRights, type LookNeeds } from '../rights/look-again.ts'
import type { RightMonth } from '../rights/rights-store.ts'
import { withdrawRefunds } from './owe.ts'

/**
 * Refunds that are open again because they did not reach the household. Where the month was to be claimed once they had,
 * they are none any more, and that much less is claimed.
 */
export async function setAgainstClaims(
  tx: Tx,
  who: Caller,
  refunds: readonly string[],
  needs: LookNeeds,
): Promise<void> {
  const { rows: months } = await sql<RightMonth>`SELECT DISTINCT r.entitlement_id AS "rightId",
      to_char(r.month, 'YYYY-MM') AS month FROM payouts.refund r
    WHERE r.tenant_id = ${who.tenant} AND r.id = ANY (${refunds}::uuid[]) AND r.cause = 'claim-fell' AND r.state = 'open'
      AND EXISTS (SELECT FROM payouts.correction c WHERE c.tenant_id = ${who.tenant}
        AND c.entitlement_id = r.entitlement_id AND c.month = r.month AND c.state = 'owed' AND c.entry_id IS NULL)
    ORDER BY "rightId", month`.execute(tx)
  await withdrawRefunds(tx, who, months, needs)
  await lookAgainAtRights(
    tx,
    who,
    months.map(({ rightId }) => rightId),
    needs,
  )
}
