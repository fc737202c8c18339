import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'

export interface ApplicationRecord {
  readonly tenant: TenantId
  readonly caseId: string
  readonly placeId: PlaceId
  readonly draftId: string
  readonly householdId: string
  readonly programme: string
  /** Sealed. */
  readonly stated: Buffer
  readonly registeredOn: Day
  readonly acceptedOn: Day | null
}

const columns = sql`tenant_id AS tenant, case_id AS "caseId", place_id AS "placeId", draft_id AS "draftId",
  household_id AS "householdId", programme, stated, registered_on AS "registeredOn", accepted_on AS "acceptedOn"`

export async function insertApplication(tx: Tx, one: Omit<ApplicationRecord, 'acceptedOn'>): Promise<void> {
  await sql`INSERT INTO intake.application (tenant_id, case_id, place_id, draft_id, household_id, programme, stated,
      registered_on)
    VALUES (${one.tenant}, ${one.caseId}, ${one.placeId}, ${one.draftId}, ${one.householdId}, ${one.programme},
      ${one.stated}, ${one.registeredOn})`.execute(tx)
}

export async function findApplication(
  tx: Tx,
  tenant: TenantId,
  caseId: string,
): Promise<ApplicationRecord | undefined> {
  const { rows } = await sql<ApplicationRecord>`SELECT ${columns} FROM intake.application
    WHERE tenant_id = ${tenant} AND case_id = ${caseId}`.execute(tx)
  return rows[0]
}

/** Locked until the transaction ends: whoever asks for papers or accepts does it alone. */
export async function findApplicationForUpdate(
  tx: Tx,
  tenant: TenantId,
  caseId: string,
): Promise<ApplicationRecord | undefined> {
  const { rows } = await sql<ApplicationRecord>`SELECT ${columns} FROM intake.application
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} FOR UPDATE`.execute(tx)
  return rows[0]
}

export async function markAccepted(tx: Tx, tenant: TenantId, caseId: string, on: Day): Promise<void> {
  await sql`UPDATE intake.application SET accepted_on = coalesce(accepted_on, ${on}::date)
    WHERE tenant_id = ${tenant} AND case_id = ${caseId}`.execute(tx)
}

/** `SQ-2026-000001`: the household number of a family that is new to the register. */
export async function nextHouseholdNumber(tx: Tx, tenant: TenantId, year: number): Promise<string> {
  const { rows } = await sql<{ last: number }>`INSERT INTO intake.counter (tenant_id, year, last)
    VALUES (${tenant}, ${year}, 1)
    ON CONFLICT (tenant_id, year) DO UPDATE SET last = intake.counter.last + 1 RETURNING last`.execute(tx)
  return `SQ-${year}-${String(rows[0]!.last).padStart(6, '0')}`
}

/** A household was handed over: its applications go along with everything about them. */
export async function moveApplications(tx: Tx, tenant: TenantId, householdId: string, place: PlaceId): Promise<void> {
  const cases = sql`(SELECT case_id FROM intake.application
    WHERE tenant_id = ${tenant} AND household_id = ${householdId})`
  await sql`UPDATE intake.paper SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND case_id IN ${cases}`.execute(tx)
  await sql`UPDATE intake.paper_ask SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND case_id IN ${cases}`.execute(tx)
  await sql`UPDATE intake.authorisation SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
  await sql`UPDATE intake.application SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}

export interface AskRecord {
  readonly ordinal: number
  readonly papers: readonly { readonly kind: string; readonly member: string | null }[]
  readonly newFact: Buffer | null
  readonly askedOn: Day
  readonly askedBy: string
}

export async function readAsks(tx: Tx, tenant: TenantId, caseId: string): Promise<readonly AskRecord[]> {
  const { rows } = await sql<AskRecord>`SELECT ordinal, papers, new_fact AS "newFact", asked_on AS "askedOn",
      asked_by AS "askedBy"
    FROM intake.paper_ask WHERE tenant_id = ${tenant} AND case_id = ${caseId} ORDER BY ordinal`.execute(tx)
  return rows
}

export async function insertAsk(tx: Tx, one: ApplicationRecord, ask: AskRecord): Promise<void> {
  await sql`INSERT INTO intake.paper_ask (tenant_id, case_id, ordinal, place_id, papers, new_fact, asked_on, asked_by)
    VALUES (${one.tenant}, ${one.caseId}, ${ask.ordinal}, ${one.placeId}, ${JSON.stringify(ask.papers)}::jsonb,
      ${ask.newFact}, ${ask.askedOn}, ${ask.askedBy})`.execute(tx)
}
