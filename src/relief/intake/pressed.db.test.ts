import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { testServer, type TestServer, type Visitor } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import { leadRoutes } from '#relief/discovery/index.ts'
import { emptyParts, type Parts } from './form.ts'
import { intakeRoutes } from './routes.ts'
import { createIntake } from './service.ts'
import { idNumberOf, memberTyped, testIntakeNeeds } from './testing.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-pressed-'))
const tenant = 7 as TenantId
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
let server: TestServer
let clerk: Visitor
let village: string

beforeAll(async () => {
  const needs = await testIntakeNeeds(database, { folder, clock })
  const routes = [
    ...intakeRoutes({ db: database.db, intake: createIntake(needs) }),
    ...leadRoutes({ db: database.db, leads: needs.leads }),
  ]
  server = await testServer({ db: database.db, clock, routes, openTenant: tenant })
  const town = needs.regions.directory().children(syntheticCounty)[0]!
  village = needs.regions.directory().children(town.code)[0]!.code
  clerk = server.as(['town-clerk', 'grid-worker'], { tenant, places: needs.regions.placesUnder(town.code) })
}, 60_000)
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const countOf = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(database.owner)).rows[0]!.n

/** The browser repeats itself: the same press, twenty times at once. @returns the one answer they all got */
async function pressed(press: () => Promise<{ readonly statusCode: number; readonly body: string }>): Promise<unknown> {
  const answers = await Promise.all(Array.from({ length: 20 }, press))
  const told = new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`))
  expect([...told]).toHaveLength(1)
  expect(answers[0]!.statusCode).toBe(200)
  return JSON.parse(answers[0]!.body)
}
let keys = 0
const post = (path: string, body: object) => {
  keys += 1
  const key = `pressed-key-${keys}`
  return pressed(() => clerk.send('POST', path, body, key))
}
let shade = 0
async function hand(path: string, fields: Record<string, string>): Promise<unknown> {
  keys += 1
  shade += 1
  const key = `pressed-key-${keys}`
  const create = { width: 40, height: 30, channels: 3, background: { r: shade, g: 20, b: 30 } } as const
  const bytes = await sharp({ create }).jpeg().toBuffer()
  return pressed(() => clerk.upload(path, fields, { field: 'file', name: '材料.jpg', bytes }, key))
}

describe('按钮按二十下，只办一次', () => {
  it('窗口：开始、收材料、告知补正、再要一份、补材料、收授权、收回授权、受理、补发查询码', async () => {
    const empty = emptyParts()
    const parts: Parts = {
      ...empty,
      family: { ...empty.family, place: village },
      members: { members: [memberTyped('m1', { name: '居民甲0001', relation: 'head', idNumber: idNumberOf(1) })] },
      statement: { ...empty.statement, applicantKey: 'm1', speaker: 'm1', reason: '没有收入', hasPromised: true },
    }
    const { id } = (await post('/api/application-drafts', { programme: 'dibao' })) as { id: string }
    expect(await countOf('intake.draft')).toBe(1)
    for (const [name, value] of Object.entries(parts))
      await clerk.send('PUT', `/api/application-drafts/${id}/parts/${name}`, { version: 0, value })
    await hand(`/api/application-drafts/${id}/papers`, { kind: 'application', memberKey: '' })
    expect(await countOf('intake.paper')).toBe(1)
    const asked = (await post(`/api/application-drafts/${id}/missing-papers`, {})) as { caseId: string }
    expect([await countOf('casework.case_record'), await countOf('intake.paper_ask')]).toEqual([1, 1])
    const ofCase = `/api/cases/${asked.caseId}`
    await post(`${ofCase}/application/missing-papers`, { kind: 'study-proof', memberKey: 'm1', newFact: '考上了大学' })
    expect(await countOf('intake.paper_ask')).toBe(2)
    for (const kind of ['id-card-copy', 'study-proof'])
      await hand(`${ofCase}/application/papers`, { kind, memberKey: 'm1' })
    expect(await countOf('intake.paper')).toBe(3)
    const panel = JSON.parse((await clerk.get(`${ofCase}/application`)).body) as {
      accept: { version: number }
      authorisations: { personId: string; authorisationId: string | null }[]
    }
    const signing = {
      personId: panel.authorisations[0]!.personId,
      signer: 'self',
      how: 'paper',
      signedOn: '2026-03-02',
    }
    const signed = (await hand(`${ofCase}/authorisations`, signing)) as typeof panel.authorisations
    expect(await countOf('intake.authorisation')).toBe(1)
    await post(`${ofCase}/authorisations/${signed[0]!.authorisationId!}/end`, {})
    await post(`${ofCase}/application/acceptance`, { version: panel.accept.version })
    expect(await countOf('intake.receipt')).toBe(1)
    const { secret } = (await post(`${ofCase}/receipt`, { why: '小条丢了' })) as { secret: string }
    expect(secret).toMatch(/^\d{6}$/)
    const { rows } = await sql`SELECT FROM audit.entry WHERE action = 'intake.secret-reissued'`.execute(database.owner)
    expect(rows).toHaveLength(1)
  })

  it('线索：上报、加照片、接手、并到一起、办结', async () => {
    const report = (name: string) =>
      post('/api/leads', {
        ...{ place: village, hardship: 'illness', urgency: 'soon', sentence: '住院没人管', channel: 'grid', name },
      }) as Promise<{ id: string; leadId: string }>
    const [one, other] = [await report('居民乙0001'), await report('居民乙0001')]
    await hand(`/api/lead-reports/${one.id}/photo`, {})
    expect(await countOf('discovery.photo')).toBe(1)
    const taken = (await post(`/api/leads/${one.leadId}/taking`, { version: 1 })) as { version: number }
    await post(`/api/leads/${one.leadId}/joining`, { version: taken.version, into: other.leadId })
    const kept = JSON.parse((await clerk.get(`/api/leads/${other.leadId}`)).body) as { version: number; sources: [] }
    expect(kept.sources).toHaveLength(2)
    await post(`/api/leads/${other.leadId}/closure`, { version: kept.version, result: 'declined' })
    const { rows } = await sql<{ kind: string; n: number }>`SELECT kind, count(*)::int AS n FROM discovery.step
      WHERE kind IN ('taken', 'joined', 'took-in', 'closed') GROUP BY kind ORDER BY kind`.execute(database.owner)
    expect(rows.map(({ kind, n }) => [kind, n])).toEqual([
      ['closed', 1],
      ['joined', 1],
      ['taken', 1],
      ['took-in', 1],
    ])
  })
})
