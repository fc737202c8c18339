import { createHash, randomBytes } from 'node:crypto'
import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Names of our cookies. On https they carry `__Host-` (no domain, path `/`, secure), so no sister site can plant one;
 * a demonstration on loopback has no https and uses the plain name.
 */
const names = { session: 'zhulian_session', visit: 'zhulian_visit' } as const
export type CookieName = keyof typeof names | `choice_${string}`

const fullName = (name: CookieName, secure: boolean): string => {
  const plain = name === 'session' || name === 'visit' ? names[name] : `zhulian_${name}`
  return secure ? `__Host-${plain}` : plain
}

export const newToken = (): string => randomBytes(32).toString('base64url')
const looksLikeToken = (text: string | undefined): text is string => text !== undefined && /^[\w-]{43}$/.test(text)

export interface CookieJar {
  readonly get: (name: CookieName) => string | null
  readonly set: (name: CookieName, value: string, until: Date | null) => void
  readonly clear: (name: CookieName) => void
}

/** All cookies of ours are HttpOnly and SameSite=Lax; Secure wherever there is https, always on a real installation. */
export function cookieJar(request: FastifyRequest, reply: FastifyReply, alwaysSecure: boolean): CookieJar {
  const secure = alwaysSecure || request.protocol === 'https'
  const base = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  const fresh = new Map<CookieName, string | null>()
  return {
    get: (name) => {
      const value = fresh.has(name) ? (fresh.get(name) ?? undefined) : request.cookies[fullName(name, secure)]
      if (name.startsWith('choice_')) return value ?? null
      return looksLikeToken(value) ? value : null
    },
    set: (name, value, until) => {
      fresh.set(name, value)
      reply.setCookie(fullName(name, secure), value, until === null ? base : { ...base, expires: until })
    },
    clear: (name) => {
      fresh.set(name, null)
      reply.clearCookie(fullName(name, secure), base)
    },
  }
}

/** What the database keeps of a token: whoever reads the table cannot become anyone. */
export const tokenHash = (token: string): string => createHash('sha256').update(`token:${token}`).digest('hex')
