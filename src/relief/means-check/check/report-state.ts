import { addDays, dayOf, type Day } from '#platform/clock/index.ts'
import type { ReportState, RequestState } from '../contract.ts'
import type { Department } from '../departments/department.ts'

/** One request as the state of a report reads it. */
export interface RequestStanding {
  readonly department: string
  readonly subject: string
  readonly state: RequestState
  readonly answeredAt: Date | null
}

export interface Standing {
  readonly departments: readonly Department[]
  readonly requests: readonly RequestStanding[]
  /** Ids of the people it was made about. */
  readonly people: readonly string[]
  /** Ids of the people who belong to the household today. */
  readonly peopleNow: readonly string[]
  readonly today: Day
}

const isOpen = (state: RequestState): boolean => state === 'waiting' || state === 'asked'

/** Why a report no longer fits: newcomers, and answers past their validity. People who left change nothing asked. */
export function outdatedBy({ departments, requests, people, peopleNow, today }: Standing): {
  readonly newcomers: number
  readonly tooOld: readonly string[]
} {
  const newcomers = peopleNow.filter((id) => !people.includes(id)).length
  const tooOld = departments
    .filter((department) => {
      const until = validUntil(department, requests)
      return until !== null && until < today
    })
    .map(({ code }) => code)
  return { newcomers, tooOld }
}

/** Last day on which the answers of a department may be decided on: that of its oldest answer. */
export function validUntil({ code, validDays }: Department, requests: readonly RequestStanding[]): Day | null {
  const days = requests.flatMap(({ department, answeredAt }) =>
    department === code && answeredAt !== null ? [addDays(dayOf(answeredAt), validDays)] : [],
  )
  return days.toSorted()[0] ?? null
}

export function reportState(standing: Standing): ReportState {
  if (standing.requests.some(({ state }) => isOpen(state))) return 'asking'
  const { newcomers, tooOld } = outdatedBy(standing)
  if (newcomers > 0 || tooOld.length > 0) return 'outdated'
  return standing.requests.every(({ state }) => state === 'answered') ? 'complete' : 'partial'
}

const severity: readonly RequestState[] = [
  'answered',
  'no-id-number',
  'not-authorised',
  'refused',
  'silent',
  'asked',
  'waiting',
  'not-configured',
]

/** A source is as good as its worst request. */
export const worstOf = (states: readonly RequestState[]): RequestState =>
  states.reduce((worst, one) => (severity.indexOf(one) > severity.indexOf(worst) ? one : worst), 'answered')

/** Minutes of the plan, one for each silent try; null when the plan is used up and a person has to ask. */
export function nextTryAt(
  { askAgainMinutes }: Pick<Department, 'askAgainMinutes'>,
  tries: number,
  now: Date,
): Date | null {
  const minutes = askAgainMinutes[tries - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000)
}
