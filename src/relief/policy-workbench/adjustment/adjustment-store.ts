import { sql } from 'kysely'
import { firstDayOf, type Month } from '#platform/clock/index.ts'
import { copyIn, type PlaceId, type TenantId, type Tx } from '#platform/db/index.ts'
import type { AdjustmentLine, AdjustmentState } from './adjustment.ts'

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
  readonly stopAskedBy: string | null
  readonly stopAskedName: string | null
  readonly stopReason: string | null
  readonly stopRefusedName: string | null
  readonly stopRefusedReason: string | null
  readonly stoppedName: string | null
  /** When the last raise was carried out; null while some are open. */
  readonly carriedAt: Date | null
  /** Why it stands still while it is under way. */
  readonly trouble: { readonly zh: string; readonly en: string } | null
}

const columns = sql`id, region, programme, serial, title, document, to_char(from_month, 'YYYY-MM') AS "fromMonth", state,
  made_by AS "madeBy", made_name AS "madeName", made_at AS "madeAt", approved_name AS "approvedName",
  approved_at AS "approvedAt", ended_name AS "endedName", ended_at AS "endedAt", ended_reason AS "endedReason",
  undo_asked_by AS "undoAskedBy", undo_asked_name AS "undoAskedName", undo_reason AS "undoReason",
  undo_refused_name AS "undoRefusedName", undo_refused_reason AS "undoRefusedReason", carried_at AS "carriedAt",
  stop_asked_by AS "stopAskedBy", stop_asked_name AS "stopAskedName", stop_reason AS "stopReason",
  stop_refused_name AS "stopRefusedName", stop_refused_reason AS "stopRefusedReason", stopped_name AS "stoppedName",
  CASE WHEN trouble_zh IS NOT NULL THEN jsonb_build_object('zh', trouble_zh, 'en', trouble_en) END AS trouble`

export interface Person {
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
      ...['after_fen', 'from_month', 'right_version', 'left_from', 'left_version'],
    ],
    lines.map((line) => [
      ...[tenant, one.id, line.entitlementId, line.householdId, line.placeId, line.kind, line.paid, line.before],
      ...[line.after, firstDayOf(line.fromMonth), line.rightVersion],
      ...[line.leftFrom === null ? null : firstDayOf(line.leftFrom), line.leftVersion],
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

/** Whose word is carried out, and how far they reach. */
export interface Hand extends Person {
  readonly reach: readonly PlaceId[] | null
}

export async function saveApproved(tx: Tx, tenant: TenantId, id: string, by: Hand): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'carrying-out', approved_by = ${by.id},
      approved_name = ${by.name}, approved_at = ${by.at}, reach = ${by.reach}::int[] WHERE ${here(tenant, id)}`.execute(
    tx,
  )
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

/** The list stands as it did, or goes on being carried out, and whoever asked reads why. */
export async function saveUndoRefused(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { by, reason }: { readonly by: Person; readonly reason: string },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment
    SET state = CASE WHEN carried_at IS NULL THEN 'carrying-out' ELSE 'approved' END,
      undo_refused_name = ${by.name}, undo_refused_reason = ${reason} WHERE ${here(tenant, id)}`.execute(tx)
}

/** Another person has said so: from here on it is taken back, piece by piece. */
export async function saveUndoConfirmed(tx: Tx, tenant: TenantId, id: string, by: Hand): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'taking-back', ended_by = ${by.id}, ended_name = ${by.name},
      ended_reason = undo_reason, reach = ${by.reach}::int[], trouble_zh = NULL, trouble_en = NULL, failures = 0
    WHERE ${here(tenant, id)}`.execute(tx)
}

export async function saveDropped(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { by, reason }: { readonly by: Person; readonly reason: string },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'dropped', ended_by = ${by.id}, ended_name = ${by.name},
      ended_at = ${by.at}, ended_reason = ${reason} WHERE ${here(tenant, id)}`.execute(tx)
}

export const lineColumns = sql`entitlement_id AS "entitlementId", household_id AS "householdId", place_id AS "placeId", kind,
  paid_fen AS paid, before_fen AS before, after_fen AS after, to_char(from_month, 'YYYY-MM') AS "fromMonth",
  right_version AS "rightVersion", undone, to_char(left_from, 'YYYY-MM') AS "leftFrom", left_version AS "leftVersion"`

export async function readLines(tx: Tx, tenant: TenantId, id: string): Promise<AdjustmentLine[]> {
  const { rows } = await sql<AdjustmentLine>`SELECT ${lineColumns} FROM policy_workbench.adjustment_line
    WHERE tenant_id = ${tenant} AND adjustment_id = ${id} ORDER BY kind, household_id`.execute(tx)
  return rows
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
