import { readFile } from 'node:fs/promises'
import type { Tx } from '#platform/db/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import { drawCode } from '../code/paper-code.ts'
import { forms } from '../forms.ts'
import { letterSheet } from '../letter/letter-sheet.ts'
import type { PaperNeeds } from '../needs.ts'
import { paperRefusals } from '../refusals.ts'
import { letterForms, type LetterForm, type TemplateList, type TemplateRow } from '../wire.ts'
import { checkSaysAll, checkWordFile, fillTemplate } from './fill.ts'
import { ownTemplate } from './own-template.ts'
import { placeholders, placeholderValues } from './placeholders.ts'
import { sampleLetter } from './sample-letter.ts'
import {
  addTemplate,
  findTemplate,
  lockForm,
  readTemplates,
  useVersion,
  versionsInUse,
  type TemplateVersion,
} from './template-store.ts'

export interface Templates {
  readonly list: (who: Caller) => Promise<TemplateList>
  /** @throws noTemplate */
  readonly download: (who: Caller, form: LetterForm, version: number) => Promise<{ name: string; bytes: Buffer }>
  /** The layout filled with an invented letter, as it would be printed. @throws noTemplate */
  readonly preview: (who: Caller, form: LetterForm, version: number) => Promise<{ name: string; bytes: Buffer }>
  /** The same invented letter as the PDF that is kept: always in our own layout. */
  readonly samplePdf: (form: LetterForm) => Promise<{ name: string; bytes: Buffer }>
  /**
   * Keeps a layout; somebody else lets it be used. It is filled with a sample first.
   *
   * @throws noFile, notAWordFile, templateTooBig, unknownPlaceholder, brokenTemplate, templateLacks
   */
  readonly bring: (who: Caller, form: LetterForm, upload: UploadedFile | undefined) => Promise<TemplateRow>
  /** From now on this version is used. @throws noTemplate, secondPerson: not by the one who brought it */
  readonly use: (who: Caller, form: LetterForm, version: number) => Promise<TemplateRow>
}

type TemplateNeeds = Pick<PaperNeeds, 'db' | 'clock' | 'audit' | 'remedies' | 'printer' | 'hotline'>

export const createTemplates = (needs: TemplateNeeds): Templates => ({
  list: (who) => who.transaction(needs.db, (tx) => listOf(tx, who)),
  download: (who, form, version) => who.transaction(needs.db, (tx) => layoutOf(tx, who, form, version)),
  preview: (who, form, version) =>
    who.transaction(needs.db, async (tx) => {
      const { bytes } = await layoutOf(tx, who, form, version)
      return { name: `${forms[form].zh}（试填）.docx`, bytes: fillTemplate(bytes, sampleValues(form, needs)) }
    }),
  samplePdf: async (form) => {
    const text = `ZL1:QH-DB-2026-000412:${forms[form].code}:7C1E930F`
    const { bytes } = await needs.printer.print(
      letterSheet(sampleLetter(form), {
        ...{ remedies: needs.remedies, hotline: needs.hotline, check: sampleCheck },
        code: { svg: drawCode(text), text: `${forms[form].zh}的二维码（样张）`, below: 'QH-DB-2026-000412' },
      }),
    )
    return { name: `${forms[form].zh}（样张）.pdf`, bytes }
  },
  bring: async (who, form, upload) => {
    if (upload === undefined) throw paperRefusals.noFile({}, 'file')
    const { name } = upload
    const bytes = await readFile(upload.path)
    await checkWordFile({ name, bytes })
    const values = sampleValues(form, needs)
    checkSaysAll(fillTemplate(bytes, values), values)
    return who.transaction(needs.db, async (tx) => {
      await lockForm(tx, who.tenant, form)
      const version = await addTemplate(tx, who.tenant, {
        ...{ form, name, bytes, at: needs.clock.now(), by: { id: who.id, name: who.name } },
      })
      await needs.audit.record(tx, who, {
        action: 'papers.template-brought',
        about: { kind: 'letter-template', id: `${form}:${version}` },
        after: { form, version },
      })
      return rowOf(tx, who, { form, version })
    })
  },
  use: (who, form, version) =>
    who.transaction(needs.db, async (tx) => {
      await lockForm(tx, who.tenant, form)
      const { broughtBy } = await layoutOf(tx, who, form, version)
      if (broughtBy === who.id) throw paperRefusals.secondPerson()
      return put(tx, who, { form, version, needs })
    }),
})

const sampleCheck = '7C1E-930F'
const sampleValues = (form: LetterForm, { remedies }: Pick<PaperNeeds, 'remedies'>) =>
  placeholderValues(sampleLetter(form), { remedies, check: sampleCheck })

async function put(
  tx: Tx,
  who: Caller,
  { form, version, needs }: { readonly form: LetterForm; readonly version: number; readonly needs: TemplateNeeds },
): Promise<TemplateRow> {
  const approved = version === 0 ? null : { id: who.id, name: who.name, at: needs.clock.now() }
  await useVersion(tx, who.tenant, { form, version }, approved)
  await needs.audit.record(tx, who, {
    action: 'papers.template-put-in-use',
    about: { kind: 'letter-template', id: `${form}:${version}` },
    after: { form, version },
  })
  return rowOf(tx, who, { form, version })
}

async function rowOf(
  tx: Tx,
  who: Caller,
  { form, version }: { readonly form: LetterForm; readonly version: number },
): Promise<TemplateRow> {
  const found = (await listOf(tx, who)).versions.find((row) => row.form === form && row.version === version)
  if (found === undefined) throw paperRefusals.noTemplate()
  return found
}

async function listOf(tx: Tx, who: Caller): Promise<TemplateList> {
  const [kept, inUse] = [await readTemplates(tx, who.tenant), await versionsInUse(tx, who.tenant)]
  const lineOf = (form: LetterForm, version: number, row: TemplateVersion | null): TemplateRow => ({
    ...{ form, version, words: { zh: forms[form].zh, en: forms[form].en } },
    ...{ name: row?.name ?? ownName(form), at: row?.at.toISOString() ?? null, by: row?.by ?? null },
    isInUse: (inUse.get(form)?.version ?? 0) === version,
    approvedBy: inUse.get(form)?.version === version ? (inUse.get(form)?.approvedBy ?? null) : null,
    mayUse: row?.byId !== who.id,
  })
  return {
    versions: letterForms.flatMap((form) => [
      lineOf(form, 0, null),
      ...kept.filter((row) => row.form === form).map((row) => lineOf(form, row.version, row)),
    ]),
    placeholders: [...placeholders],
  }
}

const ownName = (form: LetterForm): string => `${forms[form].zh}（随系统）.docx`

/** @throws noTemplate */
export async function layoutOf(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  form: LetterForm,
  version?: number,
): Promise<{ name: string; bytes: Buffer; broughtBy: string | null }> {
  const wanted = version ?? (await versionsInUse(tx, who.tenant)).get(form)?.version ?? 0
  if (wanted === 0) return { name: ownName(form), bytes: ownTemplate(form), broughtBy: null }
  const found = await findTemplate(tx, who.tenant, form, wanted)
  if (found === null) throw paperRefusals.noTemplate()
  return found
}
