import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/contract.ts'
import { createCalendar, type Clock, type Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/contract.ts'
import type { Case, CaseFollower, CaseMove, CaseStep, Cases } from '#relief/casework/contract.ts'
import { hangs, notShown } from './notice.ts'
import type { NoticeRules, RuleAsk } from './notice-rules.ts'
import { closeNotice, insertNotice, newestNoticeForUpdate } from './notice-store.ts'
import type { NoticeState } from './contract.ts'
import { noticeRefusals } from './refusals.ts'

export interface NoticeNeeds {
  readonly clock: Clock
  readonly audit: Audit
  readonly households: Pick<Households, 'situationOf'>
  /** Late: casework and this module know each other through the assembly. */
  readonly cases: () => Cases
  readonly rules: NoticeRules
  readonly directory: () => RegionDirectory
  readonly regionOf: (who: { readonly tenant: TenantId }) => Promise<string>
}

/** The stage of a procedure in which the opinion hangs. */
export const noticeStage = 'notice'

/** The place itself, then upwards; the office's own county where the place is unknown. */
export async function placesOf(
  needs: Pick<NoticeNeeds, 'directory' | 'regionOf'>,
  who: { readonly tenant: TenantId },
  place: PlaceId,
): Promise<readonly string[]> {
  const directory = needs.directory()
  const code = directory.ofPlace(place)?.code ?? (await needs.regionOf(who))
  return directory.ancestors(code).map((region) => region.code)
}

export async function askFor(needs: NoticeNeeds, who: Caller, one: Case, on: Day): Promise<RuleAsk> {
  return { programme: one.programme, on, places: await placesOf(needs, who, one.placeId) }
}

/** Name and birth of who applies, as known today. @throws applicantUnknown */
export async function applicantOf(
  needs: Pick<NoticeNeeds, 'clock' | 'households'>,
  tx: Tx,
  one: Case,
): Promise<{ readonly name: string; readonly bornOn: Day | null }> {
  const factsOn = needs.clock.today()
  const { members } = await needs.households.situationOf(tx, one.tenant, one.householdId, { factsOn })
  const member = members.find(({ id }) => id === one.applicantId)
  if (!member) throw noticeRefusals.applicantUnknown()
  return { name: member.name, bornOn: member.bornOn?.value ?? null }
}

/** How the notice ends when its case leaves the stage. */
const endBy: Partial<Record<CaseMove | 'open', NoticeState>> = {
  'notice-ended': 'ended',
  'raise-objection': 'objected',
}

/**
 * In the transaction of the move: a proposal to grant is put up; whatever leads out of the notice takes it down.
 */
export const noticeFollower = (needs: NoticeNeeds): CaseFollower => ({
  name: 'public-notice.put-up-and-take-down',
  moves: ['give-opinion', 'notice-ended', 'raise-objection', 'send-back', 'withdraw', 'end-non-cooperation'],
  follow: async (tx, who, one, step) => {
    if (step.from === noticeStage && step.to !== noticeStage) await takeDown(needs, tx, who, one, step)
    if (step.move === 'give-opinion' && step.to === noticeStage) await putUp(needs, tx, who, one)
  },
})

async function takeDown(needs: NoticeNeeds, tx: Tx, who: Caller, one: Case, step: CaseStep): Promise<void> {
  const notice = await newestNoticeForUpdate(tx, who.tenant, one.id)
  if (notice === null || (notice.state !== 'shown' && notice.state !== 'not-shown')) return
  const state = notice.state === 'not-shown' ? 'not-shown' : (endBy[step.move] ?? 'taken-down')
  await closeNotice(tx, who.tenant, notice.id, { state, at: needs.clock.now() })
  await needs.audit.record(tx, who, {
    action: 'public-notice.taken-down',
    about: { kind: 'public-notice', id: notice.id },
    before: { state: notice.state },
    after: { state },
    reason: one.number,
  })
}

/** @throws noRule, birthUnknown, applicantUnknown, and noNotice of the calendar: then the opinion is not given either */
async function putUp(needs: NoticeNeeds, tx: Tx, who: Caller, one: Case): Promise<void> {
  const { clock, audit } = needs
  const today = clock.today()
  const opinion = given(await needs.cases().opinionOf(tx, who, one.id), 'the opinion just given')
  const rule = needs.rules.notice(await askFor(needs, who, one, today))
  if (rule === null) throw noticeRefusals.noRule({ programme: one.programme })
  const applicant = await applicantOf(needs, tx, one)
  const why = notShown(applicant, today, rule)
  const before = await newestNoticeForUpdate(tx, who.tenant, one.id)
  const id = uuid()
  const period =
    rule === 'never' || why !== null
      ? { putUpOn: today, lastDay: today, closesAt: clock.now() }
      : hangs(today, rule, await createCalendar({ db: tx, clock }).now())
  await insertNotice(
    tx,
    who.tenant,
    {
      ...{ id, caseId: one.id, caseNumber: one.number, householdId: one.householdId, placeId: one.placeId },
      ...{ programme: one.programme, opinionId: opinion.id, round: (before?.round ?? 0) + 1 },
      ...{ state: why === null ? 'shown' : 'not-shown', notShownWhy: why, ...period },
      ...(rule === 'never' ? { days: 0, source: '' } : { days: why === null ? rule.days : 0, source: rule.source }),
    },
    why === null ? { applicant: applicant.name, members: opinion.members, amount: opinion.amount } : null,
  )
  await audit.record(tx, who, {
    action: why === null ? 'public-notice.put-up' : 'public-notice.kept-private',
    about: { kind: 'public-notice', id },
    after: { caseNumber: one.number, lastDay: period.lastDay, why },
  })
}
