import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { KeptProcedure } from './procedure/kept.ts'
import type { Procedure } from './procedure/procedure.ts'

/** Keeps the words of a procedure once; the same words again are the same row. */
export async function keepProcedure(
  tx: Tx,
  tenant: TenantId,
  { region, programme, from }: Pick<Procedure, 'region' | 'programme' | 'from'>,
  { hash, content }: KeptProcedure,
): Promise<void> {
  await sql`INSERT INTO casework.procedure (tenant_id, hash, region, programme, valid_from, content)
    VALUES (${tenant}, ${hash}, ${region}, ${programme}, ${from}, ${content})
    ON CONFLICT (tenant_id, hash) DO NOTHING`.execute(tx)
}

export async function readProcedure(tx: Tx, tenant: TenantId, hash: string): Promise<string | null> {
  const { rows } = await sql<{ content: string }>`SELECT content FROM casework.procedure
    WHERE tenant_id = ${tenant} AND hash = ${hash}`.execute(tx)
  return rows[0]?.content ?? null
}

/** Hashes of everything that was kept for cases of this office. */
export async function readProcedureHashes(tx: Tx, tenant: TenantId): Promise<readonly string[]> {
  const { rows } = await sql<{ hash: string }>`SELECT hash FROM casework.procedure
    WHERE tenant_id = ${tenant} ORDER BY valid_from, hash`.execute(tx)
  return rows.map(({ hash }) => hash)
}
