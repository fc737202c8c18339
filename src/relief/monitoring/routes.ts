import { addMonths, day, month, monthOf, type Calendar, type Clock } from '#platform/clock/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { file, route, type Caller, type Route } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import { approveAdjustments, proposeAdjustments, readReviews, runReviews } from './access.ts'
import { monthAfter } from './adjust.ts'
import type { Adjustment, Proposal, Views } from './contract.ts'
import { spanOf } from './finding.ts'
import { printedAdjustment, type LetterNeeds } from './print-letter.ts'
import type { MonitoringRules } from './rules.ts'
import type { Review } from './review-store.ts'
import { countReviews, readReviewPage, readRuns } from './review-view.ts'
import { runMonth, type RunNeeds } from './run.ts'
import { isPossible, type Monitoring } from './service.ts'
import * as wire from './wire.ts'

export interface MonitoringRouteNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly calendar: Calendar
  readonly rules: MonitoringRules
  readonly monitoring: Monitoring
  readonly households: Pick<Households, 'list'>
  readonly directory: () => RegionDirectory
  readonly run: RunNeeds
  readonly letters: LetterNeeds
}

export const monitoringRoutes = (needs: MonitoringRouteNeeds): Route[] => [
  ...listRoutes(needs),
  ...townRoutes(needs),
  ...countyRoutes(needs),
]

const listRoutes = (needs: MonitoringRouteNeeds): Route[] => [
  route({
    ...wire.listReviews,
    zh: '动态管理：复核任务',
    en: 'Reviews of households that are paid',
    may: readReviews,
    run: ({ who, query }) =>
      who.transaction(needs.db, async (tx) => {
        const today = needs.clock.today()
        const { rows, count } = await readReviewPage(tx, who.tenant, {
          ...{ state: query.state ?? 'waiting', kind: query.kind ?? null, late: query.late === '1' ? today : null },
          ...{ places: placesOf(needs, query.place), page: query.page ?? 1, size: wire.reviewPageSize },
        })
        return {
          rows: await shown(tx, who, rows, needs),
          count,
          counts: [...(await countReviews(tx, who.tenant, today))],
          runs: (await readRuns(tx, who.tenant)).map((run) => ({
            ...run,
            beganAt: run.beganAt.toISOString(),
            endedAt: run.endedAt?.toISOString() ?? null,
          })),
        }
      }),
  }),
  route({
    ...wire.openReview,
    zh: '一项复核',
    en: 'One review',
    may: readReviews,
    run: ({ who, params }) => who.transaction(needs.db, (tx) => fileOf(tx, who, params.id, needs)),
  }),
  route({
    ...wire.printAdjustment,
    zh: '打印调整待遇的决定书',
    en: 'Print the letter of an adjustment',
    may: readReviews,
    run: async ({ who, params }) => {
      const { name, bytes } = await printedAdjustment(who, params.id, needs)
      return file(name, 'application/pdf', bytes)
    },
  }),
  route({
    ...wire.runReviewsNow,
    zh: '把在享家庭全部重新测算一遍',
    en: 'Assess everybody who is paid again',
    may: runReviews,
    run: async ({ who, body }) => {
      const result = await runMonth(needs.run, who, { programme: body.programme, month: monthOf(needs.clock.today()) })
      return { looked: result.looked, found: { ...result.found } }
    },
  }),
]

const townRoutes = (needs: MonitoringRouteNeeds): Route[] => [
  route({
    ...wire.proposeAdjustment,
    zh: '提出增发、降低、停止',
    en: 'Propose a raise, a cut or an end',
    may: proposeAdjustments,
    run: ({ who, params, body: { version, kind, amount, from, why } }) =>
      who.transaction(needs.db, async (tx) => {
        const proposal: Adjustment = {
          ...{ kind, why, from: month(from) },
          amount: kind === 'end' || amount === null ? null : fen(BigInt(amount)),
        }
        await needs.monitoring.propose(tx, who, { id: params.id, version }, proposal)
        return fileOf(tx, who, params.id, needs)
      }),
  }),
  route({
    ...wire.dismissReview,
    zh: '核实过，提出不用调整',
    en: 'Looked into; propose that nothing is adjusted',
    may: proposeAdjustments,
    run: ({ who, params, body: { version, cause, lookedOn, why } }) =>
      who.transaction(needs.db, async (tx) => {
        const keep = { cause, why, lookedOn: lookedOn === null ? null : day(lookedOn) }
        await needs.monitoring.dismiss(tx, who, { id: params.id, version }, keep)
        return fileOf(tx, who, params.id, needs)
      }),
  }),
  route({
    ...wire.hearFamily,
    zh: '记录家庭的意见',
    en: 'Record the family’s views',
    may: proposeAdjustments,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.monitoring.hear(tx, who, params.id, body)
        return fileOf(tx, who, params.id, needs)
      }),
  }),
]

const countyRoutes = (needs: MonitoringRouteNeeds): Route[] => [
  route({
    ...wire.approveAdjustment,
    zh: '批准调整，或者同意不用调整',
    en: 'Approve an adjustment, or that there is none',
    may: approveAdjustments,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.monitoring.approve(tx, who, { id: params.id, version: body.version })
        return fileOf(tx, who, params.id, needs)
      }),
  }),
  route({
    ...wire.sendAdjustmentBack,
    zh: '退回调整',
    en: 'Send an adjustment back',
    may: approveAdjustments,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.monitoring.sendBack(tx, who, { id: params.id, version: body.version }, body.reason)
        return fileOf(tx, who, params.id, needs)
      }),
  }),
]

/** The place and everything below it; null when none was asked for. */
function placesOf({ directory }: MonitoringRouteNeeds, code: string | undefined) {
  if (code === undefined) return null
  const region = directory().find(code)
  return region === undefined
    ? []
    : [
        region.placeId,
        ...directory()
          .under(region.code)
          .map(({ placeId }) => placeId),
      ]
}

type Shown = Pick<Review, 'id' | 'householdId' | 'placeId' | 'programme' | 'kind' | 'state' | 'foundOn' | 'dueOn'> & {
  readonly paid: string
  readonly computed: string | null
  readonly zh: string
  readonly en: string
}

/** With the household as the register shows it: number, masked head, place. */
async function shown(
  tx: Tx,
  who: Caller,
  rows: readonly Shown[],
  { households, directory, clock, calendar }: MonitoringRouteNeeds,
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

async function fileOf(tx: Tx, who: Caller, id: string, needs: MonitoringRouteNeeds) {
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
    may: {
      propose: !isKin && who.may(proposeAdjustments) && isPossible('propose', review.state),
      hear: !isKin && who.may(proposeAdjustments) && isPossible('hear', review.state),
      approve:
        !isKin &&
        who.may(approveAdjustments) &&
        isPossible('approve', review.state) &&
        review.proposedBy?.id !== who.id,
    },
    isKin,
    today,
  }
}
