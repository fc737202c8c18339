import { sql, type RawBuilder } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { CaseOutcome } from './contract.ts'
import type { CaseFilter } from './wire.ts'

/** A stage of one procedure. The procedure is the case's own, as it was kept: by its hash. */
export interface StageKey {
  readonly procedure: string
  readonly stage: string
}

/** How a procedure is named in lists: by its hash; one of a case from before they were kept by region, day, programme. */
export const procedureKey = (of: { readonly region: string; readonly from: Day; readonly programme: string }): string =>
  `${of.region}|${of.from}|${of.programme}`
const keyInRow = sql`coalesce(one.procedure_hash,
  concat_ws('|', one.procedure_region, one.procedure_from::text, one.programme))`

export interface ListSetting {
  readonly tenant: TenantId
  readonly today: Day
  /** Places the filter names, or null for all in sight. */
  readonly places: readonly PlaceId[] | null
  /** Stages in which the caller has something to do. */
  readonly mine: readonly StageKey[]
}

export interface CaseListRow {
  readonly id: string
  readonly number: string
  readonly programme: string
  readonly householdId: string
  readonly householdNumber: string
  readonly applicant: string
  readonly placeId: PlaceId
  /** See `procedureKey`. */
  readonly procedure: string
  readonly stage: string
  readonly openedOn: Day
  readonly acceptedOn: Day | null
  readonly outcome: CaseOutcome | null
  readonly version: number
  readonly light: 'green' | 'amber' | 'red' | null
  readonly pausedSince: Day | null
  /** Of the limit that is nearer: the total one or that of the stage. */
  readonly limitDays: number | null
  readonly dueOn: Day | null
  readonly isMine: boolean
}

/** Every case in sight with its light on a day; a paused clock stands where it was stopped, an ended one has none. */
const lit = ({ tenant, today, mine }: ListSetting): RawBuilder<CaseListRow> => sql<CaseListRow>`
  SELECT one.id, one.number, one.programme, one.household_id, one.household_number, one.applicant_shown, one.place_id,
    ${keyInRow} AS procedure, one.stage, one.opened_on, one.accepted_on, one.outcome, one.version,
    one.paused_since, one.awaits_papers, one.stage_due_on, near.due_on, near.limit_days,
    CASE WHEN near.due_on IS NULL THEN NULL
      WHEN least(${today}::date, one.paused_since) >= near.red_on THEN 'red'
      WHEN least(${today}::date, one.paused_since) >= near.amber_on THEN 'amber'
      ELSE 'green' END AS light,
    EXISTS (SELECT FROM unnest(${mine.map(({ procedure }) => procedure)}::text[],
        ${mine.map(({ stage }) => stage)}::text[]) AS duty (procedure, stage)
      WHERE duty.procedure = ${keyInRow} AND duty.stage = one.stage) AS is_mine
  FROM casework.case_record one
  LEFT JOIN LATERAL (
    SELECT due_on, limit_days, amber_on, red_on FROM (VALUES
      (CASE WHEN one.outcome IS NULL THEN one.due_on END, one.limit_days, one.amber_on, one.red_on),
      (one.stage_due_on, one.stage_limit_days, one.stage_amber_on, one.stage_red_on))
      AS limits (due_on, limit_days, amber_on, red_on)
    WHERE due_on IS NOT NULL ORDER BY due_on LIMIT 1) near ON true
  WHERE one.tenant_id = ${tenant}`

function conditions(filter: CaseFilter, { today, places }: ListSetting): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (filter.stage !== undefined) parts.push(sql`stage = ${filter.stage}`)
  if (filter.light === 'none') parts.push(sql`light IS NULL`)
  else if (filter.light !== undefined) parts.push(sql`light = ${filter.light}`)
  if (filter.programme !== undefined) parts.push(sql`programme = ${filter.programme}`)
  if (places !== null) parts.push(sql`place_id = ANY(${places}::int[])`)
  if (filter.whose === 'mine') parts.push(sql`is_mine`)
  if (filter.state === 'open') parts.push(sql`outcome IS NULL`)
  if (filter.state === 'closed') parts.push(sql`outcome IS NOT NULL`)
  if (filter.alarm === 'papers-late') parts.push(sql`awaits_papers AND stage_due_on < ${today}`)
  if (filter.text !== undefined && filter.text !== '')
    parts.push(sql`(starts_with(number, ${filter.text.toUpperCase()}) OR household_number = ${filter.text})`)
  return sql.join(parts, sql` AND `)
}

/** The nearest due day first; without one last, by day of opening. */
export async function readCaseList(
  tx: Tx,
  setting: ListSetting,
  filter: CaseFilter & { readonly page: number; readonly size: number },
): Promise<{ readonly rows: CaseListRow[]; readonly count: number }> {
  const where = conditions(filter, setting)
  const { rows } = await sql<CaseListRow>`
    WITH lit AS (${lit(setting)})
    SELECT id, number, programme, household_id AS "householdId", household_number AS "householdNumber",
      applicant_shown AS applicant, place_id AS "placeId", procedure, stage,
      opened_on AS "openedOn", accepted_on AS "acceptedOn", outcome, version, light, paused_since AS "pausedSince",
      limit_days AS "limitDays", due_on AS "dueOn", is_mine AS "isMine"
    FROM lit WHERE ${where}
    ORDER BY due_on NULLS LAST, opened_on, number LIMIT ${filter.size} OFFSET ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  const counted = await sql<{ count: number }>`
    WITH lit AS (${lit(setting)}) SELECT count(*)::int AS count FROM lit WHERE ${where}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

/** One line for each stage, light and ownership that occurs. */
export interface CountLine {
  readonly programme: string
  readonly procedure: string
  readonly stage: string
  readonly light: 'green' | 'amber' | 'red' | null
  readonly isMine: boolean
  readonly count: number
  readonly late: number
}

export async function readCaseCounts(tx: Tx, setting: ListSetting, filter: CaseFilter): Promise<CountLine[]> {
  const { rows } = await sql<CountLine>`
    WITH lit AS (${lit(setting)})
    SELECT programme, procedure, stage, light, is_mine AS "isMine",
      count(*)::int AS count, (count(*) FILTER (WHERE awaits_papers AND stage_due_on < ${setting.today}))::int AS late
    FROM lit WHERE ${conditions(filter, setting)}
    GROUP BY programme, procedure, stage, light, is_mine`.execute(tx)
  return rows
}
