import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Browser } from 'playwright-core'
import { expect } from 'vitest'
import { deskOf, type Desk } from './desk.ts'
import type { House } from './house.ts'

export interface Sent {
  readonly status: number
  readonly body: unknown
}
type Form = Readonly<
  Record<string, string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }>
>

/** One person at work: a browser of their own, and the same session for what is not worth a click. */
export interface Seat extends Desk {
  readonly role: string
  readonly request: APIRequestContext
  /** Asks, and expects to be answered. */
  readonly get: <Answer>(path: string) => Promise<Answer>
  /** Does something once, and expects it to be done. */
  readonly send: <Answer>(verb: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<Answer>
  /** A form with a file. */
  readonly hand: <Answer>(path: string, form: Form) => Promise<Answer>
  /** Whatever the answer is: for what must not happen. */
  readonly attempt: (
    verb: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    key?: string,
  ) => Promise<Sent>
}

const purpose = encodeURIComponent('核对测试')

export async function seatOf(browser: Browser, house: House, role: string, which = 0): Promise<Seat> {
  const desk = await deskOf(browser, house, role, which)
  const { request } = desk.context
  const { csrf } = (await (await request.get(`${house.address}/api/me`)).json()) as { csrf: string }
  const headers = (key: string) => ({ 'x-csrf-token': csrf, 'idempotency-key': key, 'x-purpose': purpose })
  const attempt: Seat['attempt'] = async (verb, path, body, key = randomUUID()) => {
    const answer = await request.fetch(`${house.address}${path}`, {
      method: verb,
      headers: headers(key),
      ...(body === undefined ? {} : { data: body }),
    })
    const text = await answer.text()
    return { status: answer.status(), body: text === '' ? null : parsed(text) }
  }
  const done = <Answer>({ status, body }: Sent, what: string): Answer => {
    expect(status < 300 ? null : { what, status, body }, `${role} ${what}`).toBeNull()
    return body as Answer
  }
  return {
    ...desk,
    ...{ role, request, attempt },
    get: async (path) => done(await attempt('GET', path), path),
    send: async (verb, path, body = {}) => done(await attempt(verb, path, body), `${verb} ${path}`),
    hand: async (path, form) => {
      const answer = await request.post(`${house.address}${path}`, { headers: headers(randomUUID()), multipart: form })
      return done({ status: answer.status(), body: parsed(await answer.text()) }, path)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
