import type { Day, Month } from '#platform/clock/index.ts'
import type { Fen } from '#platform/money/index.ts'

/**
 * What a look at a household that is paid now has found. It changes nothing by itself: a person proposes, another
 * decides.
 */
export type FindingKind =
  /** Computed is more than paid. */
  | 'raise'
  /** Computed is less, but still something. */
  | 'cut'
  /** The conditions are no longer met. */
  | 'end'
  /** A fact is missing, so nobody can say. */
  | 'unknown'
  /** A member has died. */
  | 'death'
  /** The yearly or half-yearly re-check is due. */
  | 'recheck'

/**
 * `open` somebody must look · `proposed` the town has a proposal · `approved` a second person agreed and it took effect
 * · `dismissed` looked into, and a second person agreed that nothing changes · `settled` the next run found it gone.
 */
export type ReviewState = 'open' | 'proposed' | 'approved' | 'dismissed' | 'settled'

export type AdjustmentKind = 'raise' | 'cut' | 'end'
export type ProposalKind = AdjustmentKind | 'keep'

/** What the town proposes. A cut or an end names what it rests on; the family hears it before it is decided. */
export interface Adjustment {
  readonly kind: AdjustmentKind
  /** Fen per month from then on; null for an end. */
  readonly amount: Fen | null
  /** First month with the new amount; for an end the first month without any. */
  readonly from: Month
  readonly why: string
}

/** Why nothing is to be adjusted although the sum differs. `no-change` is the answer of a re-check that was done. */
export type KeepCause =
  | 'not-so'
  | 'one-off'
  | 'another-person'
  | 'counted-already'
  | 'no-difference'
  | 'no-change'
  | 'other'

/** Looked into, and nothing is to be adjusted: it waits for a second person like every other proposal. */
export interface Keep {
  readonly kind: 'keep'
  readonly cause: KeepCause
  /** The day on which the household was in fact reviewed anew; null when only this finding was looked into. */
  readonly lookedOn: Day | null
  readonly why: string
}

export type Proposal = Adjustment | Keep

/** The family's views before a cut or an end: what they said, or how they were asked and until when. */
export interface Views {
  readonly id: string
  readonly outcome: 'agreed' | 'objected' | 'not-reached'
  readonly says: string
  /** For `not-reached`: the day after which the decision may go on without them. */
  readonly deadline: Day | null
  readonly on: Day
  readonly by: string
  /** About what is proposed now; views on what was found or proposed before are kept and do not stand for it. */
  readonly isCurrent: boolean
}

/** What holds in monitoring on a day: data, each number with its source. */
export interface MonitoringRule {
  readonly recheck: { readonly stableMonths: number; readonly unstableMonths: number; readonly source: string }
  readonly grace: { readonly monthsMax: number; readonly source: string }
  readonly views: {
    readonly required: boolean
    readonly source: string
    readonly deadlineDays: number
    readonly deadlineSource: string
  }
  readonly review: { readonly days: number; readonly source: string }
}
