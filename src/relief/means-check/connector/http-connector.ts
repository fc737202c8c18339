import { setTimeout } from 'node:timers/promises'
import type { z } from 'zod'
import type { Connector, Outcome, Question, Trouble } from './contract.ts'
import {
  Accepted,
  Answer,
  answerBytesMax,
  answerSignatureHeader,
  askPath,
  asksPath,
  isSigned,
  Refused,
  requestSignatureHeader,
  signatureOf,
} from './protocol.ts'

/** Between two looks at a ticket at least this long, whatever the department says. */
const pollMsMin = 20

class Silent extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(trouble)
    this.name = 'Silent'
    this.trouble = trouble
  }
}

interface Heard {
  readonly status: number
  readonly raw: string
  readonly signature: string
}

/** Speaks `protocol.ts` over HTTP. One try is one call: within the department's time it asks, polls and reads. */
export const httpConnector = (): Connector => ({
  put: async (question) => {
    const signal = AbortSignal.timeout(question.department.timeoutMs)
    try {
      return await converse(question, signal)
    } catch (error) {
      if (error instanceof Silent) return { kind: 'silent', trouble: error.trouble }
      return { kind: 'silent', trouble: signal.aborted ? 'timeout' : 'unreachable' }
    }
  },
})

async function converse(question: Question, signal: AbortSignal): Promise<Outcome> {
  const post = (): Promise<Heard> => send(question, { path: asksPath, body: JSON.stringify(question.ask), signal })
  let { ticket } = question
  let heard = ticket === null ? await post() : await send(question, { path: askPath(ticket), body: null, signal })
  // A ticket the department has forgotten is asked for anew, once; the request's id keeps it one request.
  if (ticket !== null && heard.status === 404) heard = await post()
  for (;;) {
    if (heard.status !== 202) return outcomeOf(question, heard)
    const accepted = understood(Accepted, heard.raw)
    if (accepted.request !== question.ask.request) throw new Silent('wrong-request')
    if (accepted.ticket !== ticket) {
      ticket = accepted.ticket
      await question.onTicket(ticket)
    }
    await setTimeout(Math.max(pollMsMin, accepted.pollAfterMs), undefined, { signal })
    heard = await send(question, { path: askPath(ticket), body: null, signal })
  }
}

function outcomeOf({ ask, connection, department }: Question, { status, raw, signature }: Heard): Outcome {
  if (status === 422 || status === 403) {
    const refused = understood(Refused, raw)
    if (refused.request !== ask.request) throw new Silent('wrong-request')
    return { kind: 'refused', reason: refused.refused }
  }
  if (status !== 200) throw new Silent('failed')
  const answer = understood(Answer, raw)
  if (answer.request !== ask.request || answer.department !== department.code) throw new Silent('wrong-request')
  // Somebody else's data are not looked at and not kept.
  if (!sameSet(answer.subjects, ask.subjects)) throw new Silent('wrong-person')
  if (answer.simulated !== connection.isSimulated) throw new Silent('simulated-here')
  return { kind: 'answered', received: { answer, raw, signature } }
}

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && new Set(left).size === left.length && left.every((one) => right.includes(one))

function understood<Shape extends z.ZodType>(shape: Shape, raw: string): z.output<Shape> {
  const read = shape.safeParse(jsonOf(raw))
  if (!read.success) throw new Silent('not-understood')
  return read.data
}

function jsonOf(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    throw new Silent('not-understood')
  }
}

interface Sending {
  readonly path: string
  /** Null: GET. */
  readonly body: string | null
  readonly signal: AbortSignal
}

/** Every answer that says something is signed; an error of the exchange itself may not be, and says nothing. */
async function send({ connection }: Question, { path, body, signal }: Sending): Promise<Heard> {
  const response = await fetch(`${connection.baseUrl.replace(/\/$/, '')}${path}`, {
    method: body === null ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      [requestSignatureHeader]: signatureOf(connection.secret, body ?? path),
    },
    body,
    signal,
    redirect: 'error',
  })
  const bytes = await readAll(response)
  const signature = response.headers.get(answerSignatureHeader)
  if (response.status >= 500) throw new Silent('failed')
  if (response.status === 404) return { status: 404, raw: '', signature: '' }
  if (!isSigned(connection.secret, bytes, signature)) throw new Silent('badly-signed')
  return { status: response.status, raw: textOf(bytes), signature: signature ?? '' }
}

async function readAll(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    // Leaving the loop cancels the body: the rest is never read.
    if (size > answerBytesMax) throw new Silent('too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Silent('not-understood')
  }
}
