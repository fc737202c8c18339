import { createHash } from 'node:crypto'
import type { Box } from '#platform/crypto/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { given, must } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { checkWords, drawCode, writeCode } from '../code/paper-code.ts'
import type { PaperNeeds } from '../needs.ts'
import { paperRefusals } from '../refusals.ts'
import { letterSheet } from './letter-sheet.ts'
import { findLetter, lockLetter, savePrint, type KeptLetter } from './letter-store.ts'

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/**
 * The PDF of a letter. The first print is kept and every later one is those bytes: two who print at once get one letter,
 * because the second waits for the row and finds the first one's print.
 *
 * @throws letterNotFound, missingCharacters
 */
export async function printedLetter(
  who: Caller,
  id: string,
  needs: PaperNeeds,
): Promise<{ name: string; bytes: Buffer }> {
  const { db } = needs
  const box = await needs.vault.boxOf(who.tenant)
  const seen = await who.transaction(db, (tx) => findLetter(tx, box, id))
  if (seen === null) throw paperRefusals.letterNotFound()
  const name = `${seen.content.number}.pdf`
  if (seen.documentId !== null)
    return { name, bytes: await who.transaction(db, (tx) => keptPrint(tx, who, seen, needs)) }
  // Set outside the transaction: the row is not held while the press works.
  const { bytes } = await needs.printer.print(sheetOf(seen, needs))
  return { name, bytes: await keepPrint(who, { id, bytes, needs, db, box }) }
}

const keepPrint = (
  who: Caller,
  {
    id,
    bytes,
    needs,
    db,
    box,
  }: { readonly id: string; readonly bytes: Buffer; readonly needs: PaperNeeds; readonly db: Db; readonly box: Box },
): Promise<Buffer> =>
  who.transaction(db, async (tx) => {
    const letter = given(await lockLetter(tx, box, id), 'the letter just read')
    if (letter.documentId !== null) return keptPrint(tx, who, letter, needs)
    const kept = await needs.documents.keep(tx, who, {
      ...{ householdId: letter.householdId, place: letter.placeId, kind: 'letter' },
      ...{ name: `${letter.content.number}.pdf`, mediaType: 'application/pdf', bytes },
      ...{ retention: 'case', archiveNumber: letter.content.number },
    })
    await savePrint(tx, who.tenant, id, { documentId: kept.id, sha256: kept.sha256 })
    await needs.audit.record(tx, who, {
      action: 'papers.letter-printed',
      about: { kind: 'letter', id },
      after: { sha256: kept.sha256, caseId: letter.caseId },
    })
    return bytes
  })

async function keptPrint(tx: Tx, who: Caller, letter: KeptLetter, { documents }: PaperNeeds): Promise<Buffer> {
  const { bytes } = await documents.open(tx, who, given(letter.documentId, 'the document of a printed letter'))
  must(sha256(bytes) === letter.sha256, 'the print of a letter is what its hash says')
  return bytes
}

/** The letter with its code, ready for the press. */
export function sheetOf({ content }: Pick<KeptLetter, 'content'>, needs: PaperNeeds) {
  const code = codeOfLetter(content, needs)
  return letterSheet(content, {
    ...{ remedies: needs.remedies, hotline: needs.hotline, check: checkWords(code) },
    code: { svg: drawCode(code), text: `办件编号 ${content.caseNumber} 的二维码`, below: content.caseNumber },
  })
}

export const codeOfLetter = (
  { caseNumber, kind }: { readonly caseNumber: string; readonly kind: 'decision' | 'refusal' },
  { vault }: Pick<PaperNeeds, 'vault'>,
): string => writeCode({ number: caseNumber, form: kind, person: null }, (text) => vault.lookup('paper-code', text))
