import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels of an adjustment list. Money is fen as text. */
const text = z.string()
const ById = z.object({ id: z.uuid() })
const FenText = z.string().regex(/^-?\d{1,18}$/)
const Reason = z.string().trim().min(2).max(1000)
const LineKind = z.enum(['raise', 'paid-differs', 'falls', 'uncertain', 'changed-since'])

/** Lines shown of one kind; the counts are of all. */
export const linesShownMax = 200

export const AdjustmentCard = z.object({
  id: text,
  region: text,
  programme: text,
  serial: z.number(),
  title: text,
  document: text,
  fromMonth: text,
  state: z.enum(['prepared', 'approved', 'undo-asked', 'dropped', 'undone']),
  madeName: text,
  madeAt: text,
  approvedName: text.nullable(),
  approvedAt: text.nullable(),
  endedName: text.nullable(),
  endedReason: text.nullable(),
  undoAskedName: text.nullable(),
  undoReason: text.nullable(),
  undoRefusedName: text.nullable(),
  undoRefusedReason: text.nullable(),
})
const Household = { householdId: text, number: text, head: text, placeLabel: text }
export const AdjustmentSheet = AdjustmentCard.extend({
  kinds: z.array(z.object({ kind: LineKind, households: z.number(), difference: FenText })),
  lines: z.array(
    z.object({
      ...Household,
      kind: LineKind,
      paid: FenText,
      before: FenText.nullable(),
      after: FenText.nullable(),
      fromMonth: text,
      undone: z.enum(['undone', 'ended-since', 'changed-since']).nullable(),
    }),
  ),
  /** Of the raises of a list that was taken back. */
  undone: z.object({ undone: z.number(), stay: z.number() }),
  /** Months on approved lists that the change corrected: arrears above zero, recoveries below. */
  corrections: z.array(z.object({ ...Household, month: text, fen: FenText, state: text })),
  correctionsByMonth: z.array(z.object({ month: text, households: z.number(), fen: FenText })),
  may: z.object({
    approve: z.boolean(),
    askUndo: z.boolean(),
    undo: z.boolean(),
    drop: z.boolean(),
    export: z.boolean(),
  }),
})
export type AdjustmentSheet = z.output<typeof AdjustmentSheet>

export const listAdjustments = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/adjustments',
  answers: z.object({ lists: z.array(AdjustmentCard), may: z.object({ prepare: z.boolean() }) }),
})
export const prepareAdjustment = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/adjustments',
  body: z.object({ programme: z.string().regex(/^[a-z0-9-]{1,60}$/), serial: z.number().int().min(1) }),
  answers: z.object({ id: text }),
  key: 'once',
})
export const readAdjustment = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/adjustments/:id',
  params: ById,
  answers: AdjustmentSheet,
})
export const approveAdjustmentList = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/adjustments/:id/approval',
  params: ById,
  answers: AdjustmentSheet,
  key: 'once',
})
const byReason = <const Path extends string>(path: Path) =>
  ({ verb: 'POST', path, params: ById, body: z.object({ reason: Reason }), key: 'once' }) as const
export const askUndoAdjustment = endpoint({
  ...byReason('/api/policy-workbench/adjustments/:id/undo-wish'),
  answers: AdjustmentSheet,
})
export const refuseUndoAdjustment = endpoint({
  ...byReason('/api/policy-workbench/adjustments/:id/undo-refusal'),
  answers: AdjustmentSheet,
})
export const undoAdjustment = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/adjustments/:id/undoing',
  params: ById,
  answers: AdjustmentSheet,
  key: 'once',
})
export const dropAdjustment = endpoint({
  ...byReason('/api/policy-workbench/adjustments/:id/dropping'),
  answers: AdjustmentSheet,
})
