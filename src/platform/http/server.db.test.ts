import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Outage } from '#platform/errors/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createLogger, file, page, purposeOf, redirectTo, route } from './index.ts'
import type { Permission, Route } from './index.ts'
import { testServer } from './testing.ts'
import type { TestServer } from './testing.ts'

const may: Permission = { name: 'files.read', zh: '查看档案', en: 'read files', heldBy: ['town-clerk'] }
const megabyte = 1024 * 1024
const database = testDatabase()
const refusedAccess: string[] = []
const logged: string[] = []
const state = { server: null as TestServer | null, folder: '' }
const server = (): TestServer => state.server!
const anyone = { zh: '试', en: 'try', may: 'anyone' } as const

const rows: Route[] = [
  route({ ...anyone, verb: 'GET', path: '/', answers: 'page', run: async ({ visit }) => page(visit.csrf()) }),
  route({ ...anyone, verb: 'GET', path: '/go', answers: 'redirect', run: async () => redirectTo('//evil.example/x') }),
  route({
    ...anyone,
    verb: 'GET',
    path: '/api/leak',
    answers: z.object({ masked: z.string() }),
    run: async () => ({ masked: '居**', idNumber: '999901199001011234' }),
  }),
  route({
    ...anyone,
    verb: 'GET',
    path: '/api/bug',
    answers: z.object({ amount: z.string() }),
    run: async () =>
      sql<{ amount: string }>`SELECT '居民甲0001'::int AS amount`.execute(database.db).then(() => ({ amount: '' })),
  }),
  route({
    ...anyone,
    verb: 'GET',
    path: '/bug',
    answers: 'page',
    run: async () => {
      throw new Error('居民甲0001')
    },
  }),
  route({
    ...anyone,
    verb: 'GET',
    path: '/api/outage',
    answers: z.null(),
    run: async () => {
      throw new Outage('车管所', { zh: '车管所还没有应答', en: 'The vehicle office has not answered' })
    },
  }),
  route({
    verb: 'GET',
    path: '/api/files/:id',
    zh: '看档案',
    en: 'read a file',
    may,
    params: z.object({ id: z.coerce.number().int().max(99).meta({ title: '编号' }) }),
    answers: z.object({ places: z.unknown(), purpose: z.string(), rows: z.number() }),
    run: async ({ who }) => {
      const seen = await who.transaction(database.db, (tx) => sql`SELECT FROM platform.command_key`.execute(tx))
      return { places: who.places, purpose: purposeOf(who), rows: seen.rows.length }
    },
  }),
  route({
    verb: 'GET',
    path: '/files',
    zh: '看',
    en: 'see',
    may,
    answers: 'page',
    run: async () => page('<p>档案</p>'),
  }),
  route({
    verb: 'POST',
    path: '/files',
    zh: '写',
    en: 'write',
    may,
    body: z.object({
      name: z.string().min(1).meta({ title: '姓名' }),
      age: z.coerce.number().max(130).meta({ title: '年龄' }),
    }),
    answers: 'page',
    run: async ({ body }) => page(`<p>${body.age}</p>`),
  }),
  route({
    verb: 'POST',
    path: '/api/upload',
    zh: '上传',
    en: 'upload',
    may,
    uploadBytesMax: 2 * megabyte,
    body: z.object({ note: z.string() }),
    answers: z.object({ name: z.string(), bytes: z.number(), text: z.string(), note: z.string() }),
    run: async ({ files, body }) => {
      const first = files[0]!
      return { name: first.name, bytes: first.bytes, text: (await readFile(first.path, 'utf8')).slice(0, 2), ...body }
    },
  }),
  route({
    verb: 'GET',
    path: '/api/list.csv',
    zh: '表',
    en: 'list',
    may,
    answers: 'file',
    run: async () => file('名单.csv', 'text/csv', 'a'),
  }),
]

beforeAll(async () => {
  state.folder = await mkdtemp(join(tmpdir(), 'zhulian-http-'))
  const log = createLogger('info', { write: (line) => void logged.push(line) })
  state.server = await testServer({
    db: database.db,
    routes: rows,
    log,
    uploadFolder: join(state.folder, 'uploads'),
    onRefusedAccess: async ({ route: path, code, visit }) => {
      refusedAccess.push(`${path} ${code} ${visit.person?.name}`)
    },
  })
})
afterAll(async () => {
  await server().close()
  await rm(state.folder, { recursive: true })
})

