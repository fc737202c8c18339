import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { LineAnswer } from './pay-file.ts'

export interface ReturnRecord {
  readonly id: string
  readonly run_id: string
  readonly file_id: string
  readonly name: string
  readonly state: 'read' | 'booked'
  readonly read_at: Date
  readonly read_by_name: string
  readonly booked_at: Date | null
  readonly booked_by_name: string | null
}

const columns = sql`id::text, run_id::text, file_id::text, name, state, read_at, read_by_name, booked_at,
  booked_by_name`

export interface NewReturn {
  readonly id: string
  readonly runId: string
  readonly fileId: string
  readonly name: string
  readonly hash: string
  readonly bytes: Buffer
  readonly at: Date
}

/** The same bytes for the same list are one reading, whoever brings them and however many at once. */
export async function insertReturn(tx: Tx, who: Caller, file: NewReturn): Promise<{ id: string; isNew: boolean }> {
  const made = await sql<{ id: string }>`
    INSERT INTO payouts.return_file (tenant_id, id, run_id, file_id, name, hash, bytes, state, read_at, read_by,
      read_by_name)
    VALUES (${who.tenant}, ${file.id}, ${file.runId}, ${file.fileId}, ${file.name}, ${file.hash}, ${file.bytes}, 'read',
      ${file.at}, ${who.id}, ${who.name})
    ON CONFLICT (tenant_id, run_id, hash) DO NOTHING RETURNING id::text`.execute(tx)
  const [row] = made.rows
  if (row !== undefined) return { id: row.id, isNew: true }
  const found = await sql<{ id: string }>`
    SELECT id::text FROM payouts.return_file
    WHERE tenant_id = ${who.tenant} AND run_id = ${file.runId} AND hash = ${file.hash}`.execute(tx)
  return { id: found.rows[0]?.id ?? file.id, isNew: false }
}

export async function returnsOfRun(tx: Tx, tenant: TenantId, runId: string): Promise<ReturnRecord[]> {
  const found = await sql<ReturnRecord>`
    SELECT ${columns} FROM payouts.return_file WHERE tenant_id = ${tenant} AND run_id = ${runId}
    ORDER BY read_at DESC, id DESC`.execute(tx)
  return found.rows
}

type WithBytes = ReturnRecord & { readonly bytes: Buffer }

export async function findReturn(tx: Tx, tenant: TenantId, id: string): Promise<WithBytes | undefined> {
  const found = await sql<WithBytes>`
    SELECT ${columns}, bytes FROM payouts.return_file WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return found.rows[0]
}

/**
 * Locks every reading of the same sent file until the transaction ends, in one order: two answers to one file are booked
 * one after the other, and the second sees what the first booked.
 */
export async function lockReturn(tx: Tx, tenant: TenantId, id: string): Promise<WithBytes | undefined> {
  await sql`
    SELECT id FROM payouts.return_file
    WHERE tenant_id = ${tenant} AND file_id = (
      SELECT file_id FROM payouts.return_file WHERE tenant_id = ${tenant} AND id = ${id})
    ORDER BY id FOR UPDATE`.execute(tx)
  return findReturn(tx, tenant, id)
}

export async function markBooked(tx: Tx, who: Caller, id: string, at: Date): Promise<void> {
  await sql`
    UPDATE payouts.return_file
    SET state = 'booked', booked_at = ${at}, booked_by = ${who.id}, booked_by_name = ${who.name}
    WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}

export type AnswerRecord = LineAnswer & { readonly row: number }

export async function insertAnswers(
  tx: Tx,
  tenant: TenantId,
  { fileId, returnId, answers }: { fileId: string; returnId: string; answers: readonly AnswerRecord[] },
): Promise<void> {
  await sql`
    INSERT INTO payouts.line_answer (tenant_id, file_id, reference, return_id, row_number, result, code, reason)
    SELECT ${tenant}, ${fileId}, reference, ${returnId}, row_number, result, code, reason
    FROM unnest(${answers.map(({ reference }) => reference)}::text[], ${answers.map(({ row }) => row)}::int[],
      ${answers.map(({ result }) => result)}::text[], ${answers.map(({ code }) => code)}::text[],
      ${answers.map(({ reason }) => reason)}::text[])
      AS new (reference, row_number, result, code, reason)`.execute(tx)
}

export async function answersOfReturn(tx: Tx, tenant: TenantId, returnId: string): Promise<AnswerRecord[]> {
  const found = await sql<AnswerRecord>`
    SELECT reference, row_number AS row, result, code, reason FROM payouts.line_answer
    WHERE tenant_id = ${tenant} AND return_id = ${returnId} ORDER BY row_number`.execute(tx)
  return found.rows
}
