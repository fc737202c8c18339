import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { sm3 } from '#platform/audit/index.ts'

/** An entry with its legs, as it stands in the tables: every field that counts. */
export interface StoredEntry {
  readonly id: string
  readonly at: Date
  readonly fields: readonly unknown[]
  readonly legs: readonly (readonly unknown[])[]
}

/** The hash of one entry; every field of it and of its legs counts, in one order. */
export const hashOf = (tenant: number, { id, at, fields, legs }: StoredEntry): Buffer =>
  sm3('\u0000', JSON.stringify([tenant, id, at.toISOString(), fields, legs]))

export const ledgerStart = sm3('zhulian ledger')

export interface Head {
  readonly batch: number
  readonly chain: Buffer
}
export interface Batch extends Head {
  readonly entries: number
  readonly root: Buffer
}

/** Locks the end of the chain until the transaction ends, so that two sealers never grow it at once. */
export async function lockHead(tx: Tx, tenant: TenantId): Promise<Head> {
  await sql`INSERT INTO ledger.head (tenant_id, batch, chain) VALUES (${tenant}, 0, ${ledgerStart})
    ON CONFLICT (tenant_id) DO NOTHING`.execute(tx)
  const { rows } = await sql<Head>`
    SELECT batch, chain FROM ledger.head WHERE tenant_id = ${tenant} FOR UPDATE`.execute(tx)
  return rows[0] ?? { batch: 0, chain: ledgerStart }
}

interface EntryRow {
  readonly id: string
  readonly at: Date
  readonly fields: readonly unknown[]
}

/** Amounts as text: a number in JSON would lose the last digits of a large sum. */
const entryFields = sql`e.id, e.at, jsonb_build_array(e.on_day, e.key, encode(e.body_hash, 'hex'), e.kind, e.why,
  e.about_kind, e.about_id, e.by_id, e.by_name, e.reverses) AS fields`

/** Oldest first. One query for the heads and one for all their legs. */
export async function findUnsealed(tx: Tx, tenant: TenantId, countMax: number): Promise<StoredEntry[]> {
  const { rows } = await sql<EntryRow>`SELECT ${entryFields} FROM ledger.unsealed u
    JOIN ledger.entry e ON e.tenant_id = u.tenant_id AND e.id = u.entry_id
    WHERE u.tenant_id = ${tenant} ORDER BY e.at, e.id LIMIT ${countMax}`.execute(tx)
  return withLegs(tx, tenant, rows)
}

async function withLegs(tx: Tx, tenant: TenantId, rows: readonly EntryRow[]): Promise<StoredEntry[]> {
  const { rows: legs } = await sql<{ entry: string; legs: (readonly unknown[])[] }>`SELECT entry_id AS entry,
      jsonb_agg(jsonb_build_array(ordinal, account, unit, amount::text, programme, source, budget_year, household_id,
        month) ORDER BY ordinal) AS legs
    FROM ledger.leg WHERE tenant_id = ${tenant} AND entry_id = ANY (${rows.map(({ id }) => id)}::uuid[])
    GROUP BY entry_id`.execute(tx)
  const byEntry = new Map(legs.map(({ entry, legs: list }) => [entry, list]))
  return rows.map(({ id, at, fields }) => ({ id, at, fields, legs: byEntry.get(id) ?? [] }))
}

export async function addBatch(
  tx: Tx,
  tenant: TenantId,
  batch: Batch & { sealedAt: Date },
  sealed: readonly { id: string; hash: Buffer }[],
): Promise<void> {
  const ids = sealed.map(({ id }) => id)
  await sql`INSERT INTO ledger.batch (tenant_id, batch, entries, root, chain, sealed_at)
    VALUES (${tenant}, ${batch.batch}, ${batch.entries}, ${batch.root}, ${batch.chain}, ${batch.sealedAt})`.execute(tx)
  await sql`INSERT INTO ledger.sealed (tenant_id, entry_id, batch, position, hash)
    SELECT ${tenant}, u.id, ${batch.batch}, u.position - 1, u.hash
    FROM unnest(${ids}::uuid[], ${sealed.map(({ hash }) => hash)}::bytea[]) WITH ORDINALITY AS u (id, hash, position)`.execute(
    tx,
  )
  await sql`DELETE FROM ledger.unsealed WHERE tenant_id = ${tenant} AND entry_id = ANY (${ids}::uuid[])`.execute(tx)
  await sql`UPDATE ledger.head SET batch = ${batch.batch}, chain = ${batch.chain}
    WHERE tenant_id = ${tenant}`.execute(tx)
}

export async function findBatches(tx: Tx, tenant: TenantId): Promise<Batch[]> {
  const { rows } = await sql<Batch>`SELECT batch, entries, root, chain FROM ledger.batch
    WHERE tenant_id = ${tenant} ORDER BY batch`.execute(tx)
  return rows
}

/** In sealed order; an entry that is gone leaves only its seal. */
export async function findSealed(
  tx: Tx,
  tenant: TenantId,
  batch: number,
): Promise<{ entryId: string; hash: Buffer; entry: StoredEntry | null }[]> {
  const { rows } = await sql<EntryRow & { entryId: string; hash: Buffer }>`
    SELECT s.entry_id AS "entryId", s.hash, ${entryFields} FROM ledger.sealed s
    LEFT JOIN ledger.entry e ON e.tenant_id = s.tenant_id AND e.id = s.entry_id
    WHERE s.tenant_id = ${tenant} AND s.batch = ${batch} ORDER BY s.position`.execute(tx)
  const entries = await withLegs(
    tx,
    tenant,
    rows.filter(({ id }) => id !== null),
  )
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return rows.map(({ entryId, hash }) => ({ entryId, hash, entry: byId.get(entryId) ?? null }))
}

export interface Tail {
  /** Entries that wait for the sealer. */
  readonly waiting: number
  /** An entry that is neither sealed nor waiting. */
  readonly stray: string | null
}

export async function findTail(tx: Tx, tenant: TenantId): Promise<Tail> {
  const { rows } = await sql<Tail>`SELECT
    (SELECT count(*)::int FROM ledger.unsealed u WHERE u.tenant_id = ${tenant}) AS waiting,
    (SELECT e.id FROM ledger.entry e WHERE e.tenant_id = ${tenant}
       AND NOT EXISTS (SELECT FROM ledger.sealed s WHERE s.tenant_id = ${tenant} AND s.entry_id = e.id)
       AND NOT EXISTS (SELECT FROM ledger.unsealed u WHERE u.tenant_id = ${tenant} AND u.entry_id = e.id)
     LIMIT 1) AS stray`.execute(tx)
  return rows[0] ?? { waiting: 0, stray: null }
}
