import { sql } from 'kysely'
import { firstDayOf, type Day, type Month } from '#platform/clock/index.ts'
import { copyIn, type PlaceId, type TenantId, type Tx } from '#platform/db/index.ts'
import { triesShownMax } from '../wire-simulation.ts'
import type { ChangeKind } from './change.ts'

/** Sums of a simulation, as kept: fen as text, because JSON has no bigint. */
export interface SimulationSummary {
  readonly months: readonly {
    readonly month: Month
    readonly before: string
    readonly after: string
    readonly householdsBefore: number
    readonly householdsAfter: number
  }[]
  /** In the month the new law is first felt. */
  readonly feltIn: Month
  readonly places: readonly ({
    readonly place: PlaceId
    readonly before: string
    readonly after: string
  } & Readonly<Record<ChangeKind, number>>)[]
  readonly kinds: readonly { readonly kind: ChangeKind; readonly households: number; readonly difference: string }[]
  readonly bars: readonly {
    readonly from: string | null
    readonly to: string | null
    readonly households: number
    readonly difference: string
  }[]
  readonly unchanged: number
  /** Not enough known by either law. */
  readonly uncertain: number
}

export interface Simulation {
  readonly id: string
  readonly draftId: string
  readonly draftVersion: number
  readonly region: string
  readonly programme: string
  readonly title: string
  readonly factsOn: Day
  readonly lawOn: Day
  readonly households: number
  readonly summary: SimulationSummary
  readonly milliseconds: number
  readonly byName: string
  readonly at: Date
}

export interface SimulatedRow {
  readonly householdId: string
  readonly placeId: PlaceId
  readonly kind: ChangeKind
  readonly before: bigint | null
  readonly after: bigint | null
}

export async function insertSimulation(
  tx: Tx,
  tenant: TenantId,
  one: Omit<Simulation, 'byName'> & { readonly by: { readonly id: string; readonly name: string } },
  rows: readonly SimulatedRow[],
): Promise<void> {
  const months = one.summary.months.map(({ month }) => firstDayOf(month))
  await sql`INSERT INTO policy_workbench.simulation (tenant_id, id, draft_id, draft_version, region, programme, title,
      facts_on, law_on, months, households, summary, milliseconds, by_id, by_name, at)
    VALUES (${tenant}, ${one.id}, ${one.draftId}, ${one.draftVersion}, ${one.region}, ${one.programme}, ${one.title},
      ${one.factsOn}, ${one.lawOn}, ${months}::date[], ${one.households}, ${JSON.stringify(one.summary)}::jsonb,
      ${one.milliseconds}, ${one.by.id}, ${one.by.name}, ${one.at})`.execute(tx)
  await copyIn(
    tx,
    'policy_workbench.simulated',
    ['tenant_id', 'simulation_id', 'household_id', 'place_id', 'kind', 'before_fen', 'after_fen'],
    rows.map(({ householdId, placeId, kind, before, after }) => [
      ...[tenant, one.id, householdId, placeId, kind, before, after],
    ]),
  )
}

const columns = sql`id, draft_id AS "draftId", draft_version AS "draftVersion", region, programme, title,
  facts_on AS "factsOn", law_on AS "lawOn", households, summary, milliseconds, by_name AS "byName", at`

export async function findSimulation(tx: Tx, tenant: TenantId, id: string): Promise<Simulation | undefined> {
  const { rows } = await sql<Simulation>`SELECT ${columns} FROM policy_workbench.simulation
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0]
}

/** The latest tries of one draft, and one more, by which the list says that there are earlier ones. */
export async function simulationsOf(tx: Tx, tenant: TenantId, draftId: string): Promise<Simulation[]> {
  const { rows } = await sql<Simulation>`SELECT ${columns} FROM policy_workbench.simulation
    WHERE tenant_id = ${tenant} AND draft_id = ${draftId} ORDER BY at DESC LIMIT ${triesShownMax + 1}`.execute(tx)
  return rows
}

export interface RowQuestion {
  readonly simulation: string
  readonly kind: ChangeKind | null
  /** Difference of `[from, to)` fen. */
  readonly from: bigint | null
  readonly to: bigint | null
  readonly places: readonly PlaceId[] | null
  readonly page: number
  readonly size: number
}

/** The largest difference first, either way. The wall shows each reader the rows of their own places. */
export async function readSimulated(
  tx: Tx,
  tenant: TenantId,
  { simulation, kind, from, to, places, page, size }: RowQuestion,
): Promise<{ readonly rows: readonly SimulatedRow[]; readonly count: number }> {
  const difference = sql`(coalesce(after_fen, 0) - coalesce(before_fen, 0))`
  const where = sql`tenant_id = ${tenant} AND simulation_id = ${simulation}
    AND (${kind}::text IS NULL OR kind = ${kind})
    AND (${from}::bigint IS NULL OR (${difference} >= ${from} AND ${difference} <> 0))
    AND (${to}::bigint IS NULL OR (${difference} < ${to} AND ${difference} <> 0))
    AND (${places}::int[] IS NULL OR place_id = ANY (${places}::int[]))`
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM policy_workbench.simulated
    WHERE ${where}`.execute(tx)
  const { rows } = await sql<SimulatedRow>`SELECT household_id AS "householdId", place_id AS "placeId", kind,
      before_fen AS before, after_fen AS after FROM policy_workbench.simulated
    WHERE ${where} ORDER BY abs(${difference}) DESC, household_id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

/** One household of a simulation, when it is in the reader's sight. */
export async function findSimulated(
  tx: Tx,
  tenant: TenantId,
  question: { readonly simulation: string; readonly household: string },
): Promise<SimulatedRow | undefined> {
  const { rows } = await sql<SimulatedRow>`SELECT household_id AS "householdId", place_id AS "placeId", kind,
      before_fen AS before, after_fen AS after FROM policy_workbench.simulated
    WHERE tenant_id = ${tenant} AND simulation_id = ${question.simulation}
      AND household_id = ${question.household}`.execute(tx)
  return rows[0]
}

/** The household was handed over: who sees it in a simulation follows. */
export async function moveSimulated(
  tx: Tx,
  tenant: TenantId,
  moved: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<void> {
  await sql`UPDATE policy_workbench.simulated SET place_id = ${moved.placeId}
    WHERE tenant_id = ${tenant} AND household_id = ${moved.householdId}`.execute(tx)
}
