import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'

/** `functional`: an area with an administration of its own that is no administrative division (西湖风景名胜区). */
export type RegionLevel = 'nation' | 'province' | 'city' | 'county' | 'town' | 'village' | 'functional'

export interface Region {
  /** Canonical: six digits down to the county (`330400`), nine for a town, twelve for a village. */
  readonly code: string
  readonly name: string
  readonly level: RegionLevel
  /** Null for the nation alone. */
  readonly parent: string | null
  /** Half-open `[validFrom, validTo)`; null means no known beginning or end. */
  readonly validFrom: Day | null
  readonly validTo: Day | null
  /** A functional area has its people counted in this division, and nowhere else. */
  readonly countedIn: string | null
  /** Opaque number of the place, used for access. Never computed from the code. Zero in a directory without a database. */
  readonly placeId: PlaceId
}

/** The whole tree in memory: questions are answered at once. Every method takes `3304` as well as `330400`. */
export interface RegionDirectory {
  readonly size: number
  /** @throws unknownRegion */
  readonly get: (code: string) => Region
  readonly find: (code: string) => Region | undefined
  readonly ofPlace: (place: PlaceId) => Region | undefined
  /** The region itself first, then upwards to the nation (`000000`): the order in which parameters are looked for. */
  readonly ancestors: (code: string) => readonly Region[]
  readonly isWithin: (code: string, area: string) => boolean
  readonly children: (code: string) => readonly Region[]
  /** The region itself and everything below it. */
  readonly under: (code: string) => readonly Region[]
  /** `青禾县禾西镇石泾村`; from the county on unless `from` says otherwise. */
  readonly label: (code: string, from?: RegionLevel) => string
  /**
   * What a person wrote in a cell, code or name: `330400`, `石泾村`, `禾西镇石泾村`, `青禾县 禾西镇 石泾村`. All that fit:
   * two villages of one name stay two answers.
   */
  readonly read: (text: string, within?: string) => readonly Region[]
  /** The likeliest region for a text that fits nothing (`青和县禾东镇`); undefined when nothing comes near. */
  readonly nearest: (text: string, within?: string) => Region | undefined
  /** While typing: name, pinyin or initials, best first. Never merges two of one name. */
  readonly search: (text: string, options?: { within?: string; countMax?: number }) => readonly Region[]
}

/** The regions of this installation. */
export interface Regions {
  /** What is loaded now. Ask each time: towns of the nation arrive after the first page is served. */
  readonly directory: () => RegionDirectory
  /** Reads the table again. */
  readonly refresh: () => Promise<RegionDirectory>
  /** Loads the synthetic county; quick. Safe to repeat. @returns how many were new. */
  readonly loadSynthetic: () => Promise<number>
  /** Loads the nation's provinces to towns and the villages of the demo places; run in the background. Safe to repeat. */
  readonly loadShipped: () => Promise<number>
  /**
   * Adds or changes regions from somebody's list (see `readRegionList`); numbers of places stay. All of it or nothing.
   *
   * @throws what `readRegionList` refuses, with the line
   */
  readonly loadList: (text: string) => Promise<{ readonly added: number; readonly changed: number }>
  /** Opaque numbers of the region and everything below it: what an officer's scope is made of. */
  readonly placesUnder: (code: string) => readonly PlaceId[]
}

/** Which bureau serves a region on a day: the nearest coverage upwards. Null when none does. */
export type TenantCovers = (tx: Tx, region: string, on: Day) => Promise<TenantId | null>
