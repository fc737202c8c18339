import type { Audit } from '#platform/audit/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { readCorrections, type CorrectionLine } from '#finance/payouts/index.ts'
import { readHouseholds } from '#registry/households/index.ts'
import { approveAdjustmentLists, exportHouseholdLists, prepareAdjustments, resumeAdjustments } from './access.ts'
import type { AdjustmentLine, AdjustmentProgress, LineKind } from './adjustment/adjustment.ts'
import { findAdjustment, readLines, type Adjustment } from './adjustment/adjustment-store.ts'
import { mayBeAskedBack } from './adjustment/adjustments.ts'
import { countOpen } from './adjustment/halt-store.ts'
import { countLeft } from './adjustment/left-store.ts'
import { readProgress } from './adjustment/piece-store.ts'
import { householdNames, type NameNeeds } from './named-households.ts'
import { workbenchRefusals } from './refusals.ts'
import * as wire from './wire-adjustment.ts'

/** @throws notFound */
export async function getAdjustment(tx: Tx, who: Caller, id: string): Promise<Adjustment> {
  const list = await findAdjustment(tx, who.tenant, id)
  if (!list) throw workbenchRefusals.notFound()
  return list
}

export const cardOf = ({
  madeAt,
  approvedAt,
  endedAt,
  carriedAt,
  madeBy: _,
  undoAskedBy: __,
  stopAskedBy: ___,
  ...list
}: Adjustment) => ({
  ...list,
  madeAt: madeAt.toISOString(),
  approvedAt: approvedAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
  carriedAt: carriedAt?.toISOString() ?? null,
})

/** How far a list under way is; null when nothing is. One that somebody asked to stop half way is as far as it came. */
export async function progressOf(tx: Tx, who: Caller, list: Adjustment): Promise<AdjustmentProgress | null> {
  const { id, state } = list
  if (state === 'carrying-out' || state === 'taking-back') return readProgress(tx, who.tenant, { id, way: state })
  if (isHalted(list)) return readProgress(tx, who.tenant, { id, way: 'taking-back' })
  if (state === 'undo-asked' && list.carriedAt === null)
    return readProgress(tx, who.tenant, { id, way: 'carrying-out' })
  return null
}

const isHalted = ({ state }: Adjustment): boolean => state === 'halted' || state === 'stop-asked'

const kinds: readonly LineKind[] = ['raise', 'paid-differs', 'falls', 'uncertain', 'changed-since', 'as-new']

/** The list as its page shows it; the look is written down. @throws notFound */
export async function sheetOf(
  tx: Tx,
  who: Caller,
  id: string,
  needs: NameNeeds & { readonly audit: Audit },
): Promise<wire.AdjustmentSheet> {
  const list = await getAdjustment(tx, who, id)
  const lines = await readLines(tx, who.tenant, id)
  const corrections = await readCorrections(tx, who.tenant, id)
  await needs.audit.recordRead(tx, who, {
    ...{ act: 'read', action: 'policy-workbench.adjustment-opened', about: { kind: 'policy-adjustment', id } },
    details: { lines: lines.length },
  })
  const isOpen = openIn(list)
  const shown = kinds.flatMap((kind) => staysFirst(lines, kind, isOpen).slice(0, wire.linesShownMax))
  const owed = corrections.slice(0, wire.linesShownMax)
  const nameOf = await householdNames(tx, who, [...shown, ...owed], needs)
  return {
    ...cardOf(list),
    progress: await progressOf(tx, who, list),
    open: isHalted(list) ? await countOpen(tx, who.tenant, id) : null,
    left: await countLeft(tx, who.tenant, id),
    kinds: kinds.flatMap((kind) => ofKind(lines, kind)),
    lines: shown.map((line) => ({
      ...nameOf(line),
      ...{
        kind: line.kind,
        fromMonth: line.fromMonth,
        undone: line.undone,
        isOpen: isOpen(line),
        paid: `${line.paid}`,
      },
      ...{ before: line.before?.toString() ?? null, after: line.after?.toString() ?? null },
    })),
    undone: outcomeOf(list, lines),
    corrections: owed.map(({ householdId, placeId, month, fen, state }) => ({
      ...nameOf({ householdId, placeId }),
      ...{ month, state, fen: `${fen}` },
    })),
    correctionsByMonth: byMonth(corrections),
    may: {
      approve: who.may(approveAdjustmentLists) && list.state === 'prepared' && list.madeBy !== who.id,
      askUndo: who.may(prepareAdjustments) && mayBeAskedBack(list),
      undo: who.may(approveAdjustmentLists) && list.state === 'undo-asked' && list.undoAskedBy !== who.id,
      drop: who.may(prepareAdjustments) && list.state === 'prepared',
      resume: who.may(resumeAdjustments) && list.state === 'halted',
      askStop: who.may(prepareAdjustments) && list.state === 'halted',
      stop: who.may(approveAdjustmentLists) && list.state === 'stop-asked' && list.stopAskedBy !== who.id,
      export: who.may(exportHouseholdLists),
      openHousehold: who.may(readHouseholds),
    },
  }
}

const outcomeOf = (list: Adjustment, lines: readonly AdjustmentLine[]): wire.AdjustmentSheet['undone'] => ({
  undone: householdsIn(lines.filter(({ undone }) => undone === 'undone')),
  stay: householdsIn(lines.filter(({ undone }) => undone !== null && undone !== 'undone')),
  never:
    list.state === 'undone' || list.state === 'stopped'
      ? householdsIn(lines.filter(({ kind, rightVersion }) => kind === 'raise' && rightVersion === null))
      : 0,
})

/** A household may have several rights on a list, one after the other. */
const householdsIn = (lines: readonly { readonly householdId: string }[]): number =>
  new Set(lines.map(({ householdId }) => householdId)).size

/** Whether a raise is still to be taken back, in a list of which that has halted. */
const openIn =
  (list: Adjustment) =>
  ({ rightVersion, undone }: AdjustmentLine): boolean =>
    isHalted(list) && rightVersion !== null && undone === null

const byMonth = (corrections: readonly CorrectionLine[]): wire.AdjustmentSheet['correctionsByMonth'] =>
  [
    ...Map.groupBy(
      corrections.filter(({ state }) => state !== 'cancelled'),
      ({ month }) => month,
    ),
  ]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([month, of]) => ({
      ...{ month, households: householdsIn(of) },
      fen: `${of.reduce((sum, { fen }) => sum + fen, 0n)}`,
    }))

/** What could not be taken back, or is still to be, and is handled singly comes first: nobody may miss it. */
function staysFirst(
  lines: readonly AdjustmentLine[],
  kind: LineKind,
  isOpen: (line: AdjustmentLine) => boolean,
): readonly AdjustmentLine[] {
  const of = lines.filter((line) => line.kind === kind)
  const stays = (line: AdjustmentLine): boolean => isOpen(line) || (line.undone !== null && line.undone !== 'undone')
  return [...of.filter(stays), ...of.filter((line) => !stays(line))]
}

function ofKind(lines: readonly AdjustmentLine[], kind: LineKind) {
  const of = lines.filter((line) => line.kind === kind)
  const difference = of.reduce((sum, { paid, after }) => sum + (after === null ? 0n : after - paid), 0n)
  return of.length === 0 ? [] : [{ kind, households: householdsIn(of), difference: `${difference}` }]
}
