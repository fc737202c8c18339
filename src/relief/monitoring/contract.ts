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
  /** Somebody reported what no sum finds. */
  | 'reported'
  /** Somebody in support can do less, or more, for themselves: assessed anew. */
  | 'care'

/**
 * `open` somebody must look · `proposed` the town has a proposal · `on-notice` the proposal to end hangs in the village ·
 * `objected` somebody objected to it in time, and it is decided again · `approved` a second person agreed and it took effect
 * · `dismissed` looked into, and a second person agreed that nothing changes · `settled` the next run found it gone.
 */
export type ReviewState = 'open' | 'proposed' | 'on-notice' | 'objected' | 'approved' | 'dismissed' | 'settled'

export type AdjustmentKind = 'raise' | 'cut' | 'end'
export type ProposalKind = AdjustmentKind | 'leave' | 'care' | 'keep'

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

/** One person’s support is to end, where the rule asks for a ground of its list and for a public notice first. */
export interface Leaving {
  readonly kind: 'leave'
  readonly personId: string
  /** A name of the list of grounds in force. */
  readonly ground: string
  /** Fen per month of those who stay; null when nobody does. Computed again when it is approved. */
  readonly amount: Fen | null
  /** First month without the support; null until it is approved: it follows the decision. */
  readonly from: Month | null
  readonly why: string
}

/** What care is paid after an assessment; its items and level are kept sealed beside it. */
export interface Care {
  readonly kind: 'care'
  readonly personId: string
  /** Fen per month of the household. */
  readonly amount: Fen
  /** Null until it is approved. */
  readonly from: Month | null
  readonly why: string
}

/** Whether a person can do each item, by the name the rule gives it. */
export type CareItems = Readonly<Record<string, 'can' | 'cannot'>>

/** An assessment of self-care. It speaks of health: sealed. */
export interface CareFound {
  readonly items: CareItems
  /** In the words of the model. */
  readonly level: string
  readonly failed: number
  readonly assessedOn: Day
}

export type Proposal = Adjustment | Leaving | Care | Keep

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

/** The name of a document, which is the same in both languages, or a sentence that stands where there is none. */
export interface Said {
  readonly zh: string
  readonly en: string
}

/** What holds in monitoring on a day: data, each number with its source. */
export interface MonitoringRule {
  /** Null where no document says how often: then only changes are looked at. */
  readonly recheck: { readonly stableMonths: number; readonly unstableMonths: number; readonly source: string } | null
  readonly grace: { readonly monthsMax: number; readonly source: Said }
  readonly views: {
    readonly required: boolean
    readonly source: Said
    readonly deadlineDays: number
    readonly deadlineSource: string
  }
  readonly review: { readonly days: number; readonly source: string }
  /** Null where an end needs neither a ground of a list nor a notice. */
  readonly ending: EndingRule | null
  /** Null where nothing is paid by the level of self-care. */
  readonly care: CareRule | null
  /** Who was under this age when the support began has this fact, by which the model lets it go on. */
  readonly minors: { readonly fact: string; readonly under: number; readonly source: string } | null
}

/** What care is assessed by. */
export interface CareRule {
  /** The programme whose support it comes with. */
  readonly support: string
  /** The fact the model reads: how many items cannot be done. */
  readonly fact: string
  readonly source: string
  readonly items: readonly { readonly name: string; readonly zh: string; readonly en: string }[]
}

/** How support ends that hangs on notice first. */
export interface EndingRule {
  readonly source: string
  /** Working days within which it is decided again after an objection. */
  readonly objection: { readonly days: number; readonly source: string }
  readonly grounds: readonly Ground[]
  /** Programmes that come with the support and end with it. */
  readonly endsAlso: readonly string[]
}

/** A ground on which support ends. */
export interface Ground {
  readonly name: string
  readonly zh: string
  readonly en: string
  /**
   * What has to be so: a day of death on file; one of these reasons why the person alone is not entitled on today’s
   * facts; or what a person states and another verifies.
   */
  readonly restsOn:
    | { readonly kind: 'death' }
    | { readonly kind: 'statement' }
    | { readonly kind: 'reasons'; readonly codes: readonly string[] }
}
