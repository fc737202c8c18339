import { sql } from 'kysely'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import type { CipherName } from './ciphers.ts'

export interface WrappedKey {
  readonly version: number
  readonly cipher: CipherName
  readonly wrapped: Buffer
}

/** All versions of a tenant's data key, oldest first. */
export async function findTenantKeys(tx: Tx, tenant: TenantId): Promise<WrappedKey[]> {
  const { rows } = await sql<WrappedKey>`
    SELECT version, cipher, wrapped FROM platform.tenant_key WHERE tenant_id = ${tenant} ORDER BY version`.execute(tx)
  return rows
}

/** Two processes may make the first key at once: the first one in counts. */
export async function addTenantKey(tx: Tx, tenant: TenantId, { version, cipher, wrapped }: WrappedKey): Promise<void> {
  await sql`INSERT INTO platform.tenant_key (tenant_id, version, cipher, wrapped)
    VALUES (${tenant}, ${version}, ${cipher}, ${wrapped}) ON CONFLICT (tenant_id, version) DO NOTHING`.execute(tx)
}

export async function findLookupKey(db: Db): Promise<{ wrapped: Buffer; master: string } | null> {
  const { rows } = await sql<{ wrapped: Buffer; master: string }>`
    SELECT wrapped, master FROM platform.lookup_key WHERE id = 1`.execute(db)
  return rows[0] ?? null
}

export async function addLookupKey(db: Db, wrapped: Buffer, master: string): Promise<void> {
  await sql`INSERT INTO platform.lookup_key (id, wrapped, master) VALUES (1, ${wrapped}, ${master})
    ON CONFLICT (id) DO NOTHING`.execute(db)
}

/** The same key under another wrapping. */
export async function rewrapTenantKey(tx: Tx, tenant: TenantId, version: number, wrapped: Buffer): Promise<void> {
  await sql`UPDATE platform.tenant_key SET wrapped = ${wrapped}
    WHERE tenant_id = ${tenant} AND version = ${version}`.execute(tx)
}

export async function rewrapLookupKey(tx: Tx, wrapped: Buffer, master: string): Promise<void> {
  await sql`UPDATE platform.lookup_key SET wrapped = ${wrapped}, master = ${master} WHERE id = 1`.execute(tx)
}
