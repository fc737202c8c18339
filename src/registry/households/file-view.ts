import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { entriesMax } from '#registry/timeline/index.ts'
import type { DocumentKind, Relation } from './facts.ts'

export interface FileHead {
  readonly id: string
  readonly number: string
  readonly headName: string
  readonly placeId: PlaceId
  readonly changedAt: Date
}

export async function findFileHead(tx: Tx, tenant: TenantId, id: string): Promise<FileHead | undefined> {
  const { rows } = await sql<FileHead>`
    SELECT id, number, head_name AS "headName", place_id AS "placeId", changed_at AS "changedAt"
    FROM households.household WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0]
}

export interface FileMemberRow {
  readonly id: string
  readonly name: string
  readonly relation: Relation
  readonly bornOn: Day | null
  readonly sex: 'male' | 'female' | null
  readonly documentKind: DocumentKind
  readonly idNumber: Buffer | null
  readonly since: Day
  readonly until: Day | null
}

/** Members over time as known now: one line per person, from the first day to the last. */
export async function readFileMembers(tx: Tx, tenant: TenantId, id: string): Promise<FileMemberRow[]> {
  const { rows } = await sql<FileMemberRow>`
    SELECT p.id, p.name, m.relation, p.born_on AS "bornOn", p.sex, p.document_kind AS "documentKind",
      p.id_number AS "idNumber", m.since, m.until
    FROM (SELECT tenant_id, person_id, (array_agg(relation ORDER BY valid_from DESC))[1] AS relation,
        min(valid_from) AS since, CASE WHEN bool_or(valid_to IS NULL) THEN NULL ELSE max(valid_to) END AS until
      FROM households.member WHERE tenant_id = ${tenant} AND household_id = ${id} AND known_to IS NULL
      GROUP BY tenant_id, person_id) m
    JOIN households.person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
    ORDER BY m.until IS NOT NULL, m.relation <> 'head', p.born_on NULLS LAST, p.id`.execute(tx)
  return rows
}

export interface ReferenceRow {
  readonly system: string
  readonly kind: string
  readonly number: string
}

export async function readReferences(tx: Tx, tenant: TenantId, id: string): Promise<ReferenceRow[]> {
  const { rows } = await sql<ReferenceRow>`SELECT system, kind, number FROM households.external_reference
    WHERE tenant_id = ${tenant} AND about_kind = 'household' AND about_id = ${id} ORDER BY system, kind`.execute(tx)
  return rows
}

export interface ChangeRow {
  readonly id: string
  readonly at: Date
  readonly byName: string
  readonly kind: 'recorded' | 'changed' | 'handed-over'
  readonly reason: string
  readonly summary: {
    readonly joined?: number
    readonly left?: number
    readonly facts?: readonly string[]
    readonly to?: string
  }
}

/** As many as a timeline shows and one more, by which it says that there are older ones. */
export async function readChanges(tx: Tx, tenant: TenantId, id: string): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`SELECT id, at, by_name AS "byName", kind, reason, summary
    FROM households.change WHERE tenant_id = ${tenant} AND household_id = ${id}
    ORDER BY at DESC, id LIMIT ${entriesMax + 1}`.execute(tx)
  return rows
}

export async function findSealedNumber(
  tx: Tx,
  tenant: TenantId,
  personId: string,
): Promise<{ readonly idNumber: Buffer | null } | undefined> {
  const { rows } = await sql<{ idNumber: Buffer | null }>`SELECT id_number AS "idNumber" FROM households.person
    WHERE tenant_id = ${tenant} AND id = ${personId}`.execute(tx)
  return rows[0]
}

export interface SealedNumber {
  readonly id: string
  readonly idNumber: Buffer | null
}

export async function readSealedNumbers(tx: Tx, tenant: TenantId, persons: readonly string[]): Promise<SealedNumber[]> {
  const { rows } = await sql<SealedNumber>`SELECT id, id_number AS "idNumber" FROM households.person
    WHERE tenant_id = ${tenant} AND id = ANY(${persons}::uuid[])`.execute(tx)
  return rows
}
