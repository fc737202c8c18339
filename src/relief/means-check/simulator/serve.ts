import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import {
  Ask,
  answerSignatureHeader,
  isSigned,
  protocolVersion,
  requestSignatureHeader,
  signatureOf,
  type Answer,
} from '../connector/protocol.ts'
import type { DepartmentCatalogue } from '../departments/catalogue.ts'
import { Mood } from '../wire.ts'
import { DeclaredPerson } from './declared-person.ts'
import { inventItems } from './invent-answer.ts'
import { wellMannered, type Manner } from './moods.ts'

export interface SimulatorSetting {
  readonly secret: string
  /** Milliseconds between the machine's clock and the demonstration's. */
  readonly offset: number
  readonly catalogue: DepartmentCatalogue
}

/** What time it is for whoever pulls a lever, told with every pull: milliseconds beside the machine's clock. */
export const offsetHeader = 'x-simulator-offset'

/** 2 MB: a lesson about the largest household is a few thousand bytes. */
const bodyBytesMax = 2 * 1024 * 1024
/** Tickets remembered; the oldest go first, and are asked for anew. */
const ticketsMax = 10_000
const hugeBytes = 1024 * 1024

interface Ticket {
  readonly ask: Ask
  readonly readyAt: number
}
interface State extends Omit<SimulatorSetting, 'offset'> {
  offset: number
  readonly manners: Map<string, Manner>
  readonly people: Map<string, DeclaredPerson>
  readonly tickets: Map<string, Ticket>
}

export const SetManner = z.strictObject({
  department: z.string().max(60),
  mood: Mood,
  slowMs: z.int().min(0).max(120_000).optional(),
})

/** The departments of the demonstration, played over real HTTP. Every answer and every page says that it is invented. */
export function serveSimulator(setting: SimulatorSetting): Server {
  const state: State = { ...setting, manners: new Map(), people: new Map(), tickets: new Map() }
  return createServer((request, response) => {
    answer(state, request, response).catch(() => response.destroy())
  })
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/'
  if (request.method === 'GET' && path === '/') return page(response)
  const body = await readBody(request)
  const signature = request.headers[requestSignatureHeader]
  const signed = request.method === 'GET' ? path : body
  if (!isSigned(state.secret, signed, typeof signature === 'string' ? signature : null))
    return void response.writeHead(401).end()
  if (path.startsWith('/control/')) {
    const told = request.headers[offsetHeader]
    if (typeof told === 'string' && /^-?\d{1,15}$/.test(told)) state.offset = Number(told)
    return control(state, { path, body }, response)
  }
  const ask = request.method === 'POST' ? Ask.parse(JSON.parse(body)) : state.tickets.get(ticketOf(path))?.ask
  if (ask === undefined) return void response.writeHead(404).end()
  play(state, ask, response)
}

const ticketOf = (path: string): string => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))

function page(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    '<!doctype html><html lang="zh-CN"><title>模拟数据</title><h1>模拟数据</h1>' +
      '<p>这里的部门都是模拟的，回答全部是编的，只供演示。Simulator: every answer is invented.</p></html>',
  )
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyBytesMax) throw new Error('body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The demonstration's own levers: what the county's file says, and how a department behaves. */
function control(state: State, { path, body }: { path: string; body: string }, response: ServerResponse): void {
  if (path === '/control/people')
    for (const person of z.array(DeclaredPerson).max(100).parse(JSON.parse(body)))
      state.people.set(person.idNumber, person)
  if (path === '/control/moods' && body !== '') {
    const { department, mood, slowMs = wellMannered.slowMs } = SetManner.parse(JSON.parse(body))
    state.manners.set(department, { mood, slowMs })
  }
  const moods = state.catalogue.departments.map(({ code }) => ({ department: code, ...mannerOf(state, code) }))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ simulated: true, moods }))
}

const mannerOf = ({ manners }: State, department: string): Manner => manners.get(department) ?? wellMannered

function play(state: State, ask: Ask, response: ServerResponse): void {
  const { mood, slowMs } = mannerOf(state, ask.department)
  if (mood === 'hanging') return
  if (mood === 'down') return void response.destroy()
  if (mood === 'failing') return void response.writeHead(500).end('模拟数据')
  const ticket = ask.request
  const now = Date.now()
  const known = state.tickets.get(ticket)
  const readyAt = known?.readyAt ?? now + (mood === 'slow' ? slowMs : 0)
  if (known === undefined) {
    if (state.tickets.size >= ticketsMax) state.tickets.delete([...state.tickets.keys()][0] ?? '')
    state.tickets.set(ticket, { ask, readyAt })
    return send(state, response, 202, {
      version: protocolVersion,
      request: ask.request,
      ticket,
      pollAfterMs: readyAt - now,
    })
  }
  if (readyAt > now)
    return send(state, response, 202, {
      version: protocolVersion,
      request: ask.request,
      ticket,
      pollAfterMs: readyAt - now,
    })
  state.tickets.delete(ticket)
  tell(state, ask, response)
}

function tell(state: State, ask: Ask, response: ServerResponse): void {
  const { mood } = mannerOf(state, ask.department)
  const department = state.catalogue.departments.find(({ code }) => code === ask.department)
  if (department === undefined)
    return send(state, response, 422, { version: protocolVersion, request: ask.request, refused: 'no-such-department' })
  const at = new Date(Date.now() + state.offset)
  // China keeps one offset; the day is Beijing's.
  const today = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const items = inventItems({ department, ask, known: state.people, mood, today })
  const whole: Answer = {
    ...{ version: protocolVersion, request: ask.request, department: ask.department },
    subjects: mood === 'wrong-person' ? ['99990119000101001X'] : ask.subjects,
    ...{ answeredAt: at.toISOString(), simulated: true },
    items: mood === 'partial' ? items.slice(0, -1) : items,
  }
  const text = JSON.stringify(whole)
  if (mood === 'broken') return sendText(state, response, text.slice(0, Math.floor(text.length / 2)))
  if (mood === 'huge') return sendText(state, response, text + ' '.repeat(hugeBytes))
  if (mood === 'badly-signed') return sendText({ secret: 'somebody else' }, response, text)
  sendText(state, response, text)
}

const send = (state: State, response: ServerResponse, status: number, body: unknown): void =>
  sendText(state, response, JSON.stringify(body), status)

function sendText({ secret }: Pick<State, 'secret'>, response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-simulated': 'true',
    [answerSignatureHeader]: signatureOf(secret, text),
  })
  response.end(text)
}
