import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { CaseMove } from './moves.ts'

export { caseMoves, type CaseMove } from './moves.ts'

/** Which total limit counts: `town-decided` where the town decides itself, `special` after an objection and the like. */
export type LimitKind = 'ordinary' | 'town-decided' | 'special'

/** How a case ended, or null while it is open. */
export type CaseOutcome = 'confirmed' | 'refused' | 'withdrawn' | 'ended-non-cooperation'

export interface Case {
  readonly id: string
  readonly tenant: TenantId
  /** `QH-DB-2026-000123`: on the receipt, in the QR code, on every letter. */
  readonly number: string
  readonly programme: string
  readonly householdId: string
  readonly placeId: PlaceId
  /** Person id of the one who applies for the household. */
  readonly applicantId: string
  /** Which procedure runs it: the pack's region, its programme and the day the procedure begins. */
  readonly procedure: {
    readonly region: string
    readonly programme: string
    readonly validFrom: Day
    /** Of its words as they were when the case was opened; null for cases from before they were kept. */
    readonly hash: string | null
  }
  readonly stage: string
  /** Goes up by one with every move; a move made on an older version is refused. */
  readonly version: number
  readonly openedAt: Date
  readonly openedOn: Day
  /** The day the statutory clock began; null before acceptance. */
  readonly acceptedOn: Day | null
  readonly outcome: CaseOutcome | null
  /** `special` after an objection, or when the family lives apart from its registration: the longer limit. */
  readonly limitKind: LimitKind
}

/** One move that was made: append-only, the timeline of a case and the source of its clock. */
export interface CaseStep {
  readonly id: string
  readonly caseId: string
  /** From 1, without gaps. */
  readonly position: number
  readonly move: CaseMove | 'open'
  readonly from: string | null
  readonly to: string
  readonly at: Date
  readonly on: Day
  readonly by: { readonly id: string; readonly name: string }
  readonly reason: string | null
  /** Ids and codes the move cites: assessment, opinion, decision, document. No personal data. */
  readonly codes: Readonly<Record<string, string | number | boolean>>
}

/** The clock of a case, all in working days unless said; computed from the steps and nothing else. */
export interface CaseClock {
  /** The day of acceptance; null where nothing is accepted (help first). */
  readonly startedOn: Day | null
  /** Working days counted since acceptance, pauses left out. */
  readonly usedDays: number | null
  /** The limit from acceptance to the decision; null where no document gives one, and none is made up. */
  readonly total: ClockLimit | null
  /** The limit of the stage it is in, or the one this stage shares with others, where the procedure has one. */
  readonly stage: ClockLimit | null
  readonly pausedSince: Day | null
  /** The day the case ended; nothing is counted after it. Null while it is open. */
  readonly stoppedOn: Day | null
}

export interface ClockLimit {
  readonly limitDays: number
  readonly dueOn: Day
  readonly leftDays: number
  readonly light: 'green' | 'amber' | 'red'
  /** Document and article it comes from. */
  readonly source: string
}

export interface MoveWish {
  readonly move: CaseMove
  /** The version the person had in front of them. */
  readonly version: number
  readonly reason?: string | null
  readonly codes?: Readonly<Record<string, string | number | boolean>>
}

/** Something that stands in the way of a move, in a sentence. Nothing is decided over its head. */
export interface Obstacle {
  readonly refusal: Refusal
  /** The move needs a named person's exception instead of being impossible (a silent source). */
  readonly exceptional?: boolean
}

/**
 * Other modules of the loop have a say before a move (the check is partial, the notice still hangs) and follow it in
 * the same transaction (the notice is put up, the entitlement begins). Casework imports none of them: the assembly
 * hands them in.
 */
