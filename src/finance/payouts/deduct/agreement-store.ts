import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'

export async function saveEnded(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly name: string },
  { id, reason, at }: { id: string; reason: string; at: Date },
): Promise<void> {
  await sql`UPDATE payouts.asked_entry SET ended_at = ${at}, ended_name = ${who.name}, ended_reason = ${reason}
    WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}
