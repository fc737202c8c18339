import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAudit } from '#platform/audit/index.ts'
import { createAccounts, createSessions } from '#platform/auth/index.ts'
import { day, stoppedClock, systemClock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId } from '#platform/db/index.ts'
import { runChecks } from '#platform/checks/index.ts'
import { page, plainPages, route } from '#platform/http/index.ts'
import type { Route } from '#platform/http/index.ts'
import { accessMatrix, testServer, visitor } from '#platform/http/testing.ts'
import type { TestServer, Visitor, Where } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { z } from 'zod'
import {
  createOfficers,
  createSignIn,
  demoRoutes,
  noteRefusedAccess,
  officerChecks,
  officerPermissions,
  officerRoutes,
  readOfficers,
  roleNames,
  seedDemoOfficers,
  sessionRoutes,
  signInPageRoutes,
} from './index.ts'
import type { OfficerPlaces, RoleName } from './index.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-officers-'))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
const county = 1 as TenantId
const password = '春天的油菜花开了一片'
const places = {
  tenant: county,
  county: '青禾县',
  town: { id: 11 as PlaceId, name: '油车镇' },
  village: { id: 111 as PlaceId, name: '白墙村' },
}
const inTheCounty: OfficerPlaces = {
  placeOf: async (code, tenant) => (code === '999901101' && tenant === county ? places.town.id : null),
  labelOf: (place) => (place === places.town.id ? '青禾县油车镇' : null),
}
const state = { server: null as TestServer | null, real: null as TestServer | null, routes: [] as Route[] }
const people = new Map<RoleName, string>()

const formRoutes: Route[] = [
  route({
    verb: 'POST',
    path: '/notes',
    zh: '记事',
    en: 'note',
    may: readOfficers,
    body: z.object({ text: z.string() }),
    answers: 'page',
    run: async ({ body }) => page(`<p>${body.text.length}</p>`),
  }),
]

async function build(installation: 'demo' | 'real'): Promise<TestServer> {
  const { db } = database
  const vault = await openVault({ db, keysFile: join(folder, 'k'), dataDir: null })
  const accountsOn = (on: typeof db) => createAccounts({ db: on, clock: systemClock, vault })
  const sessions = createSessions({ db, clock: systemClock })
  const officers = createOfficers({ db, clock, sessions, accountsOn, places: inTheCounty })
  const accounts = accountsOn(db)
  const audit = createAudit({ vault, clock })
  const signIn = createSignIn({ db, clock, accounts, sessions, audit, installation })
  const needs = {
    db,
    clock,
    accounts,
    sessions,
    officers,
    signIn,
    installation,
    tenantName: async () => '青禾县民政局',
    permissions: () => officerPermissions,
  }
  const routes = [
    ...sessionRoutes(needs),
    ...demoRoutes(needs),
    ...officerRoutes(needs),
    ...signInPageRoutes({ signIn, pages: plainPages, end: sessions.end }),
    ...formRoutes,
  ]
  state.routes = routes
  const onRefusedAccess = noteRefusedAccess({ db, audit })
  return testServer({
    db,
    routes,
    sessions,
    findPerson: officers.findPerson,
    clock,
    onRefusedAccess,
    people: signIn.demoPeople,
  })
}

const as = async (role: RoleName, id = people.get(role)): Promise<Visitor> => {
  const person = visitor(state.server!.app)
  await person.send('POST', '/api/demo/sign-in', { person: id }, null)
  return person
}

beforeAll(async () => {
  for (const [role, { id }] of await seedDemoOfficers(database.db, places, day('2025-01-01'))) people.set(role, id)
  state.real = await build('real')
  state.server = await build('demo')
})
afterAll(async () => {
  await state.server?.close()
  await state.real?.close()
  rmSync(folder, { recursive: true })
})

