import { sql } from 'kysely'

import { firstDayOf, type Month } from '#platform/clock/index.ts'
import { copyIn, type PlaceId, type TenantId, type Tx } from '#platform/db/index.ts'

import type { Assessment, AssessmentRequest } from './assessment.ts'
import type { AssessOptions } from './assess/eligibility.ts'
import { inputsToStore } from './assess/stored-inputs.ts'
import { toWire } from './assess/wire.ts'

/** One assessment as it is kept. */
export interface KeptAssessment {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly request: AssessmentRequest
  readonly options: AssessOptions
  readonly result: Assessment
  readonly category: string
  readonly fingerprint: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

export interface PackCopy {
  readonly hash: string
  readonly packId: string
  readonly programme: string
  readonly region: string
  readonly title: string
  readonly status: string
  readonly parts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Raised when lines are drawn otherwise; what is stored keeps the number it was drawn with. */
export const treeLayout = 1

const columns = [
  'tenant_id',
  'id',
  'household_id',
  'place_id',
  'programme',
  'region',
  'facts_on',
  'law_on',
  'month',
  'outcome',
  'class',
  'amount_fen',
  'paid_now_fen',
  'category',
  'is_simulated',
  'pack_hash',
  'fingerprint',
  'layout',
  'inputs',
  'result',
  'created_by',
  'created_by_name',
  'created_at',
] as const

/** Writes many at once, in the caller's transaction. */
export const insertAssessments = (tx: Tx, tenant: TenantId, kept: readonly KeptAssessment[]): Promise<number> =>
  copyIn(
    tx,
    'eligibility.assessment',
    columns,
    kept.map(({ id, householdId, placeId, request, options, result, category, fingerprint, by, at }) => [
      tenant,
      id,
      householdId,
      placeId,
      result.programme,
      result.region,
      result.factsOn,
      result.lawOn,
      firstDayOf(result.month),
      result.outcome,
      result.class,
      result.amount,
      request.situation.paidNow?.value ?? null,
      category,
      result.simulated,
      result.pack.hash === '' ? null : result.pack.hash,
      fingerprint,
      treeLayout,
      inputsToStore(request, options),
      toWire(result) as object,
      by.id,
      by.name,
      at,
    ]),
  )

/** The same law is kept once; a second copy of the same hash changes nothing. */
export async function keepPack(
  tx: Tx,
  tenant: TenantId,
  copy: PackCopy,
  made: { readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    INSERT INTO eligibility.pack_in_force
      (tenant_id, hash, pack_id, programme, region, title, status, parts, published_by, published_at)
    VALUES (${tenant}, ${copy.hash}, ${copy.packId}, ${copy.programme}, ${copy.region}, ${copy.title}, ${copy.status},
      ${JSON.stringify(copy.parts)}::jsonb, ${made.by}, ${made.at})
    ON CONFLICT (tenant_id, hash) DO NOTHING`.execute(tx)
}

export async function hasPack(tx: Tx, tenant: TenantId, hash: string): Promise<boolean> {
  const found = await sql`
    SELECT 1 FROM eligibility.pack_in_force WHERE tenant_id = ${tenant} AND hash = ${hash}`.execute(tx)
  return found.rows.length > 0
}

export async function findPack(tx: Tx, tenant: TenantId, hash: string): Promise<PackCopy['parts'] | undefined> {
  const found = await sql<{ parts: PackCopy['parts'] }>`
    SELECT parts FROM eligibility.pack_in_force WHERE tenant_id = ${tenant} AND hash = ${hash}`.execute(tx)
  return found.rows[0]?.parts
}

/** The household was handed over: its assessments follow. */
export async function moveAssessments(
  tx: Tx,
  tenant: TenantId,
  moved: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<void> {
  await sql`
    UPDATE eligibility.assessment SET place_id = ${moved.placeId}
    WHERE tenant_id = ${tenant} AND household_id = ${moved.householdId}`.execute(tx)
}

interface AssessmentRecord {
  readonly id: string
  readonly household_id: string
  readonly programme: string
  readonly month: string
  readonly facts_on: string
  readonly law_on: string
  readonly outcome: Assessment['outcome']
  readonly class: string | null
  readonly amount_fen: string | null
  readonly paid_now_fen: string | null
  readonly is_simulated: boolean
  readonly pack_hash: string | null
  readonly pack_title: string
  readonly fingerprint: string
  readonly created_by_name: string
  readonly created_at: Date
}
export type { AssessmentRecord }

const rowColumns = sql`a.id::text, a.household_id::text, a.programme, to_char(a.month, 'YYYY-MM') AS month,
  a.facts_on::text, a.law_on::text, a.outcome, a.class, a.amount_fen::text, a.paid_now_fen::text, a.is_simulated,
  a.pack_hash, a.result -> 'pack' ->> 'title' AS pack_title, a.fingerprint, a.created_by_name, a.created_at`

/** Enough for a household's history on one page; older ones are reached by their own address. */
export const assessmentsShownMax = 200

/** The newest, and one more than is shown, by which a list says that there are older ones. */
export async function readAssessmentRows(tx: Tx, tenant: TenantId, householdId: string): Promise<AssessmentRecord[]> {
  const found = await sql<AssessmentRecord>`
    SELECT ${rowColumns} FROM eligibility.assessment a
    WHERE a.tenant_id = ${tenant} AND a.household_id = ${householdId}
    ORDER BY a.created_at DESC, a.id DESC LIMIT ${assessmentsShownMax + 1}`.execute(tx)
  return found.rows
}

/** Ids of everything kept, oldest first, a page at a time: those after the given one. */
export async function readAssessmentIds(
  tx: Tx,
  tenant: TenantId,
  after: string | null,
  countMax: number,
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    SELECT id FROM eligibility.assessment
    WHERE tenant_id = ${tenant} AND (${after}::uuid IS NULL OR id > ${after}::uuid)
    ORDER BY id LIMIT ${countMax}`.execute(tx)
  return found.rows.map(({ id }) => id)
}

/** Which of these households have an assessment of a programme for a month. */
export async function readAssessed(
  tx: Tx,
  tenant: TenantId,
  { programme, month, householdIds }: { programme: string; month: Month; householdIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const found = await sql<{ household_id: string }>`
    SELECT DISTINCT household_id FROM eligibility.assessment
    WHERE tenant_id = ${tenant} AND programme = ${programme} AND month = ${firstDayOf(month)}
      AND household_id = ANY(${householdIds})`.execute(tx)
  return new Set(found.rows.map((row) => row.household_id))
}

export async function findAssessment(
  tx: Tx,
  tenant: TenantId,
  id: string,
): Promise<(AssessmentRecord & { readonly inputs: unknown; readonly result: unknown }) | undefined> {
  const found = await sql<AssessmentRecord & { inputs: unknown; result: unknown }>`
    SELECT ${rowColumns}, a.inputs, a.result FROM eligibility.assessment a
    WHERE a.tenant_id = ${tenant} AND a.id = ${id}`.execute(tx)
  return found.rows[0]
}
