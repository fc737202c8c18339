import { readFile } from 'node:fs/promises'
import type { Tx } from '#platform/db/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import { forms } from '../forms.ts'
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
  /**
   * Keeps a layout and uses it from now on. It is filled with a sample first.
   *
   * @throws noFile, notAWordFile, templateTooBig, unknownPlaceholder, brokenTemplate, templateLacks
   */
  readonly bring: (who: Caller, form: LetterForm, upload: UploadedFile | undefined) => Promise<TemplateRow>
  /** @throws noTemplate */
  readonly use: (who: Caller, form: LetterForm, version: number) => Promise<TemplateRow>
}

type TemplateNeeds = Pick<PaperNeeds, 'db' | 'clock' | 'audit' | 'remedies'>

export const createTemplates = (needs: TemplateNeeds): Templates => ({
  list: (who) => who.transaction(needs.db, (tx) => listOf(tx, who)),
  download: (who, form, version) => who.transaction(needs.db, (tx) => layoutOf(tx, who, form, version)),
  bring: async (who, form, upload) => {
    if (upload === undefined) throw paperRefusals.noFile({}, 'file')
    const { name } = upload
    const bytes = await readFile(upload.path)
    await checkWordFile({ name, bytes })
    const values = placeholderValues(sampleLetter(form), { remedies: needs.remedies, check: '7C1E-930F' })
    checkSaysAll(fillTemplate(bytes, values), values)
    return who.transaction(needs.db, async (tx) => {
      await lockForm(tx, who.tenant, form)
      const version = await addTemplate(tx, who.tenant, {
        ...{ form, name, bytes, at: needs.clock.now(), by: { id: who.id, name: who.name } },
      })
      return put(tx, who, { form, version, needs })
    })
  },
  use: (who, form, version) =>
    who.transaction(needs.db, async (tx) => {
      await lockForm(tx, who.tenant, form)
      await layoutOf(tx, who, form, version)
      return put(tx, who, { form, version, needs })
    }),
})

async function put(
  tx: Tx,
  who: Caller,
  { form, version, needs }: { readonly form: LetterForm; readonly version: number; readonly needs: TemplateNeeds },
): Promise<TemplateRow> {
  await useVersion(tx, who.tenant, form, version)
  await needs.audit.record(tx, who, {
    action: 'papers.template-put-in-use',
    about: { kind: 'letter-template', id: `${form}:${version}` },
    after: { form, version },
  })
  const found = (await listOf(tx, who)).versions.find((row) => row.form === form && row.version === version)
  if (found === undefined) throw paperRefusals.noTemplate()
  return found
}

async function listOf(tx: Tx, who: Caller): Promise<TemplateList> {
  const [kept, inUse] = [await readTemplates(tx, who.tenant), await versionsInUse(tx, who.tenant)]
  const rowOf = (form: LetterForm, version: number, row: TemplateVersion | null): TemplateRow => ({
    ...{ form, version, words: { zh: forms[form].zh, en: forms[form].en } },
    ...{ name: row?.name ?? ownName(form), at: row?.at.toISOString() ?? null, by: row?.by ?? null },
    isInUse: (inUse.get(form) ?? 0) === version,
  })
  return {
    versions: letterForms.flatMap((form) => [
      rowOf(form, 0, null),
      ...kept.filter((row) => row.form === form).map((row) => rowOf(form, row.version, row)),
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
): Promise<{ name: string; bytes: Buffer }> {
  const wanted = version ?? (await versionsInUse(tx, who.tenant)).get(form) ?? 0
  if (wanted === 0) return { name: ownName(form), bytes: ownTemplate(form) }
  const found = await findTemplate(tx, who.tenant, form, wanted)
  if (found === null) throw paperRefusals.noTemplate()
  return found
}