describe('演示登录', () => {
  it('每个岗位一个人，要换人办的岗位两个人，名单人人看得见', async () => {
    const listed = (await state.server!.anonymous().get('/api/demo/people')).json()
    expect(listed).toHaveLength(roleNames.length + 2)
    expect(listed[1]).toMatchObject({
      post: '青禾县油车镇乡镇（街道）经办人',
      roles: [{ role: 'town-clerk', place: 11 }],
    })
  })
  it('再播种一遍，一个人也不多', async () => {
    await seedDemoOfficers(database.db, places, day('2025-01-01'))
    expect((await state.server!.anonymous().get('/api/demo/people')).json()).toHaveLength(roleNames.length + 2)
  })
  it('登录以后知道自己是谁、能做什么', async () => {
    const me = (await (await as('security-admin')).get('/api/me')).json()
    expect(me).toMatchObject({ tenant: { name: '青禾县民政局' }, isDemo: true, today: '2026-03-02' })
    expect(me.permissions).toEqual(['officers.assign', 'officers.consent', 'officers.read'])
  })
  it('正式系统没有这扇门', async () => {
    const nobody = state.real!.anonymous()
    expect((await nobody.get('/api/demo/people')).json()).toMatchObject({ code: 'officers.demoOnly' })
    const tried = await nobody.send('POST', '/api/demo/sign-in', { person: people.get('county-head') }, null)
    expect(tried.json()).toMatchObject({ code: 'officers.demoOnly' })
    expect(tried.cookies).toEqual([])
    expect((await nobody.form('/sign-in/demo', { person: people.get('county-head') ?? '' })).statusCode).toBe(404)
  })
  it('登录留痕', async () => {
    await as('town-head')
    const { rows } = await sql`SELECT FROM audit.entry WHERE actor_id = ${people.get('town-head')}`.execute(
      database.owner,
    )
    expect(rows.length).toBeGreaterThan(0)
  })
})

it('被拒绝的门也留痕：谁、哪扇门', async () => {
  await (await as('trainee')).get('/api/officers')
  const { rows } = await sql<{ about_id: string }>`
    SELECT about_id FROM audit.entry WHERE actor_id = ${people.get('trainee')} AND act = 'refused'`.execute(
    database.owner,
  )
  expect(rows).toEqual([{ about_id: 'GET /api/officers' }])
})

