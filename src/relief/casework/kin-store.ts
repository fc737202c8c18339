import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'

export interface DeclaredKin {
  readonly id: string
  readonly officer: { readonly id: string; readonly name: string }
  readonly personId: string
  readonly personShown: string
  readonly relation: string
  readonly declaredOn: Day
}

export async function insertKin(
  tx: Tx,
  tenant: TenantId,
  kin: DeclaredKin & { readonly declaredBy: string },
): Promise<void> {
  await sql`
    INSERT INTO casework.declared_kin (tenant_id, id, officer_id, officer_name, person_id, person_shown, relation,
      declared_on, declared_by)
    VALUES (${tenant}, ${kin.id}, ${kin.officer.id}, ${kin.officer.name}, ${kin.personId}, ${kin.personShown},
      ${kin.relation}, ${kin.declaredOn}, ${kin.declaredBy})`.execute(tx)
}

/** Officers who have declared kin among these persons, on file now. */
export async function officersWithKin(
  tx: Tx,
  tenant: TenantId,
  persons: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ officer: string }>`
    SELECT DISTINCT officer_id AS officer FROM casework.declared_kin
    WHERE tenant_id = ${tenant} AND person_id = ANY(${[...persons]}::uuid[]) AND ended_on IS NULL`.execute(tx)
  return new Set(rows.map(({ officer }) => officer))
}

export async function readKin(tx: Tx, tenant: TenantId, officerId: string | null): Promise<DeclaredKin[]> {
  const { rows } = await sql<{
    id: string
    officer_id: string
    officer_name: string
    person_id: string
    person_shown: string
    relation: string
    declared_on: Day
  }>`SELECT id, officer_id, officer_name, person_id, person_shown, relation, declared_on FROM casework.declared_kin
    WHERE tenant_id = ${tenant} AND ended_on IS NULL AND (${officerId}::text IS NULL OR officer_id = ${officerId})
    ORDER BY officer_name, declared_on, id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    officer: { id: row.officer_id, name: row.officer_name },
    personId: row.person_id,
    personShown: row.person_shown,
    relation: row.relation,
    declaredOn: row.declared_on,
  }))
}

/** @returns whether there was one. */
export async function endKinRow(tx: Tx, tenant: TenantId, { id, on }: { id: string; on: Day }): Promise<boolean> {
  const { rows } = await sql`
    UPDATE casework.declared_kin SET ended_on = ${on}
    WHERE tenant_id = ${tenant} AND id = ${id} AND ended_on IS NULL RETURNING id`.execute(tx)
  return rows.length > 0
}
