import { createServer } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import type { Db } from '#platform/db/index.ts'
import { openHouse, type House } from '../acceptance/house.ts'
import type { Bench } from './bench.ts'

const clerks = 50
/** Families each clerk brings from the first word to a half-typed application. */
const familiesEach = 4
/** Report, open, take, begin, type twice. */
const stepsAFamily = 6
const steps = clerks * familiesEach * stepsAFamily

export const bench: Bench = {
  name: 'loop',
  zh: `${clerks} 个人同时办：报线索、接线索、填申请`,
  en: `${clerks} clerks at once: report a lead, take it, fill in the application`,
  run: async (report) => {
    const house = await openHouse('2026-03-02T09:00:00+08:00')
    try {
      await bareSteps(house.product.owner, clerks)
      const floor = await bareSteps(house.product.owner, steps)
      const sessions = await Promise.all(Array.from({ length: clerks }, () => signedIn(house)))
      await Promise.all(sessions.map((session, index) => atTheDesk(house, session, index * 1000)))
      const since = performance.now()
      await Promise.all(
        sessions.map(async (session, index) => {
          for (let family = 1; family <= familiesEach; family += 1)
            await atTheDesk(house, session, index * 1000 + family)
        }),
      )
      const whole = performance.now() - since
      const aSecond = (milliseconds: number): string => ((steps / milliseconds) * 1000).toFixed(0)
      report.figure('a bare request that writes one row', `${aSecond(floor)} a second`)
      report.figure('a step of the loop', `${aSecond(whole)} a second`)
      report.ratio('a step / a bare request that writes one row', whole / floor, 'for comparison between versions')
    } finally {
      await house.stop()
    }
  },
}

/** What any server on this machine needs for a request that writes: `count` of them, as many at once as there are clerks. */
async function bareSteps(owner: Db, count: number): Promise<number> {
  await sql`CREATE TABLE IF NOT EXISTS public.bench_floor (id uuid PRIMARY KEY, body text NOT NULL)`.execute(owner)
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      void owner
        .transaction()
        .execute((tx) => sql`INSERT INTO public.bench_floor VALUES (${randomUUID()}, ${body})`.execute(tx))
        .then(() => response.end('{}'))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const since = performance.now()
  await Promise.all(
    Array.from({ length: clerks }, async () => {
      for (let turn = 0; turn < count / clerks; turn += 1)
        await (await fetch(address, { method: 'POST', body: '{"sentence":"老两口药费重"}' })).text()
    }),
  )
  const took = performance.now() - since
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return took
}

interface Session {
  readonly cookie: string
  readonly csrf: string
}

async function signedIn({ address }: House): Promise<Session> {
  const people = (await (await fetch(`${address}/api/demo/people`)).json()) as {
    id: string
    roles: { role: string }[]
  }[]
  const person = people.find(({ roles }) => roles.some(({ role }) => role === 'town-clerk'))
  if (person === undefined) throw new Error('nobody is a town clerk')
  const entered = await fetch(`${address}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: person.id }),
  })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ')
  const { csrf } = (await (await fetch(`${address}/api/me`, { headers: { cookie } })).json()) as { csrf: string }
  return { cookie, csrf }
}

/** One family, step by step. Each is a request of its own, with its key, its permission and its scope. */
async function atTheDesk({ address, product }: House, session: Session, number: number): Promise<void> {
  const ask = async <Answer>(verb: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${address}${path}`, {
      method: verb,
      headers: {
        ...{ 'content-type': 'application/json', cookie: session.cookie, 'x-csrf-token': session.csrf },
        ...{ 'idempotency-key': randomUUID(), 'x-purpose': encodeURIComponent('测量') },
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${verb} ${path}: ${answer.status} ${text.slice(0, 200)}`)
    return JSON.parse(text) as Answer
  }
  const directory = product.regions.directory()
  const town = directory.children('999901')[0]!
  const place = directory.children(town.code)[0]!.code
  const phone = `100${String(10_000_000 + number)}`
  const words = { hardship: 'illness', urgency: 'soon', sentence: '老两口药费重', name: `居民甲${number}`, phone }
  const { leadId } = await ask<{ leadId: string }>('POST', '/api/leads', { ...words, place, channel: 'desk' })
  const { version } = await ask<{ version: number }>('GET', `/api/leads/${leadId}`)
  await ask('POST', `/api/leads/${leadId}/taking`, { version })
  const draft = await ask<{ id: string; parts: Record<string, { version: number; value: object }> }>(
    'POST',
    '/api/application-drafts',
    { programme: 'dibao', leadId },
  )
  for (const name of ['family', 'statement']) {
    const part = draft.parts[name]!
    await ask('PUT', `/api/application-drafts/${draft.id}/parts/${name}`, { version: part.version, value: part.value })
  }
}
