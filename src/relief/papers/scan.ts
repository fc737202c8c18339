import { readFile } from 'node:fs/promises'
import { v7 as uuid } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import { readPaper, type SafePaper } from '#registry/documents/index.ts'
import { maskName } from '#registry/households/index.ts'
import type { Case } from '#relief/casework/contract.ts'
import { personMark, readCode, type PaperCode } from './code/paper-code.ts'
import { readCodes } from './code/read-picture.ts'
import type { Papers, Scan, ScanRead } from './contract.ts'
import { documentKindOfForm, forms, type PaperForm } from './forms.ts'
import { adultsOf } from './form/gather.ts'
import type { PaperNeeds } from './needs.ts'
import { paperRefusals } from './refusals.ts'
import { addReturned, readReturned } from './returned-store.ts'

/** The mark of a person on the papers of this office. */
export const markOf =
  ({ vault }: Pick<PaperNeeds, 'vault'>, { tenant }: Pick<Caller, 'tenant'>) =>
  (id: string): string =>
    personMark({ tenant, id }, (said) => vault.lookup('paper-person', said))

/** Signed papers come back: the code says which case and which form, a person confirms, then it is filed. */
export const createScanner = (needs: PaperNeeds): Pick<Papers, 'unpackScan' | 'readScan' | 'fileScan'> => ({
  unpackScan: async (upload) => {
    const paper = await received(upload)
    return { paper, texts: await readCodes(paper) }
  },
  readScan: async (who, scan) => {
    const code = codeOf(scan, needs)
    return who.transaction(needs.db, (tx) => whereItBelongs(tx, who, { code, needs }))
  },
  fileScan: async (who, { caseId, form, personId, scan, byHand }) => {
    if (!forms[form].comesBack) throw paperRefusals.neverComesBack({ form: forms[form].zh })
    const { paper } = scan
    return who.transaction(needs.db, async (tx) => {
      const one = await needs.cases().hold(tx, who, caseId)
      // A code that can be read is believed, whatever a hand says.
      const code = byHand && !hasCode(scan) ? null : codeOf(scan, needs)
      const person = await personOf(tx, who, { one, form, said: personId, code, needs })
      return { documentId: await file(tx, who, { one, form, personId: person, paper, byHand: code === null, needs }) }
    })
  },
})

/** @throws noFile, and what the reader of papers says: too large, a program, broken */
async function received(upload: UploadedFile | undefined): Promise<SafePaper> {
  if (upload === undefined) throw paperRefusals.noFile({}, 'file')
  return readPaper({ name: upload.name, bytes: await readFile(upload.path) })
}

/** @throws unreadable, pdfWithoutPicture, notOurPaper */
function codeOf({ texts }: Scan, { vault }: PaperNeeds): PaperCode {
  if (texts === null) throw paperRefusals.pdfWithoutPicture({}, 'file')
  if (texts.length === 0) throw paperRefusals.unreadable({}, 'file')
  const code = texts
    .map((text) => readCode(text, (said) => vault.lookup('paper-code', said)))
    .find((one) => one !== null)
  if (code === undefined) throw paperRefusals.notOurPaper({}, 'file')
  return code
}

const hasCode = ({ texts }: Scan): boolean => texts !== null && texts.length > 0

/** Its number was on a true paper, so saying it gives nothing away that is not in the hand of who scans it. */
async function caseOf(tx: Tx, who: Caller, { number }: PaperCode, needs: PaperNeeds): Promise<Case> {
  const one = await needs.cases().find(tx, who, number)
  if (one === null) throw paperRefusals.otherOffice({ number }, 'file')
  return one
}

async function whereItBelongs(
  tx: Tx,
  who: Caller,
  { code, needs }: { readonly code: PaperCode; readonly needs: PaperNeeds },
): Promise<ScanRead> {
  const { form } = code
  if (!forms[form].comesBack) throw paperRefusals.neverComesBack({ form: forms[form].zh })
  const one = await caseOf(tx, who, code, needs)
  const { members } = await needs.households.situationOf(tx, who.tenant, one.householdId, {
    factsOn: needs.clock.today(),
  })
  const head = members.find(({ relation }) => relation === 'head') ?? members[0]
  const person = members.find(({ id }) => code.person !== null && markOf(needs, who)(id) === code.person)
  const returned = await readReturned(tx, who.tenant, one.id)
  const about = { kind: 'case', id: one.id }
  await needs.audit.recordRead(tx, who, { act: 'read', action: 'papers.scan-read', about, details: { form } })
  return {
    form,
    words: { zh: forms[form].zh, en: forms[form].en },
    caseId: one.id,
    caseNumber: one.number,
    head: head === undefined ? '' : maskName(head.name),
    person: person === undefined ? null : { id: person.id, name: maskName(person.name) },
    isFiled: returned.some((row) => row.form === form && row.personId === (person?.id ?? null)),
  }
}

interface Claim {
  readonly one: Case
  readonly form: PaperForm
  readonly said: string | null
  /** Null: a person says what the paper is. */
  readonly code: PaperCode | null
  readonly needs: PaperNeeds
}

/** @throws otherCase, otherForm, personMissing. @returns of an authorisation: whose */
async function personOf(tx: Tx, who: Caller, { one, form, said, code, needs }: Claim): Promise<string | null> {
  if (code !== null && code.number !== one.number) throw paperRefusals.otherCase({ number: code.number }, 'file')
  if (code !== null && code.form !== form)
    throw paperRefusals.otherForm({ found: forms[code.form].zh, wanted: forms[form].zh }, 'file')
  if (!forms[form].perAdult) return null
  const today = needs.clock.today()
  const situation = await needs.households.situationOf(tx, who.tenant, one.householdId, { factsOn: today })
  const found = adultsOf(situation, today).find(({ id }) =>
    code === null ? id === said : markOf(needs, who)(id) === code.person,
  )
  if (found === undefined) throw paperRefusals.personMissing({}, 'person')
  return found.id
}

interface ToFile {
  readonly one: Case
  readonly form: PaperForm
  readonly personId: string | null
  readonly paper: SafePaper
  readonly byHand: boolean
  readonly needs: PaperNeeds
}

async function file(tx: Tx, who: Caller, { one, form, personId, paper, byHand, needs }: ToFile): Promise<string> {
  const { households, clock, audit } = needs
  const document = await households.addPaper(tx, who, one.householdId, {
    kind: documentKindOfForm[form],
    name: `${one.number} ${forms[form].zh}（签字）${paper.mediaType === 'application/pdf' ? '.pdf' : '.jpg'}`,
    mediaType: paper.mediaType,
    bytes: paper.bytes,
  })
  const isNew = await addReturned(tx, who.tenant, {
    ...{ id: uuid(), placeId: one.placeId, caseId: one.id, householdId: one.householdId, form, personId },
    ...{ documentId: document.id, byHand, at: clock.now(), on: clock.today(), by: { id: who.id, name: who.name } },
  })
  if (!isNew) return document.id
  await audit.record(tx, who, {
    action: 'papers.filed',
    about: { kind: 'case', id: one.id },
    after: { form, documentId: document.id, byHand },
  })
  await needs.sources().filed?.(tx, who, { case: one, form, personId, documentId: document.id })
  return document.id
}
