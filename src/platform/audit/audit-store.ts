import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { StoredEntry } from './seal.ts'

/** The entries and their places in the queue of the sealer, in one message: nearly every request writes one. */
export async function addEntries(tx: Tx, tenant: TenantId, entries: readonly StoredEntry[]): Promise<void> {
  const column = <Value>(of: (entry: StoredEntry) => Value): Value[] => entries.map(of)
  await sql`WITH written AS (
      INSERT INTO audit.entry (tenant_id, id, at, act, action, actor_id, actor_name, purpose, about_kind, about_id,
        before, after, details)
      SELECT ${tenant}, e.id, e.at, e.act, e.action, e.actor_id, e.actor_name, e.purpose, e.about_kind, e.about_id,
        e.before, e.after, e.details::jsonb
      FROM unnest(${column(({ id }) => id)}::uuid[], ${column(({ at }) => at)}::timestamptz[],
        ${column(({ act }) => act)}::text[], ${column(({ action }) => action)}::text[],
        ${column(({ actorId }) => actorId)}::text[], ${column(({ actorName }) => actorName)}::text[],
        ${column(({ purpose }) => purpose)}::text[], ${column(({ aboutKind }) => aboutKind)}::text[],
        ${column(({ aboutId }) => aboutId)}::text[], ${column(({ before }) => before)}::bytea[],
        ${column(({ after }) => after)}::bytea[], ${column(({ details }) => JSON.stringify(details))}::text[])
        AS e (id, at, act, action, actor_id, actor_name, purpose, about_kind, about_id, before, after, details)
      RETURNING tenant_id, id)
    INSERT INTO audit.unsealed (tenant_id, entry_id) SELECT tenant_id, id FROM written`.execute(tx)
}

const columns = sql`e.id, e.at, e.act, e.action, e.actor_id AS "actorId", e.actor_name AS "actorName", e.purpose,
  e.about_kind AS "aboutKind", e.about_id AS "aboutId", e.before, e.after, e.details`

/** Newest first. */
export async function findEntriesAbout(
  tx: Tx,
  tenant: TenantId,
  about: { kind: string; id: string },
  countMax: number,
): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`SELECT ${columns} FROM audit.entry e
    WHERE e.tenant_id = ${tenant} AND e.about_kind = ${about.kind} AND e.about_id = ${about.id}
    ORDER BY e.at DESC, e.id DESC LIMIT ${countMax}`.execute(tx)
  return rows
}

export interface Head {
  readonly batch: number
  readonly chain: Buffer
}

/** Locks the end of the chain until the transaction ends, so that two sealers never grow it at once. */
export async function lockHead(tx: Tx, tenant: TenantId, start: Buffer): Promise<Head> {
  await sql`INSERT INTO audit.head (tenant_id, batch, chain) VALUES (${tenant}, 0, ${start})
    ON CONFLICT (tenant_id) DO NOTHING`.execute(tx)
  const { rows } = await sql<Head>`
    SELECT batch, chain FROM audit.head WHERE tenant_id = ${tenant} FOR UPDATE`.execute(tx)
  return rows[0] ?? { batch: 0, chain: start }
}

export async function findUnsealed(tx: Tx, tenant: TenantId, countMax: number): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`SELECT ${columns} FROM audit.unsealed u
    JOIN audit.entry e ON e.tenant_id = u.tenant_id AND e.id = u.entry_id
    WHERE u.tenant_id = ${tenant} ORDER BY e.at, e.id LIMIT ${countMax}`.execute(tx)
  return rows
}

export interface Batch extends Head {
  readonly entries: number
  readonly root: Buffer
}

export async function addBatch(
  tx: Tx,
  tenant: TenantId,
  batch: Batch & { sealedAt: Date },
  sealed: readonly { id: string; hash: Buffer }[],
): Promise<void> {
  const ids = sealed.map(({ id }) => id)
  await sql`INSERT INTO audit.batch (tenant_id, batch, entries, root, chain, sealed_at)
    VALUES (${tenant}, ${batch.batch}, ${batch.entries}, ${batch.root}, ${batch.chain}, ${batch.sealedAt})`.execute(tx)
  await sql`INSERT INTO audit.sealed (tenant_id, entry_id, batch, position, hash)
    SELECT ${tenant}, u.id, ${batch.batch}, u.position - 1, u.hash
    FROM unnest(${ids}::uuid[], ${sealed.map(({ hash }) => hash)}::bytea[]) WITH ORDINALITY AS u (id, hash, position)`.execute(
    tx,
  )
  await sql`DELETE FROM audit.unsealed WHERE tenant_id = ${tenant} AND entry_id = ANY (${ids}::uuid[])`.execute(tx)
  await sql`UPDATE audit.head SET batch = ${batch.batch}, chain = ${batch.chain} WHERE tenant_id = ${tenant}`.execute(
    tx,
  )
}

export async function findBatches(tx: Tx, tenant: TenantId): Promise<Batch[]> {
  const { rows } = await sql<Batch>`SELECT batch, entries, root, chain FROM audit.batch
    WHERE tenant_id = ${tenant} ORDER BY batch`.execute(tx)
  return rows
}

/** In sealed order; an entry that is gone leaves only its seal. */
export async function findSealed(
  tx: Tx,
  tenant: TenantId,
  batch: number,
): Promise<{ entryId: string; hash: Buffer; entry: StoredEntry | null }[]> {
  const { rows } = await sql<StoredEntry & { entryId: string; hash: Buffer }>`
    SELECT s.entry_id AS "entryId", s.hash, ${columns} FROM audit.sealed s
    LEFT JOIN audit.entry e ON e.tenant_id = s.tenant_id AND e.id = s.entry_id
    WHERE s.tenant_id = ${tenant} AND s.batch = ${batch} ORDER BY s.position`.execute(tx)
  return rows.map((row) => ({ entryId: row.entryId, hash: row.hash, entry: row.id ? row : null }))
}

export interface Tail {
  /** Entries that wait for the sealer. */
  readonly waiting: number
  /** An entry that is neither sealed nor waiting. */
  readonly stray: string | null
}

export async function findTail(tx: Tx, tenant: TenantId): Promise<Tail> {
  const { rows } = await sql<Tail>`SELECT
    (SELECT count(*)::int FROM audit.unsealed u WHERE u.tenant_id = ${tenant}) AS waiting,
    (SELECT e.id FROM audit.entry e WHERE e.tenant_id = ${tenant}
       AND NOT EXISTS (SELECT FROM audit.sealed s WHERE s.tenant_id = ${tenant} AND s.entry_id = e.id)
       AND NOT EXISTS (SELECT FROM audit.unsealed u WHERE u.tenant_id = ${tenant} AND u.entry_id = e.id)
     LIMIT 1) AS stray`.execute(tx)
  return rows[0] ?? { waiting: 0, stray: null }
}
