import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels about money that goes back to households. Money is fen as text. */
const text = z.string()
const Fen = z.string()
const Amount = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .meta({ title: '金额（分）', en: 'amount (fen)' })
const Person = z.object({ name: text, at: text })
const one = z.object({ id: z.uuid() })
const Done = z.object({ id: text })

/** `open` nobody has said how · `asked` one has · `approved` on its way by the bank · `done` with the household. */
export const RefundStanding = z.enum(['open', 'asked', 'approved', 'done'])
export type RefundStanding = z.output<typeof RefundStanding>

const Part = z.object({
  id: text,
  month: text,
  amount: Fen,
  state: RefundStanding,
  /** `claim-fell` the claim was dropped or lowered after it was repaid · `surplus` more came in than was claimed. */
  cause: z.enum(['claim-fell', 'surplus']),
  /** What was said of the right then; null for a surplus. */
  why: text.nullable(),
  /** The list that takes it along, or took it. */
  run: z.object({ id: text, number: text, state: text }).nullable(),
  /** Why it did not arrive the last time. `reason`: the bank's words. */
  failed: z.object({ on: text, by: z.enum(['bank', 'hold']), reason: text.nullable() }).nullable(),
  doneOn: text.nullable(),
})

const Proposal = z.object({
  id: text,
  way: z.enum(['bank', 'hand']),
  state: z.enum(['asked', 'confirmed', 'refused', 'lapsed']),
  amount: Fen,
  voucher: text.nullable(),
  paidOn: text.nullable(),
  why: text.nullable(),
  askedBy: Person,
  decidedBy: Person.nullable(),
  refusedWhy: text.nullable(),
  /** Not by the one who proposed. */
  mayConfirm: z.boolean(),
})
export type RefundProposal = z.output<typeof Proposal>

/** What one household gets back of one programme: what is on its way, or what one proposal returned. */
const Refund = z.object({
  key: text,
  householdId: text,
  number: text,
  /** Masked. */
  head: text,
  place: text,
  programme: text,
  programmeZh: text,
  programmeEn: text,
  /** Of it all, and of what nobody has said yet how it goes back. */
  amount: Fen,
  openAmount: Fen,
  /** The oldest of it, and how many days ago that was. */
  since: text,
  days: z.number(),
  parts: z.array(Part),
  /** The one that runs or ran, or the last one when it was refused or lapsed. */
  proposal: Proposal.nullable(),
  account: z.object({ bank: text, lastFour: text }).nullable(),
  /** Payments of this programme are held: by the bank it would wait with them. */
  isHeld: z.boolean(),
  /** What is claimed from the household at the same time. Nothing is set off. */
  claims: z.object({ count: z.number(), left: Fen }),
})
export type Refund = z.output<typeof Refund>

export const RefundsShown = z.enum(['open', 'done'])
export type RefundsShown = z.output<typeof RefundsShown>

export const listRefunds = endpoint({
  verb: 'GET',
  path: '/api/payouts/refunds',
  query: z.object({
    show: RefundsShown.default('open').meta({ title: '哪些', en: 'which' }),
    text: z.string().trim().max(60).optional().meta({ title: '姓名、编号、身份证号', en: 'name, number or ID number' }),
    page: z.coerce.number().int().min(1).max(10_000).default(1).meta({ title: '页', en: 'page' }),
    size: z.coerce.number().int().min(1).max(100).default(20).meta({ title: '每页', en: 'rows a page' }),
  }),
  /** One page, the oldest first; `count` and `amount` are of everything the filter matches. */
  answers: z.object({
    rows: z.array(Refund),
    count: z.number(),
    amount: Fen,
    /** Households nobody has proposed for, and proposals this reader may confirm: of everything that is not done. */
    toPropose: z.number(),
    toConfirm: z.number(),
  }),
})
/** To the account on file, with the next pay list; goes once somebody else has confirmed. */
export const proposeByBank = endpoint({
  verb: 'POST',
  path: '/api/payouts/households/:id/refunds/bank',
  key: 'once',
  params: one,
  body: z.object({ programme: text.max(40).meta({ title: '待遇', en: 'benefit' }), amount: Amount }),
  answers: Done,
})
/** Was paid by hand; counts once somebody else has confirmed. */
export const proposeByHand = endpoint({
  verb: 'POST',
  path: '/api/payouts/households/:id/refunds/hand',
  key: 'once',
  params: one,
  body: z.object({
    programme: text.max(40).meta({ title: '待遇', en: 'benefit' }),
    amount: Amount,
    voucher: z.string().trim().min(2).max(100).meta({ title: '付款凭证号', en: 'voucher number' }),
    paidOn: z.iso.date().meta({ title: '哪天付的', en: 'day of payment' }),
    why: z.string().trim().min(2).max(300).meta({ title: '为什么当面付', en: 'why by hand' }),
  }),
  answers: Done,
})
export const confirmRefund = endpoint({
  verb: 'POST',
  path: '/api/payouts/refunds/:id/confirm',
  key: 'once',
  params: one,
  answers: Done,
})
export const refuseRefund = endpoint({
  verb: 'POST',
  path: '/api/payouts/refunds/:id/refuse',
  key: 'once',
  params: one,
  body: z.object({ reason: z.string().trim().min(2).max(300).meta({ title: '原因', en: 'reason' }) }),
  answers: Done,
})
