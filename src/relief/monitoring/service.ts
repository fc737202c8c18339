import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import { addMonths, monthOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { announce } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Payouts } from '#finance/payouts/contract.ts'
import type { Households, Situation } from '#registry/households/contract.ts'
import { hasKinAmong } from '#relief/casework/index.ts'
import { faultOf, keepFault, viewsFault } from './adjust.ts'
import type { Adjustment, Keep, Proposal, ReviewState, Views } from './contract.ts'
import { proposalLabels, stateLabels } from './labels.ts'
import { lookAt } from './look.ts'
import { monitoringRefusals } from './refusals.ts'
import {
  closeReview,
  findReview,
  insertViews,
  lockReview,
  readViews,
  reopenReview,
  reviewsOfHousehold,
  saveProposal,
  type Review,
} from './review-store.ts'
import type { RunNeeds } from './run.ts'
import { isOfStatus, watchedIn } from './statuses.ts'

export interface MonitoringNeeds extends Omit<RunNeeds, 'payouts' | 'households'> {
  readonly audit: Audit
  readonly households: RunNeeds['households'] & Pick<Households, 'identitiesOf'>
  readonly payouts: Pick<Payouts, 'running' | 'hold' | 'change' | 'end' | 'ofHousehold'>
}

/** Which review, as the person saw it. */
export interface OnReview {
  readonly id: string
  readonly version: number
}

export interface Monitoring {
  /** @throws notFound */
  readonly get: (
    tx: Tx,
    who: Caller,
    id: string,
  ) => Promise<{ readonly review: Review; readonly views: readonly Views[] }>
  readonly ofHousehold: (tx: Tx, who: Caller, householdId: string) => Promise<readonly Review[]>
  /** Nobody works on the review of a household in which they declared kin. */
  readonly isKin: (tx: Tx, who: Caller, review: Pick<Review, 'householdId'>) => Promise<boolean>
  /** @throws notFound, changedMeanwhile, notNow, ownKin, statusInCase, amountNeeded, wrongDirection, tooEarly, tooLate */
  readonly propose: (tx: Tx, who: Caller, on: OnReview, proposal: Adjustment) => Promise<void>
  /** Proposes that nothing is to be adjusted. @throws notFound, changedMeanwhile, notNow, ownKin, lookMissing, lookOutOfSpan */
  readonly dismiss: (tx: Tx, who: Caller, on: OnReview, keep: Omit<Keep, 'kind'>) => Promise<void>
  /** @throws notFound, notNow */
  readonly hear: (tx: Tx, who: Caller, id: string, views: Pick<Views, 'outcome' | 'says'>) => Promise<void>
  /**
   * The second person, for an adjustment as for none.
   *
   * @throws notFound, changedMeanwhile, notNow, samePerson, ownKin, viewsMissing, stillWaiting, staleAssessment, rightGone
   */
  readonly approve: (tx: Tx, who: Caller, on: OnReview) => Promise<void>
  /** @throws notFound, changedMeanwhile, notNow, samePerson, ownKin */
  readonly sendBack: (tx: Tx, who: Caller, on: OnReview, reason: string) => Promise<void>
}

const acts = {
  propose: { from: ['open'], zh: '提出调整' },
  dismiss: { from: ['open'], zh: '不用调整' },
  hear: { from: ['open', 'proposed'], zh: '记录意见' },
  approve: { from: ['proposed'], zh: '批准' },
  sendBack: { from: ['proposed'], zh: '退回' },
} as const satisfies Readonly<Record<string, { readonly from: readonly ReviewState[]; readonly zh: string }>>

/** Which act is possible in which state: the whole table, for the service, the page and the test. */
export const isPossible = (act: keyof typeof acts, state: ReviewState): boolean =>
  acts[act].from.some((one) => one === state)

