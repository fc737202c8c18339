import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'

/** The handling place of a household and of everything that is about it. The only thing that moves it. */
export async function movePlace(tx: Tx, tenant: TenantId, householdId: string, place: PlaceId): Promise<void> {
  const persons = sql`SELECT person_id FROM households.member WHERE tenant_id = ${tenant} AND household_id = ${householdId}`
  await sql`UPDATE households.fact SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND (household_id = ${householdId} OR person_id IN (SELECT id FROM households.person
      WHERE tenant_id = ${tenant} AND household_id = ${householdId}))`.execute(tx)
  await sql`UPDATE households.person SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId} AND id IN (${persons})`.execute(tx)
  await sql`UPDATE households.member SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
  await sql`UPDATE households.change SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
  await sql`UPDATE households.external_reference SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND about_kind = 'household' AND about_id = ${householdId}`.execute(tx)
  await sql`UPDATE households.household SET place_id = ${place} WHERE tenant_id = ${tenant} AND id = ${householdId}`.execute(
    tx,
  )
}

/** Locks the household until the transaction ends, so that two hand-overs happen one after the other. */
export async function lockHousehold(tx: Tx, tenant: TenantId, householdId: string): Promise<void> {
  await sql`SELECT 1 FROM households.household WHERE tenant_id = ${tenant} AND id = ${householdId} FOR UPDATE`.execute(
    tx,
  )
}

/** How many changes a household has seen: rises with each one, and so serves as the version of what is announced. */
export async function countChanges(tx: Tx, tenant: TenantId, householdId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM households.change
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
  return rows[0]?.count ?? 0
}
