import { monthOf, type Day } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { fen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { Situation } from '#registry/households/facts.ts'
import {
  diffToPaid,
  type Assessment,
  type AssessmentRequest,
  type AssessOptions,
  type Eligibility,
  type PaidDifference,
} from '#relief/eligibility/index.ts'
import type { RosterKind } from './contract.ts'

export interface AssessSetting {
  readonly eligibility: Pick<Eligibility, 'assess'>
  /** Region of the law. */
  readonly region: string
  readonly on: Day
  /** For households that do not say what they draw. */
  readonly programme: string
  readonly options: AssessOptions
}

export interface Answered {
  readonly request: AssessmentRequest
  readonly assessment: Assessment | null
  readonly paid: Fen | null
  readonly kind: RosterKind
  readonly difference: PaidDifference
  /** Why in one word for the tally, with its code. */
  readonly reason: { readonly code: string; readonly zh: string; readonly en: string }
}

const kinds: Readonly<Record<PaidDifference['category'], RosterKind>> = {
  matches: 'same',
  underpaid: 'less',
  overpaid: 'more',
  'no-longer': 'no',
  'not-enough-known': 'unknown',
  'paid-unknown': 'unknown',
}

/** Assesses one household of a list and sets the answer beside what is paid. Nothing is decided by it. */
export function assessListed(
  situation: Situation,
  statedProgramme: string | undefined,
  { eligibility, region, on, programme, options }: AssessSetting,
): Answered {
  const isUnpaid = statedProgramme === 'none'
  const paid = situation.paidNow?.value ?? (isUnpaid ? zeroFen : null)
  const request: AssessmentRequest = {
    region,
    programme: statedProgramme === undefined || isUnpaid ? programme : statedProgramme,
    factsOn: on,
    lawOn: on,
    month: monthOf(on),
    situation,
  }
  try {
    const assessment = eligibility.assess(request, options)
    const difference = diffToPaid(assessment, paid)
    const kind = kinds[difference.category]
    return { request, assessment, paid, kind, difference, reason: reasonOf(assessment, difference) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The law itself has a fault for this case: it is said, and the others are still answered.
    const difference: PaidDifference = { category: 'not-enough-known', difference: null, zh: error.zh, en: error.en }
    const reason = { code: error.code, zh: error.zh, en: error.en }
    return { request, assessment: null, paid, kind: 'unknown', difference, reason }
  }
}

/** The one reason a household is counted under: what is missing, what fails, or how the amount differs. */
function reasonOf(
  { outcome, missing, reasons }: Assessment,
  { category }: PaidDifference,
): { code: string; zh: string; en: string } {
  const [lack] = missing
  if (outcome === 'not-enough-known' && lack)
    // The member's own row number would make every reason its own: what is missing counts, not for whom.
    return { code: lack.path.replace(/member:[^.]*/, 'member').slice(0, 90), zh: cutPerson(lack.zh), en: lack.en }
  const [reason] = reasons
  if ((category === 'no-longer' || outcome === 'no-rule') && reason)
    return { code: reason.code, zh: reason.zh, en: reason.en }
  return categoryReasons[category]
}

const cutPerson = (zh: string): string => zh.replace(/^.{1,20}?的/, '').slice(0, 60)

const categoryReasons: Readonly<Record<PaidDifference['category'], { code: string; zh: string; en: string }>> = {
  matches: { code: 'matches', zh: '对得上', en: 'Agrees' },
  underpaid: { code: 'underpaid', zh: '测算比现在发的多', en: 'Computed more than is paid' },
  overpaid: { code: 'overpaid', zh: '测算比现在发的少', en: 'Computed less than is paid' },
  'no-longer': { code: 'no-longer', zh: '测算不再符合', en: 'No longer meets the rules' },
  'not-enough-known': { code: 'unknown', zh: '缺东西', en: 'Something is missing' },
  'paid-unknown': { code: 'paid-unknown', zh: '现在发多少没有填', en: 'What is paid now was not stated' },
}

/** What matters stands first: what a family is owed, what may end, what was too much, what is not known. */
export const kindRank: Readonly<Record<RosterKind, number>> = { less: 0, no: 1, more: 2, unknown: 3, same: 4 }

/** The larger difference first within a kind. */
export const sizeOf = (difference: Fen | null): Fen =>
  difference === null ? zeroFen : fen(difference < 0n ? -difference : difference)
