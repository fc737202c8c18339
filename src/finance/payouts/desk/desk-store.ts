import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { LineToSend, PayLine, Settlement } from '../contract.ts'

const lineColumns = sql`l.id, l.run_id AS "runId", l.entitlement_id AS "entitlementId",
  l.household_id AS "householdId", l.place_id AS "placeId", l.programme, to_char(l.month, 'YYYY-MM') AS month, l.kind,
  l.fen - l.deducted_fen AS amount, l.state, l.original_line_id AS "originalLineId"`

export interface SendableRow extends PayLine {
  readonly attempt: number
  readonly accountId: string | null
  readonly holder: Buffer
  readonly bank: string
  readonly number: Buffer
}

/** Payable and not held, with the account in use; locked so that no second file takes them. */
export async function findSendable(tx: Tx, tenant: TenantId, runId: string): Promise<SendableRow[]> {
  const { rows } =
    await sql<SendableRow>`SELECT ${lineColumns}, l.attempt, a.id AS "accountId", a.holder, a.bank, a.number
    FROM payouts.line l
    LEFT JOIN payouts.account a ON a.tenant_id = l.tenant_id AND a.household_id = l.household_id AND a.state = 'active'
    WHERE l.tenant_id = ${tenant} AND l.run_id = ${runId} AND l.state = 'payable'
      AND NOT EXISTS (SELECT FROM payouts.hold h WHERE h.tenant_id = l.tenant_id AND h.household_id = l.household_id
        AND h.programme = l.programme AND h.state = 'open')
    ORDER BY l.household_id, l.month, l.kind FOR UPDATE OF l`.execute(tx)
  return rows
}

export async function sumOfFile(tx: Tx, tenant: TenantId, fileId: string): Promise<{ count: number; amount: Fen }> {
  const { rows } = await sql<{ count: number; amount: Fen }>`SELECT count(*)::int AS count,
      coalesce(sum(fen), 0)::bigint AS amount FROM payouts.transfer
    WHERE tenant_id = ${tenant} AND file_id = ${fileId}`.execute(tx)
  return rows[0] ?? { count: 0, amount: 0n as Fen }
}

/** One transfer per line, with the account it goes to. Only lines that are payable and whose account is still that. */
export async function addTransfers(
  tx: Tx,
  tenant: TenantId,
  { runId, fileId, lines, on }: { runId: string; fileId: string; lines: readonly LineToSend[]; on: Day },
): Promise<{ payable: number; sent: number }> {
  const given = sql`unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ accountId }) => accountId)}::uuid[])
    AS g (line_id, account_id)`
  const { rows } = await sql<{ payable: number; sent: number }>`WITH chosen AS (
      SELECT l.id, l.attempt + 1 AS attempt, l.fen - l.deducted_fen AS fen, g.account_id,
        a.id IS NOT NULL AS is_account
      FROM ${given} JOIN payouts.line l ON l.tenant_id = ${tenant} AND l.id = g.line_id
      LEFT JOIN payouts.account a ON a.tenant_id = ${tenant} AND a.id = g.account_id
        AND a.household_id = l.household_id AND a.state = 'active'
      WHERE l.run_id = ${runId} AND l.state = 'payable'
        AND NOT EXISTS (SELECT FROM payouts.hold h WHERE h.tenant_id = ${tenant} AND h.household_id = l.household_id
          AND h.programme = l.programme AND h.state = 'open')),
    sent AS (
      INSERT INTO payouts.transfer (tenant_id, line_id, attempt, file_id, account_id, fen, state, sent_on)
      SELECT ${tenant}, id, attempt, ${fileId}, account_id, fen, 'in-bank', ${on} FROM chosen WHERE is_account
      RETURNING line_id)
    SELECT (SELECT count(*)::int FROM chosen) AS payable, (SELECT count(*)::int FROM sent) AS sent`.execute(tx)
  return rows[0] ?? { payable: 0, sent: 0 }
}

/**
 * By the ids themselves and by no join with the transfers: what was written in this very transaction is not counted yet,
 * and a hundred thousand lines would be read once for each of them.
 */
