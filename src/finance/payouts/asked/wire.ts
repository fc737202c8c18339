import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels about allotments one by one, claims, and the entries that take two people. Money is fen as text. */
const text = z.string()
const Fen = z.string()
const Person = z.object({ name: text, at: text })
const one = z.object({ id: z.uuid() })
const Done = z.object({ id: text })
const Reason = z.object({ reason: z.string().trim().min(2).max(300).meta({ title: '原因', en: 'reason' }) })
const Paged = {
  page: z.coerce.number().int().min(1).max(10_000).default(1).meta({ title: '页', en: 'page' }),
  size: z.coerce.number().int().min(1).max(100).default(20).meta({ title: '每页', en: 'rows a page' }),
}
const Programme = { programme: text, programmeZh: text, programmeEn: text }

/** Asked by one, confirmed or refused by another; nothing is booked before. */
export const Asked = z.object({
  id: text,
  state: z.enum(['asked', 'confirmed', 'refused']),
  amount: Fen,
  /** Why, or the receipt of what came in. */
  reason: text,
  receivedOn: text.nullable(),
  askedBy: Person,
  decidedBy: Person.nullable(),
  refusedWhy: text.nullable(),
  /** An agreement that runs no more: who ended it, and why. */
  ended: Person.extend({ reason: text }).nullable(),
  /** Not by the one who asked. */
  mayConfirm: z.boolean(),
})
export type Asked = z.output<typeof Asked>

const Allotment = z.object({
  ...{ id: text, ...Programme },
  source: z.enum(['centre', 'province', 'city', 'county']),
  year: z.number(),
  amount: Fen,
  document: text,
  by: Person,
  isReversed: z.boolean(),
  asked: z.array(Asked),
})
/** One page; `count` is of everything the filter matches. */
export const Allotments = z.object({ rows: z.array(Allotment), count: z.number() })
export type Allotments = z.output<typeof Allotments>

const Claim = z.object({
  ...{ id: text, householdId: text, number: text, ...Programme },
  /** Masked. */
  head: text,
  place: text,
  month: text,
  amount: Fen,
  repaid: Fen,
  /** Asked for no more since its reason went away; what was repaid goes back to the family as a refund. */
  dropped: Fen,
  left: Fen,
  /** Nothing is to be recovered any more; a repayment that came in before may still wait for an answer. */
  isDropped: z.boolean(),
  why: text,
  since: text,
  repayments: z.array(Asked),
  /** What the family agreed to have kept back a month; `amount` is a month's, `receivedOn` the day it signed. */
  agreements: z.array(Asked),
  /** Kept back of later payments: planned on an open list, booked with its approval, reversed when it was not paid. */
  deductions: z.array(
    z.object({ month: text, amount: Fen, state: z.enum(['planned', 'booked', 'reversed']), runId: text }),
  ),
  /** What the place of the household allows to be kept back; null: not configured for this area. */
  deduction: z.object({ sharePercentMax: z.number(), consent: text, source: text }).nullable(),
})
/** One page; `count` and `left` are of everything the filter matches. */
export const Claims = z.object({ rows: z.array(Claim), count: z.number(), left: Fen })
export type Claims = z.output<typeof Claims>

export const listAllotments = endpoint({
  verb: 'GET',
  path: '/api/payouts/allotments',
  query: z.object({ year: z.coerce.number().int().optional().meta({ title: '年', en: 'year' }), ...Paged }),
  answers: Allotments,
})
export const listClaims = endpoint({
  verb: 'GET',
  path: '/api/payouts/claims',
  query: z.object({
    show: z.enum(['open', 'closed', 'all']).default('open').meta({ title: '哪些', en: 'which' }),
    text: z.string().trim().max(60).optional().meta({ title: '姓名、编号、身份证号', en: 'name, number or ID number' }),
    ...Paged,
  }),
  answers: Claims,
})
/** Takes an allotment back, once somebody else has confirmed it. */
export const askReversal = endpoint({
  verb: 'POST',
  path: '/api/payouts/allotments/:id/reversal',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
/** What came in from a household for a claim; booked once somebody else has seen the receipt. */
export const askRepayment = endpoint({
  verb: 'POST',
  path: '/api/payouts/claims/:id/repayments',
  key: 'once',
  params: one,
  body: z.object({
    amount: z
      .string()
      .regex(/^[1-9]\d{0,15}$/)
      .meta({ title: '金额（分）', en: 'amount (fen)' }),
    receipt: z.string().trim().min(2).max(200).meta({ title: '回单号', en: 'receipt number' }),
    receivedOn: z.iso.date().meta({ title: '到账日期', en: 'day it arrived' }),
  }),
  answers: Done,
})
/** The family agreed in writing that a claim is kept back of later payments; runs once somebody else has confirmed. */
export const askDeduction = endpoint({
  verb: 'POST',
  path: '/api/payouts/claims/:id/deductions',
  key: 'once',
  params: one,
  body: z.object({
    monthly: z
      .string()
      .regex(/^[1-9]\d{0,15}$/)
      .meta({ title: '每月扣多少（分）', en: 'kept back a month (fen)' }),
    consent: z.string().trim().min(4).max(200).meta({ title: '同意书编号和签字人', en: 'consent and who signed it' }),
    signedOn: z.iso.date().meta({ title: '签字日期', en: 'day of signing' }),
  }),
  answers: Done,
})
/** The family took its consent back, or the office ends the agreement. */
export const endDeduction = endpoint({
  verb: 'POST',
  path: '/api/payouts/asked/:id/end',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
export const confirmAsked = endpoint({
  verb: 'POST',
  path: '/api/payouts/asked/:id/confirm',
  key: 'once',
  params: one,
  answers: Done,
})
export const refuseAsked = endpoint({
  verb: 'POST',
  path: '/api/payouts/asked/:id/refuse',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