export interface CaseGate {
  readonly name: string
  readonly moves: readonly CaseMove[]
  readonly obstacles: (tx: Tx, who: Caller, one: Case, wish: MoveWish) => Promise<readonly Obstacle[]>
}
export interface CaseFollower {
  readonly name: string
  readonly moves: readonly (CaseMove | 'open')[]
  readonly follow: (tx: Tx, who: Caller, one: Case, step: CaseStep) => Promise<void>
}
/** A limit beside those of the procedure: what has to begin by when. It lights up on the lists of work and stops nobody. */
export interface ClockBeside {
  readonly caseId: string
  /** What has to begin. */
  readonly words: { readonly zh: string; readonly en: string }
  readonly dueOn: Day
  /** Working days, as is `limitDays`; below zero once it is late. */
  readonly leftDays: number
  readonly limitDays: number
  readonly light: 'green' | 'amber' | 'red'
  /** Document and article. */
  readonly source: string
}
/** Clocks of open cases, asked for the rows of a list; each in the open transaction of the caller. */
export type ClocksBeside = (tx: Tx, who: Caller, cases: readonly string[]) => Promise<readonly ClockBeside[]>

export interface OpenWish {
  readonly programme: string
  readonly householdId: string
  readonly applicantId: string
  /** The lead it came from, when there was one. */
  readonly leadId?: string | null
  readonly reason?: string | null
}

/** The town's proposal; cites the assessment it was made with. */
export interface Opinion {
  readonly id: string
  readonly caseId: string
  readonly proposal: 'grant' | 'refuse'
  readonly assessmentId: string | null
  /** Fen per month proposed; null for a refusal and where a status is proposed. */
  readonly amount: Fen | null
  /** The status proposed (认定) where the programme pays nothing; else null. */
  readonly status: string | null
  readonly members: number
  readonly why: string
  readonly by: { readonly id: string; readonly name: string }
  readonly on: Day
}

export interface OpinionWish {
  readonly version: number
  readonly proposal: 'grant' | 'refuse'
  readonly assessmentId: string | null
  readonly why: string
}

export interface ProposalWish {
  readonly version: number
  readonly outcome: 'confirmed' | 'refused'
  readonly assessmentId: string | null
  /** Fen per month; null: as the assessment says, and always for a programme that confirms a status. */
  readonly amount: Fen | null
  readonly why: string
  readonly override: { readonly reason: string; readonly article: string } | null
}

/** What the first person puts before the second. */
export interface Proposal {
  readonly id: string
  readonly outcome: 'confirmed' | 'refused'
  readonly assessmentId: string | null
  /** Fen per month; null for a refusal and where a status is confirmed. */
  readonly amount: Fen | null
  /** See `Decision`. */
  readonly status: string | null
  readonly members: number
  readonly fromMonth: Month | null
  readonly reasons: Decision['reasons']
  readonly why: string
  /** Set when it differs from the assessment; the approval then waits for a third person. */
  readonly override: { readonly reason: string; readonly article: string } | null
  readonly by: { readonly id: string; readonly name: string }
  readonly on: Day
}

/** Made by named persons; `approvedBy` is never `proposedBy`. */
export interface Decision {
  readonly id: string
  readonly caseId: string
  readonly caseNumber: string
  /** `QH-DB-2026-000123-1`: case number and count of its decisions, printed on the letter. */
  readonly number: string
  readonly householdId: string
  readonly programme: string
  readonly outcome: 'confirmed' | 'refused'
  readonly assessmentId: string | null
  /** Fen per month; null for a refusal and where a status is confirmed. */
  readonly amount: Fen | null
  /**
   * What is confirmed where nothing is paid (认定): `刚性支出困难家庭`. It opens other aid and never gives a right to money;
   * null for a refusal and where there is an amount.
   */
  readonly status: string | null
  readonly members: number
  /** First month: the month after the decision unless the pack says otherwise. */
  readonly fromMonth: Month | null
  /** Reasons as printed, each with its article where there is one. */
  readonly reasons: readonly { readonly text: string; readonly article: string | null }[]
  /** Set when the decision differs from the assessment: reason, article and a third person. */
  readonly override: { readonly reason: string; readonly article: string; readonly by: string } | null
  readonly proposedBy: { readonly id: string; readonly name: string }
  readonly approvedBy: { readonly id: string; readonly name: string }
  readonly decidedOn: Day
  /** Whether help was given before the papers (临时救助 emergency form), paid once. */
  readonly isOnce: boolean
}

