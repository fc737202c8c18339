import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { LineValue } from './compare.ts'

export interface FamilyAnswerRow {
  readonly line: string
  readonly says: 'agrees' | 'objects'
  readonly note: string
  readonly documentId: string | null
  readonly byName: string
  readonly at: Date
}
export interface SettlementRow {
  readonly line: string
  readonly takes: 'declared' | 'found' | 'confirmed'
  readonly value: LineValue | null
  readonly why: string
  readonly byName: string
  readonly at: Date
}
export interface ExceptionRow {
  readonly number: number
  readonly departments: readonly string[]
  readonly why: string
  readonly byName: string
  readonly at: Date
}

interface Own {
  readonly id: string
  readonly reportId: string
  readonly at: Date
}

export async function addFamilyAnswer(
  tx: Tx,
  who: Caller,
  one: Own & Pick<FamilyAnswerRow, 'line' | 'says' | 'note' | 'documentId'>,
): Promise<void> {
  await sql`
    INSERT INTO means_check.family_answer (tenant_id, id, report_id, line, says, note, document_id, by_id, by_name, at)
    VALUES (${who.tenant}, ${one.id}, ${one.reportId}, ${one.line}, ${one.says}, ${one.note}, ${one.documentId},
      ${who.id}, ${who.name}, ${one.at})`.execute(tx)
}

export async function addSettlement(
  tx: Tx,
  who: Caller,
  one: Own & Pick<SettlementRow, 'line' | 'takes' | 'value' | 'why'>,
): Promise<void> {
  await sql`
    INSERT INTO means_check.settlement (tenant_id, id, report_id, line, takes, value, why, by_id, by_name, at)
    VALUES (${who.tenant}, ${one.id}, ${one.reportId}, ${one.line}, ${one.takes},
      ${one.value === null ? null : JSON.stringify(one.value)}::jsonb, ${one.why}, ${who.id}, ${who.name}, ${one.at})`.execute(
    tx,
  )
}

export async function addException(
  tx: Tx,
  who: Caller,
  one: Omit<Own, 'id'> & Pick<ExceptionRow, 'number' | 'departments' | 'why'>,
): Promise<void> {
  await sql`
    INSERT INTO means_check.exception (tenant_id, report_id, number, departments, why, by_id, by_name, at)
    VALUES (${who.tenant}, ${one.reportId}, ${one.number}, ${one.departments}::text[], ${one.why}, ${who.id},
      ${who.name}, ${one.at})`.execute(tx)
}

export async function familyAnswersOf(tx: Tx, tenant: TenantId, reportId: string): Promise<FamilyAnswerRow[]> {
  const { rows } = await sql<FamilyAnswerRow>`
    SELECT line, says, note, document_id::text AS "documentId", by_name AS "byName", at
    FROM means_check.family_answer WHERE tenant_id = ${tenant} AND report_id = ${reportId} ORDER BY at, id`.execute(tx)
  return rows
}

/** The newest of a line is the last. */
export async function settlementsOf(tx: Tx, tenant: TenantId, reportId: string): Promise<SettlementRow[]> {
  const { rows } = await sql<SettlementRow>`
    SELECT line, takes, value, why, by_name AS "byName", at FROM means_check.settlement
    WHERE tenant_id = ${tenant} AND report_id = ${reportId} ORDER BY at, id`.execute(tx)
  return rows
}

export async function exceptionsOf(tx: Tx, tenant: TenantId, reportId: string): Promise<ExceptionRow[]> {
  const { rows } = await sql<ExceptionRow>`
    SELECT number, departments, why, by_name AS "byName", at FROM means_check.exception
    WHERE tenant_id = ${tenant} AND report_id = ${reportId} ORDER BY number`.execute(tx)
  return rows
}
