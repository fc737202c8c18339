import type { Audit } from '#platform/audit/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { purposeOf, route, type Caller, type Route } from '#platform/http/index.ts'
import { readCorrections } from '#finance/payouts/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import { approveAdjustmentLists, exportHouseholdLists, prepareAdjustments, readAdjustments } from './access.ts'
import type { AdjustmentLine, LineKind } from './adjustment/adjustment.ts'
import type { Adjustments } from './adjustment/adjustments.ts'
import {
  findAdjustment,
  readAdjustments as readLists,
  readLines,
  type Adjustment,
} from './adjustment/adjustment-store.ts'
import { householdNames } from './named-households.ts'
import { workbenchRefusals } from './refusals.ts'
import * as wire from './wire-adjustment.ts'

export interface AdjustmentRouteNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly adjustments: Adjustments
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
    ...wire.approveAdjustmentList,
    zh: '批准调标名单',
    en: 'Approve an adjustment list',
    may: approveAdjustmentLists,
    run: ({ who, params }) => done(who, params.id, needs, (tx) => needs.adjustments.approve(tx, who, params.id)),
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
    run: ({ who, params }) => done(who, params.id, needs, (tx) => needs.adjustments.undo(tx, who, params.id)),
  }),
  route({
    ...wire.refuseUndoAdjustment,
    zh: '不同意撤回调标',
    en: 'Refuse to undo an adjustment',
    may: approveAdjustmentLists,
    run: ({ who, params, body }) =>
      done(who, params.id, needs, (tx) => needs.adjustments.refuseUndo(tx, who, params.id, body.reason)),
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

const cardOf = ({ madeAt, approvedAt, endedAt: _, madeBy: __, undoAskedBy: ___, ...list }: Adjustment) => ({
  ...list,
  madeAt: madeAt.toISOString(),
  approvedAt: approvedAt?.toISOString() ?? null,
})

const kinds: readonly LineKind[] = ['raise', 'paid-differs', 'falls', 'uncertain', 'changed-since']

async function sheetOf(tx: Tx, who: Caller, id: string, needs: AdjustmentRouteNeeds): Promise<wire.AdjustmentSheet> {
  const list = await findAdjustment(tx, who.tenant, id)
  if (!list) throw workbenchRefusals.notFound()
  const lines = await readLines(tx, who.tenant, id)
  const corrections = await readCorrections(tx, who.tenant, id)
  await needs.audit.recordRead(tx, who, {
    ...{ act: 'read', action: 'policy-workbench.adjustment-opened', about: { kind: 'policy-adjustment', id } },
    details: { lines: lines.length },
  })
  const shown = kinds.flatMap((kind) => staysFirst(lines, kind).slice(0, wire.linesShownMax))
  const owed = corrections.slice(0, wire.linesShownMax)
  const nameOf = await householdNames(tx, who, [...shown, ...owed], needs)
  return {
    ...cardOf(list),
    kinds: kinds.flatMap((kind) => ofKind(lines, kind)),
    lines: shown.map(({ householdId, placeId, kind, paid, before, after, fromMonth, undone }) => ({
      ...nameOf({ householdId, placeId }),
      ...{ kind, fromMonth, undone, paid: `${paid}` },
      ...{ before: before?.toString() ?? null, after: after?.toString() ?? null },
    })),
    undone: {
      undone: lines.filter(({ undone }) => undone === 'undone').length,
      stay: lines.filter(({ undone }) => undone !== null && undone !== 'undone').length,
    },
    corrections: owed.map(({ householdId, placeId, month, fen, state }) => ({
      ...nameOf({ householdId, placeId }),
      ...{ month, state, fen: `${fen}` },
    })),
    correctionsByMonth: [
      ...Map.groupBy(
        corrections.filter(({ state }) => state !== 'cancelled'),
        ({ month }) => month,
      ),
    ]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([month, of]) => ({
        ...{ month, households: new Set(of.map(({ householdId }) => householdId)).size },
        fen: `${of.reduce((sum, { fen }) => sum + fen, 0n)}`,
      })),
    may: {
      approve: who.may(approveAdjustmentLists) && list.state === 'prepared' && list.madeBy !== who.id,
      askUndo: who.may(prepareAdjustments) && list.state === 'approved',
      undo: who.may(approveAdjustmentLists) && list.state === 'undo-asked' && list.undoAskedBy !== who.id,
      drop: who.may(prepareAdjustments) && list.state === 'prepared',
      export: who.may(exportHouseholdLists),
    },
  }
}

/** Of a list that was taken back, what could not be and is handled singly comes first: nobody may miss it. */
function staysFirst(lines: readonly AdjustmentLine[], kind: LineKind): readonly AdjustmentLine[] {
  const of = lines.filter((line) => line.kind === kind)
  const stays = ({ undone }: AdjustmentLine): boolean => undone !== null && undone !== 'undone'
  return [...of.filter(stays), ...of.filter((line) => !stays(line))]
}

function ofKind(lines: readonly AdjustmentLine[], kind: LineKind) {
  const of = lines.filter((line) => line.kind === kind)
  const difference = of.reduce((sum, { paid, after }) => sum + (after === null ? 0n : after - paid), 0n)
  return of.length === 0 ? [] : [{ kind, households: of.length, difference: `${difference}` }]
}
