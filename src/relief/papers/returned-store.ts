import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { PaperForm } from './forms.ts'

export interface Returned {
  readonly form: string
  readonly personId: string | null
  readonly documentId: string
  readonly byHand: boolean
  readonly filedOn: Day
  readonly filedBy: string
}

export async function readReturned(tx: Tx, tenant: TenantId, caseId: string): Promise<readonly Returned[]> {
  const { rows } = await sql<Returned>`SELECT form, person_id AS "personId", document_id AS "documentId",
      by_hand AS "byHand", filed_on AS "filedOn", filed_by_name AS "filedBy"
    FROM papers.returned WHERE tenant_id = ${tenant} AND case_id = ${caseId} ORDER BY filed_at, id`.execute(tx)
  return rows
}

export interface NewReturned {
  readonly id: string
  readonly placeId: PlaceId
  readonly caseId: string
  readonly householdId: string
  readonly form: PaperForm
  readonly personId: string | null
  readonly documentId: string
  readonly byHand: boolean
  readonly at: Date
  readonly on: Day
  readonly by: { readonly id: string; readonly name: string }
}

/** @returns false when this very scan was filed here before. */
export async function addReturned(tx: Tx, tenant: TenantId, one: NewReturned): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO papers.returned (tenant_id, id, place_id, case_id, household_id, form, person_id,
      document_id, by_hand, filed_at, filed_on, filed_by_id, filed_by_name)
    VALUES (${tenant}, ${one.id}, ${one.placeId}, ${one.caseId}, ${one.householdId}, ${one.form}, ${one.personId},
      ${one.documentId}, ${one.byHand}, ${one.at}, ${one.on}, ${one.by.id}, ${one.by.name})
    ON CONFLICT (tenant_id, case_id, form, document_id) DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}
