import { sql } from 'kysely'
import { copyIn, type PlaceId, type TenantId, type Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { RosterKind } from '../contract.ts'

export interface KeptResult {
  readonly runId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly assessmentId: string | null
  readonly number: string
  readonly head: string
  readonly placeCode: string
  readonly placeLabel: string
  readonly persons: number
  readonly kind: RosterKind
  readonly paid: Fen | null
  readonly computed: Fen | null
  readonly difference: Fen | null
  readonly possible: readonly Fen[]
  readonly reason: { readonly code: string; readonly zh: string; readonly en: string }
  readonly why: { readonly zh: string; readonly en: string }
  readonly recorded: string
  readonly matchedBy: string | null
}

const columns = [
  ...['tenant_id', 'run_id', 'household_id', 'place_id', 'assessment_id', 'number', 'head', 'place_code'],
  ...['place_label', 'persons', 'kind', 'paid_fen', 'computed_fen', 'difference_fen', 'possible_fen', 'reason_code'],
  ...['reason_zh', 'reason_en', 'why_zh', 'why_en', 'recorded', 'matched_by'],
]

export const insertResults = (tx: Tx, tenant: TenantId, results: readonly KeptResult[]): Promise<number> =>
  copyIn(
    tx,
    'roster.result',
    columns,
    results.map((one) => [
      ...[tenant, one.runId, one.householdId, one.placeId, one.assessmentId, one.number, one.head, one.placeCode],
      ...[one.placeLabel, one.persons, one.kind, one.paid, one.computed, one.difference, one.possible.map(String)],
      ...[one.reason.code, one.reason.zh, one.reason.en, one.why.zh, one.why.en, one.recorded, one.matchedBy],
    ]),
  )

/** Households a run has finished, with their numbers: after a crash the rest is done, and nothing twice. */
export async function finishedHouseholds(
  tx: Tx,
  tenant: TenantId,
  runId: string,
): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ id: string; number: string }>`
    SELECT household_id::text AS id, number FROM roster.result
    WHERE tenant_id = ${tenant} AND run_id = ${runId}`.execute(tx)
  return new Map(found.rows.map(({ id, number }) => [id, number]))
}

export async function moveResults(
  tx: Tx,
  tenant: TenantId,
  { householdId, placeId }: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<void> {
  await sql`UPDATE roster.result SET place_id = ${placeId}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}
