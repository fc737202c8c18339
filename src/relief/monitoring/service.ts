import { v7 as uuid } from 'uuid'
import { addMonths, monthOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import { announce } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Payouts } from '#finance/payouts/contract.ts'
import type { Households, Situation } from '#registry/households/contract.ts'
import type { EndingNotices } from '#relief/public-notice/contract.ts'
import { faultOf, keepFault, viewsFault } from './adjust.ts'
import { confirmCare } from './care-service.ts'
import type { CareChanges } from './care-changes.ts'
import type { Adjustment, Care, Keep, Leaving, Views } from './contract.ts'
import { isKinIn, noteReview, putProposal, takeReview, told, type DeskNeeds, type OnReview } from './desk.ts'
import { proposalLabels } from './labels.ts'
import { endingOf, rightOf } from './leaving.ts'
import { confirmLeaving } from './leaving-service.ts'
import { lookAt } from './look.ts'
import { withMinors } from './minors.ts'
import { monitoringRefusals } from './refusals.ts'
import {
  closeReview,
  findReview,
  insertViews,
  readViews,
  reopenReview,
  reviewsOfHousehold,
  type Review,
} from './review-store.ts'
import type { RunNeeds } from './run.ts'
import { isOfStatus, watchedIn } from './statuses.ts'

export interface MonitoringNeeds extends Omit<RunNeeds, 'payouts' | 'households'>, DeskNeeds {
  readonly households: RunNeeds['households'] & Pick<Households, 'identitiesOf' | 'state'>
  readonly payouts: Pick<Payouts, 'running' | 'hold' | 'grant' | 'change' | 'end' | 'ofHousehold'>
  readonly endings: EndingNotices
  readonly careChanges: CareChanges
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
  /**
   * @throws notFound, changedMeanwhile, notNow, ownKin, statusInCase, amountNeeded, wrongDirection, tooEarly, tooLate,
   * leaveNeeded
   */
  readonly propose: (tx: Tx, who: Caller, on: OnReview, proposal: Adjustment) => Promise<void>
  /** Proposes that nothing is to be adjusted. @throws notFound, changedMeanwhile, notNow, ownKin, lookMissing, lookOutOfSpan */
  readonly dismiss: (tx: Tx, who: Caller, on: OnReview, keep: Omit<Keep, 'kind'>) => Promise<void>
  /** @throws notFound, notNow */
  readonly hear: (tx: Tx, who: Caller, id: string, views: Pick<Views, 'outcome' | 'says'>) => Promise<void>
  /**
   * The second person, for an adjustment as for none.
   *
   * @throws notFound, changedMeanwhile, notNow, samePerson, ownKin, viewsMissing, stillWaiting, staleAssessment, rightGone,
   * noticeFirst, stillHangs, and what `leavingSum` refuses
   */
  readonly approve: (tx: Tx, who: Caller, on: OnReview) => Promise<void>
  /** @throws notFound, changedMeanwhile, notNow, samePerson, ownKin */
  readonly sendBack: (tx: Tx, who: Caller, on: OnReview, reason: string) => Promise<void>
}

export function createMonitoring(needs: MonitoringNeeds): Monitoring {
  const { clock, audit, rules, endings } = needs
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
    isKin: (tx, who, { householdId }) => isKinIn(tx, who, householdId, needs),
    propose: async (tx, who, on, proposal) => {
      const review = await takeReview(tx, who, 'propose', on, needs)
      if (review.kind === 'care') throw monitoringRefusals.careByItems()
      if (isOfStatus(review)) throw monitoringRefusals.statusInCase()
      const today = clock.today()
      const rule = rules.on(review.programme, today)
      const fault = faultOf(review, proposal, { today, rule }) ?? (await noticeFault(tx, who, review, proposal, needs))
      if (fault !== null) throw fault
      await putProposal(tx, who, review, proposal, needs)
    },
    dismiss: async (tx, who, on, wish) => {
      const review = await takeReview(tx, who, 'dismiss', on, needs)
      const keep: Keep = { kind: 'keep', ...wish }
      const fault = keepFault(review, keep, clock.today())
      if (fault !== null) throw fault
      await putProposal(tx, who, review, keep, needs)
    },
    hear: async (tx, who, id, { outcome, says }) => {
      const review = await takeReview(tx, who, 'hear', { id }, needs)
      const today = clock.today()
      const { deadlineDays } = rules.on(review.programme, today).views
      const deadline =
        outcome === 'not-reached' ? (await needs.calendar.now(tx)).addWorkingDays(today, deadlineDays) : null
      const row = { id: uuid(), round: review.round, outcome, says, deadline, on: today, by: who.name }
      await insertViews(tx, await needs.vault.boxOf(who.tenant), {
        ...row,
        ...{ reviewId: review.id, placeId: review.placeId, byId: who.id, at: clock.now() },
      })
      await noteReview(tx, who, review, { action: 'family-heard', after: { outcome, deadline } }, needs)
    },
    approve: async (tx, who, on) => {
      const review = await takeReview(tx, who, 'approve', on, needs)
      if (review.proposedBy?.id === who.id) throw monitoringRefusals.samePerson()
      const proposal = review.proposal!
      await noticeIsOver(tx, who, review, needs)
      if (proposal.kind === 'keep') await leaveAsIs(tx, who, review, proposal, needs)
      else await adjust(tx, who, review, proposal, needs)
      await endings.takeDown(tx, who, review.id, 'ended')
      const action = proposal.kind === 'keep' ? 'dismissed' : 'approved'
      await noteReview(tx, who, review, { action, after: told(proposal) }, needs)
    },
    sendBack: async (tx, who, on, reason) => {
      const review = await takeReview(tx, who, 'sendBack', on, needs)
      if (review.proposedBy?.id === who.id) throw monitoringRefusals.samePerson()
      await endings.takeDown(tx, who, review.id, 'taken-down')
      await reopenReview(tx, who.tenant, review.id)
      await noteReview(tx, who, review, { action: 'sent-back', after: told(review.proposal!), why: reason }, needs)
    },
  }
}

