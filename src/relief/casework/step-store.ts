import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { Box } from '#platform/crypto/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { CaseStep } from './contract.ts'
import { wordsUse } from './words.ts'

interface Row {
  readonly id: string
  readonly case_id: string
  readonly position: number
  readonly move: CaseStep['move']
  readonly from_stage: string | null
  readonly to_stage: string
  readonly at: Date
  readonly on_day: Day
  readonly by_id: string
  readonly by_name: string
  /** Clear words of before they were sealed. */
  readonly reason: string | null
  readonly words: Buffer | null
  readonly codes: CaseStep['codes']
}

const columns = sql`id, case_id, position, move, from_stage, to_stage, at, on_day, by_id, by_name, reason, words, codes`

const stepOf = (row: Row, box: Box): CaseStep => ({
  id: row.id,
  caseId: row.case_id,
  position: row.position,
  move: row.move,
  from: row.from_stage,
  to: row.to_stage,
  at: row.at,
  on: row.on_day,
  by: { id: row.by_id, name: row.by_name },
  reason: row.words === null ? row.reason : box.open(row.words, wordsUse.step(row.id)),
  codes: row.codes,
})

export async function insertStep(
  tx: Tx,
  made: CaseStep,
  of: { readonly placeId: PlaceId; readonly householdId: string },
  box: Box,
): Promise<void> {
  const words = made.reason === null ? null : box.seal(made.reason, wordsUse.step(made.id))
  await sql`
    INSERT INTO casework.step (tenant_id, id, place_id, case_id, household_id, position, move, from_stage, to_stage,
      at, on_day, by_id, by_name, words, codes)
    VALUES (${box.tenant}, ${made.id}, ${of.placeId}, ${made.caseId}, ${of.householdId}, ${made.position}, ${made.move},
      ${made.from}, ${made.to}, ${made.at}, ${made.on}, ${made.by.id}, ${made.by.name}, ${words},
      ${JSON.stringify(made.codes)}::jsonb)`.execute(tx)
}

/** In their order. */
export async function readSteps(tx: Tx, box: Box, caseId: string): Promise<CaseStep[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM casework.step WHERE tenant_id = ${box.tenant} AND case_id = ${caseId}
    ORDER BY position`.execute(tx)
  return rows.map((row) => stepOf(row, box))
}

/** Steps of every case of a household, oldest first, with the number of the case. */
export async function readStepsOfHousehold(
  tx: Tx,
  box: Box,
  householdId: string,
): Promise<(CaseStep & { readonly number: string; readonly programme: string })[]> {
  const { rows } = await sql<Row & { number: string; programme: string }>`
    SELECT step.id, step.case_id, position, move, from_stage, to_stage, at, on_day, by_id, by_name, reason, words, codes,
      number, programme
    FROM casework.step JOIN casework.case_record one ON one.tenant_id = step.tenant_id AND one.id = step.case_id
    WHERE step.tenant_id = ${box.tenant} AND step.household_id = ${householdId} ORDER BY at, position`.execute(tx)
  return rows.map((row) => ({ ...stepOf(row, box), number: row.number, programme: row.programme }))
}
