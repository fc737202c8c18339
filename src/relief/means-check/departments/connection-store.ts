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
  /** Milliseconds; null: what the catalogue says. */
  readonly timeoutMs: number | null
  readonly setByName: string
  readonly setAt: Date
  readonly offAt: Date | null
  readonly offByName: string | null
  readonly offReason: string | null
}

export async function readConnections(tx: Tx, tenant: TenantId): Promise<ConnectionRow[]> {
  const { rows } = await sql<ConnectionRow>`
    SELECT department, base_url AS "baseUrl", secret, definition, timeout_ms AS "timeoutMs", set_by_name AS "setByName",
      set_at AS "setAt", off_at AS "offAt", off_by_name AS "offByName", off_reason AS "offReason"
    FROM means_check.connection WHERE tenant_id = ${tenant} ORDER BY department`.execute(tx)
  return rows
}

/** Connects, or moves and switches on again; a secret that is left out stays as it was. */
export async function saveConnection(
  tx: Tx,
  who: Pick<Caller, 'tenant' | 'id' | 'name'>,
  one: {
    readonly department: string
    readonly baseUrl: string
    readonly secret: Buffer
    readonly timeoutMs: number
    /** Of a department of one's own; null: as it was, or as shipped. */
    readonly definition: Department | null
    readonly at: Date
  },
): Promise<void> {
  const definition = one.definition === null ? null : JSON.stringify(one.definition)
  await sql`
    INSERT INTO means_check.connection (tenant_id, department, base_url, secret, timeout_ms, definition, set_by,
      set_by_name, set_at)
    VALUES (${who.tenant}, ${one.department}, ${one.baseUrl}, ${one.secret}, ${one.timeoutMs}, ${definition}::jsonb,
      ${who.id}, ${who.name}, ${one.at})
    ON CONFLICT (tenant_id, department) DO UPDATE SET base_url = EXCLUDED.base_url, secret = EXCLUDED.secret,
      timeout_ms = EXCLUDED.timeout_ms, definition = coalesce(EXCLUDED.definition, means_check.connection.definition),
      set_by = EXCLUDED.set_by, set_by_name = EXCLUDED.set_by_name,
      set_at = EXCLUDED.set_at, off_at = NULL, off_by_name = NULL, off_reason = NULL`.execute(tx)
}

/** @returns whether there was one in the other state. */
export async function switchConnection(
  tx: Tx,
  who: Pick<Caller, 'tenant' | 'name'>,
  one: { readonly department: string; readonly off: { readonly reason: string; readonly at: Date } | null },
): Promise<boolean> {
  const { off } = one
  const { rows } = await sql`UPDATE means_check.connection SET off_at = ${off?.at ?? null},
      off_by_name = ${off === null ? null : who.name}, off_reason = ${off?.reason ?? null}
    WHERE tenant_id = ${who.tenant} AND department = ${one.department} AND (off_at IS NULL) = ${off !== null}
    RETURNING department`.execute(tx)
  return rows.length > 0
}

/** @returns whether there is such a connection. */
export async function saveTimeout(
  tx: Tx,
  tenant: TenantId,
  one: { readonly department: string; readonly timeoutMs: number },
): Promise<boolean> {
  const { rows } = await sql`UPDATE means_check.connection SET timeout_ms = ${one.timeoutMs}
    WHERE tenant_id = ${tenant} AND department = ${one.department} RETURNING department`.execute(tx)
  return rows.length > 0
}

/** A change of address that waits for a second person. */
export interface AskedChange {
  readonly id: string
  readonly department: string
  readonly baseUrl: string
  /** Sealed; null: the one in use stays. */
  readonly secret: Buffer | null
  readonly timeoutMs: number
  /** Of a department the catalogue does not know. */
  readonly definition: Department | null
  readonly why: string
  readonly askedBy: string
  readonly askedByName: string
  readonly askedAt: Date
}

export async function insertChange(tx: Tx, tenant: TenantId, one: AskedChange): Promise<void> {
  const definition = one.definition === null ? null : JSON.stringify(one.definition)
  await sql`INSERT INTO means_check.connection_change (tenant_id, id, department, base_url, secret, timeout_ms,
      definition, why, asked_by, asked_by_name, asked_at)
    VALUES (${tenant}, ${one.id}, ${one.department}, ${one.baseUrl}, ${one.secret}, ${one.timeoutMs},
      ${definition}::jsonb, ${one.why}, ${one.askedBy}, ${one.askedByName}, ${one.askedAt})`.execute(tx)
}

const changeColumns = sql`id, department, base_url AS "baseUrl", secret, timeout_ms AS "timeoutMs", definition,
  why, asked_by AS "askedBy", asked_by_name AS "askedByName", asked_at AS "askedAt"`

export async function readChanges(tx: Tx, tenant: TenantId): Promise<AskedChange[]> {
  const { rows } = await sql<AskedChange>`SELECT ${changeColumns} FROM means_check.connection_change
    WHERE tenant_id = ${tenant} AND state = 'asked'`.execute(tx)
  return rows
}

/** Locked until the transaction ends: of two who answer at once, the second finds it answered. */
export async function lockChange(
  tx: Tx,
  tenant: TenantId,
  { department, id }: { readonly department: string; readonly id: string },
): Promise<AskedChange | undefined> {
  const { rows } = await sql<AskedChange>`SELECT ${changeColumns} FROM means_check.connection_change
    WHERE tenant_id = ${tenant} AND id = ${id} AND department = ${department} AND state = 'asked' FOR UPDATE`.execute(
    tx,
  )
  return rows[0]
}

export async function decideChange(
  tx: Tx,
  who: Pick<Caller, 'tenant' | 'id' | 'name'>,
  one: {
    readonly id: string
    readonly state: 'confirmed' | 'refused' | 'withdrawn'
    readonly why: string
    readonly at: Date
  },
): Promise<void> {
  await sql`UPDATE means_check.connection_change SET state = ${one.state}, decided_by = ${who.id},
      decided_by_name = ${who.name}, decided_at = ${one.at}, decided_why = ${one.why}
    WHERE tenant_id = ${who.tenant} AND id = ${one.id}`.execute(tx)
}
