import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { day, type Day } from '#platform/clock/index.ts'

const Coded = z.strictObject({ code: z.string().regex(/^[a-z-]+$/), zh: z.string().min(1), en: z.string().min(1) })
const RulesFile = z.strictObject({
  hardships: z.array(Coded).min(1),
  urgencies: z.array(Coded.extend({ urgent: z.boolean().default(false) })).min(1),
  limits: z
    .array(
      z.strictObject({
        from: z.string().transform(day),
        source: z.string().min(1),
        /** Working days by urgency, counted from the day of the report. */
        days: z.record(z.string(), z.number().int().min(0).max(60)),
      }),
    )
    .min(1),
  results: z.array(Coded.extend({ by: z.enum(['hand', 'case', 'both']) })).min(1),
})

/** Kinds of hardship, limits and results of one place, as data. */
export type LeadRules = z.output<typeof RulesFile>

/** Rules by region code. The nearest ancestor that has some counts. */
export type LeadRulesAt = (regions: readonly string[]) => LeadRules | undefined

/**
 * Reads `<policy folder>/<region>/leads.yaml` of these regions once. A file that cannot be read stops the start: a limit
 * nobody can read would be no limit.
 */
export function readLeadRules(text: string): LeadRules {
  return RulesFile.parse(parse(text, { schema: 'core', customTags: [] }))
}

export function leadRulesIn(folder: string): LeadRulesAt {
  const known = new Map<string, LeadRules | null>()
  const ofRegion = (region: string): LeadRules | null => {
    const found = known.get(region)
    if (found !== undefined) return found
    const read = readIfThere(join(folder, region, 'leads.yaml'))
    const rules = read === null ? null : readLeadRules(read)
    known.set(region, rules)
    return rules
  }
  return (regions) => regions.map(ofRegion).find((rules) => rules !== null) ?? undefined
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The limit in force on a day: the latest that began. Undefined when none did. */
export const limitOn = (rules: LeadRules, on: Day): LeadRules['limits'][number] | undefined =>
  rules.limits.filter(({ from }) => from <= on).toSorted((left, right) => right.from.localeCompare(left.from))[0]
