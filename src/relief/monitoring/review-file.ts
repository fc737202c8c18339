import { addMonths, day, monthOf, type Calendar, type Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { maskName } from '#registry/households/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import type { EndingNotices } from '#relief/public-notice/contract.ts'
import { readObjections, recordObjections, seeObjectors } from '#relief/public-notice/index.ts'
import { approveAdjustments, proposeAdjustments } from './access.ts'
import { isPossible, type Act } from './acts.ts'
import { monthAfter } from './adjust.ts'
import type { MonitoringRule, Proposal, Views } from './contract.ts'
import { spanOf } from './finding.ts'
import { monitoringRefusals } from './refusals.ts'
import type { MonitoringRules } from './rules.ts'
import type { Review } from './review-store.ts'
import type { Monitoring } from './service.ts'

/** What the page of a review is drawn from. */
export interface FileNeeds {
  readonly clock: Clock
  readonly calendar: Calendar
  readonly rules: MonitoringRules
  readonly monitoring: Monitoring
  readonly endings: EndingNotices
  readonly households: Pick<Households, 'list' | 'search' | 'identitiesOf'>
  readonly directory: () => RegionDirectory
  /** A level of care as its pack calls it in both languages. */
  readonly levelWords: (level: string) => { readonly zh: string; readonly en: string }
}

type Shown = Pick<Review, 'id' | 'householdId' | 'placeId' | 'programme' | 'kind' | 'state' | 'foundOn' | 'dueOn'> & {
  readonly paid: string
  readonly computed: string | null
  readonly zh: string
  readonly en: string
}

/** With the household as the register shows it: number, masked head, place. */
export async function shown(
  tx: Tx,
  who: Caller,
  rows: readonly Shown[],
  { households, directory, clock, calendar }: FileNeeds,
) {
  const ids = [...new Set(rows.map(({ householdId }) => householdId))]
  const found =
    ids.length === 0 ? [] : (await households.list(tx, who, { ids, page: 1, size: Math.max(ids.length, 1) })).rows
  const byId = new Map(found.map((row) => [row.id, row]))
  const working = await calendar.now(tx)
  const today = clock.today()
  return rows.map((row) => {
    const region = directory().ofPlace(row.placeId)
    const left = working.workingDaysBetween(today, row.dueOn)
    return {
      ...row,
      householdNumber: byId.get(row.householdId)?.number ?? '',
      head: byId.get(row.householdId)?.head ?? '',
      placeLabel: region === undefined ? '' : directory().label(region.code, 'town'),
      daysLeft: row.dueOn < today ? -working.workingDaysBetween(row.dueOn, today) : left,
    }
  })
}

const shownProposal = (proposal: Proposal | null) =>
  proposal === null || proposal.kind === 'keep'
    ? proposal
    : { ...proposal, amount: proposal.amount === null ? null : String(proposal.amount) }

const person = (by: { readonly name: string } | null, at: Date | null) =>
  by === null || at === null ? null : { name: by.name, at: at.toISOString() }

export async function fileOf(tx: Tx, who: Caller, id: string, needs: FileNeeds) {
  const { review, views } = await needs.monitoring.get(tx, who, id)
  const today = needs.clock.today()
  const rule = needs.rules.on(review.programme, today)
  const line = { ...review, ...review.why, paid: String(review.paid) }
  const [row] = await shown(
    tx,
    who,
    [{ ...line, computed: review.computed === null ? null : String(review.computed) }],
    needs,
  )
  const span = spanOf('end', today, rule)
  const isKin = await needs.monitoring.isKin(tx, who, review)
  const ending = await endingFile(tx, who, review, { needs, rule })
  return {
    ...row!,
    version: review.version,
    assessmentId: review.assessmentId,
    eventOn: review.eventOn,
    proposal: shownProposal(review.proposal),
    proposedBy: person(review.proposedBy, review.proposedAt),
    closedBy: person(review.closedBy, review.closedAt),
    closedReason: review.closedReason,
    views: views.map((one: Views) => ({ ...one })),
    viewsRule: { required: rule.views.required, source: rule.views.source, deadlineDays: rule.views.deadlineDays },
    graceRule: rule.grace,
    earliest: review.eventOn === null ? (span.earliest ?? monthOf(today)) : monthAfter(day(review.eventOn)),
    latest: span.latest ?? addMonths(monthOf(today), 12),
    ending,
    care: review.kind === 'care' ? await careFile(tx, who, review, { needs, rule }) : null,
    may: mayNow(who, review, { isKin, isHanging: ending?.notices[0]?.isOpen === true }),
    isKin,
    today,
  }
}

/** What this reader may press now. While the notice hangs nothing is approved, but it may be sent back. */
function mayNow(
  who: Caller,
  { state, proposal, proposedBy }: Review,
  { isKin, isHanging }: { readonly isKin: boolean; readonly isHanging: boolean },
) {
  const can = (act: Act): boolean => !isKin && isPossible(act, state)
  const isAnother = proposedBy?.id !== who.id
  const countys = (act: Act): boolean => can(act) && who.may(approveAdjustments) && isAnother
  const isLeaving = proposal?.kind === 'leave'
  return {
    propose: can('propose') && who.may(proposeAdjustments),
    hear: can('hear') && who.may(proposeAdjustments),
    putUp: countys('putUp') && isLeaving,
    object: can('object') && who.may(recordObjections),
    decideAgain: countys('decideAgain'),
    seeObjector: !isKin && who.may(seeObjectors),
    approve: countys('approve') && !isHanging && !(isLeaving && state === 'proposed'),
    sendBack: countys('sendBack'),
  }
}

/** Grounds, notices and objections, where the programme asks for a notice before it ends. */
async function endingFile(
  tx: Tx,
  who: Caller,
  review: Review,
  { needs, rule: { ending } }: { readonly needs: FileNeeds; readonly rule: MonitoringRule },
) {
  if (ending === null) return null
  const { endings, households } = needs
  const identities = await households.identitiesOf(tx, who.tenant, review.householdId)
  const notice = await endings.ruleOf(who, review)
  const objections = who.may(readObjections) ? await endings.objectionsOf(tx, who, review.id) : []
  return {
    ...{ source: ending.source, objection: ending.objection },
    notice: notice === null ? null : { days: notice.days, source: notice.source },
    grounds: ending.grounds.map(({ name, zh, en }) => ({ name, zh, en })),
    people: (identities?.members ?? []).map(({ id, name }) => ({ id, name: maskName(name) })),
    notices: [...(await endings.ofReview(tx, who, review.id))],
    objections: objections.map((one) => ({ ...one, receivedAt: one.receivedAt.toISOString() })),
  }
}

/** The items to be assessed, and what was found; read by who may read reviews. */
async function careFile(
  tx: Tx,
  who: Caller,
  { householdId, care: found }: Review,
  { needs, rule: { care } }: { readonly needs: FileNeeds; readonly rule: MonitoringRule },
) {
  if (care === null) return null
  const identities = await needs.households.identitiesOf(tx, who.tenant, householdId)
  return {
    ...{ source: care.source, items: [...care.items] },
    people: (identities?.members ?? []).map(({ id, name }) => ({ id, name: maskName(name) })),
    found: found === null ? null : { ...found, level: needs.levelWords(found.level) },
  }
}

/** By its whole number; the look-up is written down. @throws noSuchHousehold */
export async function householdNumbered(
  tx: Tx,
  who: Caller,
  wanted: string,
  { households }: Pick<FileNeeds, 'households'>,
): Promise<string> {
  const answer = await households.search(tx, who, wanted)
  const found = answer.households.find(({ number }) => number === wanted)
  if (found === undefined) throw monitoringRefusals.noSuchHousehold({ number: wanted }, 'household')
  return found.householdId
}
