import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { SourceLevel } from '#finance/ledger/index.ts'

/**
 * Who is paid for a person that died on or after the cut-off day, as the document says: the household into its account in
 * use, the heirs into an account two people checked after the death, or nobody. There is no default.
 */
export const deceasedRules = ['household', 'heirs', 'excluded'] as const
export type DeceasedRule = (typeof deceasedRules)[number]

/** A person in two groups is paid once: the higher amount, or that of the group the document names first. */
export const overlapRules = ['higher', 'first'] as const
export type OverlapRule = (typeof overlapRules)[number]

/** Members of households with a right of `programme` in force on the cut-off day. */
export interface Group {
  /** From 1, in the order of the document. */
  readonly ordinal: number
  /** As the document calls it. */
  readonly name: string
  readonly programme: string
  /** Only members younger than this on the cut-off day; null: every member. */
  readonly ageUnder: number | null
  /** Fen a person. */
  readonly amount: Fen
}

/** What the document says. Nothing of it is assumed. */
export interface Terms {
  readonly name: string
  readonly issuer: string
  readonly documentNumber: string
  readonly documentOn: Day
  readonly cutOff: Day
  /** Paid before this day; a payment booked on it is late. */
  readonly dueBefore: Day
  /** The month, and so the budget year, the money belongs to. */
  readonly payMonth: Month
  /** Which level's money pays. */
  readonly source: SourceLevel
  readonly deceased: DeceasedRule
  readonly overlap: OverlapRule
  readonly groups: readonly Group[]
}

export interface CampaignDraft extends Omit<Terms, 'groups'> {
  readonly groups: readonly Omit<Group, 'ordinal'>[]
  /** Region codes of the towns it is for. */
  readonly towns: readonly string[]
}

/** Why a person is not on the list. */
export const exclusions = [
  'died-before',
  'deceased-rule',
  'no-heir-account',
  'no-account',
  'other-group',
  'same-document',
  'right-ended',
  'right-later',
  'left',
  'born-after',
  'joined-after',
  'birth-unknown',
] as const
export type Exclusion = (typeof exclusions)[number]

/** Everything takes an open transaction with the scope of the caller. */
export interface Campaigns {
  /** @throws unknownTown, unknownGroup, sameGroup, cutOffAhead, payMonthOutside */
  readonly open: (tx: Tx, who: Caller, draft: CampaignDraft) => Promise<string>
  /**
   * Draws the lists of all towns that are not handed on yet, anew. Twice gives the same.
   *
   * @throws notFound, cancelled, nothingToDraw
   */
  readonly draw: (tx: Tx, who: Caller, id: string) => Promise<string>
  /** Hands every drawn list that names somebody to the second person. @throws notFound, cancelled, nothingToSubmit */
  readonly submit: (tx: Tx, who: Caller, id: string) => Promise<string>
  /** @throws notFound, notSubmitted */
  readonly sendBack: (tx: Tx, who: Caller, partId: string, reason: string) => Promise<string>
  /**
   * One town's list, by another person than who drew it or handed it on: persons are claimed under the document, rights
   * granted, money kept back. Twice at once is once.
   *
   * @throws notFound, cancelled, notSubmitted, samePerson, listStale, fundShort
   */
  readonly approve: (tx: Tx, who: Caller, partId: string) => Promise<string>
  /** Takes one approved person back, before the money is with the bank. @throws notFound, notListed, sentAlready */
  readonly cancelPerson: (tx: Tx, who: Caller, rowId: string, reason: string) => Promise<string>
  /** Takes all of it back, before anything is with the bank. @throws notFound, sentAlready */
  readonly cancel: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
}

/** What the lists stand on, as the registry and the payments know it. */
export interface RightThen {
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly from: Month
  /** The first month that is not paid any more; null: open. */
  readonly stops: Month | null
}
