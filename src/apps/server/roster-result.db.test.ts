import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemCaller } from '#platform/http/index.ts'
import { testServer, type TestServer } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { writeTemplate } from '#relief/roster/index.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct
let server: TestServer
let run: string

beforeAll(async () => {
  made = await testProduct(database, 6)
  const { product, ground } = made
  const { db, clock } = product
  const tenant = ground.bureau.id
  server = await testServer({ db, clock, routes: product.routes(), openTenant: tenant })
  const path = join(made.folder, 'list.xlsx')
  await writeTemplate(path)
  const bytes = readFileSync(path)
  const file = { field: 'file', name: 'list.xlsx', path, bytes: bytes.length }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const who = systemCaller('test', tenant)
  run = (await product.rosters.upload(who, { ...file, sha256 }, { programme: 'dibao', lawOn: '2026-03-02' })).id
  await product.rosters.commit(who, run)
}, 120_000)
afterAll(async () => {
  await server.close()
  made.remove()
})

describe('体检结果', () => {
  it('半夜删了试读以后：等着改几户、表里少了谁，是不知道，不是零；五个数照样加得起来', async () => {
    const who = systemCaller('test', made.ground.bureau.id)
    const stateNow = async (): Promise<string> => (await made.product.rosters.read(who, run)).state
    await expect.poll(stateNow, { timeout: 30_000 }).toBe('assessed')
    const reviewer = server.as('county-reviewer', { tenant: made.ground.bureau.id })
    expect((await reviewer.get(`/api/roster/runs/${run}/result`)).json()).toMatchObject({ absent: 6 })
    await sql`UPDATE roster.run SET report = ''::bytea WHERE id = ${run}`.execute(database.owner)
    const answer = await reviewer.get(`/api/roster/runs/${run}/result`)
    expect(answer.statusCode).toBe(200)
    const result: {
      held: unknown
      absent: unknown
      households: number
      kinds: Record<string, { households: number }>
    } = answer.json()
    expect(result).toMatchObject({ held: null, absent: null, households: 1 })
    expect(Object.values(result.kinds).reduce((sum, { households }) => sum + households, 0)).toBe(1)
  })
})
