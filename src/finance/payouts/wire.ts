import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { PayeeAccount } from './wire-accounts.ts'

export { BudgetRow, listBudgets, recordAllotment } from './wire-budget.ts'
export { listRefunds } from './refund/wire.ts'
export {
  approveAccount,
  checkAccount,
  listProposedAccounts,
  PayeeAccount,
  proposeAccount,
  ProposedAccount,
  refuseAccount,
} from './wire-accounts.ts'

/** What travels between the payment pages and the server. Money is fen as text, days `2026-03-02`, months `2026-03`. */
const text = z.string()
const Fen = z.string()
const Words = z.object({ zh: text, en: text })
const one = z.object({ id: z.uuid() })
const Reason = z.object({ reason: z.string().trim().min(2).max(300).meta({ title: '原因', en: 'reason' }) })
const Month = z
  .string()
  .regex(/^2\d{3}-(0[1-9]|1[0-2])$/)
  .meta({ title: '月份', en: 'month' })
const Programme = z.string().min(1).max(40).meta({ title: '待遇', en: 'benefit' })
const Done = z.object({ id: text })
const Paged = {
  page: z.coerce.number().int().min(1).max(10_000).default(1).meta({ title: '页', en: 'page' }),
  size: z.coerce.number().int().min(1).max(100).default(20).meta({ title: '每页', en: 'rows a page' }),
}

/**
 * `draft` computed, may be computed again · `frozen` handed to the second person · `approved` payable, files may go out
 * · `done` every line has its end.
 */
export const RunState = z.enum(['draft', 'frozen', 'approved', 'done'])
export type RunState = z.output<typeof RunState>
export const LineState = z.enum(['listed', 'held', 'waiting', 'payable', 'in-bank', 'paid', 'returned', 'stopped'])
export type LineState = z.output<typeof LineState>
export const LineKind = z.enum(['regular', 'arrears', 'refund'])

/** `open`: not every line has its end · `newest`: the last list of each programme and year. */
export const RunsShown = z.enum(['all', 'open', 'newest'])
export type RunsShown = z.output<typeof RunsShown>

/**
 * Why a line is as it is beside last month: the same, new, another amount, what an earlier month still lacks, or what the
 * household had repaid and gets back.
 */
export const Movement = z.enum(['same', 'joined', 'changed', 'arrears', 'refund', 'left'])
export type Movement = z.output<typeof Movement>

export const RunCard = z.object({
  id: text,
  /** `DB-2026-03-1`: on the file, on the approval form. */
  number: text,
  programme: text,
  programmeZh: text,
  programmeEn: text,
  month: Month,
  state: RunState,
  lines: z.number(),
  amount: Fen,
  heldLines: z.number(),
  heldAmount: Fen,
  paidLines: z.number(),
  paidAmount: Fen,
  returnedLines: z.number(),
  /** To be paid by this day (the 10th of the month). */
  dueOn: text,
  /** Paid after it, or not paid and the day is over. */
  isLate: z.boolean(),
  /** What the budget lacks, fen; null when it is enough. A list that lacks money is held by name. */
  short: Fen.nullable(),
})
export type RunCard = z.output<typeof RunCard>

const Sum = z.object({ count: z.number(), amount: Fen })
const Person = z.object({ name: text, at: text })
export const Run = RunCard.extend({
  madeBy: Person,
  frozenBy: Person.nullable(),
  approvedBy: Person.nullable(),
  sentBack: z.object({ name: text, at: text, reason: text }).nullable(),
  /** By state of the lines; all states stand here, also those with zero. */
  states: z.record(LineState, Sum),
  /** Beside the list of the month before. */
  movements: z.record(Movement, Sum),
  previous: z.object({ id: text, month: Month, lines: z.number(), amount: Fen }).nullable(),
  budgets: z.array(z.object({ source: text, year: z.number(), needed: Fen, free: Fen, short: Fen.nullable() })),
  /** Sources that were asked before freezing, when, and how many holds they proposed. Null: not asked yet. */
  checks: z.array(z.object({ name: text, zh: text, en: text, askedAt: text.nullable(), holds: z.number() })),
  withoutAccount: z.number(),
  /** Approved, then kept from the bank because the right ended or fell. */
  keptBack: Sum,
  /** Kept back against claims by agreement, of what the list pays. */
  deducted: Sum,
  /** What this reader may do now. */
  mayCompute: z.boolean(),
  mayFreeze: z.boolean(),
  mayApprove: z.boolean(),
  maySend: z.boolean(),
})
export type Run = z.output<typeof Run>

export const Line = z.object({
  id: text,
  runId: text,
  householdId: text,
  number: text,
  /** Masked. */
  head: text,
  place: text,
  month: Month,
  kind: LineKind,
  movement: Movement,
  /** What is due for the month. */
  amount: Fen,
  /** Of it, kept back against a claim by agreement; the bank gets the rest. */
  deducted: Fen,
  /** Paid for the month before; null when nothing was. */
  before: Fen.nullable(),
  why: Words,
  state: LineState,
  account: z.object({ bank: text, lastFour: text }).nullable(),
  hold: z.object({ id: text, cause: text, why: text }).nullable(),
  returned: z.object({ on: text, reason: text }).nullable(),
  paidOn: text.nullable(),
  /** Why it is not paid: a person ended it, or its right changed after approval. */
  stopped: Words.nullable(),
  attempts: z.number(),
})
export type Line = z.output<typeof Line>

