import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { LineAnswer } from './pay-file.ts'

export interface PayFileRecord {
  readonly id: string
  readonly run_id: string
  readonly ordinal: number
  readonly batch: string
  readonly route: string
  readonly lines: number
  readonly amount_fen: Fen
  readonly made_at: Date
  readonly made_by_name: string
}

const columns = sql`id::text, run_id::text, ordinal, batch, route, lines, amount_fen, made_at, made_by_name`

export async function nextOrdinal(tx: Tx, tenant: TenantId, runId: string): Promise<number> {
  const found = await sql<{ next: number }>`
    SELECT coalesce(max(ordinal), 0) + 1 AS next FROM payouts.pay_file
    WHERE tenant_id = ${tenant} AND run_id = ${runId}`.execute(tx)
  return found.rows[0]?.next ?? 1
}

export interface NewPayFile extends Omit<PayFileRecord, 'made_by_name'> {
  readonly hash: string
  readonly bytes: Buffer
}

export async function insertPayFile(tx: Tx, who: Caller, file: NewPayFile): Promise<void> {
  await sql`
    INSERT INTO payouts.pay_file (tenant_id, id, run_id, ordinal, batch, route, lines, amount_fen, hash, bytes, made_at,
      made_by, made_by_name)
    VALUES (${who.tenant}, ${file.id}, ${file.run_id}, ${file.ordinal}, ${file.batch}, ${file.route}, ${file.lines},
      ${file.amount_fen}, ${file.hash}, ${file.bytes}, ${file.made_at}, ${who.id}, ${who.name})`.execute(tx)
}

export interface FileLineRecord {
  readonly reference: string
  readonly line_id: string
  readonly attempt: number
  readonly amount_fen: Fen
}

export async function insertFileLines(
  tx: Tx,
  tenant: TenantId,
  fileId: string,
  lines: readonly FileLineRecord[],
): Promise<void> {
  await sql`
    INSERT INTO payouts.pay_file_line (tenant_id, file_id, reference, line_id, attempt, amount_fen)
    SELECT ${tenant}, ${fileId}, reference, line_id, attempt, amount_fen
    FROM unnest(${lines.map(({ reference }) => reference)}::text[], ${lines.map((line) => line.line_id)}::uuid[],
      ${lines.map(({ attempt }) => attempt)}::int[], ${lines.map((line) => line.amount_fen)}::bigint[])
      AS new (reference, line_id, attempt, amount_fen)`.execute(tx)
}

export async function filesOfRun(tx: Tx, tenant: TenantId, runId: string): Promise<PayFileRecord[]> {
  const found = await sql<PayFileRecord>`
    SELECT ${columns} FROM payouts.pay_file WHERE tenant_id = ${tenant} AND run_id = ${runId}
    ORDER BY ordinal`.execute(tx)
  return found.rows
}

export async function findPayFile(
  tx: Tx,
  tenant: TenantId,
  id: string,
): Promise<(PayFileRecord & { readonly bytes: Buffer }) | undefined> {
  const found = await sql<PayFileRecord & { readonly bytes: Buffer }>`
    SELECT ${columns}, bytes FROM payouts.pay_file WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return found.rows[0]
}

/** What was answered so far, by file: sums for the cards of a run. */
export interface AnsweredSum {
  readonly file_id: string
  readonly result: LineAnswer['result']
  readonly lines: number
  readonly amount_fen: Fen
}

export async function answeredSums(tx: Tx, tenant: TenantId, runId: string): Promise<AnsweredSum[]> {
  const found = await sql<AnsweredSum>`
    SELECT file.id::text AS file_id, answer.result, count(*)::int AS lines,
      sum(line.amount_fen)::bigint AS amount_fen
    FROM payouts.pay_file AS file
    JOIN payouts.pay_file_line AS line ON line.tenant_id = file.tenant_id AND line.file_id = file.id
    JOIN payouts.line_answer AS answer ON answer.tenant_id = line.tenant_id AND answer.file_id = line.file_id
      AND answer.reference = line.reference
    WHERE file.tenant_id = ${tenant} AND file.run_id = ${runId}
    GROUP BY file.id, answer.result`.execute(tx)
  return found.rows
}

export async function linesOfFile(
  tx: Tx,
  tenant: TenantId,
  fileId: string,
): Promise<(FileLineRecord & { readonly answered: LineAnswer['result'] | null })[]> {
  const found = await sql<FileLineRecord & { readonly answered: LineAnswer['result'] | null }>`
    SELECT line.reference, line.line_id::text, line.attempt, line.amount_fen, answer.result AS answered
    FROM payouts.pay_file_line AS line
    LEFT JOIN payouts.line_answer AS answer ON answer.tenant_id = line.tenant_id AND answer.file_id = line.file_id
      AND answer.reference = line.reference
    WHERE line.tenant_id = ${tenant} AND line.file_id = ${fileId}`.execute(tx)
  return found.rows
}
