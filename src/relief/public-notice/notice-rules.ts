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
  /** How long a proposal to end somebody’s support hangs. Null: no document of the programme asks for a notice. */
  readonly ending: (ask: RuleAsk) => NoticeRule | null
  /** Where one objects; the nearest place above that names an office. */
  readonly office: (places: readonly string[]) => Office | null
}

export interface RuleAsk {
  readonly programme: string
  readonly on: Day
  /** The place itself, then upwards to the nation. */
  readonly places: readonly string[]
}

const Days = z.strictObject({
  days: z.number().int().min(1).max(365),
  source: z.string(),
  'rest-day-moves-on': z.boolean(),
  'rest-day-source': z.string().optional(),
})
const Version = z.union([
  z.strictObject({ from: z.string(), never: z.literal(true), source: z.string() }),
  z.strictObject({
    from: z.string(),
    /** Left out where no document speaks of it: then nobody knows, and it is refused, not guessed. */
    notice: Days.optional(),
    /** Before support is ended, where the programme asks for it. */
    ending: Days.optional(),
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

const daysOf = ({ days, source, 'rest-day-moves-on': restDayMovesOn }: z.output<typeof Days>): NoticeRule => ({
  ...{ days, source, restDayMovesOn },
})

export function noticeRulesOf(files: ReadonlyMap<string, File>): NoticeRules {
  const versionsFor = ({ programme, on, places }: RuleAsk): readonly Version[] =>
    places.flatMap((place) => {
      const versions = files.get(place)?.programmes[programme]?.filter(({ from }) => from <= on) ?? []
      return versions.toSorted((one, other) => one.from.localeCompare(other.from)).slice(-1)
    })
  const versionFor = (ask: RuleAsk): Version | null => versionsFor(ask)[0] ?? null
  return {
    notice: (ask) => {
      const version = versionFor(ask)
      if (version === null) return null
      if ('never' in version) return 'never'
      return version.notice === undefined ? null : daysOf(version.notice)
    },
    // A place that says nothing of endings leaves them to the place above it.
    ending: (ask) => {
      for (const version of versionsFor(ask))
        if ('ending' in version && version.ending !== undefined) return daysOf(version.ending)
      return null
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
