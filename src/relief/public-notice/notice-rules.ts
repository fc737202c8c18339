import { z } from 'zod'
import type { Day } from '#platform/clock/index.ts'
import { readRules, regionFiles } from '#registry/regions/index.ts'
import type { Office } from './contract.ts'

/** How long the opinion hangs, and from where that is known. */
export interface NoticeRule {
  readonly days: number
  readonly restDayMovesOn: boolean
  /** Document and article. */
  readonly source: string
}

export interface PublicationRule {
  readonly source: string
  /** Calendar days; null when the place has not said. */
  readonly days: number | null
}

/** What the places say about notices; a place's own word goes before that of the place above it. */
export interface NoticeRules {
  /** `never`: this programme has no notice and no publication. Null: nobody has said how long. */
  readonly notice: (ask: RuleAsk) => NoticeRule | 'never' | null
  readonly publication: (ask: RuleAsk) => PublicationRule | 'never' | null
  /** Where one objects; the nearest place above that names an office. */
  readonly office: (places: readonly string[]) => Office | null
}

export interface RuleAsk {
  readonly programme: string
  readonly on: Day
  /** The place itself, then upwards to the nation. */
  readonly places: readonly string[]
}

const Version = z.union([
  z.strictObject({ from: z.string(), never: z.literal(true), source: z.string() }),
  z.strictObject({
    from: z.string(),
    /** Left out where no document speaks of it: then nobody knows, and it is refused, not guessed. */
    notice: z
      .strictObject({
        days: z.number().int().min(1).max(365),
        source: z.string(),
        'rest-day-moves-on': z.boolean(),
        'rest-day-source': z.string().optional(),
      })
      .optional(),
    publication: z.strictObject({ source: z.string() }).optional(),
  }),
])
type Version = z.output<typeof Version>

const File = z.strictObject({
  programmes: z.record(z.string(), z.array(Version)).default({}),
  'publication-days': z.number().int().min(1).max(3660).optional(),
  'publication-days-source': z.string().optional(),
  offices: z.record(z.string(), z.strictObject({ name: z.string(), phone: z.string() })).default({}),
})
type File = z.output<typeof File>

/** Every `<region>/notices.yaml` below the policy folder. @throws Bug naming the file that cannot be read */
export const loadNoticeRules = (policyFolder: string): NoticeRules =>
  noticeRulesOf(regionFiles(policyFolder, 'notices.yaml', readNoticeFile))

export const readNoticeFile = (text: string, name: string): File => readRules(text, name, File)

export function noticeRulesOf(files: ReadonlyMap<string, File>): NoticeRules {
  const versionFor = ({ programme, on, places }: RuleAsk): Version | null => {
    for (const place of places) {
      const version = files
        .get(place)
        ?.programmes[programme]?.filter(({ from }) => from <= on)
        .toSorted((one, other) => one.from.localeCompare(other.from))
        .at(-1)
      if (version) return version
    }
    return null
  }
  return {
    notice: (ask) => {
      const version = versionFor(ask)
      if (version === null) return null
      if ('never' in version) return 'never'
      if (version.notice === undefined) return null
      const { days, source, 'rest-day-moves-on': restDayMovesOn } = version.notice
      return { days, source, restDayMovesOn }
    },
    publication: (ask) => {
      const version = versionFor(ask)
      if (version === null) return null
      if ('never' in version) return 'never'
      if (version.publication === undefined) return null
      const days = ask.places.map((place) => files.get(place)?.['publication-days']).find((one) => one !== undefined)
      return { source: version.publication.source, days: days ?? null }
    },
    office: (places) => {
      for (const place of places) {
        for (const file of files.values()) {
          const office = file.offices[place]
          if (office) return office
        }
      }
      return null
    },
  }
}