describe('账号和岗位分两只手管', () => {
  const add = async (login: string): Promise<string> => {
    const admin = await as('system-admin')
    const added = await admin.send('POST', '/api/officers', { name: '测试人员甲', post: '科员', login, password })
    expect(added.statusCode).toBe(200)
    return added.json().id
  }
  it('系统管理员建账号，安全管理员给岗位，收回立刻生效', async () => {
    const id = await add('hand01')
    const person = state.server!.anonymous()
    await person.send('POST', '/api/sign-in', { account: 'hand01', password }, null)
    expect((await person.get('/api/officers')).statusCode).toBe(403)
    const security = await as('security-admin')
    const given = await security.send('POST', `/api/officers/${id}/roles`, { role: 'county-head', place: null })
    expect((await person.get('/api/officers')).statusCode).toBe(200)
    await security.send('DELETE', `/api/officers/${id}/roles/${given.json().roles[0].id}`)
    expect((await person.get('/api/officers')).statusCode).toBe(403)
  })
  it.each([
    ['不能兼任的', 'audit-admin', null, 'officers.roleClash'],
    ['没有的岗位', 'emperor', null, 'officers.unknownRole'],
    ['没说在哪儿的', 'grid-worker', null, 'officers.placeNeeded'],
    ['本单位管不到的地方', 'village-aide', '330402001', 'officers.placeElsewhere'],
    ['重复的', 'county-head', null, 'officers.alreadyHeld'],
  ])('%s，不给', async (why, role, place, code) => {
    const id = await add(`clash-${role}`)
    const security = await as('security-admin')
    await security.send('POST', `/api/officers/${id}/roles`, { role: 'county-head', place: null })
    const answer = await security.send('POST', `/api/officers/${id}/roles`, { role, place })
    expect(answer.json(), why).toMatchObject({ code })
  })
  it('不能给自己加岗位，也停不了自己', async () => {
    const security = await as('security-admin')
    const mine = `/api/officers/${people.get('security-admin')}/roles`
    expect((await security.send('POST', mine, { role: 'county-head', place: null })).json()).toMatchObject({
      code: 'officers.notYourself',
    })
    const system = await as('system-admin')
    const departure = `/api/officers/${people.get('system-admin')}/departure`
    expect((await system.send('POST', departure)).json()).toMatchObject({ code: 'officers.notYourself' })
  })
  it('落到镇上的岗位按区划代码给，名单上写得出是哪个镇', async () => {
    const id = await add('town01')
    const security = await as('security-admin')
    const wish = { role: 'town-clerk', place: '999901101' }
    const given = await security.send('POST', `/api/officers/${id}/roles`, wish)
    expect(given.json().roles).toMatchObject([{ role: 'town-clerk', place: 11, placeLabel: '青禾县油车镇' }])
  })
  it('手机丢了：管理员移除动态口令，旧登录断开，凭密码能进，留下一笔', async () => {
    const id = await add('phone01')
    const account = { account: 'phone01', password }
    const person = state.server!.anonymous()
    await person.send('POST', '/api/sign-in', account, null)
    const { secret } = (await person.send('POST', '/api/second-factor')).json()
    await person.send('POST', '/api/second-factor/proof', { code: generateSync({ secret }) })
    const again = state.server!.anonymous()
    expect((await again.send('POST', '/api/sign-in', account, null)).json()).toMatchObject({ code: 'auth.codeNeeded' })

    const admin = await as('system-admin')
    const ask = async () => (await admin.get(`/api/officers/${id}/account`)).json()
    expect(await ask()).toEqual({ login: 'phone01', hasSecondFactor: true })
    expect((await admin.send('POST', `/api/officers/${id}/second-factor-removal`)).statusCode).toBeLessThan(300)
    expect(await ask()).toEqual({ login: 'phone01', hasSecondFactor: false })
    expect((await person.get('/api/me')).statusCode).toBe(401)
    expect((await again.send('POST', '/api/sign-in', account, null)).statusCode).toBe(200)
    const { rows } = await sql<{ by_id: string }>`SELECT by_id FROM officers.change_log
      WHERE officer_id = ${id} AND action = 'second-factor-removed'`.execute(database.owner)
    expect(rows).toEqual([{ by_id: people.get('system-admin') }])
  })
  it('没开动态口令的，不用移除，也不留一笔', async () => {
    const id = await add('phone02')
    const admin = await as('system-admin')
    const answer = await admin.send('POST', `/api/officers/${id}/second-factor-removal`)
    expect(answer.json()).toMatchObject({ code: 'officers.noSecondFactor' })
    const { rows } = await sql`SELECT FROM officers.change_log
      WHERE officer_id = ${id} AND action = 'second-factor-removed'`.execute(database.owner)
    expect(rows).toEqual([])
  })
  it.each([
    ['second-factor-removal', undefined],
    ['password', { login: 'myself01', password }],
  ])('自己的账号自己动不了：%s', async (what, body) => {
    const admin = await as('system-admin')
    const answer = await admin.send('POST', `/api/officers/${people.get('system-admin')}/${what}`, body)
    expect(answer.json()).toMatchObject({ code: 'officers.notYourself' })
  })
  describe('三员的账号两个人动', () => {
    const path = (what: string) => `/api/officers/${people.get('audit-admin')}/${what}`
    const code = async (answer: Promise<{ json: () => unknown }>) => ((await answer).json() as { code?: string })?.code
    const body = { login: 'audit01', password }
    it('系统管理员一个人换不了审计员的密码', async () => {
      const system = await as('system-admin')
      expect(await code(system.send('POST', path('password'), body))).toBe('officers.secondHandNeeded')
    })
    it('自己同意不算，同意的和办的要是两个人', async () => {
      const system = await as('system-admin')
      await system.send('POST', path('consent'))
      expect(await code(system.send('POST', path('password'), body))).toBe('officers.secondHandNeeded')
    })
    it('安全员同意以后办一次，第二次要再同意；过了一天的同意不算', async () => {
      const [system, security] = [await as('system-admin'), await as('security-admin')]
      expect((await security.send('POST', path('consent'))).statusCode).toBeLessThan(300)
      await sql`UPDATE officers.consent SET given_at = given_at - interval '24 hours 1 second'
        WHERE used_at IS NULL`.execute(database.owner)
      expect(await code(system.send('POST', path('password'), body))).toBe('officers.secondHandNeeded')
      await security.send('POST', path('consent'))
      expect((await system.send('POST', path('password'), body)).statusCode).toBeLessThan(300)
      expect(await code(system.send('POST', path('password'), body))).toBe('officers.secondHandNeeded')
    })
    it('唯一的审计员停用不了，经办人不能同意', async () => {
      const [system, security] = [await as('system-admin'), await as('security-admin')]
      await security.send('POST', path('consent'))
      expect(await code(system.send('POST', path('departure')))).toBe('officers.lastHand')
      expect(await code((await as('town-clerk')).send('POST', path('consent')))).toBe('access.notAllowed')
    })
    it('经办人的账号不用同意', async () => {
      const id = await add('plain01')
      const security = await as('security-admin')
      expect(await code(security.send('POST', `/api/officers/${id}/consent`))).toBe('officers.noConsentNeeded')
    })
  })
  it('停用的人马上出去，再也进不来', async () => {
    const id = await add('leaver')
    const person = state.server!.anonymous()
    await person.send('POST', '/api/sign-in', { account: 'leaver', password }, null)
    expect((await person.get('/api/me')).statusCode).toBe(200)
    await (await as('system-admin')).send('POST', `/api/officers/${id}/departure`)
    expect((await person.get('/api/me')).statusCode).toBe(401)
    expect((await person.send('POST', '/api/sign-in', { account: 'leaver', password }, null)).json()).toMatchObject({
      code: 'officers.hasLeft',
    })
  })
  it('常设核验看得出三员不分立', async () => {
    const ask = async (): Promise<string[]> => {
      const { db } = database
      const results = await runChecks(db, officerChecks, { tenants: [county], today: clock.today() })
      return results.filter(({ holds }) => !holds).map(({ name }) => name)
    }
    expect(await ask()).toEqual([])
    await sql`INSERT INTO officers.assignment (id, officer_id, tenant_id, role, since)
      VALUES (gen_random_uuid(), ${people.get('audit-admin')}, 1, 'system-admin', '2026-01-01')`.execute(database.owner)
    expect(await ask()).toEqual(['officers.three-hands-are-apart'])
    await sql`DELETE FROM officers.assignment WHERE role = 'system-admin' AND since = '2026-01-01'`.execute(
      database.owner,
    )
  })
  it('谁改了什么，写下就改不掉', async () => {
    await expect(sql`UPDATE officers.change_log SET by_name = ''`.execute(database.db)).rejects.toThrow(
      'permission denied',
    )
  })
})

