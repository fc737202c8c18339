import { z } from 'zod'
import { day, month, type Day, type Month } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'

/** The files of a policy pack as policy staff write them: `pack.yaml`, `standards.yaml`, `cases.yaml`. */

const readAs = <Value>(read: (text: string) => Value) =>
  z.string().transform((text, context): Value => {
    try {
      return read(text)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      context.addIssue({ code: 'custom', message: error.zh, params: { en: error.en } })
      return z.NEVER
    }
  })
export const DayText = readAs<Day>(day)
export const MonthText = readAs<Month>(month)

const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
/** Six to twelve digits; `000000` is the nation. */
export const RegionCode = z
  .string()
  .regex(/^\d{6}(\d{3}){0,2}$/, '区划代码是 6 到 12 位数字')
  .meta({ title: '区划代码', en: 'region code', form: { zh: '是 6 到 12 位数字', en: 'has 6 to 12 digits' } })
/** `in-force`; `draft` never pays; `synthetic` belongs to the demonstration county and is labelled wherever it shows. */
export const PackStatus = z.enum(['in-force', 'draft', 'synthetic'])
export type PackStatus = z.output<typeof PackStatus>

/** A number the model asks for. Its values stand in `standards.yaml` of whichever region sets it. */
export const ParameterDefinition = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  /** Name of the input of the decision model that takes it. */
  input: z.string().min(1),
  zh: z.string().min(1),
  en: z.string().min(1),
  unit: z.string(),
  /** What it is in a formula, where the unit people read does not say: six *times* a monthly standard are six months of it. */
  counts: z.string().optional(),
  type: z.enum(['yuan', 'number', 'text']),
  /** Some places set it apart for urban and rural households. */
  tiered: z.literal('urban-rural').optional(),
  /** Without it there is no rule to apply: "no standard for 2018-10". */
  required: z.boolean().default(false),
  /** Required unless the place has this other number: a standard by the year instead of by the month. */
  or: z.string().optional(),
  /** When nobody supplied it and it decides: the values it could have, so that possible amounts are shown as such. */
  readings: z.array(z.strictObject({ value: z.string(), zh: z.string(), en: z.string() })).optional(),
})
export type ParameterDefinition = z.output<typeof ParameterDefinition>

/** A fact only this programme asks for; facts every household has (ages, incomes, property) need no line here. */
export const FactDefinition = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  /** Name of the input of the decision model, or of the field of a member, that takes it. */
  input: z.string().min(1),
  of: z.enum(['household', 'member']),
  zh: z.string().min(1),
  en: z.string().min(1),
  unit: z.string().default(''),
  /** What it is in a formula, where the unit people read does not say. */
  counts: z.string().optional(),
  type: z.enum(['yuan', 'number', 'date', 'yes-no', 'choice']),
  options: z.array(z.strictObject({ value: z.string(), en: z.string() })).optional(),
  /** A claim nobody makes is not made: what the model is told while nobody has stated it. */
  unless: z.string().optional(),
})
export type FactDefinition = z.output<typeof FactDefinition>

/** `status` opens other aid and pays nothing itself. */
export const Per = z.enum(['month', 'year', 'school-year', 'once', 'status'])
export type Per = z.output<typeof Per>

/** Where in the decision model the answer stands: names of its decisions. */
export const AnswerShape = z.strictObject({
  /** Asked once for the household, or once for each member, whose amounts are added up. */
  asks: z.enum(['household', 'each-member']),
  /** Whose numbers hold: of the place that is asked, or of each member's place of registration. */
  numbersOf: z.enum(['place', 'registration']).default('place'),
  /** Yes, no or unknown. Without it an amount above zero is a yes. */
  entitled: z.string().optional(),
  /** Yuan; left out where nothing is paid. */
  amount: z.string().optional(),
  /** The class of aid in words, where it depends on the facts. */
  class: z.string().optional(),
  /** A list of codes, each with a row of the table that gave it. */
  reasons: z.string().default('不符合的理由'),
  /** A list of codes a clerk should look at; none of them changes the amount. */
  notices: z.string().optional(),
  /** A number drawn even when the conditions are not met. */
  shows: z.string().optional(),
  per: Per.default('month'),
  /** Unit of the amount, where it is not that of the whole household (or of each member that is asked). */
  counts: z.string().optional(),
  /** No minimum and no rounding of the amount is known: said beside amounts with a part of a yuan. */
  unrounded: z.boolean().default(false),
})
export type AnswerShape = z.output<typeof AnswerShape>

