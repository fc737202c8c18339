import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { memoryVault } from '#platform/crypto/testing.ts'
import { defineRefusals } from '#platform/errors/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { page, route } from './index.ts'
import type { Permission, Route } from './index.ts'
import { testServer } from './testing.ts'
import type { TestServer } from './testing.ts'

const may: Permission = { name: 'marks.make', zh: '记一笔', en: 'make a mark', heldBy: ['town-clerk'] }
const markRefusals = defineRefusals('marks', { notToday: { status: 409, zh: '今天不记', en: 'Not today' } })
const Mark = z.object({ text: z.string(), refuse: z.boolean().default(false) })
const database = testDatabase()
/** Two processes of one installation have the same keys. */
const vault = memoryVault()
const state = { runs: 0, refuse: false, server: null as TestServer | null }
const server = (): TestServer => state.server!

/** A command with an effect in the database: a row per run. */
const insert = (tenant: number, text: string) => sql`
  INSERT INTO platform.command_key (tenant_id, actor, key, request_hash, created_at)
  VALUES (${tenant}, 'effect', ${text} || gen_random_uuid()::text, 'effect', now())`
const effects = async (): Promise<number> =>
  (await sql`SELECT FROM platform.command_key WHERE actor = 'effect'`.execute(database.owner)).rows.length

const routes: Route[] = [
  route({
    verb: 'POST',
    path: '/api/marks',
    zh: '记一笔',
    en: 'Make a mark',
    may,
    key: 'once',
    body: Mark,
    answers: z.object({ run: z.number() }),
    run: async ({ who, body }) => {
      await who.transaction(database.db, async (tx) => {
        await insert(who.tenant, body.text).execute(tx)
        await new Promise((resolve) => setTimeout(resolve, 50))
      })
      if (state.refuse) throw markRefusals.notToday()
      state.runs += 1
      return { run: state.runs }
    },
  }),
  route({
    verb: 'POST',
    path: '/marks',
    zh: '记一笔',
    en: 'Make a mark',
    may,
    key: 'once',
    body: z.object({ text: z.string() }),
    answers: 'page',
    run: async ({ who, body }) => {
      await who.transaction(database.db, (tx) => insert(who.tenant, body.text).execute(tx))
      return page(`<p>${body.text}</p>`)
    },
  }),
]

/** Connections that hold a transaction open and do nothing in it, right now. */
const waiting = async (): Promise<number> =>
  (
    await sql<{ n: number }>`SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND state LIKE 'idle in transaction%'`.execute(database.owner)
  ).rows[0]!.n

const slow = route({
  verb: 'POST',
  path: '/api/slow-marks',
  zh: '先看再记',
  en: 'Look, then mark',
  may,
  key: 'once',
  body: Mark,
  answers: z.object({ while: z.number(), inside: z.number(), text: z.string() }),
  prepare: async ({ body }) => ({ while: await waiting(), text: body.text.toUpperCase() }),
  run: ({ who, ready }) =>
    who.transaction(database.db, async (tx) => {
      await insert(who.tenant, ready.text).execute(tx)
      return { ...ready, inside: await waiting() }
    }),
})

