import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { Box } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type { Letter, LetterContent } from '../contract.ts'

/** Letters of before statuses were confirmed do not say one. */
export type StoredContent = Omit<LetterContent, 'amount' | 'status'> & {
  readonly amount: string | null
  readonly status?: string | null
}

/** What is sealed: everything a letter says but the amount, which stands in clear for the check of the books. */
type SealedContent = Omit<StoredContent, 'amount'>

/** Ties the ciphertext to its row. */
export const contentUse = (id: string): string => `papers.letter.content:${id}`

interface LetterRow {
  readonly id: string
  readonly place_id: PlaceId
  readonly case_id: string
  readonly household_id: string
  readonly decision_id: string
  /** Null once it is sealed. */
  readonly content: StoredContent | null
  readonly amount_fen: Fen | null
  readonly words: Buffer | null
  readonly made_on: Day
  readonly document_id: string | null
  readonly sha256: string | null
}

/** A letter with what only the module needs to know. */
export type KeptLetter = Letter & { readonly householdId: string }

const columns = sql`id, place_id, case_id, household_id, decision_id, content, amount_fen, words, made_on, document_id,
  sha256`

function contentOf(box: Box, { id, content, amount_fen, words }: LetterRow): LetterContent {
  if (words !== null) {
    const sealed = JSON.parse(box.open(words, contentUse(id))) as SealedContent
    return { ...sealed, amount: amount_fen, status: sealed.status ?? null }
  }
  const clear = given(content, 'the content of a letter that is not sealed yet')
  const amount = clear.amount === null ? null : fen(BigInt(clear.amount))
  return { ...clear, amount, status: clear.status ?? null }
}

const letterOf = (box: Box, row: LetterRow): KeptLetter => ({
  id: row.id,
  tenant: box.tenant,
  placeId: row.place_id,
  caseId: row.case_id,
  householdId: row.household_id,
  decisionId: row.decision_id,
  content: contentOf(box, row),
  madeOn: row.made_on,
  documentId: row.document_id,
  sha256: row.sha256,
})

export async function findLetter(tx: Tx, box: Box, id: string): Promise<KeptLetter | null> {
  const { rows } = await sql<LetterRow>`SELECT ${columns} FROM papers.letter
    WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
  return rows[0] === undefined ? null : letterOf(box, rows[0])
}

/** Locked until the transaction ends: two who print at once print one letter. */
export async function lockLetter(tx: Tx, box: Box, id: string): Promise<KeptLetter | null> {
  const { rows } = await sql<LetterRow>`SELECT ${columns} FROM papers.letter
    WHERE tenant_id = ${box.tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] === undefined ? null : letterOf(box, rows[0])
}

export async function newestLetter(tx: Tx, box: Box, caseId: string): Promise<KeptLetter | null> {
  const { rows } = await sql<LetterRow>`SELECT ${columns} FROM papers.letter
    WHERE tenant_id = ${box.tenant} AND case_id = ${caseId} ORDER BY made_at DESC, id DESC LIMIT 1`.execute(tx)
  return rows[0] === undefined ? null : letterOf(box, rows[0])
}

/** Whether a decision has its letter already: its id. */
export async function letterOfDecision(tx: Tx, tenant: TenantId, decisionId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM papers.letter
    WHERE tenant_id = ${tenant} AND decision_id = ${decisionId}`.execute(tx)
  return rows[0]?.id ?? null
}

/** Whether the newest letter of a case was printed; null before there is one. */
export async function isNewestPrinted(tx: Tx, tenant: TenantId, caseId: string): Promise<boolean | null> {
  const { rows } = await sql<{ isPrinted: boolean }>`SELECT document_id IS NOT NULL AS "isPrinted" FROM papers.letter
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} ORDER BY made_at DESC, id DESC LIMIT 1`.execute(tx)
  return rows[0]?.isPrinted ?? null
}

/** The next number of a series; the row is locked, so a rolled-back letter leaves no gap. */
export async function nextNumber(tx: Tx, tenant: TenantId, series: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`INSERT INTO papers.letter_count AS c (tenant_id, series, n)
    VALUES (${tenant}, ${series}, 1)
    ON CONFLICT (tenant_id, series) DO UPDATE SET n = c.n + 1 RETURNING n`.execute(tx)
  return given(rows[0], 'the counter of letters').n
}

export interface NewLetter {
  readonly id: string
  readonly placeId: PlaceId
  readonly caseId: string
  readonly householdId: string
  readonly decisionId: string
  readonly content: LetterContent
  readonly at: Date
  readonly on: Day
}

export async function addLetter(tx: Tx, box: Box, letter: NewLetter): Promise<void> {
  const { id, content } = letter
  const { amount, ...words } = content
  await sql`INSERT INTO papers.letter (tenant_id, id, place_id, case_id, household_id, decision_id, kind, number,
      amount_fen, words, made_at, made_on)
    VALUES (${box.tenant}, ${id}, ${letter.placeId}, ${letter.caseId}, ${letter.householdId}, ${letter.decisionId},
      ${content.kind}, ${content.number}, ${amount}, ${sealedWords(box, id, words)}, ${letter.at}, ${letter.on})`.execute(
    tx,
  )
}

export const sealedWords = (box: Box, id: string, words: SealedContent): Buffer =>
  box.seal(JSON.stringify(words), contentUse(id))

/** Written once: a letter that has a print keeps it. */
export async function savePrint(
  tx: Tx,
  tenant: TenantId,
  id: string,
  print: { readonly documentId: string; readonly sha256: string },
): Promise<void> {
  await sql`UPDATE papers.letter SET document_id = ${print.documentId}, sha256 = ${print.sha256}
    WHERE tenant_id = ${tenant} AND id = ${id} AND document_id IS NULL`.execute(tx)
}

/** The household was handed over: its letters and papers go with it. */
export async function movePapers(tx: Tx, tenant: TenantId, householdId: string, place: PlaceId): Promise<void> {
  await sql`UPDATE papers.letter SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
  await sql`UPDATE papers.returned SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}
