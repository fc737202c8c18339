import { sql } from 'kysely'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { lookAgainAtRights, type LookNeeds } from '../rights/look-again.ts'
import { findRightsOwingUntold } from './refund-store.ts'

export interface RecogniseNeeds extends LookNeeds {
  readonly db: Db
  readonly tenants: () => Promise<readonly TenantId[]>
}

/**
 * Before refunds were known, money repaid on a claim that fell waited as arrears for the next list, and nobody was told.
 * What still waits so becomes a refund; what a list has taken along is on its way to the household already and stays.
 * Run again it does nothing. @returns how many rights were looked at again
 */
export async function recogniseRefunds(
  { db, ...needs }: Omit<RecogniseNeeds, 'tenants'>,
  tenant: TenantId,
): Promise<number> {
  const who = systemCaller('payouts', tenant)
  const rights = await who.transaction(db, (tx) => findRightsOwingUntold(tx, tenant))
  for (const right of rights) await who.transaction(db, (tx) => recognise(tx, who, right, needs))
  return rights.length
}

async function recognise(tx: Tx, who: Caller, right: string, needs: LookNeeds): Promise<void> {
  await sql`SELECT FROM payouts.entitlement WHERE tenant_id = ${who.tenant} AND id = ${right} FOR UPDATE`.execute(tx)
  await sql`UPDATE payouts.correction w SET state = 'cancelled' WHERE w.tenant_id = ${who.tenant}
    AND w.entitlement_id = ${right} AND w.state = 'waiting'
    AND EXISTS (SELECT FROM payouts.correction c WHERE c.tenant_id = ${who.tenant} AND c.entitlement_id = ${right}
      AND c.month = w.month AND c.repaid_fen > 0)
    AND NOT EXISTS (SELECT FROM payouts.line l WHERE l.tenant_id = ${who.tenant} AND l.correction_id = w.id)`.execute(
    tx,
  )
  await lookAgainAtRights(tx, who, [right], needs)
}

/** No money is set aside in the old way any more, so a bureau that was looked through stays so. */
export function refundJobs(needs: RecogniseNeeds): readonly Job[] {
  const looked = new Set<TenantId>()
  return [
    {
      name: 'payouts.recognise-refunds',
      at: 'every 5 minutes',
      run: async () => {
        for (const tenant of await needs.tenants()) {
          if (looked.has(tenant)) continue
          await recogniseRefunds(needs, tenant)
          looked.add(tenant)
        }
      },
    },
  ]
}
