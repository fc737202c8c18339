import { v7 as uuid } from 'uuid'
import { addMonths, monthOf, type Calendar } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { announce } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Payouts } from '#finance/payouts/contract.ts'
import type { EndingNotices, EndingObjectionForm, EndingSays } from '#relief/public-notice/contract.ts'
import type { Keep, Leaving, Proposal } from './contract.ts'
import { isKinIn, noteReview, putProposal, takeReview, told, type DeskNeeds, type OnReview } from './desk.ts'
import { endingOf, leavingSum, type LeavingNeeds, type LeavingSum } from './leaving.ts'
import { monitoringRefusals } from './refusals.ts'
import { beginRound, insertReview, moveReview, openReviewsOf, settleProposal, type Review } from './review-store.ts'
import { isOfStatus } from './statuses.ts'

export interface LeavingServiceNeeds extends LeavingNeeds, DeskNeeds {
  readonly calendar: Calendar
  readonly households: LeavingNeeds['households'] & DeskNeeds['households']
  readonly payouts: Pick<Payouts, 'ofHousehold' | 'change' | 'end'>
  readonly endings: EndingNotices
}

/** Who leaves and on what ground. */
export type LeavingWish = Pick<Leaving, 'personId' | 'ground' | 'why'>

/** What is decided again after an objection; without a ground the support goes on. */
export interface SecondDecision {
  readonly personId: string
  readonly ground: string | null
  readonly why: string
}

export interface LeavingService {
  /**
   * What no sum finds, as somebody reported it; looked into like every other finding.
   *
   * @throws endingNotHere, unknownGround, ownKin, nothingPaid, reviewIsOpen
   * @returns the id of the review
   */
  readonly report: (
    tx: Tx,
    who: Caller,
    wish: { readonly householdId: string; readonly programme: string; readonly ground: string },
  ) => Promise<string>
  /** @throws notFound, changedMeanwhile, notNow, ownKin, statusInCase, and what `leavingSum` refuses */
  readonly propose: (tx: Tx, who: Caller, on: OnReview, wish: LeavingWish) => Promise<void>
  /** Puts the proposal up. @throws notFound, changedMeanwhile, notNow, ownKin, samePerson, noNoticeHere, noEndingRule, … */
  readonly putUp: (tx: Tx, who: Caller, on: OnReview) => Promise<void>
  /** Takes the notice down and starts the days of the new decision. @throws notFound, changedMeanwhile, notNow, tooLate */
  readonly object: (tx: Tx, who: Caller, on: OnReview, form: EndingObjectionForm) => Promise<void>
  /** Decides again and puts that up. @throws notFound, changedMeanwhile, notNow, ownKin, againByAnother, … */
  readonly decideAgain: (tx: Tx, who: Caller, on: OnReview, wish: SecondDecision) => Promise<void>
}

export function createLeavingService(needs: LeavingServiceNeeds): LeavingService {
  const { clock, rules, endings } = needs
  const putUp = async (tx: Tx, who: Caller, review: Review, says: EndingSays, whom: Whom): Promise<void> => {
    const { id: reviewId, householdId, placeId, programme } = review
    await endings.putUp(tx, who, { reviewId, householdId, placeId, programme, says, person: whom })
    await moveReview(tx, who.tenant, review.id, { state: 'on-notice' })
  }
  return {
    report: (tx, who, wish) => report(tx, who, wish, needs),
    propose: async (tx, who, on, wish) => {
      const review = await takeReview(tx, who, 'propose', on, needs)
      if (isOfStatus(review)) throw monitoringRefusals.statusInCase()
      const { amount } = await leavingSum(tx, who, review, wish, needs)
      await putProposal(tx, who, review, { kind: 'leave', ...wish, amount, from: null }, needs)
    },
    putUp: async (tx, who, on) => {
      const review = await takeReview(tx, who, 'putUp', on, needs)
      if (review.proposal?.kind !== 'leave') throw monitoringRefusals.noNoticeHere()
      if (review.proposedBy?.id === who.id) throw monitoringRefusals.samePerson()
      await putUp(tx, who, review, 'to-end', whomOf(await leavingSum(tx, who, review, review.proposal, needs), needs))
      await noteReview(tx, who, review, { action: 'put-on-notice', after: told(review.proposal) }, needs)
    },
    object: async (tx, who, on, form) => {
      const review = await takeReview(tx, who, 'object', on, needs)
      const today = clock.today()
      const { days } = endingOf(rules.on(review.programme, today), review.programme).objection
      await endings.object(tx, who, review.id, form)
      const due = (await needs.calendar.now(tx)).addWorkingDays(today, days)
      await moveReview(tx, who.tenant, review.id, { state: 'objected', due })
      await noteReview(tx, who, review, { action: 'objected', after: { due } }, needs)
    },
    decideAgain: async (tx, who, on, { personId, ground, why }) => {
      const review = await takeReview(tx, who, 'decideAgain', on, needs)
      if (review.proposedBy?.id === who.id) throw monitoringRefusals.againByAnother()
      if (ground === null) {
        const keep: Keep = { kind: 'keep', cause: 'other', lookedOn: null, why }
        await putProposal(tx, who, review, keep, needs)
        await putUp(tx, who, review, 'goes-on', await whomToKeep(tx, who, review, personId, needs))
        return
      }
      const sum = await leavingSum(tx, who, review, { personId, ground }, needs)
      const { amount } = sum
      if (!isSameEnding(review.proposal, { personId, ground })) await beginRound(tx, who.tenant, review.id)
      await putProposal(tx, who, review, { kind: 'leave', personId, ground, why, amount, from: null }, needs)
      await putUp(tx, who, review, 'to-end', whomOf(sum, needs))
    },
  }
}

