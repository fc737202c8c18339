import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { httpRefusals } from './refusals.ts'

/**
 * The CSRF token is derived from the cookie's secret, which no script and no other site can read. It needs no table, and
 * it changes with each sign-in.
 */
export const csrfOf = (cookieToken: string): string =>
  createHash('sha256').update(`csrf:${cookieToken}`).digest('base64url')

const equal = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))

/** Other sites' pages are turned away by what the browser itself says. Programs that say nothing pass on to the token. */
export function refuseOtherSites(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw httpRefusals.notFromHere()
  const origin = request.headers.origin
  if (origin === undefined) return
  if (!URL.canParse(origin) || new URL(origin).host !== request.host) throw httpRefusals.notFromHere()
}

/**
 * Every change by a signed-in person needs the token of the session, as header (JSON) or hidden field (form). A visitor
 * who is not signed in sends forms with the token of the visit; JSON passes without: no browser sends
 * `application/json` across sites unasked, and there is no session to abuse.
 */
export function refuseForged(
  request: FastifyRequest,
  token: { of: 'session' | 'visit'; value: string | null },
  body: unknown,
): void {
  if (token.of === 'visit' && (request.headers['content-type'] ?? 'application/json').startsWith('application/json'))
    return
  const header = request.headers['x-csrf-token']
  const said = typeof header === 'string' ? header : fieldOf(body)
  if (token.value === null || said === undefined || !equal(said, csrfOf(token.value))) throw httpRefusals.notFromHere()
}

const fieldOf = (body: unknown): string | undefined => {
  const field = typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined
  return typeof field === 'string' ? field : undefined
}
