import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/contract.ts'

export interface PhotoRow {
  readonly id: string
  readonly section: string
  readonly name: string
  readonly documentId: string
}

export async function readPhotos(tx: Tx, tenant: TenantId, surveyId: string): Promise<readonly PhotoRow[]> {
  const { rows } = await sql<PhotoRow>`SELECT id, section, name, document_id AS "documentId" FROM home_survey.photo
    WHERE tenant_id = ${tenant} AND survey_id = ${surveyId} ORDER BY added_at, id`.execute(tx)
  return rows
}

export async function insertPhoto(
  tx: Tx,
  tenant: TenantId,
  surveyId: string,
  one: PhotoRow & { readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO home_survey.photo (tenant_id, id, survey_id, section, name, document_id, added_at)
    VALUES (${tenant}, ${one.id}, ${surveyId}, ${one.section}, ${one.name}, ${one.documentId}, ${one.at})`.execute(tx)
}

/** Takes it out of the form; the paper itself stays with the household's papers. */
export async function removePhoto(tx: Tx, tenant: TenantId, surveyId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`DELETE FROM home_survey.photo
    WHERE tenant_id = ${tenant} AND survey_id = ${surveyId} AND id = ${id}`.execute(tx)
  return numAffectedRows === 1n
}

export interface RecordedFinding {
  readonly name: string
  readonly on: Day
}

export async function readRecorded(tx: Tx, tenant: TenantId, surveyId: string): Promise<readonly RecordedFinding[]> {
  const { rows } = await sql<RecordedFinding>`SELECT name, recorded_on AS "on" FROM home_survey.recorded_finding
    WHERE tenant_id = ${tenant} AND survey_id = ${surveyId}`.execute(tx)
  return rows
}

export async function insertRecorded(
  tx: Tx,
  tenant: TenantId,
  surveyId: string,
  { names, on, by }: { readonly names: readonly string[]; readonly on: Day; readonly by: string },
): Promise<void> {
  await sql`INSERT INTO home_survey.recorded_finding (tenant_id, survey_id, name, recorded_on, recorded_by)
    SELECT ${tenant}, ${surveyId}, name, ${on}, ${by} FROM unnest(${[...names]}::text[]) AS name
    ON CONFLICT DO NOTHING`.execute(tx)
}
