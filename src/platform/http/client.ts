import { createContext, use } from 'react'
import type { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import type { TroubleBody } from './trouble.ts'

/** What JSON makes of a value: money and moments travel as text. */
export type Wire<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends bigint | Date
    ? string
    : Value extends readonly (infer Item)[]
      ? readonly Wire<Item>[]
      : Value extends object
        ? { readonly [Name in keyof Value]: Wire<Value[Name]> }
        : Value

export type AnswerOf<Row extends Pick<Endpoint, 'answers'>> = Row['answers'] extends z.ZodType
  ? Wire<z.output<Row['answers']>>
  : Blob

/** The parts of a route row a caller needs. Rows of `contract.ts` fit; a path alone does too. */
export interface Call {
  readonly verb: Endpoint['verb']
  readonly path: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>
  readonly body?: unknown
  /** Idempotency key of a command; the same key is used again when the same press is tried again. */
  readonly key?: string
  /** Why a person's file is opened. */
  readonly purpose?: string
  readonly signal?: AbortSignal
  /** What is on its way arrives also when the page closes meanwhile: for small saves, 64 kB at once and no more. */
  readonly outlivesPage?: boolean
}

type InputOf<Shape> = Shape extends z.ZodType ? z.input<Shape> : undefined
type Part<Name extends string, Shape> = Shape extends z.ZodType
  ? { readonly [Key in Name]: InputOf<Shape> }
  : { readonly [Key in Name]?: never }
type Given<Row extends Endpoint> = Part<'params', Row['params']> &
  Part<'query', Row['query']> &
  Part<'body', Row['body']> &
  Pick<Call, 'key' | 'purpose' | 'signal' | 'outlivesPage'>
type GivenTo<Row extends Endpoint> =
  Record<never, never> extends Given<Row> ? [given?: Given<Row>] : [given: Given<Row>]

/** A call that was not answered with what was asked for: refusal, outage or bug, as the server worded it. */
export class CallTrouble extends Error {
  override readonly name = 'CallTrouble'
  readonly status: number
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly at: string | null
  readonly problems: NonNullable<TroubleBody['problems']>
  readonly number: string | undefined

  constructor(status: number, body: Omit<TroubleBody, 'message'>) {
    super(body.zh)
    this.status = status
    this.code = body.code
    this.zh = body.zh
    this.en = body.en
    this.at = body.at
    this.problems = body.problems ?? []
    this.number = body.number
  }
}

export interface Client {
  /** Asks by a row of a `contract.ts`: what goes in and what comes out is typed by it. @throws CallTrouble */
  readonly call: <const Row extends Endpoint>(row: Row, ...given: GivenTo<Row>) => Promise<AnswerOf<Row>>
  /** @throws CallTrouble */
  readonly json: <Answer>(call: Call) => Promise<Answer>
  /** A download with the name the server gave it. @throws CallTrouble */
  readonly file: (call: Call) => Promise<{ readonly name: string; readonly blob: Blob }>
}

export interface ClientNeeds {
  readonly csrf: () => string
  readonly language: () => 'zh' | 'en'
  /** The session ran out in the middle of something. Resolves true when the person has signed in again. */
  readonly signInAgain: () => Promise<boolean>
  readonly fetch?: typeof fetch
}

export function createClient(needs: ClientNeeds): Client {
  const ask = async (call: Call, isSecondTry: boolean): Promise<Response> => {
    const response = await sent(needs, call)
    if (response.ok) return response
    const trouble = await troubleOf(response)
    const ranOut = response.status === 401 && !isSecondTry && !call.path.endsWith('/sign-in')
    if (ranOut && (await needs.signInAgain())) return ask(call, true)
    throw trouble
  }
  const json = async <Answer>(call: Call): Promise<Answer> => {
    const response = await ask(call, false)
    const text = response.status === 204 ? '' : await response.text()
    return (text === '' ? null : JSON.parse(text)) as Answer
  }
  return {
    call: (row, ...[given]) => json({ ...minted(row), verb: row.verb, path: row.path, ...(given as Partial<Call>) }),
    json,
    file: async (call) => {
      const response = await ask(call, false)
      return { name: nameOf(response.headers.get('content-disposition')), blob: await response.blob() }
    },
  }
}

/** A command that is done once gets a key of its own, unless the page brings the key of a press it tries again. */
const minted = (row: Endpoint): Pick<Call, 'key'> => (row.key === 'once' ? { key: crypto.randomUUID() } : {})

/** Nobody typed anything into a page that is only read. */
const unread = {
  zh: '服务器没有应答。网络可能断了，过一会儿再试',
  en: 'The server did not answer. The network may be down; try again soon',
}
const unsent = {
  zh: '服务器没有应答。网络可能断了，您填的都还在，过一会儿再试',
  en: 'The server did not answer. The network may be down; what you typed is still here, try again soon',
}

async function sent(needs: ClientNeeds, call: Call): Promise<Response> {
  const headers = new Headers({ accept: 'application/json', 'accept-language': needs.language() })
  if (call.verb !== 'GET') headers.set('x-csrf-token', needs.csrf())
  if (call.key !== undefined) headers.set('idempotency-key', call.key)
  if (call.purpose !== undefined) headers.set('x-purpose', encodeURIComponent(call.purpose))
  const isForm = call.body instanceof FormData
  if (call.body !== undefined && !isForm) headers.set('content-type', 'application/json')
  try {
    return await (needs.fetch ?? fetch)(addressOf(call), {
      method: call.verb,
      headers,
      credentials: 'same-origin',
      ...(call.body === undefined ? {} : { body: isForm ? (call.body as FormData) : JSON.stringify(call.body) }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
      ...(call.outlivesPage === true ? { keepalive: true } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new CallTrouble(0, {
      code: 'http.noAnswer',
      ...(call.verb === 'GET' ? unread : unsent),
      at: null,
    })
  }
}

export function addressOf({ path, params = {}, query = {} }: Pick<Call, 'path' | 'params' | 'query'>): string {
  const filled = path.replace(/:(\w+)/g, (whole, name: string) => encodeURIComponent(params[name] ?? whole))
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  )
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs).toString()}`
}

async function troubleOf(response: Response): Promise<CallTrouble> {
  try {
    const body = (await response.json()) as TroubleBody
    if (typeof body.zh === 'string') return new CallTrouble(response.status, body)
  } catch {
    // A proxy or a broken connection answered with something else; the sentence below says so.
  }
  return new CallTrouble(response.status, {
    code: 'http.noAnswer',
    zh: `服务器的应答读不懂（${response.status}）。没有办成，过一会儿再试`,
    en: `The answer could not be read (${response.status}). Nothing was done; try again soon`,
    at: null,
  })
}

const nameOf = (disposition: string | null): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'download'
}

/** The console gives one client to all of its pages. */
export const ClientContext = createContext<Client | null>(null)

export function useClient(): Client {
  const client = use(ClientContext)
  if (client === null) throw new Error('a page needs a ClientContext around it')
  return client
}