export function createMonitoring(needs: MonitoringNeeds): Monitoring {
  const { clock, audit, rules } = needs
  const taken = async (tx: Tx, who: Caller, act: keyof typeof acts, on: Partial<OnReview> & { id: string }) => {
    const review = await lockReview(tx, await needs.vault.boxOf(who.tenant), on.id)
    if (review === undefined) throw monitoringRefusals.notFound()
    if (!isPossible(act, review.state))
      throw monitoringRefusals.notNow({ state: stateLabels[review.state].zh, act: acts[act].zh })
    if (on.version !== undefined && on.version !== review.version) throw monitoringRefusals.changedMeanwhile()
    if (await isKin(tx, who, review)) throw monitoringRefusals.ownKin()
    return review
  }
  const isKin = async (tx: Tx, who: Caller, { householdId }: Pick<Review, 'householdId'>): Promise<boolean> => {
    const identities = await needs.households.identitiesOf(tx, who.tenant, householdId)
    return hasKinAmong(tx, who, identities?.members.map(({ id }) => id) ?? [])
  }
  const put = async (tx: Tx, who: Caller, review: Review, proposal: Proposal): Promise<void> => {
    await saveProposal(tx, await needs.vault.boxOf(who.tenant), review.id, { proposal, by: who, at: clock.now() })
    await note(tx, who, review, 'proposed', told(proposal), proposal.why)
  }
  // Words are told in the sealed part of the entry: they speak of a family.
  const note = (tx: Tx, who: Caller, { id }: Review, action: string, after: object, why?: string) =>
    audit.record(tx, who, {
      ...{ action: `monitoring.${action}`, about: { kind: 'review', id } },
      after: why === undefined ? after : { ...after, why },
    })
  return {
    get: async (tx, who, id) => {
      const box = await needs.vault.boxOf(who.tenant)
      const review = await findReview(tx, box, id)
      if (review === undefined) throw monitoringRefusals.notFound()
      await audit.recordRead(tx, who, {
        ...{ act: 'read', action: 'monitoring.review-opened' },
        about: { kind: 'household', id: review.householdId },
      })
      return { review, views: await readViews(tx, box, id) }
    },
    ofHousehold: async (tx, who, householdId) =>
      reviewsOfHousehold(tx, await needs.vault.boxOf(who.tenant), householdId),
    isKin,
    propose: async (tx, who, on, proposal) => {
      const review = await taken(tx, who, 'propose', on)
      if (isOfStatus(review)) throw monitoringRefusals.statusInCase()
      const today = clock.today()
      const fault = faultOf(review, proposal, { today, rule: rules.on(review.programme, today) })
      if (fault !== null) throw fault
      await put(tx, who, review, proposal)
    },
    dismiss: async (tx, who, on, wish) => {
      const review = await taken(tx, who, 'dismiss', on)
      const keep: Keep = { kind: 'keep', ...wish }
      const fault = keepFault(review, keep, clock.today())
      if (fault !== null) throw fault
      await put(tx, who, review, keep)
    },
    hear: async (tx, who, id, { outcome, says }) => {
      const review = await taken(tx, who, 'hear', { id })
      const today = clock.today()
      const { deadlineDays } = rules.on(review.programme, today).views
      const deadline =
        outcome === 'not-reached' ? (await needs.calendar.now(tx)).addWorkingDays(today, deadlineDays) : null
      const row = { id: uuid(), round: review.round, outcome, says, deadline, on: today, by: who.name }
      await insertViews(tx, await needs.vault.boxOf(who.tenant), {
        ...row,
        ...{ reviewId: review.id, placeId: review.placeId, byId: who.id, at: clock.now() },
      })
      await note(tx, who, review, 'family-heard', { outcome, deadline })
    },
    approve: async (tx, who, on) => {
      const review = await taken(tx, who, 'approve', on)
      if (review.proposedBy?.id === who.id) throw monitoringRefusals.samePerson()
      const proposal = review.proposal!
      if (proposal.kind === 'keep') await leaveAsIs(tx, who, review, proposal, needs)
      else await adjust(tx, who, review, proposal, needs)
      await note(tx, who, review, proposal.kind === 'keep' ? 'dismissed' : 'approved', told(proposal))
    },
    sendBack: async (tx, who, on, reason) => {
      const review = await taken(tx, who, 'sendBack', on)
      if (review.proposedBy?.id === who.id) throw monitoringRefusals.samePerson()
      await reopenReview(tx, who.tenant, review.id)
      await note(tx, who, review, 'sent-back', told(review.proposal!), reason)
    },
  }
}

/** For the audit: what was proposed, without its words. */
function told(proposal: Proposal): Readonly<Record<string, string | null>> {
  if (proposal.kind === 'keep') {
    const { kind, cause, lookedOn } = proposal
    return { kind, cause, lookedOn }
  }
  const { kind, amount, from } = proposal
  return { kind, fen: amount === null ? null : String(amount), from }
}

