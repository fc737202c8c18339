import { v7 as uuid } from 'uuid'
import { addMonths, type Calendar, type Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { announce } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { zeroFen } from '#platform/money/index.ts'
import type { Payouts } from '#finance/payouts/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import { monthAfter } from './adjust.ts'
import { careOf, careSum, failedFact, failedIn, rightIn, type CareNeeds, type CareSum } from './care.ts'
import type { Care, CareItems } from './contract.ts'
import { isKinIn, noteReview, putProposal, takeReview, type DeskNeeds, type OnReview } from './desk.ts'
import { monitoringRefusals } from './refusals.ts'
import { insertReview, openReviewsOf, saveCare, settleProposal, type Review } from './review-store.ts'

export interface CareServiceNeeds extends CareNeeds, DeskNeeds {
  readonly calendar: Calendar
  readonly households: CareNeeds['households'] & DeskNeeds['households'] & Pick<Households, 'state'>
  readonly payouts: Pick<Payouts, 'ofHousehold' | 'grant' | 'change' | 'end'>
}

export interface CareWish {
  readonly personId: string
  readonly items: CareItems
  /** The day on which the person was assessed. */
  readonly assessedOn: Day
  readonly why: string
}

export interface CareService {
  /**
   * Somebody’s self-care has changed: opens a review that is due within the days of the rule.
   *
   * @throws careNotHere, ownKin, nothingPaid, reviewIsOpen
   * @returns the id of the review
   */
  readonly report: (tx: Tx, who: Caller, wish: { householdId: string; programme: string }) => Promise<string>
  /** @throws notFound, changedMeanwhile, notNow, ownKin, careNotHere, lookOutOfSpan, itemsMissing, and what `careSum` refuses */
  readonly propose: (tx: Tx, who: Caller, on: OnReview, wish: CareWish) => Promise<void>
}

export const createCareService = (needs: CareServiceNeeds): CareService => ({
  report: (tx, who, wish) => report(tx, who, wish, needs),
  propose: async (tx, who, on, { personId, items, assessedOn, why }) => {
    const review = await takeReview(tx, who, 'propose', on, needs)
    if (review.kind !== 'care') throw monitoringRefusals.careNotHere({ programme: review.programme })
    const today = needs.clock.today()
    if (assessedOn > today || assessedOn < review.foundOn)
      throw monitoringRefusals.lookOutOfSpan({ from: review.foundOn, to: today }, 'assessedOn')
    const failed = failedIn(careOf(needs.rules.on(review.programme, today), review.programme), items)
    const { level, amount } = await careSum(tx, who, review, { personId, failed, on: assessedOn }, needs)
    await saveCare(tx, await needs.vault.boxOf(who.tenant), review.id, { items, level, failed, assessedOn })
    await putProposal(tx, who, review, { kind: 'care', personId, amount, from: null, why }, needs)
  },
})

async function report(
  tx: Tx,
  who: Caller,
  { householdId, programme }: { readonly householdId: string; readonly programme: string },
  needs: CareServiceNeeds,
): Promise<string> {
  const { clock, rules, payouts } = needs
  const today = clock.today()
  const rule = rules.on(programme, today)
  const care = careOf(rule, programme)
  if (await isKinIn(tx, who, householdId, needs)) throw monitoringRefusals.ownKin()
  const rights = await payouts.ofHousehold(tx, who.tenant, householdId)
  const from = monthAfter(today)
  const support = rightIn(rights, care.support, from)
  if (support === null) throw monitoringRefusals.nothingPaid({ programme: care.support })
  const right = rightIn(rights, programme, from)
  const box = await needs.vault.boxOf(who.tenant)
  if ((await openReviewsOf(tx, box, programme, [householdId])).size > 0) throw monitoringRefusals.reviewIsOpen()
  const id = uuid()
  const isFirst = await insertReview(tx, who.tenant, {
    ...{ id, placeId: support.placeId, householdId, programme, entitlementId: (right ?? support).id, kind: 'care' },
    ...{ foundOn: today, dueOn: (await needs.calendar.now(tx)).addWorkingDays(today, rule.review.days) },
    ...{ paid: right?.rate.amount ?? zeroFen, computed: null, assessmentId: null, eventOn: null, cause: null },
    why: { zh: `报来自理能力有变化，要重新评估（${rule.review.source}）`, en: 'reported: self-care has changed' },
  })
  if (!isFirst) throw monitoringRefusals.reviewIsOpen()
  await noteReview(tx, who, { id }, { action: 'reported', after: { programme } }, needs)
  return id
}

/** The items go into the file, and the right follows the level: begun, changed or ended by one decision. @throws staleCare, … */
export async function confirmCare(
  tx: Tx,
  who: Caller,
  review: Review,
  proposal: Care,
  needs: CareServiceNeeds,
): Promise<void> {
  const { failed, assessedOn } = given(review.care, 'the items of a proposed level of care')
  const found = { personId: proposal.personId, failed, on: assessedOn }
  const sum = await careSum(tx, who, review, found, needs)
  // What was heard and agreed to is this sum; another one is proposed anew.
  if (sum.amount !== proposal.amount) throw monitoringRefusals.staleAssessment()
  const { fact } = careOf(needs.rules.on(review.programme, needs.clock.today()), review.programme)
  await needs.households.state(tx, who, {
    ...{ householdId: review.householdId, validFrom: assessedOn, reason: '自理能力重新评估' },
    members: [{ id: proposal.personId, stated: { [fact]: failedFact(failed, assessedOn) } }],
  })
  await payBy(tx, who, review, sum, needs)
  await settleProposal(tx, who.tenant, review.id, { ...proposal, from: sum.from })
  await announce(tx, {
    ...{ tenant: who.tenant, kind: 'monitoring.adjusted', about: review.id, version: review.version + 1 },
    codes: { kind: 'care', programme: review.programme, household: review.householdId },
  })
}

async function payBy(
  tx: Tx,
  who: Caller,
  { id: decisionId, householdId, programme, placeId }: Review,
  { right, support, amount, from }: CareSum,
  { payouts }: CareServiceNeeds,
): Promise<void> {
  if (amount === (right?.rate.amount ?? zeroFen)) return
  const rate = { per: 'month' as const, amount }
  // The words stay with the review, sealed; the books say what it was and where to read on.
  const why = '自理能力重新评估'
  if (right === null) {
    const caseNumber = support.source.kind === 'decision' ? support.source.caseNumber : ''
    const source = { kind: 'decision' as const, decisionId, caseNumber }
    await payouts.grant(tx, who, { householdId, placeId, programme, rate, from, source })
  } else if (amount === zeroFen)
    await payouts.end(tx, who, { entitlementId: right.id, after: addMonths(from, -1), why, decisionId })
  else await payouts.change(tx, who, { entitlementId: right.id, rate, from, why, decisionId })
}
