import { sql, type RawBuilder } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { dayOf } from './rights-store.ts'

/**
 * Lines (`l` of a list `r`) that stand on an approved list, or came over from one, and are not with the bank. What a
 * draft computed itself is computed again; a frozen list is sent back first.
 */
export const unsent = sql`(l.state IN ('payable', 'waiting', 'returned')
  OR (l.state = 'held' AND (r.state IN ('approved', 'done') OR (l.is_carried AND r.state = 'draft')))
  OR (l.state = 'listed' AND l.is_carried AND r.state = 'draft'))`

export interface KeptBack {
  readonly id: string
  readonly runId: string
  readonly was: 'payable' | 'returned' | 'held' | 'waiting' | 'listed'
}

/** Which unsent lines: of some months, or those of some corrections. */
export type Which = { readonly months: readonly Month[] } | { readonly corrections: readonly string[] }

const chosen = (which: Which): RawBuilder<unknown> =>
  'months' in which
    ? sql`l.month = ANY (${which.months.map(dayOf)}::date[])`
    : sql`l.correction_id = ANY (${which.corrections}::uuid[])`

/** Ends them, each with the version of the right that made it so. The corrections behind them count no more. */
export async function stopUnsent(
  tx: Tx,
  tenant: TenantId,
  { rightId, version, reason, which }: { rightId: string; version: number; reason: string; which: Which },
): Promise<KeptBack[]> {
  const { rows } = await sql<KeptBack & { correctionId: string | null }>`WITH found AS (
      SELECT l.id, l.state FROM payouts.line l JOIN payouts.run r ON r.tenant_id = l.tenant_id AND r.id = l.run_id
      WHERE l.tenant_id = ${tenant} AND l.entitlement_id = ${rightId} AND ${chosen(which)} AND ${unsent}
      FOR UPDATE OF l)
    UPDATE payouts.line l SET state = 'stopped', kept_back_by = ${version}, reason = ${reason} FROM found f
    WHERE l.tenant_id = ${tenant} AND l.id = f.id
    RETURNING l.id, l.run_id AS "runId", f.state AS was, l.correction_id AS "correctionId"`.execute(tx)
  const corrections = rows.flatMap(({ correctionId }) => correctionId ?? [])
  await sql`UPDATE payouts.correction SET state = 'cancelled' WHERE tenant_id = ${tenant}
    AND id = ANY (${corrections}::uuid[])`.execute(tx)
  return rows.map(({ id, runId, was }) => ({ id, runId, was }))
}

/** Months of a right in which something is not with the bank yet. */
export async function findUnsentMonths(tx: Tx, tenant: TenantId, rightId: string): Promise<Month[]> {
  const { rows } = await sql<{ month: Month }>`SELECT DISTINCT to_char(l.month, 'YYYY-MM') AS month
    FROM payouts.line l JOIN payouts.run r ON r.tenant_id = l.tenant_id AND r.id = l.run_id
    WHERE l.tenant_id = ${tenant} AND l.entitlement_id = ${rightId} AND ${unsent}`.execute(tx)
  return rows.map(({ month }) => month)
}

/** What stays was held against the right as it stands now. */
export async function markLookedAt(tx: Tx, tenant: TenantId, rightId: string, version: number): Promise<void> {
  await sql`UPDATE payouts.line l SET right_version = ${version} FROM payouts.run r
    WHERE l.tenant_id = ${tenant} AND l.entitlement_id = ${rightId} AND l.right_version <> ${version}
      AND r.tenant_id = ${tenant} AND r.id = l.run_id AND ${unsent}`.execute(tx)
}

/** Rights that changed since unsent lines of a list, or of a programme's lists, were held against them. */
export async function findChangedRights(
  tx: Tx,
  tenant: TenantId,
  { runId = null, programme = null }: { runId?: string | null; programme?: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT e.id FROM payouts.line l
    JOIN payouts.run r ON r.tenant_id = l.tenant_id AND r.id = l.run_id
    JOIN payouts.entitlement e ON e.tenant_id = l.tenant_id AND e.id = l.entitlement_id
    WHERE l.tenant_id = ${tenant} AND (${runId}::uuid IS NULL OR l.run_id = ${runId})
      AND (${programme}::text IS NULL OR l.programme = ${programme})
      AND l.state IN ('payable', 'waiting', 'returned', 'held', 'listed') AND ${unsent}
      AND l.right_version <> e.version ORDER BY e.id`.execute(tx)
  return rows.map(({ id }) => id)
}
