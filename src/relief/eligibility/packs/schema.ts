import { z } from 'zod'
import { day, month, type Day, type Month } from '#platform/clock/index.ts'

/** The files of a policy pack as policy staff write them: `pack.yaml`, `standards.yaml`, `cases.yaml`. */

const readAs = <Value>(read: (text: string) => Value) =>
  z.string().transform((text, context): Value => {
    try {
      return read(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : text })
      return z.NEVER
    }
  })
export const DayText = readAs<Day>(day)
export const MonthText = readAs<Month>(month)

const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
/** Six to twelve digits; `000000` is the nation. */
export const RegionCode = z.string().regex(/^\d{6}(\d{3}){0,2}$/, '区划代码是 6 到 12 位数字')
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
  type: z.enum(['yuan', 'number', 'text']),
  /** Some places set it apart for urban and rural households. */
  tiered: z.literal('urban-rural').optional(),
  /** Without it there is no rule to apply: "no standard for 2018-10". */
  required: z.boolean().default(false),
  /** When nobody supplied it and it decides: the values it could have, so that possible amounts are shown as such. */
  readings: z.array(z.strictObject({ value: z.string(), zh: z.string(), en: z.string() })).optional(),
})
export type ParameterDefinition = z.output<typeof ParameterDefinition>

export const PackFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: Words,
  /** `dibao`, `elder-allowance`: what people apply for. */
  programme: z.string().regex(/^[a-z0-9-]+$/),
  region: RegionCode,
  /** The name of the place as it stands in documents. */
  place: Words,
  status: PackStatus,
  /** A sentence for the public page. */
  says: Words,
  /** Which form the answer has; a pack with values only has none and uses its ancestor's. */
  shape: z.enum(['difference', 'age-allowance']).optional(),
  class: z.string().optional(),
  /** Versions of the decision model by the day of the decision, `[from, to)`. */
  models: z
    .array(z.strictObject({ file: z.string(), from: DayText, to: DayText.optional(), title: z.string().min(1) }))
    .default([]),
  parameters: z.array(ParameterDefinition).default([]),
})
export type PackFile = z.output<typeof PackFile>

export const StandardRow = z.strictObject({
  value: z.string().min(1),
  /** First day it holds. It holds until `to` (exclusive), or until the next row of the same series. */
  from: DayText,
  to: DayText.optional(),
  /** The last day the source speaks of; answers for later days carry a warning. */
  knownUntil: DayText.optional(),
  document: z.string().min(1),
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