export async function markSent(
  tx: Tx,
  tenant: TenantId,
  { fileId, lines }: { fileId: string; lines: readonly string[] },
): Promise<void> {
  await sql`UPDATE payouts.line SET state = 'in-bank', file_id = ${fileId}, attempt = attempt + 1,
      reason = NULL, settled_on = NULL
    WHERE tenant_id = ${tenant} AND id = ANY (${lines}::uuid[])`.execute(tx)
}

/** The state of each line in this file, locked; lines that are not of the file are not answered. */
export async function findTransfers(
  tx: Tx,
  tenant: TenantId,
  { fileId, lines }: { fileId: string; lines: readonly string[] },
): Promise<Map<string, 'in-bank' | 'paid' | 'returned'>> {
  const { rows } = await sql<{ id: string; state: 'in-bank' | 'paid' | 'returned' }>`SELECT line_id AS id, state
    FROM payouts.transfer WHERE tenant_id = ${tenant} AND file_id = ${fileId} AND line_id = ANY (${lines}::uuid[])
    ORDER BY line_id FOR UPDATE`.execute(tx)
  return new Map(rows.map(({ id, state }) => [id, state]))
}

/** Whatever a bank answers, it is one of a few answers to many lines: one statement each, by the ids themselves. */
export async function saveSettled(
  tx: Tx,
  tenant: TenantId,
  { fileId, results }: { fileId: string; results: readonly Settlement[] },
): Promise<string[]> {
  const runs = new Set<string>()
  const alike = Map.groupBy(results, ({ outcome, on, reason }) => JSON.stringify([outcome, on, reason]))
  for (const group of alike.values()) {
    const { outcome, on, reason } = given(group[0], 'an answer of the group')
    const lines = group.map(({ lineId }) => lineId)
    await sql`UPDATE payouts.transfer SET state = ${outcome}, settled_on = ${on}, reason = ${reason}
      WHERE tenant_id = ${tenant} AND file_id = ${fileId} AND line_id = ANY (${lines}::uuid[])
        AND state = 'in-bank'`.execute(tx)
    const { rows } = await sql<{ runId: string }>`WITH settled AS (
        UPDATE payouts.line SET state = ${outcome}, settled_on = ${on}, reason = ${reason}
        WHERE tenant_id = ${tenant} AND id = ANY (${lines}::uuid[]) AND state = 'in-bank' RETURNING run_id)
      SELECT DISTINCT run_id AS "runId" FROM settled`.execute(tx)
    for (const { runId } of rows) runs.add(runId)
  }
  return [...runs]
}

/** Rights with something owed that was not claimed yet, among the lines just paid. */
export async function findOwing(tx: Tx, tenant: TenantId, lines: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT c.entitlement_id AS id FROM payouts.correction c
    JOIN payouts.line l ON l.tenant_id = c.tenant_id AND l.entitlement_id = c.entitlement_id AND l.month = c.month
    WHERE c.tenant_id = ${tenant} AND c.state = 'owed' AND c.entry_id IS NULL
      AND l.id = ANY (${lines}::uuid[])`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Returned lines, locked: of one household, or one line. */
export async function findReturned(
  tx: Tx,
  tenant: TenantId,
  { householdId = null, lineId = null }: { householdId?: string | null; lineId?: string | null },
): Promise<{ id: string; attempt: number }[]> {
  const { rows } = await sql<{ id: string; attempt: number }>`SELECT id, attempt FROM payouts.line
    WHERE tenant_id = ${tenant} AND state = 'returned' AND (${householdId}::uuid IS NULL OR household_id = ${householdId})
      AND (${lineId}::uuid IS NULL OR id = ${lineId}) FOR UPDATE`.execute(tx)
  return rows
}

export async function markPayable(tx: Tx, tenant: TenantId, ids: readonly string[]): Promise<void> {
  await sql`UPDATE payouts.line SET state = 'payable' WHERE tenant_id = ${tenant}
    AND id = ANY (${ids}::uuid[])`.execute(tx)
}
