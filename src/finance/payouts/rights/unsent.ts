import { sql, type RawBuilder } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { monthText, setOf, type RightMonth } from './rights-store.ts'

/**
 * Lines (`l` of a list `r`) that stand on an approved list, or came over from one, and are not with the bank. What a
 * draft computed itself is computed again; a frozen list is sent back first. A line that returns what a family repaid is none
 * of a right's: it goes out whatever the right becomes.
 */
export const unsent = sql`l.kind <> 'refund' AND (l.state IN ('payable', 'waiting', 'returned')
  OR (l.state = 'held' AND (r.state IN ('approved', 'done') OR (l.is_carried AND r.state = 'draft')))
  OR (l.state = 'listed' AND l.is_carried AND r.state = 'draft'))`

export interface KeptBack {
  readonly id: string
  readonly rightId: string
  readonly runId: string
  readonly was: 'payable' | 'returned' | 'held' | 'waiting' | 'listed'
}

/** Which unsent lines: of some months, or those of some corrections of the rights. */
export type Which = { readonly months: readonly RightMonth[] } | { readonly corrections: readonly string[] }

const chosen = (which: Which): RawBuilder<unknown> =>
  'months' in which
    ? sql`(l.entitlement_id, l.month) IN ${setOf(which.months)}`
    : sql`l.correction_id = ANY (${which.corrections}::uuid[])`

/** Ends them, each with the version of its right that made it so. The corrections behind them count no more. */
export async function stopUnsent(
  tx: Tx,
  tenant: TenantId,
  { rights, reason, which }: { rights: readonly string[]; reason: string; which: Which },
): Promise<KeptBack[]> {
  const { rows } = await sql<KeptBack & { correctionId: string | null }>`WITH found AS (
      SELECT l.id, l.state, e.version FROM payouts.line l
      JOIN payouts.run r ON r.tenant_id = l.tenant_id AND r.id = l.run_id
      JOIN payouts.entitlement e ON e.tenant_id = l.tenant_id AND e.id = l.entitlement_id
      WHERE l.tenant_id = ${tenant} AND l.entitlement_id = ANY (${rights}::uuid[]) AND ${chosen(which)} AND ${unsent}
      ORDER BY l.id FOR UPDATE OF l)
    UPDATE payouts.line l SET state = 'stopped', kept_back_by = f.version, reason = ${reason} FROM found f
    WHERE l.tenant_id = ${tenant} AND l.id = f.id
    RETURNING l.id, l.entitlement_id AS "rightId", l.run_id AS "runId", f.state AS was,
      l.correction_id AS "correctionId"`.execute(tx)
  const corrections = rows.flatMap(({ correctionId }) => correctionId ?? [])
  await sql`UPDATE payouts.correction SET state = 'cancelled' WHERE tenant_id = ${tenant}
    AND id = ANY (${corrections}::uuid[])`.execute(tx)
  return rows.map(({ correctionId: _, ...line }) => line)
}

/** Months of rights in which something is not with the bank yet. */
export async function findUnsentMonths(tx: Tx, tenant: TenantId, rights: readonly string[]): Promise<RightMonth[]> {
  const { rows } =
    await sql<RightMonth>`SELECT DISTINCT l.entitlement_id AS "rightId", ${monthText(sql`l.month`)} AS month
    FROM payouts.line l JOIN payouts.run r ON r.tenant_id = l.tenant_id AND r.id = l.run_id
    WHERE l.tenant_id = ${tenant} AND l.entitlement_id = ANY (${rights}::uuid[]) AND ${unsent}`.execute(tx)
  return rows
}

/** What stays was held against the rights as they stand now. */
export async function markLookedAt(tx: Tx, tenant: TenantId, rights: readonly string[]): Promise<void> {
  await sql`UPDATE payouts.line l SET right_version = e.version FROM payouts.run r, payouts.entitlement e
    WHERE l.tenant_id = ${tenant} AND l.entitlement_id = ANY (${rights}::uuid[])
      AND e.tenant_id = ${tenant} AND e.id = l.entitlement_id AND l.right_version <> e.version
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
