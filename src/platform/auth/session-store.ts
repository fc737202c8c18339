import { sql } from 'kysely'
import type { Db, TenantId } from '#platform/db/contract.ts'

export interface SessionRow {
  readonly id: string
  readonly account: string
  readonly tenant: TenantId
  readonly agent: string
  readonly openedAt: Date
  readonly seenAt: Date
  readonly endsAt: Date
}

interface Row {
  id: string
  account: string
  tenant_id: TenantId
  agent: string
  opened_at: Date
  seen_at: Date
  ends_at: Date
}
const sessionOf = (row: Row): SessionRow => ({
  id: row.id,
  account: row.account,
  tenant: row.tenant_id,
  agent: row.agent,
  openedAt: row.opened_at,
  seenAt: row.seen_at,
  endsAt: row.ends_at,
})
const columns = sql`id, account, tenant_id, agent, opened_at, seen_at, ends_at`

export async function insertSession(db: Db, tokenHash: string, session: SessionRow): Promise<void> {
  await sql`
    INSERT INTO auth.session (token_hash, id, account, tenant_id, agent, opened_at, seen_at, ends_at)
    VALUES (${tokenHash}, ${session.id}, ${session.account}, ${session.tenant}, ${session.agent},
      ${session.openedAt}, ${session.seenAt}, ${session.endsAt})`.execute(db)
}

/** Only a living one: neither past its end nor idle since before `idleSince`. */
export async function findSession(db: Db, tokenHash: string, now: Date, idleSince: Date): Promise<SessionRow | null> {
  const found = await sql<Row>`
    SELECT ${columns} FROM auth.session
    WHERE token_hash = ${tokenHash} AND ends_at > ${now} AND seen_at > ${idleSince}`.execute(db)
  const row = found.rows[0]
  return row === undefined ? null : sessionOf(row)
}

export async function touchSession(db: Db, tokenHash: string, now: Date): Promise<void> {
  await sql`UPDATE auth.session SET seen_at = ${now} WHERE token_hash = ${tokenHash}`.execute(db)
}

export async function listSessions(
  db: Db,
  account: string,
  now: Date,
  idleSince: Date,
): Promise<readonly SessionRow[]> {
  const found = await sql<Row>`
    SELECT ${columns} FROM auth.session
    WHERE account = ${account} AND ends_at > ${now} AND seen_at > ${idleSince}
    ORDER BY seen_at DESC`.execute(db)
  return found.rows.map(sessionOf)
}

/** Only the person's own: an id of somebody else's session ends nothing. */
export async function deleteSession(db: Db, account: string, id: string): Promise<boolean> {
  const gone = await sql`DELETE FROM auth.session WHERE account = ${account} AND id = ${id} RETURNING id`.execute(db)
  return gone.rows.length === 1
}

export async function deleteSessions(db: Db, account: string, exceptId: string | null): Promise<void> {
  await sql`DELETE FROM auth.session WHERE account = ${account} AND id::text IS DISTINCT FROM ${exceptId}`.execute(db)
}

/** Nightly. */
export async function deleteEnded(db: Db, now: Date, idleSince: Date): Promise<number> {
  const gone = await sql`DELETE FROM auth.session WHERE ends_at <= ${now} OR seen_at <= ${idleSince}`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}
