import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PlaceId, TenantId } from '#platform/db/index.ts'
import { accessMatrix, testServer, type MatrixSample, type TestServer } from '#platform/http/testing.ts'
import { systemCaller } from '#platform/http/index.ts'
import { writeTemplate } from '#relief/roster/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { roleNames, roleOf } from '#registry/officers/index.ts'
import { permissions, type Product } from './compose.ts'
import type { Ground } from './demonstration.ts'
import { loopSamples } from './matrix-samples.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct
let product: Product
let ground: Ground
let server: TestServer
let household: { id: string; number: string; place: PlaceId }
let person: string
let assessment: string
let run: string
let officer: { id: string; assignment: string }
let loop: Readonly<Record<string, MatrixSample>>

beforeAll(async () => {
  made = await testProduct(database, 30)
  ;({ product, ground } = made)
  const tenant = ground.bureau.id
  const found = await database.inTenant(tenant, (tx) =>
    sql<{ id: string; number: string; place: number; person: string; assessment: string }>`
      SELECT h.id, h.number, h.place_id AS place, m.person_id AS person, a.id AS assessment
      FROM households.household h
      JOIN households.member m ON m.tenant_id = h.tenant_id AND m.household_id = h.id
      JOIN eligibility.assessment a ON a.tenant_id = h.tenant_id AND a.household_id = h.id
      WHERE h.tenant_id = ${tenant} ORDER BY h.number LIMIT 1`.execute(tx),
  )
  const row = found.rows[0]!
  household = { id: row.id, number: row.number, place: row.place as PlaceId }
  ;({ person, assessment } = row)
  const served = await sql<{ id: string; assignment: string }>`SELECT officer_id AS id, id AS assignment
    FROM officers.assignment WHERE tenant_id = ${tenant} AND role = 'donor' LIMIT 1`.execute(database.owner)
  officer = served.rows[0]!
  run = await triedList(tenant)
  loop = await loopSamples({ product, tenant, household })
  const { db, clock } = product
  server = await testServer({ db, clock, routes: product.routes(), openTenant: tenant })
}, 300_000)

afterAll(async () => {
  await server.close()
  made.remove()
})

