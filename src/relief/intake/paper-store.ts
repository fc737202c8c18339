import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'

export interface PaperRecord {
  readonly id: string
  readonly draftId: string
  readonly caseId: string | null
  readonly kind: string
  readonly memberKey: string | null
  readonly documentId: string
  readonly sha256: string
  readonly addedAt: Date
  readonly addedBy: string
}

const columns = sql`id, draft_id AS "draftId", case_id AS "caseId", kind, member_key AS "memberKey",
  document_id AS "documentId", sha256, added_at AS "addedAt", added_by AS "addedBy"`

export async function readDraftPapers(tx: Tx, tenant: TenantId, draftId: string): Promise<readonly PaperRecord[]> {
  const { rows } = await sql<PaperRecord>`SELECT ${columns} FROM intake.paper
    WHERE tenant_id = ${tenant} AND draft_id = ${draftId} ORDER BY added_at, id`.execute(tx)
  return rows
}

/** Breaks `paper_is_given_once` when these bytes came with this application before. */
export async function insertPaper(tx: Tx, tenant: TenantId, paper: PaperRecord & { placeId: PlaceId }): Promise<void> {
  await sql`INSERT INTO intake.paper (tenant_id, id, place_id, draft_id, case_id, kind, member_key, document_id, sha256,
      added_at, added_by)
    VALUES (${tenant}, ${paper.id}, ${paper.placeId}, ${paper.draftId}, ${paper.caseId}, ${paper.kind},
      ${paper.memberKey}, ${paper.documentId}, ${paper.sha256}, ${paper.addedAt}, ${paper.addedBy})`.execute(tx)
}

/** Only while it is being filled in: a paper of a registered application stays. */
export async function deleteDraftPaper(tx: Tx, tenant: TenantId, draftId: string, id: string): Promise<boolean> {
  const { rows } = await sql`DELETE FROM intake.paper
    WHERE tenant_id = ${tenant} AND draft_id = ${draftId} AND id = ${id} AND case_id IS NULL RETURNING 1`.execute(tx)
  return rows.length > 0
}

export async function deleteDraftPapers(tx: Tx, tenant: TenantId, draftId: string): Promise<void> {
  await sql`DELETE FROM intake.paper
    WHERE tenant_id = ${tenant} AND draft_id = ${draftId} AND case_id IS NULL`.execute(tx)
}

/** The papers of a draft become those of its case. */
export async function givePapersToCase(
  tx: Tx,
  tenant: TenantId,
  to: { readonly draftId: string; readonly caseId: string; readonly placeId: PlaceId },
): Promise<void> {
  await sql`UPDATE intake.paper SET case_id = ${to.caseId}, place_id = ${to.placeId}
    WHERE tenant_id = ${tenant} AND draft_id = ${to.draftId}`.execute(tx)
}

export async function saveDocumentOf(tx: Tx, tenant: TenantId, id: string, documentId: string): Promise<void> {
  await sql`UPDATE intake.paper SET document_id = ${documentId} WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}