describe('同一个幂等键只办一次', () => {
  beforeAll(async () => {
    state.server = await testServer({ db: database.db, vault, routes: [...routes, slow] })
  })
  afterAll(() => server().close())
  beforeEach(async () => {
    state.runs = 0
    state.refuse = false
    await sql`DELETE FROM platform.command_key`.execute(database.owner)
  })

  it('同时提交二十次：一次生效，二十个一样的答复', async () => {
    const clerk = server().as('town-clerk')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => clerk.send('POST', '/api/marks', { text: '一' }, 'key-0001')),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200))
    expect(new Set(answers.map(({ body }) => body))).toEqual(new Set(['{"run":1}']))
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(19)
    expect(await effects()).toBe(1)
  })

  it('要花几秒的准备（解开照片）在开事务以前做完，带到办的那一步', async () => {
    const answer = await server().as('town-clerk').send('POST', '/api/slow-marks', { text: 'abc' }, 'key-slow-1')
    expect(answer.json()).toEqual({ while: 0, inside: 1, text: 'ABC' })
  })

  it('两个进程同时收到同一个键，也只有一次生效', async () => {
    const other = await testServer({ db: database.db, routes, vault })
    const id = '00000000-0000-7000-8000-0000000000aa'
    const clerks = [server().as('town-clerk', { id }), other.as('town-clerk', { id })]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        clerks[index % 2]!.send('POST', '/api/marks', { text: '二' }, 'key-0002'),
      ),
    )
    expect(new Set(answers.map(({ body }) => body))).toEqual(new Set(['{"run":1}']))
    expect(await effects()).toBe(1)
    await other.close()
  })

  it('同一个键换了内容，拒绝并且不生效', async () => {
    const clerk = server().as('town-clerk')
    await clerk.send('POST', '/api/marks', { text: '三' }, 'key-0003')
    const other = await clerk.send('POST', '/api/marks', { text: '四' }, 'key-0003')
    expect(other.statusCode).toBe(409)
    expect(other.json()).toMatchObject({ code: 'http.keyReused' })
    expect(await effects()).toBe(1)
  })

  it('被拒绝的不算数：什么也没留下，同一个键可以再试', async () => {
    const clerk = server().as('town-clerk')
    state.refuse = true
    expect((await clerk.send('POST', '/api/marks', { text: '五' }, 'key-0005')).json()).toMatchObject({
      code: 'marks.notToday',
    })
    expect(await effects()).toBe(0)
    state.refuse = false
    expect((await clerk.send('POST', '/api/marks', { text: '五' }, 'key-0005')).statusCode).toBe(200)
    expect(await effects()).toBe(1)
  })

  it('别人用同一个键，是另一件事', async () => {
    await server().as('town-clerk').send('POST', '/api/marks', { text: '六' }, 'key-0006')
    await server().as('town-clerk').send('POST', '/api/marks', { text: '六' }, 'key-0006')
    await server().as('town-clerk', { tenant: 2 }).send('POST', '/api/marks', { text: '六' }, 'key-0006')
    expect([state.runs, await effects()]).toEqual([3, 3])
  })

  it.each([null, 'short', 'has space 123', 'x'.repeat(101)])('没有像样的键（%s）就不办', async (key) => {
    const answer = await server().as('town-clerk').send('POST', '/api/marks', { text: '七' }, key)
    expect(answer.json()).toMatchObject({ code: 'http.keyNeeded' })
    expect(await effects()).toBe(0)
  })

  it('没有脚本的表单带着画页面时给的键，按两次提交只办一次', async () => {
    const clerk = server().as('town-clerk')
    const fields = { _key: 'key-0008', text: '八' }
    const answers = [await clerk.form('/marks', fields), await clerk.form('/marks', fields)]
    expect(answers.map(({ body }) => body)).toEqual(Array(2).fill('<!doctype html><p>八</p>'))
    expect(await effects()).toBe(1)
  })

  it('留着重发的答复是密文，库里读不出', async () => {
    const clerk = server().as('town-clerk')
    const fields = { _key: 'key-0010', text: '居民甲的查询码' }
    expect((await clerk.form('/marks', fields)).body).toContain('居民甲的查询码')
    const { rows } = await sql<{ row: string; bytes: Buffer }>`SELECT k::text AS row, answer_sealed AS bytes
      FROM platform.command_key k WHERE key = 'key-0010'`.execute(database.owner)
    expect(rows).toHaveLength(1)
    expect(rows[0]!.row + rows[0]!.bytes.toString('utf8')).not.toContain('居民甲')
    expect((await clerk.form('/marks', fields)).body).toContain('居民甲的查询码')
  })

  it('没有权限的人，键也不留', async () => {
    const answer = await server().as('grid-worker').send('POST', '/api/marks', { text: '九' }, 'key-0009')
    expect(answer.statusCode).toBe(403)
    expect((await sql`SELECT FROM platform.command_key`.execute(database.owner)).rows).toHaveLength(0)
  })
})
