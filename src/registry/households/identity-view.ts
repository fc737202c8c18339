import { sql } from 'kysely'
import type { PlaceId } from '#platform/db/index.ts'
import type { Households, Identities } from './contract.ts'

/** Who is in a household now and when its facts last changed; what tells a person apart is a keyed hash, no number. */
export const readIdentities: Households['identitiesOf'] = async (tx, tenant, householdId) => {
  const head = await sql<{ number: string; placeId: PlaceId; changedAt: Date | null }>`
    SELECT number, place_id AS "placeId",
      (SELECT max(at) FROM households.change c WHERE c.tenant_id = h.tenant_id AND c.household_id = h.id
        AND c.kind <> 'handed-over') AS "changedAt"
    FROM households.household h WHERE tenant_id = ${tenant} AND id = ${householdId}`.execute(tx)
  const [row] = head.rows
  if (!row) return null
  const { rows: members } = await sql<Identities['members'][number]>`
    SELECT id, name, coalesce(id_hash, decode(replace(id::text, '-', ''), 'hex')) AS subject
    FROM households.person WHERE tenant_id = ${tenant} AND household_id = ${householdId} ORDER BY id`.execute(tx)
  return { ...row, members }
}
