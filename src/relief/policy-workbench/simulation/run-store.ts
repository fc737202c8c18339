import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'

export type RunState = 'running' | 'done' | 'cancelled' | 'broken-off'

/** A try on the whole caseload, under way or ended. */
export interface SimulationRun {
  readonly id: string
  readonly draftId: string
  readonly draftVersion: number
  readonly state: RunState
  readonly byName: string
  readonly at: Date
  /** Households. */
  readonly done: number
  /** Null until they are counted. */
  readonly total: number | null
  readonly endedName: string | null
  readonly trouble: { readonly zh: string; readonly en: string } | null
}

const columns = sql`id, draft_id AS "draftId", draft_version AS "draftVersion", state, by_name AS "byName", at, done, total,
  ended_name AS "endedName", CASE WHEN trouble_zh IS NOT NULL
    THEN jsonb_build_object('zh', trouble_zh, 'en', trouble_en) END AS trouble`

/** @returns false when the draft is being tried already */
export async function insertRun(
  tx: Tx,
  tenant: TenantId,
  run: Pick<SimulationRun, 'id' | 'draftId' | 'draftVersion' | 'at'> & {
    readonly by: { readonly id: string; readonly name: string }
    readonly beatAt: Date
  },
): Promise<boolean> {
  const { id, draftId, draftVersion, by, at, beatAt } = run
  const { rows } = await sql`INSERT INTO policy_workbench.simulation_run
      (tenant_id, id, draft_id, draft_version, state, by_id, by_name, at, beat_at)
    VALUES (${tenant}, ${id}, ${draftId}, ${draftVersion}, 'running', ${by.id}, ${by.name}, ${at}, ${beatAt})
    ON CONFLICT (tenant_id, draft_id) WHERE state = 'running' DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

/** The run of a draft that was begun last. */
export async function latestRun(tx: Tx, tenant: TenantId, draftId: string): Promise<SimulationRun | undefined> {
  const { rows } = await sql<SimulationRun>`SELECT ${columns} FROM policy_workbench.simulation_run
    WHERE tenant_id = ${tenant} AND draft_id = ${draftId} ORDER BY at DESC, id DESC LIMIT 1`.execute(tx)
  return rows[0]
}

export async function findRun(tx: Tx, tenant: TenantId, id: string): Promise<SimulationRun | undefined> {
  const { rows } = await sql<SimulationRun>`SELECT ${columns} FROM policy_workbench.simulation_run
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0]
}

/** A sign of life. @returns false when the run has been ended by somebody */
export async function beat(
  tx: Tx,
  tenant: TenantId,
  run: { readonly id: string; readonly done: number; readonly total: number; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`UPDATE policy_workbench.simulation_run
    SET done = ${run.done}, total = ${run.total}, beat_at = ${run.at}
    WHERE tenant_id = ${tenant} AND id = ${run.id} AND state = 'running' RETURNING id`.execute(tx)
  return rows.length > 0
}

/** Ends a run that is under way; who comes second ends nothing. @returns whether it was under way */
export async function endRun(
  tx: Tx,
  tenant: TenantId,
  run: {
    readonly id: string
    readonly state: Exclude<RunState, 'running'>
    readonly name: string | null
    readonly trouble?: SimulationRun['trouble']
  },
): Promise<boolean> {
  const { rows } = await sql`UPDATE policy_workbench.simulation_run SET state = ${run.state}, ended_name = ${run.name},
      trouble_zh = ${run.trouble?.zh ?? null}, trouble_en = ${run.trouble?.en ?? null},
      done = CASE WHEN ${run.state} = 'done' THEN coalesce(total, done) ELSE done END
    WHERE tenant_id = ${tenant} AND id = ${run.id} AND state = 'running' RETURNING id`.execute(tx)
  return rows.length > 0
}

/** Runs of the draft that have given no sign of life since: their process is gone. */
export async function breakOffSilent(
  tx: Tx,
  tenant: TenantId,
  { draftId, silentSince }: { readonly draftId: string; readonly silentSince: Date },
): Promise<void> {
  await sql`UPDATE policy_workbench.simulation_run SET state = 'broken-off'
    WHERE tenant_id = ${tenant} AND draft_id = ${draftId} AND state = 'running'
      AND beat_at < ${silentSince}`.execute(tx)
}
