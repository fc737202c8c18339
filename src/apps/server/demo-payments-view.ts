import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { Db, PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'

/** The first list of a month, when there is one. `isOpen`: nobody has approved it yet. */
export const listOf = (
  db: Db,
  who: Caller,
  { programme, month }: { programme: string; month: Month },
): Promise<{ readonly id: string; readonly isOpen: boolean } | null> =>
  who.transaction(db, async (tx) => {
    const { rows } = await sql<{
      id: string
      isOpen: boolean
    }>`SELECT id, state IN ('draft', 'frozen') AS "isOpen" FROM payouts.run WHERE tenant_id = ${who.tenant}
      AND programme = ${programme} AND month = ${`${month}-01`} AND sequence = 1`.execute(tx)
    return rows[0] ?? null
  })

/** Programme of the one-off subsidy under a document, when it is laid. */
export async function subsidyOf(tx: Tx, tenant: TenantId, documentNumber: string): Promise<string | null> {
  const { rows } = await sql<{ programme: string }>`SELECT programme FROM campaigns.campaign
    WHERE tenant_id = ${tenant} AND document_number = ${documentNumber} ORDER BY made_at LIMIT 1`.execute(tx)
  return rows[0]?.programme ?? null
}

/** Places with somebody who is paid a programme. */
export async function placesPaid(tx: Tx, tenant: TenantId, programme: string): Promise<ReadonlySet<PlaceId>> {
  const { rows } = await sql<{ place: PlaceId }>`SELECT DISTINCT place_id AS place FROM payouts.entitlement
    WHERE tenant_id = ${tenant} AND programme = ${programme}`.execute(tx)
  return new Set(rows.map(({ place }) => place))
}

/** Lists of a subsidy with somebody on them, handed on and not approved. */
export async function partsOfSubsidy(
  tx: Tx,
  tenant: TenantId,
  id: string,
): Promise<{ readonly id: string; readonly place: PlaceId }[]> {
  const { rows } = await sql<{ id: string; place: PlaceId }>`SELECT id, place_id AS place FROM campaigns.part
    WHERE tenant_id = ${tenant} AND campaign_id = ${id} AND state = 'submitted'`.execute(tx)
  return rows
}

/** Whose payment of a list came back. */
export async function returnedOf(
  tx: Tx,
  who: Caller,
  runId: string,
): Promise<{ readonly householdId: string; readonly placeId: PlaceId }[]> {
  const { rows } = await sql<{ householdId: string; placeId: PlaceId }>`SELECT household_id AS "householdId",
      place_id AS "placeId" FROM payouts.line
    WHERE tenant_id = ${who.tenant} AND run_id = ${runId} AND state = 'returned' ORDER BY id`.execute(tx)
  return rows
}