export const Hold = z.object({
  id: text,
  householdId: text,
  number: text,
  head: text,
  place: text,
  programme: text,
  cause: z.enum(['death', 'signal', 'office']),
  why: text,
  by: Person,
  state: z.enum(['open', 'released', 'ended']),
  ended: z.object({ name: text, at: text, reason: text }).nullable(),
  lines: z.number(),
  amount: Fen,
  /** Other open holds of the household: the money stays held when this one is closed. */
  others: z.number(),
  /** Somebody else than who set it releases or ends it. */
  mayDecide: z.boolean(),
})
export type Hold = z.output<typeof Hold>

const Right = z.object({
  id: text,
  programme: text,
  programmeZh: text,
  programmeEn: text,
  from: Month,
  until: Month.nullable(),
  source: Words,
  versions: z.array(
    z.object({
      version: z.number(),
      kind: z.enum(['grant', 'change', 'end', 'undo']),
      per: z.enum(['month', 'year', 'once']).nullable(),
      amount: Fen.nullable(),
      from: Month,
      why: text,
      by: Person,
      isUndone: z.boolean(),
    }),
  ),
})
export const HouseholdMoney = z.object({
  householdId: text,
  rights: z.array(Right),
  /** The newest; `paymentCount` is of all. */
  payments: z.array(Line),
  paymentCount: z.number(),
  accounts: z.array(PayeeAccount),
  holds: z.array(Hold),
  recoveries: z.array(z.object({ month: Month, programme: text, amount: Fen, why: text })),
})

export const readPayChoices = endpoint({
  verb: 'GET',
  path: '/api/payouts/choices',
  answers: z.object({
    month: Month,
    programmes: z.array(z.object({ value: text, zh: text, en: text, rights: z.number(), nextMonth: Month.nullable() })),
  }),
})
export const listRuns = endpoint({
  verb: 'GET',
  path: '/api/payouts/runs',
  query: z.object({
    show: RunsShown.default('all').meta({ title: '哪些', en: 'which' }),
    programme: Programme.optional(),
    year: z.coerce.number().int().optional().meta({ title: '年', en: 'year' }),
    page: Paged.page,
    size: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '每页', en: 'rows a page' }),
  }),
  /** One page; `count` is of everything the filter matches. */
  answers: z.object({ rows: z.array(RunCard), count: z.number() }),
})
/** Computes the list of a month for all rights in force. The same month again finds the open list. */
export const makeRun = endpoint({
  verb: 'POST',
  path: '/api/payouts/runs',
  key: 'once',
  body: z.object({ programme: Programme, month: Month }),
  answers: Done,
})
export const readRun = endpoint({ verb: 'GET', path: '/api/payouts/runs/:id', params: one, answers: Run })
export const listRunLines = endpoint({
  verb: 'GET',
  path: '/api/payouts/runs/:id/lines',
  params: one,
  query: z.object({
    state: LineState.optional().meta({ title: '状态', en: 'state' }),
    movement: Movement.optional().meta({ title: '和上月比', en: 'against last month' }),
    page: z.coerce.number().int().min(1).max(10_000).default(1).meta({ title: '页', en: 'page' }),
    size: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '每页', en: 'rows a page' }),
  }),
  /** With `movement=left` the rows are who was on last month's list and is not on this one; their amount is zero. */
  answers: z.object({ rows: z.array(Line), count: z.number(), amount: Fen }),
})
export const computeRun = endpoint({
  verb: 'POST',
  path: '/api/payouts/runs/:id/compute',
  key: 'once',
  params: one,
  answers: Done,
})
export const freezeRun = endpoint({
  verb: 'POST',
  path: '/api/payouts/runs/:id/freeze',
  key: 'once',
  params: one,
  answers: Done,
})
/** Back to draft, with the reason: by the maker or by the second person. */
export const sendRunBack = endpoint({
  verb: 'POST',
  path: '/api/payouts/runs/:id/send-back',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
/** The second person, never the maker. What was frozen becomes payable; held lines stay behind. */
export const approveRun = endpoint({
  verb: 'POST',
  path: '/api/payouts/runs/:id/approve',
  key: 'once',
  params: one,
  answers: Done,
})
export const listHolds = endpoint({
  verb: 'GET',
  path: '/api/payouts/holds',
  query: z.object({
    state: z.enum(['open', 'released', 'ended']).default('open').meta({ title: '状态', en: 'state' }),
    cause: z.enum(['death', 'signal', 'office']).optional().meta({ title: '原因', en: 'reason' }),
    text: z.string().trim().max(60).optional().meta({ title: '姓名、编号、身份证号', en: 'name, number or ID number' }),
    ...Paged,
  }),
  /** Every hold of the households of the page, those of one household together; `count` counts households. */
  answers: z.object({ rows: z.array(Hold), count: z.number() }),
})
export const holdPayment = endpoint({
  verb: 'POST',
  path: '/api/payouts/holds',
  key: 'once',
  body: Reason.extend({ householdId: z.uuid().meta({ title: '家庭', en: 'household' }), programme: Programme }),
  answers: Done,
})
/** The money goes on: with this list while it is open, otherwise with the next. */
export const releaseHold = endpoint({
  verb: 'POST',
  path: '/api/payouts/holds/:id/release',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
/** The held lines are never paid. The right itself is ended by a decision, not here. */
export const endHold = endpoint({
  verb: 'POST',
  path: '/api/payouts/holds/:id/end',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
export const readHouseholdMoney = endpoint({
  verb: 'GET',
  path: '/api/payouts/households/:id',
  params: one,
  answers: HouseholdMoney,
})
/** returned → payable with the account as it stands: the bank's own mistake. */
export const reissueLine = endpoint({
  verb: 'POST',
  path: '/api/payouts/lines/:id/reissue',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
