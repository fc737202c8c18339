import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { DocumentDraft, DocumentRow } from './contract.ts'

const columns = sql`id, household_id AS "householdId", kind, name, media_type AS "mediaType", size,
  encode(sha256, 'hex') AS sha256, retention, archive_number AS "archiveNumber", kept_at AS "keptAt",
  (kept_at AT TIME ZONE 'Asia/Shanghai')::date AS "keptOn", kept_by_name AS "keptBy"`

export async function addContent(tx: Tx, tenant: TenantId, sha256: Buffer, bytes: Buffer): Promise<void> {
  await sql`INSERT INTO documents.content (tenant_id, sha256, bytes) VALUES (${tenant}, ${sha256}, ${bytes})
    ON CONFLICT (tenant_id, sha256) DO NOTHING`.execute(tx)
}

export interface NewDocument extends Omit<DocumentDraft, 'bytes'> {
  readonly id: string
  readonly size: number
  readonly sha256: Buffer
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

export async function addDocument(tx: Tx, tenant: TenantId, one: NewDocument): Promise<void> {
  await sql`INSERT INTO documents.document (tenant_id, id, place_id, household_id, kind, name, media_type, size, sha256,
      retention, archive_number, kept_at, kept_by_id, kept_by_name)
    VALUES (${tenant}, ${one.id}, ${one.place}, ${one.householdId}, ${one.kind}, ${one.name}, ${one.mediaType},
      ${one.size}, ${one.sha256}, ${one.retention}, ${one.archiveNumber}, ${one.at}, ${one.by.id}, ${one.by.name})`.execute(
    tx,
  )
}

/** The same paper handed in again for the same household. */
export async function findSame(
  tx: Tx,
  tenant: TenantId,
  { sha256, kind, householdId }: Pick<NewDocument, 'sha256' | 'kind' | 'householdId'>,
): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`SELECT ${columns} FROM documents.document
    WHERE tenant_id = ${tenant} AND sha256 = ${sha256} AND kind = ${kind}
      AND household_id IS NOT DISTINCT FROM ${householdId}::uuid LIMIT 1`.execute(tx)
  return rows[0]
}

export async function findDocument(tx: Tx, tenant: TenantId, id: string): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`SELECT ${columns} FROM documents.document
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0]
}

export async function readContent(tx: Tx, tenant: TenantId, sha256: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`SELECT bytes FROM documents.content
    WHERE tenant_id = ${tenant} AND sha256 = decode(${sha256}, 'hex')`.execute(tx)
  return rows[0]?.bytes
}

export async function readDocumentsOf(tx: Tx, tenant: TenantId, householdId: string): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`SELECT ${columns} FROM documents.document
    WHERE tenant_id = ${tenant} AND household_id = ${householdId} ORDER BY kept_at DESC, id`.execute(tx)
  return rows
}

export async function moveDocuments(tx: Tx, tenant: TenantId, householdId: string, place: PlaceId): Promise<void> {
  await sql`UPDATE documents.document SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}

/** Only those without a household: no paper is ever taken from a family. */
export async function attachDocuments(
  tx: Tx,
  tenant: TenantId,
  ids: readonly string[],
  to: { readonly householdId: string; readonly place: PlaceId },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`UPDATE documents.document
    SET household_id = ${to.householdId}, place_id = ${to.place}
    WHERE tenant_id = ${tenant} AND id = ANY(${ids}::uuid[]) AND household_id IS NULL RETURNING id`.execute(tx)
  return rows.map(({ id }) => id)
}
