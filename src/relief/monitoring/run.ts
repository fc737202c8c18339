import { v7 as uuid } from 'uuid'
import { firstDayOf, monthOf, type Calendar, type Clock, type Day, type Month } from '#platform/clock/index.ts'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Entitlement, Payouts } from '#finance/payouts/contract.ts'
import type { StandingStatuses } from '#relief/casework/index.ts'
import type { AssessmentService } from '#relief/eligibility/index.ts'
import type { FindingKind } from './contract.ts'
import { isUnstable, recheckDue } from './finding.ts'
import { lookAt, type Look, type LookNeeds } from './look.ts'
import { monitoringRefusals } from './refusals.ts'
import type { MonitoringRules } from './rules.ts'
import {
  answeredOf,
  closeReview,
  insertReview,
  lockStatusesGone,
  openReviewsOf,
  refreshReview,
  type NewReview,
  type Review,
} from './review-store.ts'
import { saveRun } from './review-view.ts'
import { watchedIn } from './statuses.ts'

export interface RunNeeds extends LookNeeds {
  readonly db: Db
  readonly vault: Vault
  readonly calendar: Calendar
  readonly rules: MonitoringRules
  readonly payouts: Pick<Payouts, 'running' | 'hold'>
  readonly statuses: StandingStatuses
  readonly assessments: Pick<AssessmentService, 'keep'>
}

/** Households looked at in one transaction: small enough to stop between two, large enough to be quick. */
const rightsAtOnce = 200

export interface RunResult {
  readonly looked: number
  readonly found: Readonly<Partial<Record<FindingKind, number>>>
}

/**
 * Assesses everybody who is paid for a programme, or has its status, again, on today's facts and today's law, and leaves a task where the
 * answer is another. It never changes a payment. Run twice it finds the same: one open task per right.
 */
export async function runMonth(
  needs: RunNeeds,
  who: Caller,
  { programme, month, isStopping = () => false }: { programme: string; month: Month; isStopping?: () => boolean },
): Promise<RunResult> {
  const { db, clock, rules } = needs
  if (!rules.programmes.includes(programme)) throw monitoringRefusals.notEachMonth({ programme })
  const beganAt = clock.now()
  const rights = await who.transaction(db, async (tx) => {
    const watched = await watchedIn(tx, who.tenant, { programme, month }, needs)
    await settleGone(tx, needs, who, { programme, watched })
    return watched
  })
  const found: Partial<Record<FindingKind, number>> = {}
  let looked = 0
  for (let at = 0; at < rights.length && !isStopping(); at += rightsAtOnce) {
    const some = rights.slice(at, at + rightsAtOnce)
    const kinds = await who.transaction(db, (tx) => findIn(tx, needs, who, some))
    for (const kind of kinds) found[kind] = (found[kind] ?? 0) + 1
    looked += some.length
  }
  const run = { programme, month, beganAt, endedAt: looked < rights.length ? null : clock.now(), by: who.name }
  await who.transaction(db, (tx) => saveRun(tx, who.tenant, { ...run, looked, found }))
  return { looked, found }
}

async function findIn(tx: Tx, needs: RunNeeds, who: Caller, rights: readonly Entitlement[]): Promise<FindingKind[]> {
  const { rules, clock, calendar } = needs
  const today = clock.today()
  const programme = rights[0]!.programme
  const ids = rights.map(({ householdId }) => householdId)
  const rule = rules.on(programme, today)
  const box = await needs.vault.boxOf(who.tenant)
  const open = await openReviewsOf(tx, box, programme, ids)
  const answered = await answeredOf(tx, who.tenant, programme, ids)
  const looks = await lookAt(tx, needs, who, rights)
  const dueOn = (await calendar.now(tx)).addWorkingDays(today, rule.review.days)
  const kinds: FindingKind[] = []
  const toOpen: Task[] = []
  for (const look of looks) {
    const { right, finding, situation } = look
    const known = open.get(right.householdId)
    const before = answered.get(right.householdId)
    // Two people have looked into this very thing and said why nothing is to be adjusted: it is not asked again.
    const isAnswered = finding !== null && before?.dismissed.has(look.cause) === true
    if (finding !== null && !isAnswered) {
      kinds.push(finding.kind)
      if (finding.kind === 'death' && right.rate.amount > 0n) await holdForDeath(tx, needs, who, right)
      if (known !== undefined && isInHand(known)) continue
      if (known === undefined || !isSame(known, look)) toOpen.push({ look, finding, dueOn })
      continue
    }
    if (known !== undefined && isInHand(known)) continue
    if (known !== undefined && known.state === 'open' && known.kind !== 'recheck')
      await settle(tx, box, who, known, clock)
    if (rule.recheck === null) continue
    // Whoever was granted it anew was looked at then, however long ago the last review was.
    const began = firstDayOf(right.from)
    const since = before?.lookedOn != null && before.lookedOn > began ? before.lookedOn : began
    const recheckOn = recheckDue(since, isUnstable(situation), rule.recheck)
    if (monthOf(recheckOn) > monthOf(today)) continue
    kinds.push('recheck')
    const why = { zh: `上次是 ${since}，该复核了（${rule.recheck.source}）`, en: `last looked at on ${since}` }
    const due = { kind: 'recheck' as const, computed: look.result.amount, eventOn: null, ...why }
    if (known === undefined) toOpen.push({ look, finding: due, dueOn: recheckOn > dueOn ? recheckOn : dueOn })
  }
  await keepTasks(tx, needs, who, toOpen, open)
  return kinds
}

