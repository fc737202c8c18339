import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Attempts } from './receipt.ts'

export interface ReceiptRecord extends Attempts {
  readonly caseId: string
  readonly number: string
  readonly secretHash: Buffer
  readonly issuedAt: Date
}

const columns = sql`case_id AS "caseId", number, secret_hash AS "secretHash", issued_at AS "issuedAt", wrong,
  closed_until AS "closedUntil"`

/** Locked: codes for one receipt are tried one after the other, and every wrong one is counted. */
export async function findReceiptForUpdate(
  tx: Tx,
  tenant: TenantId,
  number: string,
): Promise<ReceiptRecord | undefined> {
  const { rows } = await sql<ReceiptRecord>`SELECT ${columns} FROM intake.receipt
    WHERE tenant_id = ${tenant} AND number = ${number} FOR UPDATE`.execute(tx)
  return rows[0]
}

export async function findReceiptOfCase(tx: Tx, tenant: TenantId, caseId: string): Promise<ReceiptRecord | undefined> {
  const { rows } = await sql<ReceiptRecord>`SELECT ${columns} FROM intake.receipt
    WHERE tenant_id = ${tenant} AND case_id = ${caseId}`.execute(tx)
  return rows[0]
}

export async function saveAttempts(tx: Tx, tenant: TenantId, caseId: string, { wrong, closedUntil }: Attempts) {
  await sql`UPDATE intake.receipt SET wrong = ${wrong}, closed_until = ${closedUntil}
    WHERE tenant_id = ${tenant} AND case_id = ${caseId}`.execute(tx)
}

/** A new code: the old one ends, and what was counted against it. */
export async function saveReceipt(
  tx: Tx,
  tenant: TenantId,
  one: { readonly caseId: string; readonly number: string; readonly secretHash: Buffer; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO intake.receipt (tenant_id, case_id, number, secret_hash, issued_at)
    VALUES (${tenant}, ${one.caseId}, ${one.number}, ${one.secretHash}, ${one.at})
    ON CONFLICT (tenant_id, case_id) DO UPDATE SET secret_hash = excluded.secret_hash,
      issued_at = excluded.issued_at, wrong = 0, closed_until = NULL`.execute(tx)
}