describe('谁可以', () => {
  it('没有登录：接口答 401，页面答登录页', async () => {
    const nobody = server().anonymous()
    expect((await nobody.get('/api/files/1')).json()).toMatchObject({ code: 'access.signInFirst', at: null })
    const shown = await nobody.get('/files')
    expect(shown.statusCode).toBe(401)
    expect(shown.body).toContain('name="next" value="/files"')
  })
  it('没有这个岗位：拒绝，说清是什么事，并记下来', async () => {
    const answer = await server().as('grid-worker').get('/api/files/1')
    expect(answer.statusCode).toBe(403)
    expect(answer.json()).toMatchObject({
      code: 'access.notAllowed',
      zh: expect.stringContaining('查看档案'),
      en: expect.stringContaining('“read files”'),
    })
    expect(refusedAccess).toContain('/api/files/:id access.notAllowed 测试人员')
  })
  it('权限先于格式：没有权限的人打听不出格式对不对', async () => {
    expect((await server().as('grid-worker').get('/api/files/none')).statusCode).toBe(403)
  })
  it('岗位只在自己的地方有效：别的岗位的地方不会混进来', async () => {
    const clerk = server().as('town-clerk', { places: [7, 9] })
    const answer = await clerk.get('/api/files/1?purpose=%E5%A4%8D%E6%A0%B8')
    expect(answer.json()).toEqual({ places: [7, 9], purpose: '复核', rows: 0 })
  })
  it('看个人信息先说用途', async () => {
    const clerk = server().as('town-clerk')
    expect((await clerk.get('/api/files/1')).json()).toMatchObject({ code: 'access.purposeNeeded' })
    const told = await clerk.get('/api/files/1', { 'x-purpose': encodeURIComponent('案件 12') })
    expect(told.json()).toMatchObject({ purpose: '案件 12' })
  })
})

describe('从哪儿来的', () => {
  it.each([
    ['别的网站的页面', { 'sec-fetch-site': 'cross-site' }],
    ['别的来源', { origin: 'https://evil.example' }],
    ['没有令牌', {}],
  ])('%s提交的表单不办', async (_, headers) => {
    const clerk = server().as('town-clerk')
    const answer = await server().app.inject({
      method: 'POST',
      url: '/files',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      cookies: Object.fromEntries(clerk.cookies),
      payload: `name=a&age=1${'sec-fetch-site' in headers || 'origin' in headers ? `&_csrf=${clerk.csrf()}` : ''}`,
    })
    expect(answer.statusCode).toBe(403)
  })
  it('跳转只会跳到自己的页面', async () => {
    expect((await server().anonymous().get('/go')).headers.location).toBe('/')
  })
})

describe('填错了', () => {
  it('每一处都说，说在该说的地方', async () => {
    const answer = await server().as('town-clerk').send('POST', '/files', { name: '', age: '200' })
    expect(answer.statusCode).toBe(422)
    const one = await server().as('town-clerk').get('/api/files/100')
    expect([one.statusCode, one.json().at]).toEqual([404, null])
    expect(one.json().zh).toContain('这个网址里的编号不对，没有这样的一页。请回到列表')
    expect(one.json().en).toContain('Go back to the list and open it from there')
    expect((await server().as('town-clerk').get('/api/files/nonsense')).json()).toEqual(one.json())
  })
  it('读不懂的 JSON、太大的内容、不认识的格式，各有一句话', async () => {
    const clerk = server().as('town-clerk')
    const ask = (type: string, payload: string) =>
      server().app.inject({
        method: 'POST',
        url: '/api/upload',
        headers: { 'content-type': type, 'x-csrf-token': clerk.csrf() },
        cookies: Object.fromEntries(clerk.cookies),
        payload,
      })
    expect((await ask('application/json', '{')).json()).toMatchObject({ code: 'http.notReadable' })
    expect((await ask('application/json', `"${'x'.repeat(megabyte)}"`)).statusCode).toBe(413)
    expect((await ask('text/xml', '<a/>')).statusCode).toBe(415)
  })
})

