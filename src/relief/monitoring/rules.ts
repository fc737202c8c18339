import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { day, type Day } from '#platform/clock/index.ts'
import type { EndingRule, Ground as EndingGround, MonitoringRule } from './contract.ts'
import { monitoringRefusals } from './refusals.ts'

const source = z.string().min(2)
/** Where a sentence stands instead of the name of a document, it stands in both languages. */
const said = z.union([
  source.transform((name) => ({ zh: name, en: name })),
  z.strictObject({ zh: z.string().min(2), en: z.string().min(2) }),
])
const count = z.number().int().min(1).max(120)
const Ground = z.strictObject({
  ...{ name: z.string().regex(/^[a-z-]{1,40}$/), zh: z.string().min(1), en: z.string().min(1) },
  'rests-on': z.union([z.enum(['death', 'statement']), z.strictObject({ reasons: z.array(z.string().min(1)).min(1) })]),
})
const Ending = z.strictObject({
  source,
  objection: z.strictObject({ days: count, source }),
  grounds: z.array(Ground).min(1),
  'ends-also': z.array(z.string().min(1)).default([]),
})
const Care = z.strictObject({
  ...{ support: z.string().min(1), fact: z.string().min(1), source },
  items: z
    .array(z.strictObject({ name: z.string().regex(/^[a-z-]{1,40}$/), zh: z.string().min(1), en: z.string().min(1) }))
    .min(1),
})
const Version = z.strictObject({
  from: z.string().transform(day),
  /** Left out where no document says how often. */
  recheck: z.strictObject({ 'stable-months': count, 'unstable-months': count, source }).optional(),
  grace: z.strictObject({ 'months-max': z.number().int().min(0).max(24), source: said }),
  views: z.strictObject({ required: z.boolean(), source: said, 'deadline-days': count, 'deadline-source': source }),
  review: z.strictObject({ days: count, source }),
  ending: Ending.optional(),
  care: Care.optional(),
  minors: z.strictObject({ fact: z.string().min(1), under: count, source }).optional(),
})
const File = z.strictObject({ programme: z.string().min(1), versions: z.array(Version).min(1) })

export interface MonitoringRules {
  /** @throws noRule when nothing is written for the programme on that day. */
  readonly on: (programme: string, on: Day) => MonitoringRule
  readonly find: (programme: string, on: Day) => MonitoringRule | null
  readonly programmes: readonly string[]
}

/** Reads `monitoring.yaml` texts. @throws badRule with file and place */
export function readRules(texts: readonly { readonly file: string; readonly text: string }[]): MonitoringRules {
  const versions = texts.flatMap(({ file, text }) => {
    const read = File.safeParse(parse(text))
    if (!read.success) {
      const [problem] = read.error.issues
      throw monitoringRefusals.badRule({ file, what: `${problem?.path.join('.') ?? ''} ${problem?.message ?? ''}` })
    }
    const days = read.data.versions.map(({ from }) => from)
    if (new Set(days).size < days.length) throw monitoringRefusals.badRule({ file, what: '两个版本从同一天起' })
    return read.data.versions.map((version) => ({ programme: read.data.programme, ...version }))
  })
  const find = (programme: string, on: Day): MonitoringRule | null => {
    const found = versions
      .filter((version) => version.programme === programme && version.from <= on)
      .toSorted((one, other) => (one.from < other.from ? 1 : -1))[0]
    return found === undefined ? null : ruleOf(found)
  }
  return {
    // Care follows its assessments and the standards; it is not computed again each month.
    programmes: [...new Set(versions.filter(({ care }) => care === undefined).map(({ programme }) => programme))],
    find,
    on: (programme, on) => {
      const found = find(programme, on)
      if (found === null) throw monitoringRefusals.noRule({ programme, on })
      return found
    },
  }
}

function ruleOf({ recheck, grace, views, review, ending, care, minors }: z.output<typeof Version>): MonitoringRule {
  return {
    recheck:
      recheck === undefined
        ? null
        : {
            stableMonths: recheck['stable-months'],
            unstableMonths: recheck['unstable-months'],
            source: recheck.source,
          },
    grace: { monthsMax: grace['months-max'], source: grace.source },
    views: {
      required: views.required,
      source: views.source,
      deadlineDays: views['deadline-days'],
      deadlineSource: views['deadline-source'],
    },
    review,
    ending: ending === undefined ? null : endingRule(ending),
    care: care ?? null,
    minors: minors ?? null,
  }
}

const endingRule = ({ grounds, 'ends-also': endsAlso, ...ending }: z.output<typeof Ending>): EndingRule => ({
  ...{ ...ending, endsAlso },
  grounds: grounds.map(groundOf),
})

const groundOf = ({ 'rests-on': restsOn, ...words }: z.output<typeof Ground>): EndingGround => ({
  ...words,
  restsOn: typeof restsOn === 'string' ? { kind: restsOn } : { kind: 'reasons', codes: restsOn.reasons },
})

/** The programmes that are watched; each has its file beside its decision model. */
const watched = ['dibao', 'tekun', 'tekun-care', 'rigid-expenditure'] as const

export const loadRules = (policyFolder: string): MonitoringRules =>
  readRules(
    watched.map((programme) => {
      const file = join('000000', programme, 'monitoring.yaml')
      return { file, text: readFileSync(join(policyFolder, file), 'utf8') }
    }),
  )
