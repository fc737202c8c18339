import { sql } from 'kysely'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { sealAll, wordsUse } from './words.ts'

/** Rows of a table sealed in one transaction; two that run at once take different ones. */
const rowsAtOnce = 200

export interface SealNeeds {
  /** The owner's pool: the application may only add to these tables, and this alone fills in what they were. */
  readonly owner: Db
  readonly vault: Vault
}

/** Seals what was written in clear before words were sealed. Run again it goes on; when nothing is left it does nothing. */
export async function sealCaseWords({ owner, vault }: SealNeeds, tenant: TenantId): Promise<number> {
  const who = systemCaller('casework', tenant)
  const box = await vault.boxOf(tenant)
  let sealed = 0
  for (;;) {
    const done = await who.transaction(owner, async (tx) => {
      const texts = (await sealTexts(tx, box, 'step')) + (await sealTexts(tx, box, 'opinion'))
      return texts + (await sealProposals(tx, box)) + (await sealDecisions(tx, box))
    })
    sealed += done
    if (done === 0) return sealed
  }
}

/** Tables with one text a row, by the column it stood in. */
const textColumns = { step: 'reason', opinion: 'why' } as const

async function sealTexts(tx: Tx, box: Box, table: keyof typeof textColumns): Promise<number> {
  const [column, name] = [sql.ref(textColumns[table]), sql.table(`casework.${table}`)]
  const { rows } = await sql<{ id: string; text: string }>`SELECT id, ${column} AS text FROM ${name}
    WHERE tenant_id = ${box.tenant} AND ${column} IS NOT NULL
    ORDER BY id LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED`.execute(tx)
  for (const { id, text } of rows)
    await sql`UPDATE ${name} SET ${column} = NULL, words = ${box.seal(text, wordsUse[table](id))}
      WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
  return rows.length
}

async function sealProposals(tx: Tx, box: Box): Promise<number> {
  const { rows } = await sql<{ id: string; reasons: object; why: string; override: string | null }>`
    SELECT id, reasons, why, override_reason AS override FROM casework.proposal
    WHERE tenant_id = ${box.tenant} AND words IS NULL
    ORDER BY id LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED`.execute(tx)
  for (const { id, ...grounds } of rows)
    await sql`UPDATE casework.proposal SET reasons = NULL, why = NULL, override_reason = NULL,
        words = ${sealAll(box, grounds, wordsUse.proposal(id))}
      WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
  return rows.length
}

async function sealDecisions(tx: Tx, box: Box): Promise<number> {
  const { rows } = await sql<{ id: string; reasons: object; override: string | null }>`
    SELECT id, reasons, override_reason AS override FROM casework.decision
    WHERE tenant_id = ${box.tenant} AND words IS NULL
    ORDER BY id LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED`.execute(tx)
  for (const { id, ...grounds } of rows)
    await sql`UPDATE casework.decision SET reasons = NULL, override_reason = NULL,
        words = ${sealAll(box, grounds, wordsUse.decision(id))}
      WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
  return rows.length
}
