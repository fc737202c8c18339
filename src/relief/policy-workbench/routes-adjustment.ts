import type { Audit } from '#platform/audit/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { purposeOf, route, type Caller, type Route } from '#platform/http/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import { approveAdjustmentLists, prepareAdjustments, readAdjustments, resumeAdjustments } from './access.ts'
import { cardOf, getAdjustment, progressOf, sheetOf } from './adjustment-sheet.ts'
import type { Adjustments } from './adjustment/adjustments.ts'
import { readAdjustments as readLists } from './adjustment/adjustment-store.ts'
import { leftPage } from './left-months.ts'
import * as wire from './wire-adjustment.ts'

export interface AdjustmentRouteNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly adjustments: Adjustments
  /** Begins what was said about a list, after the answer has left. */
  readonly carryOn: (who: Caller, id: string) => void
  readonly households: Pick<Households, 'list'>
  readonly directory: () => RegionDirectory
  readonly regionOf: (who: Pick<Caller, 'tenant'>) => Promise<string>
}

export const adjustmentRoutes = (needs: AdjustmentRouteNeeds): Route[] => [
  route({
    ...wire.listAdjustments,
    zh: '调标名单',
    en: 'Adjustment lists',
    may: readAdjustments,
    run: ({ who }) =>
      who.transaction(needs.db, async (tx) => ({
        lists: (await readLists(tx, who.tenant)).map(cardOf),
        may: { prepare: who.may(prepareAdjustments) },
      })),
  }),
  route({
    ...wire.prepareAdjustment,
    zh: '照发布的版本做调标名单',
    en: 'Prepare the adjustment list of a published version',
    may: prepareAdjustments,
    run: async ({ who, body }) => {
      const region = await needs.regionOf(who)
      return who.transaction(needs.db, (tx) => needs.adjustments.prepare(tx, who, { ...body, region }))
    },
  }),
  route({
    ...wire.readAdjustment,
    zh: '一份调标名单，连应补应追',
    en: 'An adjustment list with what is owed',
    may: readAdjustments,
    run: ({ who, params }) => {
      // Whose household gets how much: asked why, as for a household file.
      purposeOf(who)
      return who.transaction(needs.db, (tx) => sheetOf(tx, who, params.id, needs))
    },
  }),
  route({
    ...wire.readAdjustmentProgress,
    zh: '调标名单办到哪了',
    en: 'How far an adjustment list is carried out or taken back',
    may: readAdjustments,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        const list = await getAdjustment(tx, who, params.id)
        return { state: list.state, progress: await progressOf(tx, who, list), trouble: list.trouble }
      }),
  }),
  route({
    ...wire.listLeftMonths,
    zh: '在另一个决定以前、名单不动的月份',
    en: 'Months before another decision that a list leaves alone',
    may: readAdjustments,
    run: ({ who, params, query }) => {
      purposeOf(who)
      return who.transaction(needs.db, (tx) => leftPage(tx, who, { ...query, id: params.id }, needs))
    },
  }),
  route({
    ...wire.approveAdjustmentList,
    zh: '批准调标名单',
    en: 'Approve an adjustment list',
    may: approveAdjustmentLists,
    run: ({ who, params, body }) =>
      begun(who, params.id, needs, (tx) => needs.adjustments.approve(tx, who, params.id, body)),
  }),
  route({
    ...wire.askUndoAdjustment,
    zh: '提出撤回调标',
    en: 'Ask to undo an adjustment',
    may: prepareAdjustments,
    run: ({ who, params, body }) =>
      done(who, params.id, needs, (tx) => needs.adjustments.askUndo(tx, who, params.id, body.reason)),
  }),
  route({
    ...wire.undoAdjustment,
    zh: '确认撤回调标',
    en: 'Undo an adjustment',
    may: approveAdjustmentLists,
    run: ({ who, params }) => begun(who, params.id, needs, (tx) => needs.adjustments.undo(tx, who, params.id)),
  }),
  route({
    ...wire.refuseUndoAdjustment,
    zh: '不同意撤回调标',
    en: 'Refuse to undo an adjustment',
    may: approveAdjustmentLists,
    run: ({ who, params, body }) =>
      begun(who, params.id, needs, (tx) => needs.adjustments.refuseUndo(tx, who, params.id, body.reason)),
  }),
  route({
    ...wire.resumeAdjustment,
    zh: '停下的撤回接着办',
    en: 'Go on with an undoing that has halted',
    may: resumeAdjustments,
    run: ({ who, params }) => begun(who, params.id, needs, (tx) => needs.adjustments.resume(tx, who, params.id)),
  }),
  route({
    ...wire.askStopAdjustment,
    zh: '提出撤回到这里为止',
    en: 'Ask to stop an undoing that has halted',
    may: prepareAdjustments,
    run: ({ who, params, body }) =>
      done(who, params.id, needs, (tx) => needs.adjustments.askStop(tx, who, params.id, body.reason)),
  }),
  route({
    ...wire.stopAdjustment,
    zh: '确认撤回到这里为止',
    en: 'Stop an undoing that has halted',
    may: approveAdjustmentLists,
    run: ({ who, params, body }) =>
      done(who, params.id, needs, (tx) => needs.adjustments.stop(tx, who, params.id, body)),
  }),
  route({
    ...wire.refuseStopAdjustment,
    zh: '不同意撤回到这里为止',
    en: 'Refuse to stop an undoing that has halted',
    may: approveAdjustmentLists,
    run: ({ who, params, body }) =>
      done(who, params.id, needs, (tx) => needs.adjustments.refuseStop(tx, who, params.id, body.reason)),
  }),
  route({
    ...wire.dropAdjustment,
    zh: '作废没批的调标名单',
    en: 'Drop an adjustment list that was not approved',
    may: prepareAdjustments,
    run: ({ who, params, body }) =>
      done(who, params.id, needs, (tx) => needs.adjustments.drop(tx, who, params.id, body.reason)),
  }),
]

/** Does it in one transaction and shows the list as it stands after. */
const done = (
  who: Caller,
  id: string,
  needs: AdjustmentRouteNeeds,
  work: (tx: Tx) => Promise<unknown>,
): Promise<wire.AdjustmentSheet> =>
  who.transaction(needs.db, async (tx) => {
    await work(tx)
    return sheetOf(tx, who, id, needs)
  })

/** The same, and what follows from it for the rights goes on after the answer. */
async function begun(...[who, id, needs, work]: Parameters<typeof done>): Promise<wire.AdjustmentSheet> {
  const sheet = await done(who, id, needs, work)
  if (sheet.state === 'carrying-out' || sheet.state === 'taking-back') needs.carryOn(who, id)
  return sheet
}
