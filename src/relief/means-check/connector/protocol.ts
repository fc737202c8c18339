import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/**
 * What travels between us and a department's exchange: ask → accepted with a ticket → poll → answer. Strict on the way
 * in: a field nobody promised is not understood. Both directions are signed over the bytes as they travel.
 */
export const protocolVersion = 1
/** 256 KB: forty items about one person take four. */
export const answerBytesMax = 256 * 1024
export const requestSignatureHeader = 'x-check-signature'
export const answerSignatureHeader = 'x-answer-signature'

export const asksPath = '/asks'
export const askPath = (ticket: string): string => `/asks/${encodeURIComponent(ticket)}`

const idNumber = z.string().min(6).max(30)
const ticket = z.string().regex(/^[\w-]{1,100}$/)
const codes = z.array(z.string().min(1).max(60)).min(1).max(60)

/** `request` is the idempotency key: asked again, the department answers with the same ticket or the same answer. */
export const Ask = z.strictObject({
  version: z.literal(protocolVersion),
  request: z.uuid(),
  department: z.string().min(1).max(60),
  purpose: z.enum(['means-check', 're-check']),
  caseNumber: z.string().max(60),
  basis: z.string().max(300),
  /** Numbers of the signed authorisations, one for each subject. */
  authorisations: z.array(z.string().min(1).max(100)).min(1).max(50),
  subjects: z.array(idNumber).min(1).max(50),
  items: codes,
})
export type Ask = z.output<typeof Ask>

export const Accepted = z.strictObject({
  version: z.literal(protocolVersion),
  request: z.uuid(),
  ticket,
  /** Milliseconds after which asking for the answer makes sense. */
  pollAfterMs: z.int().min(0).max(60_000),
})
export type Accepted = z.output<typeof Accepted>

/** `none`: nothing on record, which is an answer. An item that is missing is not answered. */
const AnswerItem = z.discriminatedUnion('outcome', [
  z.strictObject({
    code: z.string().min(1).max(60),
    outcome: z.literal('found'),
    unit: z.string().max(20),
    value: z.union([z.string().max(200), z.int(), z.boolean()]),
    dataOn: z.iso.date(),
  }),
  z.strictObject({ code: z.string().min(1).max(60), outcome: z.literal('none'), dataOn: z.iso.date() }),
])
export type AnswerItem = z.output<typeof AnswerItem>

export const Answer = z.strictObject({
  version: z.literal(protocolVersion),
  request: z.uuid(),
  department: z.string().min(1).max(60),
  subjects: z.array(idNumber).min(1).max(50),
  answeredAt: z.iso.datetime({ offset: true }),
  /** True in every answer of a simulator; a real installation refuses such answers. */
  simulated: z.boolean(),
  items: z.array(AnswerItem).max(60),
})
export type Answer = z.output<typeof Answer>

/** A department that will not answer says why in a code: `no-such-person`, `authorisation-refused`. */
export const Refused = z.strictObject({
  version: z.literal(protocolVersion),
  request: z.uuid(),
  refused: z.string().regex(/^[a-z-]{2,60}$/),
})

export const signatureOf = (secret: string, bytes: string | Uint8Array): string =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`

export function isSigned(secret: string, bytes: string | Uint8Array, signature: string | null): boolean {
  const right = Buffer.from(signatureOf(secret, bytes))
  const said = Buffer.from(signature ?? '')
  return right.length === said.length && timingSafeEqual(right, said)
}
