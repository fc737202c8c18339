import type { Caller } from '#platform/http/contract.ts'
import { checkWords } from '../code/paper-code.ts'
import { findLetter } from '../letter/letter-store.ts'
import { codeOfLetter } from '../letter/print-letter.ts'
import type { PaperNeeds } from '../needs.ts'
import { paperRefusals } from '../refusals.ts'
import { fillTemplate } from './fill.ts'
import { placeholderValues } from './placeholders.ts'
import { layoutOf } from './templates.ts'

/**
 * A letter in the layout of the office, to be printed from Word. What it says is what was decided; only its looks are the
 * office's own. The kept original is the PDF.
 *
 * @throws letterNotFound, noTemplate, unknownPlaceholder
 */
export const wordLetter = (who: Caller, id: string, needs: PaperNeeds): Promise<{ name: string; bytes: Buffer }> =>
  who.transaction(needs.db, async (tx) => {
    const letter = await findLetter(tx, await needs.vault.boxOf(who.tenant), id)
    if (letter === null) throw paperRefusals.letterNotFound()
    const { content } = letter
    const { bytes } = await layoutOf(tx, who, content.kind)
    const check = checkWords(codeOfLetter(content, needs))
    const about = { kind: 'letter', id }
    await needs.audit.recordRead(tx, who, { act: 'export', action: 'papers.letter-in-word', about })
    return {
      name: `${content.number}.docx`,
      bytes: fillTemplate(bytes, placeholderValues(content, { remedies: needs.remedies, check })),
    }
  })
