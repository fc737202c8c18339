import type { Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'

/**
 * A person's signed consent to be asked about. It names the programme and the scope; a guardian signs for a child or for
 * somebody without capacity, and the authorisation is the child's.
 */
export interface Authorisation {
  readonly id: string
  readonly personId: string
  readonly signedOn: Day
  /** Last day, or null while the aid lasts. */
  readonly endsOn: Day | null
  readonly byGuardian: boolean
}

/** No authorisation, no query. Intake keeps the papers; it is asked anew at the moment of every single request. */
export interface Authorisations {
  /**
   * Those of these persons who may be asked about on a day for this case; whoever is not in the answer is not asked.
   * Children appear with the signature of their guardian.
   */
  readonly standing: (
    tx: Tx,
    who: Caller,
    question: {
      readonly caseId: string
      readonly householdId: string
      readonly persons: readonly string[]
      readonly on: Day
    },
  ) => Promise<readonly Authorisation[]>
}

/**
 * `asking`: sources are still being asked; `complete`: every source answered about everybody; `partial`: something was
 * not answered or not asked; `outdated`: the household changed, or answers are older than their validity.
 */
export const reportStates = ['asking', 'complete', 'partial', 'outdated'] as const
export type ReportState = (typeof reportStates)[number]

/**
 * One request to one source about one person (or the household). `silent` is never clean; `refused` was answered with a
 * no; `not-authorised` and `not-configured` were never sent.
 */
export const requestStates = [
  'waiting',
  'asked',
  'answered',
  'silent',
  'refused',
  'not-authorised',
  'no-id-number',
  'not-configured',
] as const
export type RequestState = (typeof requestStates)[number]

/**
 * What the comparison of one line came to. `same`; `more`, `less` than declared, `differs`; `undeclared`: nothing was declared and
 * something was found; `none-on-record`: the source answered and has nothing; `at-least`: some of the sources are silent,
 * the sum is a lower bound; `shown`: not compared; `unanswered`.
 */
export const resultCodes = [
  'same',
  'differs',
  'more',
  'less',
  'undeclared',
  'none-on-record',
  'at-least',
  'shown',
  'unanswered',
] as const
export type ResultCode = (typeof resultCodes)[number]

/** A check in one line, for work lists, papers and monitoring. */
export interface CheckSummary {
  readonly id: string
  readonly caseId: string
  /** 1 is the first report, 2 and on are re-checks; earlier ones stay as they were. */
  readonly position: number
  readonly state: ReportState
  readonly askedOn: Day
  readonly answered: number
  readonly unanswered: number
  /** Differences nobody has settled yet. */
  readonly open: number
  readonly isSimulated: boolean
}

export interface MeansChecks {
  /**
   * One click: asks every department that matters, in parallel, about everybody who has authorised it. Asked again while
   * a report of the same household stands it answers with that one.
   *
   * @throws notFound, nobodyAuthorised
   */
  readonly start: (who: Caller, caseId: string) => Promise<{ readonly id: string }>
  /** A second report beside the first. @throws notFound, notTheLatest, stillAsking, nobodyAuthorised */
  readonly recheck: (
    who: Caller,
    wish: { readonly after: string; readonly why: string },
  ) => Promise<{ readonly id: string }>
  /** The latest report of a case; null when nobody has asked. In an open transaction of the caller. */
  readonly latestOf: (tx: Tx, who: Caller, caseId: string) => Promise<CheckSummary | null>
}
