import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Department } from '../departments/department.ts'
import type { CheckedPerson, Declared } from './declared.ts'
import type { PlannedRequest } from './plan.ts'

export interface ReportRecord {
  readonly id: string
  readonly caseId: string
  readonly caseNumber: string
  readonly householdId: string
  readonly householdNumber: string
  readonly placeId: PlaceId
  readonly position: number
  readonly why: string
  readonly basis: { readonly zh: string; readonly en: string }
  readonly askedAt: Date
  readonly askedOn: Day
  readonly askedBy: string
  readonly askedByName: string
  readonly finishedAt: Date | null
  readonly people: readonly CheckedPerson[]
  readonly declared: Declared
  readonly departments: readonly Department[]
}

const columns = sql`id::text, case_id::text AS "caseId", case_number AS "caseNumber",
  household_id::text AS "householdId", household_number AS "householdNumber", place_id AS "placeId", position, why,
  jsonb_build_object('zh', basis_zh, 'en', basis_en) AS basis, asked_at AS "askedAt", asked_on AS "askedOn",
  asked_by AS "askedBy", asked_by_name AS "askedByName", finished_at AS "finishedAt", people, declared, departments`

/** @returns false when somebody else has just made the report of this position: two clicks are one check. */
export async function insertReport(tx: Tx, tenant: TenantId, one: ReportRecord): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO means_check.report (tenant_id, id, case_id, case_number, household_id, household_number, place_id,
      position, why, basis_zh, basis_en, asked_at, asked_on, asked_by, asked_by_name, people, declared, departments)
    VALUES (${tenant}, ${one.id}, ${one.caseId}, ${one.caseNumber}, ${one.householdId}, ${one.householdNumber},
      ${one.placeId}, ${one.position}, ${one.why}, ${one.basis.zh}, ${one.basis.en}, ${one.askedAt}, ${one.askedOn},
      ${one.askedBy}, ${one.askedByName}, ${JSON.stringify(one.people)}::jsonb, ${JSON.stringify(one.declared)}::jsonb,
      ${JSON.stringify(one.departments)}::jsonb)
    ON CONFLICT (tenant_id, case_id, position) DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

export async function findReport(tx: Tx, tenant: TenantId, id: string): Promise<ReportRecord | undefined> {
  const { rows } = await sql<ReportRecord>`
    SELECT ${columns} FROM means_check.report WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0]
}

/** The latest first. */
export async function reportsOfCase(tx: Tx, tenant: TenantId, caseId: string): Promise<ReportRecord[]> {
  const { rows } = await sql<ReportRecord>`
    SELECT ${columns} FROM means_check.report WHERE tenant_id = ${tenant} AND case_id = ${caseId}
    ORDER BY position DESC`.execute(tx)
  return rows
}

/** Of these cases, those whose latest report has asked nobody yet, and since when it waits. */
export async function notBegunOf(
  tx: Tx,
  tenant: TenantId,
  cases: readonly string[],
): Promise<readonly { readonly caseId: string; readonly askedOn: Day }[]> {
  const { rows } = await sql<{ caseId: string; askedOn: Day }>`
    SELECT r.case_id::text AS "caseId", r.asked_on AS "askedOn" FROM means_check.report r
    WHERE r.tenant_id = ${tenant} AND r.case_id = ANY (${[...cases]}::uuid[])
      AND NOT EXISTS (SELECT FROM means_check.report later WHERE later.tenant_id = r.tenant_id
        AND later.case_id = r.case_id AND later.position > r.position)
      AND NOT EXISTS (SELECT FROM means_check.request q WHERE q.tenant_id = r.tenant_id AND q.report_id = r.id
        AND q.asked_at IS NOT NULL)`.execute(tx)
  return rows
}

export async function reportsOfHousehold(tx: Tx, tenant: TenantId, householdId: string): Promise<ReportRecord[]> {
  const { rows } = await sql<ReportRecord>`
    SELECT ${columns} FROM means_check.report WHERE tenant_id = ${tenant} AND household_id = ${householdId}
    ORDER BY asked_at DESC, position DESC`.execute(tx)
  return rows
}

/** Waits for whoever is writing about this report: settlements and the end of asking come one after the other. */
export async function lockReport(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  await sql`SELECT 1 FROM means_check.report WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
}

/** When every source has been tried once. The first end stays: later answers have moments of their own. */
export async function finishReport(tx: Tx, tenant: TenantId, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    UPDATE means_check.report r SET finished_at = ${at}
    WHERE r.tenant_id = ${tenant} AND r.id = ${id} AND r.finished_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM means_check.request q WHERE q.tenant_id = r.tenant_id AND q.report_id = r.id
        AND q.state IN ('waiting', 'asked'))
    RETURNING id`.execute(tx)
  return rows.length > 0
}

export async function insertRequests(
  tx: Tx,
  tenant: TenantId,
  report: Pick<ReportRecord, 'id' | 'placeId'>,
  planned: readonly (PlannedRequest & { readonly id: string })[],
): Promise<void> {
  await sql`
    INSERT INTO means_check.request (tenant_id, id, report_id, place_id, department, subject, state)
    SELECT ${tenant}, r.id, ${report.id}, ${report.placeId}, r.department, r.subject, 'waiting'
    FROM jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) AS r (id uuid, department text, subject text)`.execute(
    tx,
  )
  const items = planned.flatMap(({ id, items: rows }) => rows.map(({ code }) => ({ id, code })))
  await sql`
    INSERT INTO means_check.item (tenant_id, request_id, code, report_id, place_id)
    SELECT ${tenant}, r.id, r.code, ${report.id}, ${report.placeId}
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS r (id uuid, code text)`.execute(tx)
}

/** The household was handed over: whoever handles it now sees its reports. */
export async function moveReports(
  tx: Tx,
  tenant: TenantId,
  { householdId, placeId }: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    UPDATE means_check.report SET place_id = ${placeId}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId} RETURNING id::text`.execute(tx)
  const ids = rows.map(({ id }) => id)
  for (const table of ['request', 'item'])
    await sql`UPDATE ${sql.table(`means_check.${table}`)} SET place_id = ${placeId}
      WHERE tenant_id = ${tenant} AND report_id = ANY(${ids}::uuid[])`.execute(tx)
}