/** Nothing is adjusted, by two people, and about exactly what is on file today. */
async function leaveAsIs(tx: Tx, who: Caller, review: Review, keep: Keep, needs: MonitoringNeeds): Promise<void> {
  const { clock } = needs
  // A re-check asks about the household as it was met, and no sum; a cause of before was not kept.
  if (review.kind !== 'recheck' && review.cause !== null) {
    const wish = { programme: review.programme, month: monthOf(clock.today()) }
    const rights = await watchedIn(tx, who.tenant, wish, needs)
    const [look] = await lookAt(
      tx,
      needs,
      who,
      rights.filter(({ id }) => id === review.entitlementId),
    )
    if (look?.cause !== review.cause) throw monitoringRefusals.staleAssessment()
  }
  await closeReview(tx, await needs.vault.boxOf(who.tenant), review.id, {
    ...{ state: 'dismissed', by: who, at: clock.now(), reason: keep.why, lookedOn: keep.lookedOn },
  })
}

/** Takes effect: the right is changed or ended in the same transaction as the approval, or nothing happens at all. */
async function adjust(
  tx: Tx,
  who: Caller,
  review: Review,
  proposal: Adjustment,
  needs: MonitoringNeeds,
): Promise<void> {
  const { clock, rules, payouts } = needs
  const today = clock.today()
  const rule = rules.on(review.programme, today)
  const fault = faultOf(review, proposal, { today, rule })
  if (fault !== null) throw fault
  const living = await livingOf(tx, who, review, needs)
  const waiting = viewsFault(proposal, await readViews(tx, await needs.vault.boxOf(who.tenant), review.id), {
    ...{ today, rule, nobodyLeft: living.members.length === 0 },
  })
  if (waiting !== null) throw waiting
  if (await isStale(who, review, living, needs)) throw monitoringRefusals.staleAssessment()
  const right = (await payouts.ofHousehold(tx, who.tenant, review.householdId)).find(
    ({ id, until }) => id === review.entitlementId && (until === null || until >= monthOf(today)),
  )
  if (right === undefined || right.rate.amount !== review.paid) throw monitoringRefusals.rightGone()
  // The words stay with the review, sealed; the books say what it was and where to read on.
  const why = `动态管理复核：${proposalLabels[proposal.kind].zh}`
  const cited = { entitlementId: right.id, why, decisionId: review.id }
  if (proposal.kind === 'end') await payouts.end(tx, who, { ...cited, after: addMonths(proposal.from, -1) })
  else
    await payouts.change(tx, who, {
      ...cited,
      rate: { per: 'month', amount: proposal.amount as Fen },
      from: proposal.from,
    })
  await closeReview(tx, await needs.vault.boxOf(who.tenant), review.id, {
    ...{ state: 'approved', by: who, at: clock.now(), reason: proposal.why, lookedOn: today },
  })
  await announce(tx, {
    ...{ tenant: who.tenant, kind: 'monitoring.adjusted', about: review.id, version: review.version + 1 },
    codes: { kind: proposal.kind, programme: review.programme, household: review.householdId },
  })
}

/** The household as it is today, without those who have died. @throws notFound */
async function livingOf(tx: Tx, who: Caller, review: Review, needs: MonitoringNeeds): Promise<Situation> {
  const { clock, households } = needs
  const today = clock.today()
  const { programme } = review
  const [whole] = await households.situationsOf(tx, who.tenant, [review.householdId], { factsOn: today, programme })
  if (whole === undefined) throw monitoringRefusals.notFound()
  const persons = whole.members.map(({ id }) => id)
  const dead = new Set(
    (await households.deathsOf(tx, who, { persons, factsOn: today })).map(({ personId }) => personId),
  )
  return { ...whole, members: whole.members.filter(({ id }) => !dead.has(id)) }
}

/** Computed again on today's facts and law: what was proposed on another sum is not approved. */
async function isStale(
  who: Caller,
  review: Review,
  situation: Situation,
  { clock, eligibility, regionOf }: MonitoringNeeds,
): Promise<boolean> {
  if (review.kind === 'recheck' || review.kind === 'unknown') return false
  if (situation.members.length === 0) return review.computed !== null
  const today = clock.today()
  const { programme } = review
  const dates = { month: monthOf(today), factsOn: today, lawOn: today }
  const { outcome, amount } = eligibility.assess({ region: await regionOf(who), programme, ...dates, situation })
  if (review.kind === 'end') return outcome !== 'not-entitled'
  return amount !== review.computed
}