describe('没有脚本的登录页', () => {
  const account = { account: 'forms01', password }
  beforeAll(async () => {
    const admin = await as('system-admin')
    const added = await admin.send('POST', '/api/officers', {
      name: '测试人员乙',
      post: '科员',
      login: 'forms01',
      password,
    })
    const roles = `/api/officers/${added.json().id}/roles`
    await (await as('security-admin')).send('POST', roles, { role: 'county-head', place: null })
  })
  it('登录后回到原来的页面，只回自己的页面', async () => {
    const person = state.server!.anonymous()
    await person.get('/sign-in?next=/files')
    const entered = await person.form('/sign-in', { ...account, next: '//evil.example' })
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/'])
  })
  it('密码不对：留在登录页，说清为什么，填过的还在', async () => {
    const person = state.server!.anonymous()
    await person.get('/sign-in')
    const held = Buffer.from(JSON.stringify({ path: '/notes', fields: [['text', '长文']], hadFiles: false })).toString(
      'base64url',
    )
    const answer = await person.form('/sign-in', { account: 'forms01', password: '不对的', next: '/', _held: held })
    expect(answer.statusCode).toBe(401)
    expect(answer.body).toContain('账号或密码不对')
    expect(answer.body).toContain(held)
  })
  it('写到一半过期：登录，按一下“继续提交”，一个字也没丢', async () => {
    const person = state.server!.anonymous()
    const text = '写了半天的调查记录 <b>&"\''
    await person.get('/sign-in')
    await person.form('/sign-in', { ...account, next: '/' })
    await sql`UPDATE auth.session SET ends_at = now() - interval '1 hour'`.execute(database.owner)
    const expired = await person.form('/notes', { text })
    expect(expired.statusCode).toBe(401)
    const hidden = (html: string, name: string): string =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
    const resumed = await person.form('/sign-in', {
      ...account,
      _csrf: hidden(expired.body, '_csrf'),
      _held: hidden(expired.body, '_held'),
      next: '/',
    })
    expect(resumed.body).toContain('继续提交')
    expect(resumed.body).not.toContain('<b>')
    const sent = await person.form('/notes', { text, _csrf: hidden(resumed.body, '_csrf') })
    expect(sent.body).toContain(`<p>${text.length}</p>`)
  })
  it('演示人员没有密码：过期的页面上就能再选这个人，填过的还在', async () => {
    const person = await as('county-head')
    await sql`UPDATE auth.session SET ends_at = now() - interval '1 hour'`.execute(database.owner)
    const expired = await person.form('/notes', { text: '记了一半' })
    expect(expired.body).toContain(`name="person" value="${people.get('county-head')}"`)
    const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(expired.body)?.[1] ?? ''
    const resumed = await person.form('/sign-in/demo', {
      person: people.get('county-head') ?? '',
      next: '/',
      _csrf: hidden('_csrf'),
      _held: hidden('_held'),
    })
    expect(resumed.body).toContain('记了一半')
  })
  it('退出以后，旧令牌没有用', async () => {
    const person = await as('county-head')
    const token = person.cookies.get('zhulian_session') ?? ''
    expect((await person.form('/sign-out', {})).statusCode).toBe(303)
    expect((await visitor(state.server!.app, token).get('/api/me')).statusCode).toBe(401)
  })
})

