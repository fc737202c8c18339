import { z } from 'zod'
import { day, type Day } from '#platform/clock/index.ts'
import { Bug } from '#platform/errors/index.ts'
import { readRules, regionFiles } from '#registry/regions/index.ts'
import { surveyRefusals } from './refusals.ts'

const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
export type Words = z.output<typeof Words>

/** Facts of the register a finding can become. The words are ours: a form names one, it does not make one up. */
export const factNames = [
  'homes',
  'vehicles',
  'businesses',
  'deposits',
  'labourCapacity',
  'income.wages',
  'income.business',
  'income.property',
  'income.transfers',
  'income.other',
] as const
export type FactName = (typeof factNames)[number]

const FormField = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,60}$/),
    zh: z.string().min(1),
    en: z.string().min(1),
    hint: Words.optional(),
    kind: z.enum(['choice', 'choices', 'text', 'number', 'yuan']),
    'per-member': z.boolean().default(false),
    required: z.boolean().default(false),
    options: z.record(z.string(), Words).default({}),
    fact: z.enum(factNames).optional(),
  })
  .refine(({ kind, options }) => kind.startsWith('choice') === Object.keys(options).length > 0, {
    message: 'options stand at a choice and nowhere else',
  })
export type FormField = z.output<typeof FormField>

const FormSection = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,60}$/),
  zh: z.string().min(1),
  en: z.string().min(1),
  photos: z.boolean().default(false),
  fields: z.array(FormField).min(1),
})

const WithSource = { source: z.string().min(1) }
/** The form as data. A survey keeps the copy it was begun with. */
const StartWithin = z.strictObject({ days: z.number().int().min(1).max(60), ...WithSource })
const Least = z.strictObject({ least: z.number().int().min(1).max(6), ...WithSource })
export interface Form {
  readonly title: string
  /** Null where no document says it for the programme. */
  readonly 'start-within': z.output<typeof StartWithin> | null
  readonly investigators: z.output<typeof Least>
  readonly sections: readonly z.output<typeof FormSection>[]
}

const From = {
  from: z.string().transform(day),
  /** Only these programmes; a row without them is for those no row names. */
  programmes: z.array(z.string().min(1)).min(1).optional(),
}
/** As the file has it: what law and documents say begins on a day, the later row in place of the earlier. */
export const FormFile = z.strictObject({
  title: z.string(),
  'start-within': z.array(StartWithin.extend(From)).min(1),
  investigators: z.array(Least.extend(From)).min(1),
  sections: z.array(FormSection).min(1),
})
export type FormFile = z.output<typeof FormFile>

/** What is asked of the rules of a form: the day, and the programme of the case. */
export interface FormAsk {
  readonly on: Day
  readonly programme: string
}

/** The form of the nearest place above, by what was in force on the day. @throws noRule */
export type FormFor = (places: readonly string[], ask: FormAsk) => Form

interface Dated {
  readonly from: Day
  readonly programmes?: readonly string[] | undefined
}

/** The newest row of the day that names the programme, else the newest that names none. */
function rowOn<Row extends Dated>(
  rows: readonly Row[],
  { on, programme }: FormAsk,
): Omit<Row, 'from' | 'programmes'> | null {
  const begun = rows.toSorted((one, other) => (one.from < other.from ? -1 : 1)).filter(({ from }) => from <= on)
  const found =
    begun.findLast(({ programmes }) => programmes?.includes(programme)) ??
    begun.findLast(({ programmes }) => programmes === undefined)
  if (found === undefined) return null
  const { from: _from, programmes: _programmes, ...row } = found
  return row
}

/** @throws noRule for a day before the first row: a rule that began later does not speak for it. */
export function formOn(file: FormFile, ask: FormAsk): Form {
  const investigators = rowOn(file.investigators, ask)
  if (investigators === null) throw surveyRefusals.noRule({ on: ask.on, what: '至少几个人上门' })
  const { title, sections } = file
  return { title, sections, 'start-within': rowOn(file['start-within'], ask), investigators }
}

/** Every `<region>/home-survey.yaml` below the policy folder. @throws Bug naming the file that cannot be read */
export function loadForms(policyFolder: string): FormFor {
  const forms = regionFiles(policyFolder, 'home-survey.yaml', readForm)
  return (places, ask) => {
    const found = places.map((place) => forms.get(place)).find((form) => form !== undefined)
    if (!found) throw new Bug('there is no home-survey.yaml, not even the nation’s')
    return formOn(found, ask)
  }
}

export function readForm(text: string, name: string): FormFile {
  const form = readRules(text, name, FormFile)
  const names = form.sections.flatMap(({ fields }) => fields.map((field) => field.name))
  const twice = names.find((one, at) => names.indexOf(one) !== at)
  if (twice !== undefined) throw new Bug(`${name} asks “${twice}” twice`)
  return form
}