/** Everything takes an open transaction with the scope of the caller. */
export interface Cases {
  /** @throws alreadyOpen (never says where), householdNotFound, noProcedure */
  readonly open: (tx: Tx, who: Caller, wish: OpenWish) => Promise<Case>
  /** @throws notFound: not there or not theirs. */
  readonly get: (tx: Tx, who: Caller, id: string) => Promise<Case>
  /**
   * The same, held until the transaction ends. Whoever changes what belongs to a case takes the case first and everything
   * else after it: one order everywhere, so that nobody waits crosswise. @throws notFound
   */
  readonly hold: (tx: Tx, who: Caller, id: string) => Promise<Case>
  readonly find: (tx: Tx, who: Caller, number: string) => Promise<Case | null>
  readonly ofHousehold: (tx: Tx, who: Caller, householdId: string) => Promise<readonly Case[]>
  /**
   * Makes a move: procedure, people, gates; then the step, the followers, the event, all in this transaction.
   *
   * @throws notNow (stage × move), notYours (role or same person), changedMeanwhile (version), whatever a gate says
   */
  readonly move: (tx: Tx, who: Caller, id: string, wish: MoveWish) => Promise<{ case: Case; step: CaseStep }>
  readonly stepsOf: (tx: Tx, who: Caller, id: string) => Promise<readonly CaseStep[]>
  /** Null where nothing was accepted and no limit runs. */
  readonly clockOf: (tx: Tx, one: Case) => Promise<CaseClock | null>
  readonly opinionOf: (tx: Tx, who: Caller, id: string) => Promise<Opinion | null>
  readonly decisionOf: (tx: Tx, who: Caller, id: string) => Promise<Decision | null>
  /** All of them, in their order: a reconsidered case has several, the last one stands. */
  readonly decisionsOf: (tx: Tx, who: Caller, id: string) => Promise<readonly Decision[]>
  /** The proposal that stands, approved or not. */
  readonly proposalOf: (tx: Tx, who: Caller, id: string) => Promise<Proposal | null>
  readonly giveOpinion: (tx: Tx, who: Caller, id: string, wish: OpinionWish) => Promise<Moved & { opinion: Opinion }>
  readonly proposeDecision: (
    tx: Tx,
    who: Caller,
    id: string,
    wish: ProposalWish,
  ) => Promise<Moved & { proposal: Proposal }>
  readonly approveDecision: (
    tx: Tx,
    who: Caller,
    id: string,
    wish: { readonly version: number; readonly proposalId: string },
  ) => Promise<Moved & { decision: Decision }>
  readonly grantEmergency: (
    tx: Tx,
    who: Caller,
    id: string,
    wish: { readonly version: number; readonly amount: Fen; readonly why: string },
  ) => Promise<Moved & { decision: Decision }>
  /** How soon the work behind a form has to begin, by the procedure of the case; null where it says nothing. */
  readonly beginWithin: (
    tx: Tx,
    one: Case,
    form: string,
  ) => Promise<{ readonly days: number; readonly source: string } | null>
  /** Forms the stages of its procedure ask for: `means-check`, `home-survey`. */
  readonly formsOf: (tx: Tx, one: Case) => Promise<readonly string[]>
  /** Names of the stages of its procedure, in their order. */
  readonly stagesOf: (tx: Tx, one: Case) => Promise<readonly string[]>
}

/** A case after a move, and the step that was made. */
export interface Moved {
  readonly case: Case
  readonly step: CaseStep
}
