import type { Caller } from '#platform/http/contract.ts'
import { drawCode, writeCode } from './code/paper-code.ts'
import type { Papers } from './contract.ts'
import { forms } from './forms.ts'
import { formSheet, isDrawn, type DrawnForm } from './form/form-sheet.ts'
import { gatherFacts } from './form/gather.ts'
import { findLetter, newestLetter } from './letter/letter-store.ts'
import { printedLetter } from './letter/print-letter.ts'
import type { PaperNeeds } from './needs.ts'
import { listPapers } from './paper-list.ts'
import { paperRefusals } from './refusals.ts'
import { createScanner, markOf } from './scan.ts'
import { wordLetter } from './template/word-letter.ts'

export function createPapers(needs: PaperNeeds): Papers {
  const { db, audit } = needs
  return {
    list: (who, caseId) =>
      who.transaction(db, async (tx) => {
        const one = await needs.cases().get(tx, who, caseId)
        const rows = await listPapers(tx, who, one, needs)
        const about = { kind: 'case', id: caseId }
        await audit.recordRead(tx, who, { act: 'read', action: 'papers.listed', about })
        return rows
      }),
    print: async (who, { caseId, form, personId = null }) => {
      if (isDrawn(form)) return printForm(who, { caseId, form, personId, needs })
      const letter = await who.transaction(db, async (tx) => {
        await needs.cases().get(tx, who, caseId)
        return newestLetter(tx, await needs.vault.boxOf(who.tenant), caseId)
      })
      if (letter === null || letter.content.kind !== form) throw paperRefusals.noDecision()
      return printedLetter(who, letter.id, needs)
    },
    letterOfCase: async (tx, who, caseId) => newestLetter(tx, await needs.vault.boxOf(who.tenant), caseId),
    letter: async (tx, who, id) => {
      const letter = await findLetter(tx, await needs.vault.boxOf(who.tenant), id)
      if (letter === null) throw paperRefusals.letterNotFound()
      return letter
    },
    letterPdf: (who, id) => printedLetter(who, id, needs),
    letterWord: (who, id) => wordLetter(who, id, needs),
    ...createScanner(needs),
  }
}

async function printForm(
  who: Caller,
  wish: {
    readonly caseId: string
    readonly form: DrawnForm
    readonly personId: string | null
    readonly needs: PaperNeeds
  },
): Promise<{ name: string; bytes: Buffer }> {
  const { caseId, form, personId, needs } = wish
  const facts = await who.transaction(needs.db, async (tx) => {
    const one = await needs.cases().get(tx, who, caseId)
    const found = await gatherFacts(tx, who, { one, form, personId, needs })
    const about = { kind: 'household', id: one.householdId }
    await needs.audit.recordRead(tx, who, { act: 'export', action: 'papers.printed', about, details: { form } })
    return found
  })
  const { number } = facts.case
  const person = facts.signer === null ? null : markOf(needs, who)(facts.signer.id)
  const text = writeCode({ number, form, person }, (said) => needs.vault.lookup('paper-code', said))
  const code = { svg: drawCode(text), text: `${forms[form].zh}的二维码`, below: form === 'notice' ? '' : number }
  const { bytes } = await needs.printer.print(formSheet(form, facts, code))
  return { name: `${forms[form].zh} ${number}.pdf`, bytes }
}
