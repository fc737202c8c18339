import { day, month, monthOf } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import { file, route, type Route } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { approveAdjustments, proposeAdjustments, readReviews, runReviews } from './access.ts'
import type { Adjustment } from './contract.ts'
import { careRoutes } from './care-routes.ts'
import type { CareService } from './care-service.ts'
import { leavingRoutes } from './leaving-routes.ts'
import type { LeavingService } from './leaving-service.ts'
import { printedAdjustment, type LetterNeeds } from './print-letter.ts'
import { fileOf, shown, type FileNeeds } from './review-file.ts'
import { countReviews, readReviewPage, readRuns } from './review-view.ts'
import { runMonth, type RunNeeds } from './run.ts'
import * as wire from './wire.ts'

export interface MonitoringRouteNeeds extends FileNeeds {
  readonly db: Db
  readonly leaving: LeavingService
  readonly care: CareService
  readonly run: RunNeeds
  readonly letters: LetterNeeds
}

export const monitoringRoutes = (needs: MonitoringRouteNeeds): Route[] => [
  ...listRoutes(needs),
  ...leavingRoutes(needs),
  ...careRoutes(needs),
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
function placesOf({ directory }: Pick<FileNeeds, 'directory'>, code: string | undefined) {
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
