import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { maskName } from './masking.ts'

export interface Membership {
  readonly householdId: string
  readonly personId: string
  /** Keyed hash of the ID number in hexadecimal, or the person's own id where there is none: one person, any county. */
  readonly subject: string
  readonly bornOn: Day | null
  readonly since: Day
  readonly until: Day | null
  readonly diedOn: Day | null
}

/** Who belonged to these households on some day of `[from, until]`, as known now, with the death where one is on file. */
export async function findMemberships(
  tx: Tx,
  tenant: TenantId,
  { households, from, until }: { readonly households: readonly string[]; readonly from: Day; readonly until: Day },
): Promise<Membership[]> {
  const { rows } = await sql<Membership>`SELECT m.household_id AS "householdId", m.person_id AS "personId",
      encode(coalesce(p.id_hash, decode(replace(p.id::text, '-', ''), 'hex')), 'hex') AS subject,
      p.born_on AS "bornOn", m.valid_from AS since, m.valid_to AS until,
      (SELECT f.value #>> '{}' FROM households.fact f WHERE f.tenant_id = m.tenant_id AND f.person_id = m.person_id
        AND f.kind = 'died-on' AND f.known_to IS NULL ORDER BY f.valid_from DESC LIMIT 1) AS "diedOn"
    FROM households.member m JOIN households.person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
    WHERE m.tenant_id = ${tenant} AND m.household_id = ANY (${households}::uuid[]) AND m.known_to IS NULL
      AND m.valid_from <= ${until}::date AND (m.valid_to IS NULL OR m.valid_to > ${from}::date)
    ORDER BY m.household_id, m.person_id, m.valid_from`.execute(tx)
  return rows
}

/** Names as lists show them, masked. Persons out of sight are left out. */
export async function findMaskedNames(
  tx: Tx,
  tenant: TenantId,
  persons: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`SELECT id, name FROM households.person
    WHERE tenant_id = ${tenant} AND id = ANY (${persons}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, maskName(name)]))
}
