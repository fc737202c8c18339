import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels between the payment pages and the server about files to and from the bank. Money is fen as text. */
const text = z.string()
const Fen = z.string()
const Words = z.object({ zh: text, en: text })
const one = z.object({ id: z.uuid() })
const Sum = z.object({ count: z.number(), amount: Fen })
const Person = z.object({ name: text, at: text })

/** A return file of 20,000 lines is about three. */
export const returnBytesMax = 10 * 1024 * 1024

export const PayFileCard = z.object({
  id: text,
  batch: text,
  route: Words,
  /** True for the second and further files: what was corrected after a return. */
  isSupplement: z.boolean(),
  made: Person,
  sent: Sum,
  paid: Sum,
  returned: Sum,
  /** Nobody has answered these yet. */
  waiting: Sum,
})
export type PayFileCard = z.output<typeof PayFileCard>

export const ReturnCard = z.object({
  id: text,
  name: text,
  batch: text,
  state: z.enum(['read', 'booked']),
  read: Person,
  booked: Person.nullable(),
})
export type ReturnCard = z.output<typeof ReturnCard>

export const Fault = Words.extend({ row: z.number().nullable(), column: text.nullable(), code: text })

/** What a return file says. Until it is booked nothing has changed; booked, it is what it did. */
export const ReturnReport = ReturnCard.extend({
  runId: text,
  encoding: text.nullable(),
  paid: Sum,
  returned: Sum,
  /** Answered the same way by an earlier file; no effect. */
  known: z.number(),
  waiting: Sum,
  /** The first two hundred; with one of them nothing is booked. */
  faults: z.array(Fault),
  faultCount: z.number(),
  returnedLines: z.array(
    z.object({
      row: z.number(),
      reference: text,
      /** Masked. */
      holder: text,
      account: text,
      amount: Fen,
      code: text,
      reason: Words,
      /** Another account may help. */
      isAccount: z.boolean(),
    }),
  ),
})
export type ReturnReport = z.output<typeof ReturnReport>

export const RunFiles = z.object({
  files: z.array(PayFileCard),
  returns: z.array(ReturnCard),
  routes: z.array(Words.extend({ name: text })),
  /** Faults 模拟银行 can make; empty outside a demonstration. */
  simulator: z.array(Words.extend({ name: text })),
})
export type RunFiles = z.output<typeof RunFiles>

export const listRunFiles = endpoint({
  verb: 'GET',
  path: '/api/payouts/runs/:id/files',
  params: one,
  answers: RunFiles,
})
/** All lines that may go out now: the whole list at first, later what was corrected. They stand with the bank then. */
export const makePayFile = endpoint({
  verb: 'POST',
  path: '/api/payouts/runs/:id/files',
  key: 'once',
  params: one,
  body: z.object({ route: z.string().min(1).max(40).meta({ title: '发放渠道', en: 'way of payment' }) }),
  answers: z.object({ id: text }),
})
export const downloadPayFile = endpoint({
  verb: 'GET',
  path: '/api/payouts/files/:id/download',
  params: one,
  answers: 'file',
})
/** Multipart: `file`. Reads on trial; books nothing. The same bytes again open the same reading. */
export const uploadReturn = endpoint({
  verb: 'POST',
  path: '/api/payouts/runs/:id/returns',
  key: 'once',
  params: one,
  answers: z.object({ id: text }),
  uploadBytesMax: returnBytesMax,
})
export const readReturn = endpoint({
  verb: 'GET',
  path: '/api/payouts/returns/:id',
  params: one,
  answers: ReturnReport,
})
export const bookReturn = endpoint({
  verb: 'POST',
  path: '/api/payouts/returns/:id/book',
  key: 'once',
  params: one,
  answers: z.object({ id: text }),
})
/** 模拟银行: the answer a bank might give, right or wrong on purpose. Served by demonstration installations only. */
export const simulateReturn = endpoint({
  verb: 'GET',
  path: '/api/payouts/files/:id/simulated-return',
  params: one,
  query: z.object({
    failures: z.coerce.number().int().min(0).max(50).default(0).meta({ title: '失败几笔', en: 'failures' }),
    fault: z.string().max(30).optional().meta({ title: '故意的差错', en: 'fault on purpose' }),
  }),
  answers: 'file',
})