describe('谁能进哪扇门', () => {
  it('每个岗位、每条路由，没有给的都被拒绝', async () => {
    const elsewhere = { ...places, tenant: 2 as TenantId, county: '邻县' }
    const others = await seedDemoOfficers(database.db, elsewhere, day('2025-01-01'))
    const visitorFor = (role: string, where: Where): Promise<Visitor> =>
      as(role as RoleName, where === 'elsewhere' ? (others.get(role as RoleName)?.id ?? '') : undefined)
    const params = { id: people.get('grid-worker') ?? '', assignment: '00000000-0000-7000-8000-000000000000' }
    const body = { login: 'taken-over', password }
    const result = await accessMatrix({
      routes: state.routes,
      roles: roleNames,
      visitorFor,
      anonymous: () => state.server!.anonymous(),
      samples: {
        'GET /api/officers': { hides: params.id, openTo: 'office' },
        'POST /api/officers/:id/password': { params, body, openTo: 'office' },
        'POST /api/officers/:id/roles': { params, body: { role: 'town-head', place: '999901101' }, openTo: 'office' },
        'DELETE /api/officers/:id/roles/:assignment': { params, openTo: 'office' },
        'GET /api/officers/:id/account': { params, openTo: 'office' },
        'POST /api/officers/:id/second-factor-removal': { params, openTo: 'office' },
        'POST /api/officers/:id/consent': { params, openTo: 'office' },
        'POST /api/officers/:id/departure': { params, openTo: 'office' },
      },
    })
    expect(result.withoutSample).toEqual([])
    expect(result.faults).toEqual([])
    expect(result.asked).toBeGreaterThan(900)
  })
})
