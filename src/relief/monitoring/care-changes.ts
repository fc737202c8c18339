import { z } from 'zod'
import type { Day } from '#platform/clock/index.ts'
import { readRules, regionFiles } from '#registry/regions/index.ts'

const Version = z.strictObject({
  from: z.string(),
  /** The month after the day on which the new level is approved. */
  'changes-from': z.literal('after-approval'),
  source: z.string().min(2),
})
const File = z.strictObject({ programmes: z.record(z.string(), z.array(Version).min(1)) })
type File = z.output<typeof File>

/** From when a new level of care is paid: what a place has said, and where. */
export interface CareChange {
  readonly from: 'after-approval'
  readonly source: string
}

export interface CareChanges {
  /** `places`: the place itself, then upwards. Null: no place has said from when, so nothing can be changed. */
  readonly of: (ask: {
    readonly programme: string
    readonly on: Day
    readonly places: readonly string[]
  }) => CareChange | null
}

/** Every `<region>/care.yaml` below the policy folder. @throws Bug naming the file that cannot be read */
export const loadCareChanges = (policyFolder: string): CareChanges =>
  careChangesOf(regionFiles(policyFolder, 'care.yaml', (text, called) => readRules(text, called, File)))

export const careChangesOf = (files: ReadonlyMap<string, File>): CareChanges => ({
  of: ({ programme, on, places }) => {
    for (const place of places) {
      const versions = files.get(place)?.programmes[programme]?.filter(({ from }) => from <= on) ?? []
      const newest = versions.toSorted((one, other) => one.from.localeCompare(other.from)).at(-1)
      if (newest !== undefined) return { from: newest['changes-from'], source: newest.source }
    }
    return null
  },
})