describe('答出去的', () => {
  it('没有说好的字段出不了门', async () => {
    const answer = await server().anonymous().get('/api/leak')
    expect(answer.json()).toEqual({ masked: '居**' })
  })
  it.each(['/api/bug', '/bug'])('%s 出错只给编号，页面和日志里都没有个人信息', async (path) => {
    const answer = await server().anonymous().get(path)
    expect(answer.statusCode).toBe(500)
    expect(answer.body).toContain(String(answer.headers['x-request-id']))
    expect(answer.body + logged.join('')).not.toContain('居民甲')
    expect(logged.join('')).toContain('"bug"')
  })
  it('别的单位没有应答，不算系统出错', async () => {
    const answer = await server().anonymous().get('/api/outage')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ code: 'http.outage', zh: '车管所还没有应答' })
  })
  it('没有的网址：接口答 JSON，页面答一页', async () => {
    expect((await server().anonymous().get('/api/none')).json()).toMatchObject({ code: 'http.notFound' })
    expect((await server().anonymous().get('/none')).headers['content-type']).toContain('text/html')
  })
  it('每个答复都带着安全头，页面不许内联脚本', async () => {
    for (const path of ['/', '/api/leak', '/none', '/healthz', '/api/bug']) {
      const { headers } = await server().anonymous().get(path)
      expect(headers['x-content-type-options'], path).toBe('nosniff')
      expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy'], path).not.toContain('unsafe-inline')
    }
  })
  it('中文文件名下载得到', async () => {
    const { headers } = await server().as('town-clerk').get('/api/list.csv')
    expect(headers['content-disposition']).toContain("filename*=UTF-8''%E5%90%8D%E5%8D%95.csv")
  })
  it('饼干拿不走：HttpOnly、SameSite；正式系统还要 Secure 和 __Host-', async () => {
    const plain = await server().app.inject('/')
    expect(plain.headers['set-cookie']).toMatch(/^zhulian_visit=.*HttpOnly; SameSite=Lax/)
    const real = await testServer({ db: database.db, routes: rows, installation: 'real' })
    const answer = await real.app.inject('/')
    expect(answer.headers['set-cookie']).toMatch(/^__Host-zhulian_visit=.*; Secure/)
    expect(answer.headers['strict-transport-security']).toBeDefined()
    await real.close()
  })
  it('日志只写路由，不写网址里的内容', () => {
    expect(logged.join('')).toContain('"/api/files/:id"')
    expect(logged.join('')).not.toContain('/api/files/1')
    expect(logged.join('')).not.toContain('127.0.0.1')
  })
})

describe('上传', () => {
  const bytes = (size: number): Uint8Array => Buffer.alloc(size, 'ab')
  it('流到临时文件，答完就删', async () => {
    const clerk = server().as('town-clerk')
    const sent = await clerk.upload(
      '/api/upload',
      { note: '春' },
      { field: 'file', name: '名单.xlsx', bytes: bytes(megabyte) },
    )
    expect(sent.json()).toEqual({ name: '名单.xlsx', bytes: megabyte, text: 'ab', note: '春' })
    expect(readdirSync(join(state.folder, 'uploads'))).toEqual([])
  })
  it('超过上限：413，一句话，什么也不留', async () => {
    const clerk = server().as('town-clerk')
    const sent = await clerk.upload(
      '/api/upload',
      { note: '' },
      { field: 'file', name: 'a', bytes: bytes(2 * megabyte + 1) },
    )
    expect(sent.statusCode).toBe(413)
    expect(sent.json()).toMatchObject({ code: 'http.tooLarge', at: 'file', zh: expect.stringContaining('2 MB') })
    expect(readdirSync(join(state.folder, 'uploads'))).toEqual([])
  })
  it('没有选文件：一句话', async () => {
    const sent = await server().as('town-clerk').send('POST', '/api/upload', { note: '' })
    expect(sent.json()).toMatchObject({ code: 'http.noFile', at: 'file' })
  })
  it('没有权限的人，文件一个字节也不收', async () => {
    const folder = join(state.folder, 'other')
    const other = await testServer({ db: database.db, routes: rows, uploadFolder: folder })
    const sent = await other.as('grid-worker').upload('/api/upload', {}, { field: 'file', name: 'a', bytes: bytes(10) })
    expect(sent.statusCode).toBe(403)
    expect(existsSync(folder)).toBe(false)
    await other.close()
  })
})

