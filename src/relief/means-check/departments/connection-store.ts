import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Department } from './department.ts'

export interface ConnectionRow {
  readonly department: string
  readonly baseUrl: string
  /** Sealed. */
  readonly secret: Buffer
  readonly definition: unknown
}

export async function readConnections(tx: Tx, tenant: TenantId): Promise<ConnectionRow[]> {
  const { rows } = await sql<ConnectionRow>`
    SELECT department, base_url AS "baseUrl", secret, definition FROM means_check.connection
    WHERE tenant_id = ${tenant} ORDER BY department`.execute(tx)
  return rows
}

/** A department that is moved keeps the row it was described with unless a new one is given. */
export async function saveConnection(
  tx: Tx,
  who: Caller,
  one: {
    readonly department: string
    readonly baseUrl: string
    readonly sealed: Buffer
    readonly definition: Department | null
    readonly at: Date
  },
): Promise<void> {
  const definition = one.definition === null ? null : JSON.stringify(one.definition)
  await sql`
    INSERT INTO means_check.connection (tenant_id, department, base_url, secret, definition, set_by, set_by_name, set_at)
    VALUES (${who.tenant}, ${one.department}, ${one.baseUrl}, ${one.sealed}, ${definition}::jsonb, ${who.id},
      ${who.name}, ${one.at})
    ON CONFLICT (tenant_id, department) DO UPDATE SET base_url = EXCLUDED.base_url, secret = EXCLUDED.secret,
      definition = coalesce(EXCLUDED.definition, means_check.connection.definition), set_by = EXCLUDED.set_by,
      set_by_name = EXCLUDED.set_by_name, set_at = EXCLUDED.set_at`.execute(tx)
}
