import { sql } from 'kysely'
import { firstDayOf, type Month } from '#platform/clock/index.ts'
import { copyIn, type PlaceId, type TenantId, type Tx } from '#platform/db/index.ts'
import type { AdjustmentLine, AdjustmentState, LineUndone } from './adjustment.ts'

export interface Adjustment {
  readonly id: string
  readonly region: string
  readonly programme: string
  readonly serial: number
  readonly title: string
  readonly document: string
  readonly fromMonth: Month
  readonly state: AdjustmentState
  readonly madeBy: string
  readonly madeName: string
  readonly madeAt: Date
  readonly approvedName: string | null
  readonly approvedAt: Date | null
  readonly endedName: string | null
  readonly endedAt: Date | null
  readonly endedReason: string | null
  readonly undoAskedBy: string | null
  readonly undoAskedName: string | null
  readonly undoReason: string | null
  readonly undoRefusedName: string | null
  readonly undoRefusedReason: string | null
}

const columns = sql`id, region, programme, serial, title, document, to_char(from_month, 'YYYY-MM') AS "fromMonth", state,
  made_by AS "madeBy", made_name AS "madeName", made_at AS "madeAt", approved_name AS "approvedName",
  approved_at AS "approvedAt", ended_name AS "endedName", ended_at AS "endedAt", ended_reason AS "endedReason",
  undo_asked_by AS "undoAskedBy", undo_asked_name AS "undoAskedName", undo_reason AS "undoReason",
  undo_refused_name AS "undoRefusedName", undo_refused_reason AS "undoRefusedReason"`

interface Person {
  readonly id: string
  readonly name: string
  readonly at: Date
}

/** @returns false when a list of this version stands already */
export async function insertAdjustment(
  tx: Tx,
  tenant: TenantId,
  one: Pick<Adjustment, 'id' | 'region' | 'programme' | 'serial' | 'title' | 'document' | 'fromMonth'>,
  made: Person,
  lines: readonly AdjustmentLine[],
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO policy_workbench.adjustment (tenant_id, id, region, programme, serial, title,
      document, from_month, state, made_by, made_name, made_at)
    VALUES (${tenant}, ${one.id}, ${one.region}, ${one.programme}, ${one.serial}, ${one.title}, ${one.document},
      ${firstDayOf(one.fromMonth)}, 'prepared', ${made.id}, ${made.name}, ${made.at})
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  if (rows.length === 0) return false
  await copyIn(
    tx,
    'policy_workbench.adjustment_line',
    [
      ...['tenant_id', 'adjustment_id', 'entitlement_id', 'household_id', 'place_id', 'kind', 'paid_fen', 'before_fen'],
      ...['after_fen', 'from_month', 'right_version'],
    ],
    lines.map((line) => [
      ...[tenant, one.id, line.entitlementId, line.householdId, line.placeId, line.kind, line.paid, line.before],
      ...[line.after, firstDayOf(line.fromMonth), line.rightVersion],
    ]),
  )
  return true
}

/** Locks the list until the transaction ends, so that it is approved or undone once. */
export async function lockAdjustment(tx: Tx, tenant: TenantId, id: string): Promise<Adjustment | undefined> {
  const { rows } = await sql<Adjustment>`SELECT ${columns} FROM policy_workbench.adjustment
    WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0]
}

export async function findAdjustment(tx: Tx, tenant: TenantId, id: string): Promise<Adjustment | undefined> {
  const { rows } = await sql<Adjustment>`SELECT ${columns} FROM policy_workbench.adjustment
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0]
}

/** All of them, a few a year: the page asks of every published version whether it has its list. */
export async function readAdjustments(tx: Tx, tenant: TenantId): Promise<Adjustment[]> {
  const { rows } = await sql<Adjustment>`SELECT ${columns} FROM policy_workbench.adjustment
    WHERE tenant_id = ${tenant} ORDER BY made_at DESC`.execute(tx)
  return rows
}

const here = (tenant: TenantId, id: string) => sql`tenant_id = ${tenant} AND id = ${id}`

export async function saveApproved(tx: Tx, tenant: TenantId, id: string, by: Person): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'approved', approved_by = ${by.id},
      approved_name = ${by.name}, approved_at = ${by.at} WHERE ${here(tenant, id)}`.execute(tx)
}

export async function saveUndoAsked(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { by, reason }: { readonly by: Person; readonly reason: string },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'undo-asked', undo_asked_by = ${by.id},
      undo_asked_name = ${by.name}, undo_asked_at = ${by.at}, undo_reason = ${reason}, undo_refused_name = NULL,
      undo_refused_reason = NULL WHERE ${here(tenant, id)}`.execute(tx)
}

/** The list stands as approved, and whoever asked reads why. */
export async function saveUndoRefused(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { by, reason }: { readonly by: Person; readonly reason: string },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'approved', undo_refused_name = ${by.name},
      undo_refused_reason = ${reason} WHERE ${here(tenant, id)}`.execute(tx)
}

export async function saveEnded(
  tx: Tx,
  tenant: TenantId,
  { id, state }: { readonly id: string; readonly state: 'dropped' | 'undone' },
  { by, reason }: { readonly by: Person; readonly reason: string | null },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = ${state}, ended_by = ${by.id}, ended_name = ${by.name},
      ended_at = ${by.at}, ended_reason = ${reason} WHERE ${here(tenant, id)}`.execute(tx)
}

const lineColumns = sql`entitlement_id AS "entitlementId", household_id AS "householdId", place_id AS "placeId", kind,
  paid_fen AS paid, before_fen AS before, after_fen AS after, to_char(from_month, 'YYYY-MM') AS "fromMonth",
  right_version AS "rightVersion", undone`

export async function readLines(tx: Tx, tenant: TenantId, id: string): Promise<AdjustmentLine[]> {
  const { rows } = await sql<AdjustmentLine>`SELECT ${lineColumns} FROM policy_workbench.adjustment_line
    WHERE tenant_id = ${tenant} AND adjustment_id = ${id} ORDER BY kind, household_id`.execute(tx)
  return rows
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

/** The household was handed over: who sees it on a list follows. */
export async function moveAdjusted(
  tx: Tx,
  tenant: TenantId,
  moved: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment_line SET place_id = ${moved.placeId}
    WHERE tenant_id = ${tenant} AND household_id = ${moved.householdId}`.execute(tx)
}
