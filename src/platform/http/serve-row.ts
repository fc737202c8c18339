import { finished } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { must } from '#platform/errors/index.ts'
import { admit, buildCaller } from './caller.ts'
import type { CallerNeeds, HeldTransaction } from './caller.ts'
import type { Arrived, Ask, Caller, Route } from './contract.ts'
import { refuseForged, refuseOtherSites } from './csrf.ts'
import { parseInput, parseParams } from './input.ts'
import { commandKey, hashOf, once } from './once.ts'
import type { OnceNeeds } from './once.ts'
import { httpRefusals } from './refusals.ts'
import { checkedAnswer, send } from './send.ts'
import type { Answer } from './send.ts'
import { receiveUpload } from './upload.ts'
import type { Upload } from './upload.ts'
import type { Arrival } from './visit.ts'

export interface RowNeeds extends CallerNeeds, OnceNeeds {
  /** Where uploads wait; emptied after each answer. */
  readonly uploadFolder: string
  readonly arrivalOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Arrival>
}

type Parts = Omit<Ask<unknown, unknown, unknown, unknown>, 'who'>
type Said = Pick<Caller, 'places' | 'language' | 'key' | 'purpose'>

const purposeLengthMax = 200

/**
 * The way of every request: who is it, may they, did it come from our page, is it well formed, run, check the answer,
 * send. Nothing is read before the permission is checked, and the permission is checked nowhere else.
 */
export function serveRow(
  row: Route,
  needs: RowNeeds,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  must(row.key !== 'once' || row.answers !== 'file', `${row.path}: a file cannot be kept for a repeated key`)
  return async (request, reply) => {
    if (row.unindexed === true) reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
    if (row.verb !== 'GET') refuseOtherSites(request)
    const arrival = await needs.arrivalOf(request, reply)
    const places = admit(row, arrival.person)
    const upload = await uploadOf(row, request, needs.uploadFolder)
    const remove = upload?.remove ?? (() => Promise.resolve())
    try {
      const { answer, repeated } = await askRow(row, needs, arrival, places, request, upload)
      // A file may be made from the upload while it is being sent; everything else is done with it.
      if (answer.kind === 'file') finished(answer.stream, () => void remove())
      else await remove()
      if (repeated) reply.header('idempotency-replayed', 'true')
      return send(reply, answer, () => arrival.visit.nonce)
    } catch (error) {
      await remove()
      throw error
    }
  }
}

/** Checks the form's token, parses what was sent and runs the row. */
async function askRow(
  row: Route,
  needs: RowNeeds,
  arrival: Arrival,
  places: Caller['places'],
  request: FastifyRequest,
  upload: Upload | null,
): Promise<{ answer: Answer; repeated: boolean }> {
  const raw: unknown = upload === null ? request.body : upload.fields
  if (row.verb !== 'GET') refuseForged(request, arrival.csrfToken, raw)
  if (row.uploadBytesMax !== undefined && (upload?.files ?? []).length === 0) throw httpRefusals.noFile({}, 'file')
  const key = row.key === 'once' ? commandKey(request.headers['idempotency-key'] ?? fieldOf(raw, '_key')) : null
  const { visit } = arrival
  const arrived = {
    params: parseParams(row.params, request.params),
    query: parseInput(row.query, request.query),
    body: parseInput(row.body, withoutHidden(raw)),
    files: upload?.files ?? [],
  }
  const parts: Parts = { visit, ...arrived, ready: await row.prepare?.(arrived as Arrived<never, never, never>) }
  const said: Said = { places, language: visit.language, key, purpose: purposeOf(request) }
  return runRow(row, needs, arrival, said, parts, request)
}

/** Runs the row once per key, or just runs it. */
async function runRow(
  row: Route,
  needs: RowNeeds,
  { person, actor }: Arrival,
  said: Said,
  parts: Parts,
  request: FastifyRequest,
): Promise<{ answer: Answer; repeated: boolean }> {
  const held: HeldTransaction = { tx: null }
  const who = buildCaller(needs, person, said, held)
  const run = async (): Promise<Answer> => checkedAnswer(row, await call(row, { who, ...parts }))
  if (said.key === null) return { answer: await run(), repeated: false }
  const { query, body, files } = parts
  const requestHash = hashOf([row.verb, request.url.split('?')[0], query, body, files.map((file) => file.sha256)])
  return once(needs, { tenant: who.tenant, actor, key: said.key }, said.places, requestHash, async (tx) => {
    held.tx = tx
    const answer = await run()
    must(answer.kind !== 'file', 'a command with a key answers no file')
    return answer
  })
}

/** The rows' own types were erased when rows of all shapes went into one list; the parsed parts are what they ask for. */
const call = (row: Route, ask: Ask<unknown, unknown, unknown, unknown>): Promise<unknown> =>
  row.run(ask as Ask<never, never, never, never>)

const uploadOf = async (row: Route, request: FastifyRequest, folder: string): Promise<Upload | null> =>
  row.uploadBytesMax !== undefined && request.isMultipart() ? receiveUpload(request, folder, row.uploadBytesMax) : null

const isFields = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

const fieldOf = (raw: unknown, name: string): unknown => (isFields(raw) ? raw[name] : undefined)

/** `_csrf` and `_key` are ours, not the form's. */
const withoutHidden = (raw: unknown): unknown =>
  isFields(raw) ? Object.fromEntries(Object.entries(raw).filter(([name]) => name !== '_csrf' && name !== '_key')) : raw

/** Header `x-purpose` (URI-encoded, because headers carry no Chinese) or query `purpose`. */
function purposeOf(request: FastifyRequest): Caller['purpose'] {
  const header = request.headers['x-purpose']
  const text = typeof header === 'string' ? decoded(header) : fieldOf(request.query, 'purpose')
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, purposeLengthMax) : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
