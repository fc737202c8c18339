import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { day, type Day } from '#platform/clock/index.ts'
import type { MonitoringRule } from './contract.ts'
import { monitoringRefusals } from './refusals.ts'

const source = z.string().min(2)
const count = z.number().int().min(1).max(120)
const Version = z.strictObject({
  from: z.string().transform(day),
  recheck: z.strictObject({ 'stable-months': count, 'unstable-months': count, source }),
  grace: z.strictObject({ 'months-max': z.number().int().min(0).max(24), source }),
  views: z.strictObject({ required: z.boolean(), source, 'deadline-days': count, 'deadline-source': source }),
  review: z.strictObject({ days: count, source }),
})
const File = z.strictObject({ programme: z.string().min(1), versions: z.array(Version).min(1) })

export interface MonitoringRules {
  /** @throws noRule when nothing is written for the programme on that day. */
  readonly on: (programme: string, on: Day) => MonitoringRule
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
  return {
    programmes: [...new Set(versions.map(({ programme }) => programme))],
    on: (programme, on) => {
      const found = versions
        .filter((version) => version.programme === programme && version.from <= on)
        .toSorted((one, other) => (one.from < other.from ? 1 : -1))[0]
      if (found === undefined) throw monitoringRefusals.noRule({ programme, on })
      const { recheck, grace, views, review } = found
      return {
        recheck: {
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
      }
    },
  }
}

/** The programmes that are watched; each has its file beside its decision model. */
const watched = ['dibao', 'rigid-expenditure'] as const

export const loadRules = (policyFolder: string): MonitoringRules =>
  readRules(
    watched.map((programme) => {
      const file = join('000000', programme, 'monitoring.yaml')
      return { file, text: readFileSync(join(policyFolder, file), 'utf8') }
    }),
  )