/** An ending is decided when its notice has hung its days. @throws noticeFirst, stillHangs */
async function noticeIsOver(tx: Tx, who: Caller, review: Review, { endings, rules, clock }: MonitoringNeeds) {
  if (review.state !== 'on-notice') {
    if (review.proposal?.kind !== 'leave') return
    const { source } = endingOf(rules.on(review.programme, clock.today()), review.programme)
    throw monitoringRefusals.noticeFirst({ source })
  }
  const [notice] = await endings.ofReview(tx, who, review.id)
  if (notice?.isOpen === true) throw monitoringRefusals.stillHangs({ day: notice.lastDay })
}

/** Where support hangs on notice before it ends, an end or a cut is no way round it: not while somebody is to leave. */
async function noticeFault(
  tx: Tx,
  who: Caller,
  review: Review,
  { kind }: Adjustment,
  needs: MonitoringNeeds,
): Promise<Refusal | null> {
  const { ending } = needs.rules.on(review.programme, needs.clock.today())
  if (ending === null || kind === 'raise') return null
  const refused = monitoringRefusals.leaveNeeded({ source: ending.source })
  if (kind === 'end' || review.eventOn !== null) return refused
  const living = await livingOf(tx, who, review, needs)
  const stays = await Promise.all(
    living.members.map((one) => assessed(who, review, { ...living, members: [one] }, needs)),
  )
  return stays.every(({ outcome }) => outcome === 'entitled') ? null : refused
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
  proposal: Adjustment | Leaving | Care,
  needs: MonitoringNeeds,
): Promise<void> {
  const { clock, rules } = needs
  const today = clock.today()
  const rule = rules.on(review.programme, today)
  const isByFile = proposal.kind === 'leave' || proposal.kind === 'care'
  const fault = isByFile ? null : faultOf(review, proposal, { today, rule })
  if (fault !== null) throw fault
  const living = await livingOf(tx, who, review, needs)
  const box = await needs.vault.boxOf(who.tenant)
  const isMore = proposal.kind === 'care' && proposal.amount >= review.paid
  const waiting = isMore
    ? null
    : viewsFault(proposal, await readViews(tx, box, review.id), {
        ...{ today, rule, nobodyLeft: living.members.length === 0 },
      })
  if (waiting !== null) throw waiting
  if (proposal.kind === 'leave') await confirmLeaving(tx, who, review, proposal, needs)
  else if (proposal.kind === 'care') await confirmCare(tx, who, review, proposal, needs)
  else await changeRight(tx, who, review, { proposal, living }, needs)
  await closeReview(tx, box, review.id, {
    ...{ state: 'approved', by: who, at: clock.now(), reason: proposal.why, lookedOn: today },
  })
}

async function changeRight(
  tx: Tx,
  who: Caller,
  review: Review,
  { proposal, living }: { readonly proposal: Adjustment; readonly living: Situation },
  needs: MonitoringNeeds,
): Promise<void> {
  const { payouts } = needs
  if (await isStale(who, review, living, needs)) throw monitoringRefusals.staleAssessment()
  const right = await rightOf(tx, who, review, needs)
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
  await announce(tx, {
    ...{ tenant: who.tenant, kind: 'monitoring.adjusted', about: review.id, version: review.version + 1 },
    codes: { kind: proposal.kind, programme: review.programme, household: review.householdId },
  })
}

/** The household as it is today, without those who have died. @throws notFound */
async function livingOf(tx: Tx, who: Caller, review: Review, needs: MonitoringNeeds): Promise<Situation> {
  const { clock, households, rules, payouts } = needs
  const today = clock.today()
  const { programme } = review
  const [whole] = await households.situationsOf(tx, who.tenant, [review.householdId], { factsOn: today, programme })
  if (whole === undefined) throw monitoringRefusals.notFound()
  const persons = whole.members.map(({ id }) => id)
  const dead = new Set(
    (await households.deathsOf(tx, who, { persons, factsOn: today })).map(({ personId }) => personId),
  )
  const living = { ...whole, members: whole.members.filter(({ id }) => !dead.has(id)) }
  const rights = await payouts.ofHousehold(tx, who.tenant, review.householdId)
  const right = rights.find(({ id }) => id === review.entitlementId)
  return right === undefined ? living : withMinors(living, right, rules.on(programme, today).minors)
}

/** Computed again on today's facts and law: what was proposed on another sum is not approved. */
async function isStale(who: Caller, review: Review, living: Situation, needs: MonitoringNeeds): Promise<boolean> {
  if (review.kind === 'recheck' || review.kind === 'unknown' || review.kind === 'reported') return false
  if (living.members.length === 0) return review.computed !== null
  const { outcome, amount } = await assessed(who, review, living, needs)
  if (review.kind === 'end') return outcome !== 'not-entitled'
  return amount !== review.computed
}

async function assessed(
  who: Caller,
  { programme }: Review,
  situation: Situation,
  { clock, eligibility, regionOf }: MonitoringNeeds,
) {
  const today = clock.today()
  const dates = { month: monthOf(today), factsOn: today, lawOn: today }
  return eligibility.assess({ region: await regionOf(who), programme, ...dates, situation })
}