/** The question about a status is over when the status is: it was decided anew in its case. */
async function settleGone(
  tx: Tx,
  { vault, clock }: RunNeeds,
  who: Caller,
  { programme, watched }: { readonly programme: string; readonly watched: readonly Entitlement[] },
): Promise<void> {
  const gone = await lockStatusesGone(tx, who.tenant, { programme, standing: watched.map(({ id }) => id) })
  if (gone.length === 0) return
  const box = await vault.boxOf(who.tenant)
  for (const review of gone) await settle(tx, box, who, review, clock)
}

interface Task {
  readonly look: Look
  readonly finding: NonNullable<Look['finding']>
  readonly dueOn: Day
}

/** What people reported, and what hangs on notice or is objected to, is looked at again when it is decided: not by a run. */
const isInHand = ({ kind, state }: Review): boolean =>
  kind === 'reported' || kind === 'care' || state === 'on-notice' || state === 'objected'

/** A review of before causes were kept is compared by its amounts. */
const isSame = (known: Review, { finding, right, cause }: Look): boolean =>
  known.kind === finding?.kind &&
  (known.cause === null
    ? known.computed === finding.computed && known.paid === right.rate.amount && known.eventOn === finding.eventOn
    : known.cause === cause)

const holdForDeath = (tx: Tx, { payouts }: RunNeeds, who: Caller, right: Entitlement): Promise<string> =>
  payouts.hold(tx, who, {
    householdId: right.householdId,
    programme: right.programme,
    cause: 'death',
    why: '动态监测：成员去世，等复核',
  })

const settle = (tx: Tx, box: Box, who: Caller, { id }: Pick<Review, 'id'>, clock: Clock): Promise<void> =>
  closeReview(tx, box, id, { state: 'settled', by: who, at: clock.now(), reason: null, lookedOn: null })

/**
 * Each task keeps the sum it rests on. An adjustment that is under way is told the new sum, and its approver will see it;
 * that nothing is to be adjusted was said about another cause and is asked anew.
 */
async function keepTasks(
  tx: Tx,
  { assessments, clock }: RunNeeds,
  who: Caller,
  tasks: readonly Task[],
  open: ReadonlyMap<string, Review>,
): Promise<void> {
  if (tasks.length === 0) return
  const answers = tasks.map(({ look: { right, request, result } }) => ({
    householdId: right.householdId,
    placeId: right.placeId,
    request,
    result,
  }))
  const ids = await assessments.keep(tx, who, answers)
  for (const [index, { look, finding, dueOn }] of tasks.entries()) {
    const { right } = look
    const found = {
      ...{ kind: finding.kind, paid: right.rate.amount, computed: finding.computed, eventOn: finding.eventOn },
      ...{ why: { zh: finding.zh, en: finding.en }, assessmentId: ids[index] ?? null, entitlementId: right.id },
      cause: look.cause,
    }
    const known = open.get(right.householdId)
    const fresh: NewReview = {
      ...found,
      ...{ id: uuid(), placeId: right.placeId, householdId: right.householdId, programme: right.programme },
      ...{ foundOn: clock.today(), dueOn },
    }
    if (known === undefined) await insertReview(tx, who.tenant, fresh)
    else await refreshReview(tx, who.tenant, known.id, found)
  }
}
