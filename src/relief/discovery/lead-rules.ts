import { z } from 'zod'
import { day, type Day } from '#platform/clock/index.ts'
import { readRules, regionFiles } from '#registry/regions/index.ts'

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

/** @throws Bug naming the file and what is wrong with it */
export const readLeadRules = (text: string, name = 'leads.yaml'): LeadRules => readRules(text, name, RulesFile)

/** Every `<region>/leads.yaml` below the policy folder. A limit nobody can read would be no limit: it stops the start. */
export function leadRulesIn(folder: string): LeadRulesAt {
  const files = regionFiles(folder, 'leads.yaml', readLeadRules)
  return (regions) => regions.map((region) => files.get(region)).find((rules) => rules !== undefined)
}

/** The limit in force on a day: the latest that began. Undefined when none did. */
export const limitOn = (rules: LeadRules, on: Day): LeadRules['limits'][number] | undefined =>
  rules.limits.filter(({ from }) => from <= on).toSorted((left, right) => right.from.localeCompare(left.from))[0]