describe('填到一半登录过期', () => {
  it('填的都在登录页里，登录以后可以接着提交', async () => {
    const clerk = server().as('town-clerk')
    server().expireAll()
    const answer = await clerk.form('/files', { name: '居民甲0001 <b>', age: '7', _key: 'key-00001' })
    expect(answer.statusCode).toBe(401)
    const held = /name="_held" value="([^"]+)"/.exec(answer.body)?.[1] ?? ''
    expect(JSON.parse(Buffer.from(held, 'base64url').toString())).toEqual({
      path: '/files',
      fields: [
        ['name', '居民甲0001 <b>'],
        ['age', '7'],
        ['_key', 'key-00001'],
      ],
      hadFiles: false,
    })
  })
  it('别的网站塞来的表单不会被带着走', async () => {
    const answer = await server().app.inject({
      method: 'POST',
      url: '/files',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: 'name=planted&age=1',
    })
    expect(answer.body).not.toContain('_held')
  })
})

describe('给机器看的', () => {
  it('活着、就绪、指标、接口说明', async () => {
    const nobody = server().anonymous()
    expect((await nobody.get('/healthz')).json()).toMatchObject({ status: 'ok' })
    expect((await nobody.get('/readyz')).json()).toEqual({ status: 'ready', missing: [], settling: [], degraded: [] })
    expect((await nobody.get('/metrics')).body).toMatch(
      /http_requests_total\{route="\/healthz",method="GET",status="200"\} \d/,
    )
    const api = (await nobody.get('/api/openapi.json')).json()
    expect(api).toMatchObject({ openapi: '3.1.0' })
    expect(Object.keys(api.paths)).toContain('/api/files/{id}')
    expect(api.paths['/files']).toBeUndefined()
  })
  it('还没准备好就不要流量', async () => {
    const other = await testServer({ db: database.db, routes: [], notReady: async () => ['seeding'] })
    expect((await other.anonymous().get('/readyz')).statusCode).toBe(503)
    await other.close()
  })
  it('后面还在铺的不算没就绪，只是说出来', async () => {
    const busy = await testServer({ db: database.db, routes: [], settling: () => ['county'] })
    const ready = await busy.anonymous().get('/readyz')
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { status: 'ready', missing: [], settling: ['county'], degraded: [] },
    ])
    await busy.close()
  })
  it('关机时，正在办的办完，新来的不接', async () => {
    const begun = Promise.withResolvers<void>()
    const slow = route({
      ...anyone,
      verb: 'GET',
      path: '/api/slow',
      answers: z.string(),
      run: async () => {
        begun.resolve()
        await new Promise((resolve) => setTimeout(resolve, 100))
        return '办完了'
      },
    })
    let isTold = false
    const beforeClose = (): void => {
      isTold = true
    }
    const other = await testServer({ db: database.db, routes: [slow], beforeClose })
    const url = await other.app.listen({ port: 0, host: '127.0.0.1' })
    const asked = fetch(`${url}/api/slow`)
    await begun.promise
    await other.close()
    expect([await (await asked).json(), isTold]).toEqual(['办完了', true])
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })
  it('同一个地址问得太快，要等一会儿', async () => {
    const other = await testServer({ db: database.db, routes: rows, requestsPerMinuteMax: 2 })
    const nobody = other.anonymous()
    const statuses = [await nobody.get('/'), await nobody.get('/'), await nobody.get('/')].map(
      (answer) => answer.statusCode,
    )
    expect(statuses).toEqual([200, 200, 429])
    await other.close()
  })
  it('一扇门自己的次数用完了，要等的只是这扇门', async () => {
    const limited = rows.map((row) => (row.path === '/' ? { ...row, perMinuteMax: 2 } : row))
    const other = await testServer({ db: database.db, routes: limited })
    const nobody = other.anonymous()
    const answers = [await nobody.get('/'), await nobody.get('/'), await nobody.get('/')]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429])
    expect((await nobody.get('/api/openapi.json')).statusCode).toBe(200)
    await other.close()
  })
})