/** What a line of the why-tree says. `{名字}` stands for the value of a decision, an input or a fact. */
const LineWords = z.strictObject({
  /** Stable name of the line; made from the name of the decision when left out. */
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  zh: z.string().optional(),
  en: z.string().optional(),
  /** Where the value stands already and is taken over. */
  again: Words.optional(),
  holds: Words.optional(),
  fails: Words.optional(),
  /** True without a comparison: there is nothing to compare. */
  plain: Words.optional(),
  /** Unknown, because a fact was not stated. */
  unstated: Words.optional(),
  /** Unknown, because the place has not supplied a number. */
  unknown: Words.optional(),
})
export type LineWords = z.output<typeof LineWords>
export const WordsFile = z.strictObject({
  lines: z.record(z.string(), LineWords).default({}),
  reasons: z.record(z.string(), Words).default({}),
  notices: z.record(z.string(), Words).default({}),
  /** English of the classes the model names, which are Chinese in the law: `孤儿: orphan`. */
  classes: z.record(z.string(), z.string().min(1)).default({}),
})
export type WordsFile = z.output<typeof WordsFile>

export const PackFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: Words,
  /** `dibao`, `elder-allowance`: what people apply for. */
  programme: z.string().regex(/^[a-z0-9-]+$/),
  region: RegionCode,
  /** The name of the place as it stands in documents. */
  place: Words,
  status: PackStatus,
  /** What people say of themselves; they need not know what the policy is called. */
  need: Words.optional(),
  /** A sentence for the public page. */
  says: Words,
  /** Where the model says what; a pack with values only has none and uses its ancestor's. */
  answer: AnswerShape.optional(),
  /** How laws kept before there was `answer` said it; see `answerOf`. */
  shape: z.enum(['difference', 'age-allowance']).optional(),
  class: z.string().optional(),
  /** Whom the few questions of the portal tell enough about: the household as one sum, or its older people. */
  screener: z.enum(['household', 'elders']).optional(),
  /** Versions of the decision model by the day of the decision, `[from, to)`. */
  models: z
    .array(z.strictObject({ file: z.string(), from: DayText, to: DayText.optional(), title: z.string().min(1) }))
    .default([]),
  parameters: z.array(ParameterDefinition).default([]),
  facts: z.array(FactDefinition).default([]),
  /** Programmes whose numbers take part: a margin line is made from the dibao standard. */
  uses: z.array(z.string()).default([]),
})
export type PackFile = z.output<typeof PackFile>

export const StandardRow = z.strictObject({
  value: z.string().min(1),
  /** First day it holds. It holds until `to` (exclusive), or until the next row of the same series. */
  from: DayText,
  to: DayText.optional(),
  /** The last day the source speaks of; answers for later days carry a warning. */
  knownUntil: DayText.optional(),
  document: z.string().trim().min(1),
  number: z.string().optional(),
  article: z.string().optional(),
})

/** Values of one parameter out of one source, in order of time. */
export const StandardSeries = z.strictObject({
  key: z.string(),
  /** Names the source series; gaps and overlaps are refused inside it. */
  series: z.string().min(1),
  /** Places it holds for; the region of the pack when left out. */
  regions: z.array(RegionCode).optional(),
  for: z.enum(['urban', 'rural']).optional(),
  status: PackStatus.optional(),
  rows: z.array(StandardRow).min(1),
})
export type StandardSeries = z.output<typeof StandardSeries>

export const StandardsFile = z.strictObject({ standards: z.array(StandardSeries) })