const isSameEnding = (before: Proposal | null, now: Pick<Leaving, 'personId' | 'ground'>): boolean =>
  before?.kind === 'leave' && before.personId === now.personId && before.ground === now.ground

/** Name and age as the notice asks for them. */
type Whom = Parameters<EndingNotices['putUp']>[2]['person']

/** A child who has died stays a child: age counts on the day of death. */
const whomOf = ({ person, died }: LeavingSum, { clock }: Pick<LeavingServiceNeeds, 'clock'>): Whom => ({
  ...{ name: person.name, bornOn: person.bornOn?.value ?? null, on: died ?? clock.today() },
})

async function whomToKeep(
  tx: Tx,
  who: Caller,
  { programme, householdId }: Review,
  personId: string,
  { clock, households }: LeavingServiceNeeds,
): Promise<Whom> {
  const on = clock.today()
  const [whole] = await households.situationsOf(tx, who.tenant, [householdId], { factsOn: on, programme })
  const person = whole?.members.find(({ id }) => id === personId)
  if (person === undefined) throw monitoringRefusals.personNotHere({}, 'personId')
  const [death] = await households.deathsOf(tx, who, { persons: [personId], factsOn: on })
  return { name: person.name, bornOn: person.bornOn?.value ?? null, on: death?.diedOn ?? on }
}

async function report(
  tx: Tx,
  who: Caller,
  { householdId, programme, ground: name }: { householdId: string; programme: string; ground: string },
  needs: LeavingServiceNeeds,
): Promise<string> {
  const { clock, rules, payouts } = needs
  const today = clock.today()
  const rule = rules.on(programme, today)
  const ground = endingOf(rule, programme).grounds.find((one) => one.name === name)
  if (ground === undefined) throw monitoringRefusals.unknownGround({ programme }, 'ground')
  if (await isKinIn(tx, who, householdId, needs)) throw monitoringRefusals.ownKin()
  const month = monthOf(today)
  const right = (await payouts.ofHousehold(tx, who.tenant, householdId)).find(
    (one) => one.programme === programme && one.from <= month && (one.until === null || one.until >= month),
  )
  if (right === undefined) throw monitoringRefusals.nothingPaid({ programme })
  const box = await needs.vault.boxOf(who.tenant)
  if ((await openReviewsOf(tx, box, programme, [householdId])).size > 0) throw monitoringRefusals.reviewIsOpen()
  const id = uuid()
  const isFirst = await insertReview(tx, who.tenant, {
    ...{ id, placeId: right.placeId, householdId, programme, entitlementId: right.id, kind: 'reported' },
    ...{ foundOn: today, dueOn: (await needs.calendar.now(tx)).addWorkingDays(today, rule.review.days) },
    ...{ paid: right.rate.amount, computed: null, assessmentId: null, eventOn: null, cause: null },
    why: { zh: `报来的情况：${ground.zh}`, en: `reported: ${ground.en}` },
  })
  if (!isFirst) throw monitoringRefusals.reviewIsOpen()
  await noteReview(tx, who, { id }, { action: 'reported', after: { programme, ground: name } }, needs)
  return id
}

/**
 * The notice is over and nobody objected: the support of the person ends from the month after this decision, after a
 * death from the month after it, on what the file says today.
 *
 * @throws what `leavingSum` refuses
 */
export async function confirmLeaving(
  tx: Tx,
  who: Caller,
  review: Review,
  leaving: Leaving,
  needs: LeavingServiceNeeds,
): Promise<void> {
  const { payouts } = needs
  const sum = await leavingSum(tx, who, review, leaving, needs)
  const { right, amount, from, ground } = sum
  for (const one of [{ right, amount, from }, ...sum.also]) {
    // The words stay with the review, sealed; the books say what it was and where to read on.
    const cited = { entitlementId: one.right.id, why: `终止供养：${ground.zh}`, decisionId: review.id }
    if (one.amount === null) await payouts.end(tx, who, { ...cited, after: addMonths(one.from, -1) })
    else if (one.amount < one.right.rate.amount)
      await payouts.change(tx, who, { ...cited, rate: { per: 'month', amount: one.amount }, from: one.from })
  }
  await settleProposal(tx, who.tenant, review.id, { ...leaving, amount, from })
  await announce(tx, {
    ...{ tenant: who.tenant, kind: 'monitoring.adjusted', about: review.id, version: review.version + 1 },
    codes: { kind: amount === null ? 'end' : 'cut', programme: review.programme, household: review.householdId },
  })
}
