import { sql } from 'kysely'
import type { Box } from '#platform/crypto/contract.ts'
import type { TenantId, Tx } from '#platform/db/contract.ts'

export interface CommandKey {
  readonly tenant: TenantId
  readonly actor: string
  readonly key: string
}

/** What left the server, to leave again in the same words. */
export interface KeptAnswer {
  readonly kind: 'json' | 'page' | 'redirect'
  readonly status: number
  readonly text: string
}

/**
 * Takes the key for this transaction. A second taker in another process waits here until the first commits (false) or
 * rolls back (true): that is what a unique index does.
 */
export async function takeKey(tx: Tx, key: CommandKey, requestHash: string, now: Date): Promise<boolean> {
  const taken = await sql`
    INSERT INTO platform.command_key (tenant_id, actor, key, request_hash, created_at)
    VALUES (${key.tenant}, ${key.actor}, ${key.key}, ${requestHash}, ${now})
    ON CONFLICT (tenant_id, actor, key) DO NOTHING
    RETURNING key`.execute(tx)
  return taken.rows.length === 1
}

/** An answer may name people or tell a secret, so its text is kept as ciphertext. */
export async function keepAnswer(tx: Tx, key: CommandKey, answer: KeptAnswer, box: Box): Promise<void> {
  await sql`
    UPDATE platform.command_key
    SET answer_kind = ${answer.kind}, answer_status = ${answer.status},
      answer_sealed = ${box.seal(answer.text, useOf(key))}
    WHERE tenant_id = ${key.tenant} AND actor = ${key.actor} AND key = ${key.key}`.execute(tx)
}

const useOf = ({ actor, key }: CommandKey): string => `command-key.answer:${actor}:${key}`

export async function findAnswer(
  tx: Tx,
  key: CommandKey,
  box: Box,
): Promise<{ requestHash: string; answer: KeptAnswer | null } | null> {
  const found = await sql<{
    request_hash: string
    answer_kind: KeptAnswer['kind'] | null
    answer_status: number | null
    answer_sealed: Buffer | null
  }>`
    SELECT request_hash, answer_kind, answer_status, answer_sealed FROM platform.command_key
    WHERE tenant_id = ${key.tenant} AND actor = ${key.actor} AND key = ${key.key}`.execute(tx)
  const row = found.rows[0]
  if (row === undefined) return null
  const { request_hash, answer_kind, answer_status, answer_sealed } = row
  const whole = answer_kind !== null && answer_status !== null && answer_sealed !== null
  return {
    requestHash: request_hash,
    answer: whole ? { kind: answer_kind, status: answer_status, text: box.open(answer_sealed, useOf(key)) } : null,
  }
}

/** Nightly, tenant by tenant: keys live 180 days. */
export async function clearKeysBefore(tx: Tx, tenant: TenantId, before: Date): Promise<number> {
  const gone = await sql`
    DELETE FROM platform.command_key WHERE tenant_id = ${tenant} AND created_at < ${before}`.execute(tx)
  return Number(gone.numAffectedRows ?? 0n)
}
