import type { LightMyRequestResponse } from 'fastify'
import type { Route } from './contract.ts'
import type { Visitor } from './visitor.ts'

/** `inside`: over the sample's place. `outside`: the same office, another place. `elsewhere`: another office. */
export type Where = 'inside' | 'outside' | 'elsewhere'

/** A record that exists, so that the matrix can ask for it from outside. */
export interface MatrixSample {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  /** Asked from outside, lists, counts, searches, exports and files must answer without this text. */
  readonly hides?: string
  /** The route answers the same to everybody who holds the permission: its records have no place, or no office. */
  readonly openTo?: 'office' | 'everyone'
}

export interface MatrixNeeds {
  readonly routes: readonly Route[]
  readonly roles: readonly string[]
  /** A person who holds this role only. */
  readonly visitorFor: (role: string, where: Where) => Promise<Visitor> | Visitor
  readonly anonymous: () => Visitor
  /** By `GET /api/households/:id`. */
  readonly samples?: Readonly<Record<string, MatrixSample>>
}

export interface MatrixResult {
  /** Questions asked. A matrix that asked nothing has proved nothing. */
  readonly asked: number
  /** Sentences; empty when every door is as its row says. */
  readonly faults: readonly string[]
  /** Routes about one record that no sample names: from outside they were asked for a record that is not there. */
  readonly withoutSample: readonly string[]
}

const anyId = '00000000-0000-7000-8000-000000000000'
export const nameOf = (row: Route): string => `${row.verb} ${row.path}`

/** Asks every route as every role, inside and outside the scope, and as nobody. */
export async function accessMatrix(needs: MatrixNeeds): Promise<MatrixResult> {
  const faults: string[] = []
  let asked = 0
  const nobody = needs.anonymous()
  for (const row of needs.routes) {
    const answer = await ask(nobody, row, sampleOf(needs, row))
    asked += 1
    const fault = row.may === 'anyone' ? shutOut(answer) : notRefused(answer, 401, 'access.signInFirst')
    if (fault !== null) faults.push(`${nameOf(row)} as nobody: ${fault}`)
  }
  for (const role of needs.roles)
    for (const where of ['inside', 'outside', 'elsewhere'] as const) {
      const person = await needs.visitorFor(role, where)
      for (const row of needs.routes) {
        if (row.may === 'anyone' || endsSession(row)) continue
        // Who lacks the permission is refused before anybody looks at the office; asked twice is enough.
        if (where === 'elsewhere' && !isGranted(row, role)) continue
        asked += 1
        const fault = judge(row, role, where, await ask(person, row, sampleOf(needs, row)), sampleOf(needs, row))
        if (fault !== null) faults.push(`${nameOf(row)} as ${role} ${where}: ${fault}`)
      }
    }
  const withoutSample = needs.routes
    .filter(
      (row) => row.path.includes(':') && typeof row.may === 'object' && needs.samples?.[nameOf(row)] === undefined,
    )
    .map(nameOf)
  return { asked, faults, withoutSample }
}

const isGranted = (row: Route, role: string): boolean => typeof row.may !== 'object' || row.may.heldBy.includes(role)

/** Asking these would sign the person out in the middle of the matrix. */
const endsSession = (row: Route): boolean => row.path === '/api/sign-out' || row.path === '/sign-out'

const sampleOf = (needs: MatrixNeeds, row: Route): MatrixSample => needs.samples?.[nameOf(row)] ?? {}

function judge(
  row: Route,
  role: string,
  where: Where,
  answer: LightMyRequestResponse,
  sample: MatrixSample,
): string | null {
  if (!isGranted(row, role)) return notRefused(answer, 403, 'access.notAllowed')
  if (answer.statusCode >= 500) return `answered ${answer.statusCode}`
  const isOpen = sample.openTo === 'everyone' || (sample.openTo === 'office' && where !== 'elsewhere')
  if (where === 'inside' || isOpen) return shutOut(answer)
  if (sample.hides !== undefined && answer.body.includes(sample.hides)) return `shows “${sample.hides}”`
  const isOneRecord = sample.params !== undefined
  if (isOneRecord && answer.statusCode < 400) return `answered ${answer.statusCode} about a record outside the scope`
  return null
}

/** The door must open; what lies behind it may still be a sentence about the input. */
function shutOut(answer: LightMyRequestResponse): string | null {
  if (answer.statusCode >= 500) return `answered ${answer.statusCode}`
  const code = codeOf(answer)
  return code === 'access.notAllowed' || code === 'access.signInFirst' ? `refused with ${code}` : null
}

/** The door must stay shut, with the right sentence: JSON for programs, a page with the status for people. */
function notRefused(answer: LightMyRequestResponse, status: number, code: string): string | null {
  if (answer.statusCode !== status) return `answered ${answer.statusCode} instead of ${status}`
  const said = codeOf(answer)
  return said === null || said === code ? null : `refused with ${said} instead of ${code}`
}

function codeOf(answer: LightMyRequestResponse): string | null {
  if (answer.headers['content-type']?.startsWith('application/json') !== true) return null
  const body: unknown = answer.json()
  const code: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : null
  return typeof code === 'string' ? code : null
}

function ask(person: Visitor, row: Route, sample: MatrixSample): Promise<LightMyRequestResponse> {
  const path = row.path
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(sample.params?.[name] ?? anyId))
    .replace(/\*$/, 'index.html')
  const query = new URLSearchParams(sample.query).toString()
  const url = query === '' ? path : `${path}?${query}`
  return row.verb === 'GET' ? person.get(url) : person.send(row.verb, url, sample.body)
}
