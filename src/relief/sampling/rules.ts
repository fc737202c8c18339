import { z } from 'zod'
import type { Day } from '#platform/clock/index.ts'
import { readRules, regionFiles } from '#registry/regions/index.ts'

const Share = z.strictObject({
  from: z.string(),
  'share-min': z.number().int().min(1).max(100),
  source: z.string().min(2),
})
const Group = z.strictObject({
  from: z.string(),
  by: z.literal('town'),
  period: z.literal('month'),
  source: z.string().min(2),
})
const File = z.strictObject({
  programmes: z.record(z.string(), z.array(Share).min(1)).default({}),
  groups: z.record(z.string(), z.array(Group).min(1)).default({}),
})
type File = z.output<typeof File>

export interface SamplingRule {
  /** Per cent of the cases of a group that are visited at least. */
  readonly shareMin: number
  /** Document and article. */
  readonly source: string
  /** Null: the place has not said which cases are drawn together. */
  readonly group: { readonly by: 'town'; readonly period: 'month'; readonly source: string } | null
}

export interface SamplingRules {
  /** Null: no document asks for a sample. `places`: the place itself, then upwards. */
  readonly of: (ask: {
    readonly programme: string
    readonly on: Day
    readonly places: readonly string[]
  }) => SamplingRule | null
}

/** Every `<region>/sampling.yaml` below the policy folder. @throws Bug naming the file that cannot be read */
export const loadSamplingRules = (policyFolder: string): SamplingRules =>
  samplingRulesOf(regionFiles(policyFolder, 'sampling.yaml', (text, called) => readRules(text, called, File)))

/** The nearest place that says something; share and group each by itself. */
export function samplingRulesOf(files: ReadonlyMap<string, File>): SamplingRules {
  const nearest = <Row extends { readonly from: string }>(
    rowsOf: (file: File) => readonly Row[] | undefined,
    { on, places }: { readonly on: Day; readonly places: readonly string[] },
  ): Row | null => {
    for (const place of places) {
      const file = files.get(place)
      const rows = file === undefined ? [] : (rowsOf(file) ?? []).filter(({ from }) => from <= on)
      const newest = rows.toSorted((one, other) => one.from.localeCompare(other.from)).at(-1)
      if (newest !== undefined) return newest
    }
    return null
  }
  return {
    of: ({ programme, ...ask }) => {
      const share = nearest((file) => file.programmes[programme], ask)
      if (share === null) return null
      const group = nearest((file) => file.groups[programme], ask)
      return {
        ...{ shareMin: share['share-min'], source: share.source },
        group: group === null ? null : { by: group.by, period: group.period, source: group.source },
      }
    },
  }
}
