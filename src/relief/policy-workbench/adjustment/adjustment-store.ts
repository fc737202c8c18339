import { sql } from 'kysely'
import { firstDayOf, type Month } from '#platform/clock/index.ts'
import { copyIn, type TenantId, type Tx } from '#platform/db/index.ts'
import type { AdjustmentLine, AdjustmentState, LineKind } from './adjustment.ts'

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
}

const columns = sql`id, region, programme, serial, title, document, to_char(from_month, 'YYYY-MM') AS "fromMonth", state,
  made_by AS "madeBy", made_name AS "madeName", made_at AS "madeAt", approved_name AS "approvedName",
  approved_at AS "approvedAt", ended_name AS "endedName", ended_at AS "endedAt", ended_reason AS "endedReason"`

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

export async function readAdjustments(tx: Tx, tenant: TenantId): Promise<Adjustment[]> {
  const { rows } = await sql<Adjustment>`SELECT ${columns} FROM policy_workbench.adjustment
    WHERE tenant_id = ${tenant} ORDER BY made_at DESC LIMIT 50`.execute(tx)
  return rows
}

export async function saveAdjustmentState(
  tx: Tx,
  tenant: TenantId,
  { id, state }: Pick<Adjustment, 'id' | 'state'>,
  by: Person,
  reason: string | null,
): Promise<void> {
  const approved = state === 'approved'
  await sql`UPDATE policy_workbench.adjustment SET state = ${state},
      approved_by = CASE WHEN ${approved} THEN ${by.id} ELSE approved_by END,
      approved_name = CASE WHEN ${approved} THEN ${by.name} ELSE approved_name END,
      approved_at = CASE WHEN ${approved} THEN ${by.at}::timestamptz ELSE approved_at END,
      ended_name = CASE WHEN ${approved} THEN NULL ELSE ${by.name} END,
      ended_at = CASE WHEN ${approved} THEN NULL ELSE ${by.at}::timestamptz END, ended_reason = ${reason}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

const lineColumns = sql`entitlement_id AS "entitlementId", household_id AS "householdId", place_id AS "placeId", kind,
  paid_fen AS paid, before_fen AS before, after_fen AS after, to_char(from_month, 'YYYY-MM') AS "fromMonth",
  right_version AS "rightVersion"`

export async function readLines(tx: Tx, tenant: TenantId, id: string): Promise<AdjustmentLine[]> {
  const { rows } = await sql<AdjustmentLine>`SELECT ${lineColumns} FROM policy_workbench.adjustment_line
    WHERE tenant_id = ${tenant} AND adjustment_id = ${id} ORDER BY kind, household_id`.execute(tx)
  return rows
}

export async function saveLine(
  tx: Tx,
  tenant: TenantId,
  adjustmentId: string,
  line: { readonly entitlementId: string; readonly kind: LineKind; readonly rightVersion: number | null },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment_line SET kind = ${line.kind}, right_version = ${line.rightVersion}
    WHERE tenant_id = ${tenant} AND adjustment_id = ${adjustmentId}
      AND entitlement_id = ${line.entitlementId}`.execute(tx)
}
