import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { FixedClock } from './case-clock.ts'
import type { Case, CaseOutcome, LimitKind } from './contract.ts'

/** A case as it stands in its row, with what lists need. */
export interface CaseRecord extends Case {
  readonly householdNumber: string
  readonly applicantShown: string
  readonly leadId: string | null
}

interface Row {
  readonly id: string
  readonly place_id: number
  readonly number: string
  readonly programme: string
  readonly household_id: string
  readonly household_number: string
  readonly applicant_id: string
  readonly applicant_shown: string
  readonly lead_id: string | null
  readonly procedure_region: string
  readonly procedure_from: Day
  readonly procedure_hash: string | null
  readonly stage: string
  readonly version: number
  readonly opened_at: Date
  readonly opened_on: Day
  readonly accepted_on: Day | null
  readonly outcome: CaseOutcome | null
  readonly limit_kind: LimitKind
}

const columns = sql`id, place_id, number, programme, household_id, household_number, applicant_id, applicant_shown,
  lead_id, procedure_region, procedure_from, procedure_hash, stage, version, opened_at, opened_on, accepted_on, outcome, limit_kind`

const recordOf =
  (tenant: TenantId) =>
  (row: Row): CaseRecord => ({
    id: row.id,
    tenant,
    number: row.number,
    programme: row.programme,
    householdId: row.household_id,
    householdNumber: row.household_number,
    placeId: row.place_id as PlaceId,
    applicantId: row.applicant_id,
    applicantShown: row.applicant_shown,
    leadId: row.lead_id,
    procedure: {
      ...{ region: row.procedure_region, programme: row.programme, validFrom: row.procedure_from },
      hash: row.procedure_hash,
    },
    stage: row.stage,
    version: row.version,
    openedAt: row.opened_at,
    openedOn: row.opened_on,
    acceptedOn: row.accepted_on,
    outcome: row.outcome,
    limitKind: row.limit_kind,
  })

export async function insertCase(tx: Tx, one: CaseRecord): Promise<void> {
  await sql`
    INSERT INTO casework.case_record (tenant_id, id, place_id, number, programme, household_id, household_number,
      applicant_id, applicant_shown, lead_id, procedure_region, procedure_from, procedure_hash, stage, version,
      opened_at, opened_on, accepted_on, outcome, limit_kind)
    VALUES (${one.tenant}, ${one.id}, ${one.placeId}, ${one.number}, ${one.programme}, ${one.householdId},
      ${one.householdNumber}, ${one.applicantId}, ${one.applicantShown}, ${one.leadId}, ${one.procedure.region},
      ${one.procedure.validFrom}, ${one.procedure.hash}, ${one.stage}, ${one.version}, ${one.openedAt}, ${one.openedOn}, ${one.acceptedOn},
      ${one.outcome}, ${one.limitKind})`.execute(tx)
}

/** What a move changed, with the clock as the steps make it. */
export async function updateCase(
  tx: Tx,
  one: Case,
  { clock, awaitsPapers }: { readonly clock: FixedClock; readonly awaitsPapers: boolean },
): Promise<void> {
  const { total, stage, pausedSince, stoppedOn } = clock
  await sql`
    UPDATE casework.case_record SET stage = ${one.stage}, version = ${one.version}, accepted_on = ${one.acceptedOn},
      outcome = ${one.outcome}, limit_kind = ${one.limitKind}, procedure_hash = ${one.procedure.hash},
      started_on = ${total?.since ?? null}, limit_days = ${total?.limit.days ?? null}, due_on = ${total?.dueOn ?? null},
      amber_on = ${total?.amberOn ?? null}, red_on = ${total?.redOn ?? null},
      stage_since = ${stage?.since ?? null}, stage_limit_days = ${stage?.limit.days ?? null},
      stage_due_on = ${stage?.dueOn ?? null}, stage_amber_on = ${stage?.amberOn ?? null},
      stage_red_on = ${stage?.redOn ?? null},
      paused_since = ${pausedSince}, stopped_on = ${stoppedOn}, awaits_papers = ${awaitsPapers}
    WHERE tenant_id = ${one.tenant} AND id = ${one.id}`.execute(tx)
}

export async function findCase(tx: Tx, tenant: TenantId, id: string): Promise<CaseRecord | null> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM casework.case_record WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows.map(recordOf(tenant))[0] ?? null
}

/** The row is held until the transaction ends: two people who move at once stand in line. */
export async function lockCase(tx: Tx, tenant: TenantId, id: string): Promise<CaseRecord | null> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM casework.case_record WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows.map(recordOf(tenant))[0] ?? null
}

export async function findCaseByNumber(tx: Tx, tenant: TenantId, number: string): Promise<CaseRecord | null> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM casework.case_record WHERE tenant_id = ${tenant} AND number = ${number}`.execute(tx)
  return rows.map(recordOf(tenant))[0] ?? null
}

/** Newest first. */
export async function readCasesOfHousehold(tx: Tx, tenant: TenantId, householdId: string): Promise<CaseRecord[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM casework.case_record
    WHERE tenant_id = ${tenant} AND household_id = ${householdId} ORDER BY opened_at DESC, id DESC`.execute(tx)
  return rows.map(recordOf(tenant))
}

/** The next number of a code and year. The row stays locked until the end, so a case that fails leaves no gap. */
export async function takeNumber(tx: Tx, tenant: TenantId, code: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    INSERT INTO casework.number_counter AS counter (tenant_id, code, year, last) VALUES (${tenant}, ${code}, ${year}, 1)
    ON CONFLICT (tenant_id, code, year) DO UPDATE SET last = counter.last + 1 RETURNING last`.execute(tx)
  return rows[0]!.last
}

/** Claims the persons for a case, those it has not claimed yet; breaks `person_is_in_one_open_case` when one is in another. In order: no deadlock. */
export async function claimPersons(
  tx: Tx,
  {
    caseId,
    group,
    subjects,
  }: { readonly caseId: string; readonly group: string; readonly subjects: readonly Buffer[] },
): Promise<void> {
  for (const subject of subjects.toSorted(Buffer.compare))
    await sql`INSERT INTO casework.person_in_case (subject, exclusion_group, case_id)
      SELECT ${subject}, ${group}, ${caseId} WHERE NOT EXISTS (SELECT FROM casework.person_in_case
        WHERE subject = ${subject} AND exclusion_group = ${group} AND case_id = ${caseId})`.execute(tx)
}

export async function releasePersons(tx: Tx, caseId: string): Promise<void> {
  await sql`DELETE FROM casework.person_in_case WHERE case_id = ${caseId}`.execute(tx)
}

/** The household was handed over: its cases follow, with all that belongs to them. */
export async function moveCases(
  tx: Tx,
  tenant: TenantId,
  moved: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<void> {
  for (const table of ['opinion', 'proposal', 'decision'])
    await sql`
      UPDATE ${sql.table(`casework.${table}`)} SET place_id = ${moved.placeId}
      WHERE tenant_id = ${tenant} AND case_id IN (SELECT id FROM casework.case_record
        WHERE tenant_id = ${tenant} AND household_id = ${moved.householdId})`.execute(tx)
  for (const table of ['step', 'case_record'])
    await sql`
      UPDATE ${sql.table(`casework.${table}`)} SET place_id = ${moved.placeId}
      WHERE tenant_id = ${tenant} AND household_id = ${moved.householdId}`.execute(tx)
}
