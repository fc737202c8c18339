import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { newToken } from './cookies.ts'
import { csrfOf } from './csrf.ts'

/** A browser without a screen: keeps its cookies and sends the right CSRF token. */
export interface Visitor {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>
  /** JSON, as the console sends it. A key is minted unless one is given; `null` sends none. */
  readonly send: (
    verb: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    key?: string | null,
  ) => Promise<LightMyRequestResponse>
  /** A form without script; `_csrf` is added unless it is there. */
  readonly form: (path: string, fields: Readonly<Record<string, string>>) => Promise<LightMyRequestResponse>
  readonly upload: (
    path: string,
    fields: Readonly<Record<string, string>>,
    file: { readonly field: string; readonly name: string; readonly bytes: Uint8Array },
    key?: string | null,
  ) => Promise<LightMyRequestResponse>
  readonly csrf: () => string
  readonly cookies: Map<string, string>
}

/** `token` is the secret of a living session; without one the visitor is nobody until a sign-in answers with a cookie. */
export function visitor(app: FastifyInstance, token?: string): Visitor {
  const cookies = new Map<string, string>(token === undefined ? [] : [['zhulian_session', token]])
  const tokenNow = (): string => {
    const held = cookies.get('zhulian_session') ?? cookies.get('zhulian_visit')
    if (held !== undefined) return held
    const fresh = newToken()
    cookies.set('zhulian_visit', fresh)
    return fresh
  }
  const csrf = (): string => csrfOf(tokenNow())
  const ask = async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    const answer = await app.inject({ ...options, cookies: Object.fromEntries(cookies) })
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const keyHeader = (key: string | null | undefined): Record<string, string> =>
    key === null ? {} : { 'idempotency-key': key ?? randomUUID() }
  return {
    csrf,
    cookies,
    get: (path, headers = {}) => ask({ method: 'GET', url: path, headers }),
    send: (verb, path, body, key) =>
      ask({
        method: verb,
        url: path,
        headers: { 'x-csrf-token': csrf(), ...keyHeader(key) },
        ...(body === undefined ? {} : { payload: body }),
      }),
    form: (path, fields) =>
      ask({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ _csrf: csrf(), ...fields }).toString(),
      }),
    upload: (path, fields, file, key) => {
      const { payload, boundary } = multipart({ _csrf: csrf(), ...fields }, file)
      const type = `multipart/form-data; boundary=${boundary}`
      return ask({ method: 'POST', url: path, headers: { 'content-type': type, ...keyHeader(key) }, payload })
    },
  }
}

function multipart(
  fields: Readonly<Record<string, string>>,
  file: { readonly field: string; readonly name: string; readonly bytes: Uint8Array },
): { payload: Buffer; boundary: string } {
  const boundary = `zhulian${randomUUID()}`
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([
    Buffer.from(parts.join('') + head),
    Buffer.from(file.bytes),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { payload, boundary }
}
