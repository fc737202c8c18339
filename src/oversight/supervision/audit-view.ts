import { sql } from 'kysely'
import { addDays, type Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { AuditAct } from '#platform/audit/index.ts'
import { auditPageSize, type AuditEntry } from './wire.ts'

export interface AuditQuestion {
  readonly act?: AuditAct | undefined
  readonly about?: string | undefined
  readonly who?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly page: number
}

interface Row {
  readonly id: string
  readonly at: Date
  readonly act: AuditAct
  readonly action: string
  readonly who: string
  readonly purpose: string | null
  readonly kind: string
  readonly about: string
}

/** Midnight in `Asia/Shanghai` at the beginning of a day. */
const morning = (day: string): string => `${day}T00:00:00+08:00`

/** One page, newest first, with the count of everything that matches. */
export async function readAuditPage(
  tx: Tx,
  tenant: TenantId,
  { act, about, who, from, until, page }: AuditQuestion,
): Promise<{ rows: AuditEntry[]; count: number }> {
  const conditions = [
    sql`tenant_id = ${tenant}`,
    ...(act === undefined ? [] : [sql`act = ${act}`]),
    ...(about === undefined || about === '' ? [] : [sql`about_id = ${about}`]),
    ...(who === undefined || who === '' ? [] : [sql`position(${who} in actor_name) > 0`]),
    ...(from === undefined ? [] : [sql`at >= ${morning(from)}::timestamptz`]),
    ...(until === undefined ? [] : [sql`at < ${morning(addDays(until as Day, 1))}::timestamptz`]),
  ]
  const where = sql.join(conditions, sql` AND `)
  const found = await sql<Row>`
    SELECT id, at, act, action, actor_name AS who, purpose, about_kind AS kind, about_id AS about
    FROM audit.entry WHERE ${where}
    ORDER BY at DESC, id DESC LIMIT ${auditPageSize} OFFSET ${(page - 1) * auditPageSize}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM audit.entry WHERE ${where}`.execute(
    tx,
  )
  return {
    rows: found.rows.map(({ at, kind, about: id, ...row }) => ({
      id: row.id,
      at: at.toISOString(),
      act: row.act,
      action: row.action,
      who: row.who,
      purpose: row.purpose,
      about: { kind, id },
    })),
    count: counted.rows[0]?.count ?? 0,
  }
}