/** A list read on trial by somebody of the county's own office. */
async function triedList(tenant: TenantId): Promise<string> {
  const path = join(made.folder, 'list.xlsx')
  await writeTemplate(path)
  const bytes = readFileSync(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const who = { ...systemCaller('matrix', tenant), key: null }
  const wish = { programme: 'dibao', lawOn: '2026-03-02' }
  const { id } = await product.rosters.upload(
    who,
    { field: 'file', name: 'list.xlsx', path, bytes: bytes.length, sha256 },
    wish,
  )
  return id
}

/** Records that exist, so that they can be asked for from outside. */
const samples = (): Record<string, MatrixSample> => {
  const purpose = { purpose: '核对测试' }
  const hides = household.number
  const one = { params: { id: household.id }, query: purpose, hides }
  return {
    'GET /api/households': { hides },
    'GET /api/households/export': { query: purpose, hides },
    'GET /api/households/search': { query: { text: household.number }, hides },
    'GET /api/households/:id': one,
    'POST /api/households/:id/hand-over': one,
    'POST /api/persons/:id/id-number': { params: { id: person }, query: purpose },
    'GET /api/assessments/:id': { params: { id: assessment }, query: purpose, hides },
    'GET /api/assessments/:id/replay': { params: { id: assessment }, query: purpose },
    'GET /api/households/:id/assessments': { ...one, hides: assessment },
    'POST /api/households/:id/assessments': one,
    'POST /api/households/:id/entitlements': { ...one, body: {} },
    'POST /api/households/:id/stated-facts': {
      ...one,
      body: {
        ...{ from: '2026-03-01', source: 'declared', says: '核对测试' },
        answers: [{ path: 'household.stated.matrix.none', value: '是' }],
      },
    },
    'POST /api/assessments/:id/what-if': {
      ...{ params: { id: assessment }, body: { supposed: [] }, query: purpose, hides },
    },
    'GET /why/:id': { params: { id: assessment }, query: purpose, hides },
    ...Object.fromEntries(runRoutes.map((name): [string, MatrixSample] => [name, { params: { id: run } }])),
    ...loop,
    'POST /api/officers/:id/departure': { params: officer, openTo: 'office' },
    'POST /api/officers/:id/password': { params: officer, openTo: 'office' },
    'GET /api/officers/:id/account': { params: officer, openTo: 'office' },
    'POST /api/officers/:id/second-factor-removal': { params: officer, openTo: 'office' },
    'POST /api/officers/:id/consent': { params: officer, openTo: 'office' },
    'POST /api/officers/:id/roles': { params: officer, openTo: 'office' },
    'DELETE /api/officers/:id/roles/:assignment': { params: officer, openTo: 'office' },
  }
}

const runRoutes = [
  'GET /api/roster/runs/:id',
  'POST /api/roster/runs/:id/headings',
  'GET /api/roster/runs/:id/problems',
  'POST /api/roster/runs/:id/commit',
  'DELETE /api/roster/runs/:id',
  'POST /api/roster/runs/:id/repairs',
  'GET /api/roster/runs/:id/bad-rows',
  'GET /api/roster/runs/:id/annotated',
  'GET /api/roster/runs/:id/absent',
  'GET /api/roster/runs/:id/result',
  'GET /api/roster/runs/:id/households',
  'GET /api/roster/runs/:id/export',
]

describe('谁能做什么，在哪里', () => {
  it('每个岗位、每扇门、辖区内外和别的单位：没有给的都关着', async () => {
    const { regions } = product
    const here = household.place
    const elsewhere = regions
      .placesUnder('999901')
      .find(
        (place) =>
          place !== here && !regions.placesUnder(regions.directory().ofPlace(here)?.parent ?? '').includes(place),
      )!
    // Rows that ask only for a sign-in concern the person alone; registry/officers tries them with real accounts.
    const routes = product.routes().filter(({ may }) => may !== 'signed-in')
    const result = await accessMatrix({
      routes,
      roles: roleNames,
      samples: samples(),
      anonymous: server.anonymous,
      visitorFor: (role, where) =>
        where === 'elsewhere'
          ? server.as(role, { tenant: ground.bureau.id + 1, places: 'all' })
          : server.as(role, {
              tenant: ground.bureau.id,
              places:
                where === 'inside'
                  ? roleOf(role as (typeof roleNames)[number]).reach === 'tenant'
                    ? 'all'
                    : [here]
                  : [elsewhere],
            }),
    })
    expect(result.faults).toEqual([])
    expect(result.withoutSample).toEqual([])
    expect(result.asked).toBeGreaterThan(routes.filter(({ may }) => typeof may === 'object').length * roleNames.length)
    // Some ten thousand questions: a machine that is busy is slow, not wrong.
  }, 600_000)

  it('权限表里的岗位都存在，每个权限都有两种语言', () => {
    const known = new Set<string>(roleNames)
    for (const permission of permissions) {
      expect(
        permission.heldBy.filter((role) => !known.has(role)),
        permission.name,
      ).toEqual([])
      expect(permission.zh).toMatch(/\p{Script=Han}/u)
      expect(permission.en).not.toMatch(/\p{Script=Han}/u)
    }
    const names = permissions.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('每条路由用到的权限都在权限表里，菜单和接口说的是同一张表', () => {
    const known = new Set(permissions)
    const strangers = product
      .routes()
      .flatMap(({ path, may }) => (typeof may === 'object' && !known.has(may) ? [path] : []))
    expect(strangers).toEqual([])
  })

  it('填的每一项，有名字的两种语言都有：退回来的时候照它的名字叫', () => {
    const shapes = product
      .routes()
      .flatMap(({ verb, path, body, query, params }) =>
        [body, query, params].flatMap((shape) => (shape === null ? [] : [[`${verb} ${path}`, shape] as const])),
      )
    const named = shapes.flatMap(([route, shape]) =>
      namesIn(z.toJSONSchema(shape, { unrepresentable: 'any', io: 'input' })).map((name) => [route, name] as const),
    )
    expect(named.length).toBeGreaterThan(300)
    const lacking = named.filter(
      ([, { title, en }]) => title.trim() === '' || typeof en !== 'string' || en.trim() === '',
    )
    expect(lacking.map(([route, { title }]) => `${route} ${title}`)).toEqual([])
    expect(
      named.filter(([, { en }]) => /\p{Script=Han}/u.test(String(en))).map(([route, { title }]) => `${route} ${title}`),
    ).toEqual([])
  })
})

/** Every name of a field in a shape, with its English, as the shape says it. */
function namesIn(schema: unknown): readonly { readonly title: string; readonly en: unknown }[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn)
  if (typeof schema !== 'object' || schema === null) return []
  const { title, en } = schema as { readonly title?: unknown; readonly en?: unknown }
  return [...(typeof title === 'string' ? [{ title, en }] : []), ...Object.values(schema).flatMap(namesIn)]
}
