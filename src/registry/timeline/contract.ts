import type { Caller, Permission } from '#platform/http/contract.ts'
import type { Tx } from '#platform/db/contract.ts'

/** One line of a household's timeline: who, when, why. */
export interface TimelineEntry {
  readonly id: string
  readonly at: Date
  /** Module, then past tense: `households.recorded`, `roster.assessed`. */
  readonly kind: string
  readonly zh: string
  readonly en: string
  /** Who did it, as shown: an office and a post, or a name the reader may see. */
  readonly who: string
  readonly why: string | null
  /** Where to read more. */
  readonly href: string | null
}

/**
 * A module that has something to say on a household's timeline. The registry defines this and imports nobody: the
 * assembly hands the sources in.
 */
export interface TimelineSource {
  readonly name: string
  /** Who may see these entries; without it they are left out and counted as hidden. */
  readonly may: Permission
  readonly entriesOf: (tx: Tx, who: Caller, householdId: string) => Promise<readonly TimelineEntry[]>
}

export interface Timeline {
  readonly entries: readonly TimelineEntry[]
  /** True when there are older entries than were returned. */
  readonly hasMore: boolean
  /** Sources the reader may not see, by name. */
  readonly hidden: readonly string[]
}
