import { sql } from 'kysely'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { wordsUse } from './review-row.ts'

/** Rows sealed in one transaction; two that run at once take different ones. */
const rowsAtOnce = 200

/** Seals what was written in clear before words were sealed. Run again it goes on; when nothing is left it does nothing. */
export async function sealWords(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  tenant: TenantId,
): Promise<number> {
  const who = systemCaller('monitoring', tenant)
  const box = await vault.boxOf(tenant)
  let sealed = 0
  for (;;) {
    const done = await who.transaction(db, async (tx) => (await sealReviews(tx, box)) + (await sealViews(tx, box)))
    sealed += done
    if (done === 0) return sealed
  }
}

async function sealReviews(tx: Tx, box: Box): Promise<number> {
  const { rows } = await sql<{ id: string; closing: string | null; proposal: string | null }>`
    SELECT id, closed_reason AS closing, proposal ->> 'why' AS proposal FROM monitoring.review
    WHERE tenant_id = ${box.tenant} AND (closed_reason IS NOT NULL OR proposal ? 'why')
    ORDER BY id LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED`.execute(tx)
  for (const { id, closing, proposal } of rows)
    await sql`UPDATE monitoring.review SET closed_reason = NULL, proposal = proposal - 'why',
        closing_words = coalesce(${closing === null ? null : box.seal(closing, wordsUse.closing(id))}, closing_words),
        proposal_words = coalesce(${proposal === null ? null : box.seal(proposal, wordsUse.proposal(id))}, proposal_words)
      WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
  return rows.length
}

async function sealViews(tx: Tx, box: Box): Promise<number> {
  const { rows } = await sql<{ id: string; says: string }>`SELECT id, says FROM monitoring.views
    WHERE tenant_id = ${box.tenant} AND says IS NOT NULL
    ORDER BY id LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED`.execute(tx)
  for (const { id, says } of rows)
    await sql`UPDATE monitoring.views SET says = NULL, words = ${box.seal(says, wordsUse.views(id))}
      WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
  return rows.length
}
