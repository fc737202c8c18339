import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { lineColumns } from './adjustment-store.ts'
import type { AdjustmentLine, AdjustmentProgress, LineUndone } from './adjustment.ts'

/** What is under way stands in the lines of the list: a piece and what it did are one transaction. */
const open = {
  'carrying-out': sql`kind = 'raise' AND right_version IS NULL`,
  'taking-back': sql`right_version IS NOT NULL AND undone IS NULL`,
} as const
export type Way = keyof typeof open

/** Raises that are still to be carried out, or taken back, always in one order. */
export async function openLines(
  tx: Tx,
  tenant: TenantId,
  { id, way, count }: { readonly id: string; readonly way: Way; readonly count: number },
): Promise<AdjustmentLine[]> {
  const { rows } = await sql<AdjustmentLine>`SELECT ${lineColumns} FROM policy_workbench.adjustment_line
    WHERE tenant_id = ${tenant} AND adjustment_id = ${id} AND ${open[way]}
    ORDER BY entitlement_id LIMIT ${count}`.execute(tx)
  return rows
}

/** Of a list under way: what is done of it, by household. Of a list that stands or is over: everything. */
export async function readProgress(
  tx: Tx,
  tenant: TenantId,
  { id, way }: { readonly id: string; readonly way: Way },
): Promise<AdjustmentProgress> {
  const all = way === 'carrying-out' ? sql`kind IN ('raise', 'changed-since')` : sql`right_version IS NOT NULL`
  const { rows } = await sql<AdjustmentProgress>`SELECT count(DISTINCT household_id)::int AS total,
      (count(DISTINCT household_id) - count(DISTINCT household_id) FILTER (WHERE ${open[way]}))::int AS done
    FROM policy_workbench.adjustment_line
    WHERE tenant_id = ${tenant} AND adjustment_id = ${id} AND ${all}`.execute(tx)
  return given(rows[0], 'the progress of a list')
}

export async function saveLines(
  tx: Tx,
  tenant: TenantId,
  adjustmentId: string,
  lines: readonly Pick<AdjustmentLine, 'entitlementId' | 'kind' | 'rightVersion'>[],
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment_line l SET kind = s.kind, right_version = s.right_version
    FROM unnest(${lines.map(({ entitlementId }) => entitlementId)}::uuid[], ${lines.map(({ kind }) => kind)}::text[],
      ${lines.map(({ rightVersion }) => rightVersion)}::int[]) AS s (id, kind, right_version)
    WHERE l.tenant_id = ${tenant} AND l.adjustment_id = ${adjustmentId} AND l.entitlement_id = s.id`.execute(tx)
}

export async function saveLinesUndone(
  tx: Tx,
  tenant: TenantId,
  adjustmentId: string,
  lines: readonly { readonly entitlementId: string; readonly undone: LineUndone }[],
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment_line l SET undone = s.undone
    FROM unnest(${lines.map(({ entitlementId }) => entitlementId)}::uuid[],
      ${lines.map(({ undone }) => undone)}::text[]) AS s (id, undone)
    WHERE l.tenant_id = ${tenant} AND l.adjustment_id = ${adjustmentId} AND l.entitlement_id = s.id`.execute(tx)
}

export interface Outcome {
  readonly raised: number
  readonly changedSince: number
  readonly undone: number
  readonly stay: number
}

export async function countOutcome(tx: Tx, tenant: TenantId, id: string): Promise<Outcome> {
  const { rows } = await sql<Outcome>`SELECT count(*) FILTER (WHERE right_version IS NOT NULL)::int AS raised,
      count(*) FILTER (WHERE kind = 'changed-since')::int AS "changedSince",
      count(*) FILTER (WHERE undone = 'undone')::int AS undone,
      count(*) FILTER (WHERE undone <> 'undone')::int AS stay
    FROM policy_workbench.adjustment_line WHERE tenant_id = ${tenant} AND adjustment_id = ${id}`.execute(tx)
  return given(rows[0], 'the counts of a list')
}

/** A sign of life: what stood in the way, if anything did, does no longer. */
export async function saveMoved(tx: Tx, tenant: TenantId, id: string, at: Date): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET moved_at = ${at}, trouble_zh = NULL, trouble_en = NULL, failures = 0
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

/** Nothing of it is open any more: it stands as approved, or as if it had not been. */
export async function saveWhole(
  tx: Tx,
  tenant: TenantId,
  { id, way, at }: { readonly id: string; readonly way: Way; readonly at: Date },
): Promise<void> {
  const becomes =
    way === 'carrying-out' ? sql`state = 'approved', carried_at = ${at}` : sql`state = 'undone', ended_at = ${at}`
  await sql`UPDATE policy_workbench.adjustment SET ${becomes} WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export interface Halted {
  readonly id: string
  /** In whose name it goes on, and how far they reach. */
  readonly by: string
  readonly byName: string
  readonly reach: readonly PlaceId[] | null
}

/** Lists under way that have given no sign of life since: their process is gone. */
export async function findHalted(tx: Tx, tenant: TenantId, silentSince: Date): Promise<Halted[]> {
  const { rows } = await sql<Halted>`SELECT id, reach,
      CASE state WHEN 'carrying-out' THEN approved_by ELSE ended_by END AS by,
      CASE state WHEN 'carrying-out' THEN approved_name ELSE ended_name END AS "byName"
    FROM policy_workbench.adjustment WHERE tenant_id = ${tenant} AND state IN ('carrying-out', 'taking-back')
      AND (moved_at IS NULL OR moved_at < ${silentSince}) ORDER BY id`.execute(tx)
  return rows
}
