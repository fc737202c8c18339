import { addMonths, monthOf, type Month } from '#platform/clock/index.ts'
import type { Decision } from './contract.ts'

/** What of a decision says what stands after it. Help given once gives nothing that stands and is none. */
export type Saying = Pick<Decision, 'caseNumber' | 'outcome' | 'fromMonth' | 'decidedOn'>

/**
 * The one rule of what stands, for money and for statuses (认定), among decisions about one household and one kind of aid.
 * What a decision gave stands until another decision says something else: one that grants replaces it from its own first
 * month, whichever case it is from; one that refuses ends only what was given in its own case, after the month in which it
 * was made (rulings, time). A refused, withdrawn or ended application of a household leaves alone what it has.
 *
 * @param earlier the case what stands was given in; null: it was given before us
 * @returns the last month of what stands, or null where the later decision does not touch it
 */
export function standsUntil(earlier: { readonly caseNumber: string | null }, later: Saying): Month | null {
  if (later.outcome === 'refused') return later.caseNumber === earlier.caseNumber ? monthOf(later.decidedOn) : null
  return later.fromMonth === null ? null : addMonths(later.fromMonth, -1)
}

/** The decision that stands in a month. Oldest first; what was replaced does not come back when its successor ends. */
export function standingIn<One extends Saying>(decisions: readonly One[], month: Month): One | null {
  const isOver = (one: One, since: readonly One[]): boolean =>
    since.some((later) => {
      const until = standsUntil(one, later)
      return until !== null && until < month
    })
  return (
    decisions.find(
      (one, index) =>
        one.outcome === 'confirmed' &&
        one.fromMonth !== null &&
        one.fromMonth <= month &&
        !isOver(one, decisions.slice(index + 1)),
    ) ?? null
  )
}
