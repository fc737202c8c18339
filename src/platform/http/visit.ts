import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TenantId } from '#platform/db/contract.ts'
import type { Person, Visit } from './contract.ts'
import { cookieJar, newToken } from './cookies.ts'
import type { CookieJar } from './cookies.ts'
import { csrfOf } from './csrf.ts'
import { newNonce } from './security-headers.ts'

/** A session as the wire needs it. Kept by platform/auth. */
export interface Session {
  /** Public id: shown in lists, useless as a key. */
  readonly id: string
  readonly account: string
  readonly tenant: TenantId
}
export interface Sessions {
  /** The living session of a cookie's token; null when ended, expired or never there. */
  readonly find: (token: string) => Promise<Session | null>
}
/** Looks a person up for each request, so that a role that is taken away is gone at once. Null: no longer here. */
export type FindPerson = (account: string, tenant: TenantId) => Promise<Person | null>

export interface Arrival {
  readonly visit: Visit
  readonly person: Person | null
  /** Whose token a form must carry. */
  readonly csrfToken: { readonly of: 'session' | 'visit'; readonly value: string | null }
  /** Who owns an idempotency key when nobody is signed in. */
  readonly actor: string
  /** A session cookie came but no session lives: it ran out. */
  readonly hadSession: boolean
}

export interface ArrivalNeeds {
  readonly sessions: Sessions
  readonly findPerson: FindPerson
  readonly alwaysSecure: boolean
}

const anHour = 3_600_000
const agentLengthMax = 200

export async function arrive(needs: ArrivalNeeds, request: FastifyRequest, reply: FastifyReply): Promise<Arrival> {
  const jar = cookieJar(request, reply, needs.alwaysSecure)
  const token = jar.get('session')
  const session = token === null ? null : await needs.sessions.find(token)
  const person = session === null ? null : await needs.findPerson(session.account, session.tenant)
  const living = person === null ? null : session
  const visit = visitOf(request, jar, person, living?.id ?? null)
  const visitToken = jar.get('visit')
  return {
    visit,
    person,
    csrfToken: living === null ? { of: 'visit', value: visitToken } : { of: 'session', value: token },
    actor: person?.id ?? `anonymous:${csrfOf(visitToken ?? request.ip)}`,
    hadSession: token !== null && living === null,
  }
}

/** A visit by nobody: for trouble that comes before anything is known about the request. */
export const blankVisit = (request: FastifyRequest, reply: FastifyReply, alwaysSecure: boolean): Visit =>
  visitOf(request, cookieJar(request, reply, alwaysSecure), null, null)

function visitOf(request: FastifyRequest, jar: CookieJar, person: Person | null, sessionId: string | null): Visit {
  let nonce: string | null = null
  return {
    path: request.url,
    address: request.ip,
    agent: (request.headers['user-agent'] ?? '').slice(0, agentLengthMax),
    language: languageOf(request, jar),
    elder: jar.get('choice_elder') === '1',
    get nonce() {
      return (nonce ??= newNonce())
    },
    csrf: () => {
      const held = jar.get(person === null ? 'visit' : 'session')
      if (held !== null) return csrfOf(held)
      const token = newToken()
      jar.set('visit', token, null)
      return csrfOf(token)
    },
    newKey: () => randomUUID(),
    person,
    session: {
      id: sessionId,
      start: (token) => {
        jar.set('session', token, null)
        return csrfOf(token)
      },
      end: () => jar.clear('session'),
    },
    recall: (name) => jar.get(`choice_${name}`),
    remember: (name, value, days) => {
      if (days === 0) jar.clear(`choice_${name}`)
      else jar.set(`choice_${name}`, value, new Date(Date.now() + days * 24 * anHour))
    },
  }
}

function languageOf(request: FastifyRequest, jar: CookieJar): 'zh' | 'en' {
  const chosen = jar.get('choice_language')
  if (chosen === 'zh' || chosen === 'en') return chosen
  return (request.headers['accept-language'] ?? '').toLowerCase().startsWith('en') ? 'en' : 'zh'
}
