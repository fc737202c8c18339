import type { Day, Clock } from '#platform/clock/index.ts'
import type { Site } from '#design/portal/site.ts'
import type { Words } from '#design/console/language.tsx'
import type { Newsroom } from '#oversight/newsroom/index.ts'
import type { PolicyPage } from '#relief/eligibility/contract.ts'
import type { ScreenerNeeds } from './screener.ts'

/** A number from our own records, with what it means and the day it was counted. */
export interface ComputedFigure {
  readonly code: string
  readonly value: number
  readonly unit: Words
  readonly what: Words
  /** How it is counted, in a sentence anybody can check. */
  readonly definition: Words
  readonly place: Words
  readonly on: Day
}

/** Everything the portal is given. It holds no data of its own. */
export interface PortalNeeds {
  readonly site: Site
  readonly clock: Clock
  readonly newsroom: Newsroom
  /** The packs as the public reads them, drafts labelled as such. */
  readonly policies: () => readonly PolicyPage[]
  /** Region whose policies come first: the county this portal belongs to. */
  readonly homeRegion: string
  /** Name of a region by its code, or null when unknown. */
  readonly placeName: (code: string) => Words | null
  /** Figures counted from our own records; may be none. */
  readonly computedFigures: () => Promise<readonly ComputedFigure[]>
  /** Answers “what can I get”. */
  readonly screener: ScreenerNeeds
}
