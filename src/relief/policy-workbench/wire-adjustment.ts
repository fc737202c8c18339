import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels of an adjustment list. Money is fen as text. */
const text = z.string()
const ById = z.object({ id: z.uuid() })
const FenText = z.string().regex(/^-?\d{1,18}$/)
const Reason = z.string().trim().min(2).max(1000).meta({ title: '理由', en: 'reason' })
const LineKind = z.enum(['raise', 'paid-differs', 'falls', 'uncertain', 'changed-since', 'as-new'])
const State = z.enum([
  ...['prepared', 'carrying-out', 'approved', 'undo-asked', 'taking-back', 'halted', 'stop-asked', 'stopped'],
  ...['dropped', 'undone'],
] as const)
const Said = z.object({ zh: text, en: text })

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
  state: State,
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
  stopAskedName: text.nullable(),
  stopReason: text.nullable(),
  stopRefusedName: text.nullable(),
  stopRefusedReason: text.nullable(),
  stoppedName: text.nullable(),
  endedAt: text.nullable(),
  /** When the last raise was carried out; null before, also of a list that was stopped half way. */
  carriedAt: text.nullable(),
  /** Why it stands still while it is under way. */
  trouble: Said.nullable(),
})
/** How far a list under way is: households, of how many. Null when nothing is under way. */
const Progress = z.object({ done: z.number(), total: z.number() })
const Household = { householdId: text, number: text, head: text, placeLabel: text }
export const AdjustmentSheet = AdjustmentCard.extend({
  progress: Progress.nullable(),
  /** Households that are still to be taken back where that has halted; null elsewhere. */
  open: z.number().nullable(),
  /** Households with months before another decision, which the list leaves alone, and how many months. */
  left: z.object({ households: z.number(), months: z.number() }),
  kinds: z.array(z.object({ kind: LineKind, households: z.number(), difference: FenText })),
  lines: z.array(
    z.object({
      ...Household,
      kind: LineKind,
      paid: FenText,
      before: FenText.nullable(),
      after: FenText.nullable(),
      fromMonth: text,
      undone: z.enum(['undone', 'ended-since', 'changed-since', 'stopped']).nullable(),
      /** Still to be taken back. */
      isOpen: z.boolean(),
    }),
  ),
  /** Of the raises of a list that was taken back. */
  undone: z.object({ undone: z.number(), stay: z.number(), never: z.number() }),
  /** Months on approved lists that the change corrected: arrears above zero, recoveries below. */
  corrections: z.array(z.object({ ...Household, month: text, fen: FenText, state: text })),
  correctionsByMonth: z.array(z.object({ month: text, households: z.number(), fen: FenText })),
  may: z.object({
    approve: z.boolean(),
    askUndo: z.boolean(),
    undo: z.boolean(),
    drop: z.boolean(),
    resume: z.boolean(),
    askStop: z.boolean(),
    stop: z.boolean(),
    export: z.boolean(),
    /** Whether this reader may open the file of a household. */
    openHousehold: z.boolean(),
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
/** How far it is, for a page that stays open; names nobody. */
export const readAdjustmentProgress = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/adjustments/:id/progress',
  params: ById,
  answers: z.object({ state: State, progress: Progress.nullable(), trouble: Said.nullable() }),
})
export const leftPageSize = 50
/** Households whose months before another decision are left alone: each month, and the decision. */
export const listLeftMonths = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/adjustments/:id/left-months',
  params: ById,
  query: z.object({
    kind: LineKind.optional().meta({ title: '怎么办', en: 'what to do' }),
    month: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional()
      .meta({ title: '月份', en: 'month' }),
    place: z.string().max(20).optional().meta({ title: '镇街或村', en: 'town or village' }),
    page: z.coerce.number().int().min(1).max(10_000).optional().meta({ title: '页', en: 'page' }),
  }),
  answers: z.object({
    count: z.number(),
    rows: z.array(
      z.object({
        ...Household,
        kind: LineKind,
        /** The month from which the other decision holds. */
        fromMonth: text,
        /** Of that decision. */
        why: text,
        byName: text,
        on: text,
        months: z.array(z.object({ month: text, fen: FenText })),
      }),
    ),
    months: z.array(text),
    kinds: z.array(LineKind),
    places: z.array(z.object({ code: text, label: text })),
  }),
})
export const approveAdjustmentList = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/adjustments/:id/approval',
  params: ById,
  /** Of how many households whoever approves has seen that earlier months are left alone. */
  body: z.object({ leftAlone: z.number().int().min(0) }),
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
/** Goes on taking back what has halted. */
export const resumeAdjustment = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/adjustments/:id/resumption',
  params: ById,
  answers: AdjustmentSheet,
  key: 'once',
})
export const askStopAdjustment = endpoint({
  ...byReason('/api/policy-workbench/adjustments/:id/stop-wish'),
  answers: AdjustmentSheet,
})
export const refuseStopAdjustment = endpoint({
  ...byReason('/api/policy-workbench/adjustments/:id/stop-refusal'),
  answers: AdjustmentSheet,
})
export const stopAdjustment = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/adjustments/:id/stopping',
  params: ById,
  /** Of how many households whoever confirms has seen that they keep the raise. */
  body: z.object({ left: z.number().int().min(0) }),
  answers: AdjustmentSheet,
  key: 'once',
})
export const dropAdjustment = endpoint({
  ...byReason('/api/policy-workbench/adjustments/:id/dropping'),
  answers: AdjustmentSheet,
})
