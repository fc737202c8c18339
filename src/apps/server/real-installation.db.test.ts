import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { installationOf, settleInstallation, type Database } from '#platform/db/index.ts'
import { createLogger, createServer } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { compose } from './compose.ts'
import { makeReal, realGround } from './real-installation.ts'
import { createWorks } from './works.ts'

const mine = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-real-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const where = { keysFile: join(folder, 'keys'), dataDir: join(folder, 'data') }
const wish = { bureau: '测试县民政局', region: '330482' }
const administrators = {
  'system-admin': { name: '居民甲0001', login: 'system', password: 'seven green rivers' },
  'security-admin': { name: '居民甲0002', login: 'security', password: 'nine quiet villages' },
  'audit-admin': { name: '居民甲0003', login: 'audit', password: 'five early mornings' },
}
const database = (): Database => ({
  ...{ db: mine.db, owner: mine.owner, connection: mine.connection },
  ...{ kind: 'external', dataDir: null, close: async () => undefined },
})
const countOf = async (table: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(
    mine.owner,
  )
  return rows[0]!.count
}

describe('正式系统', () => {
  beforeAll(async () => {
    await makeReal(database(), where, wish, administrators)
  }, 120_000)

  it('是正式的，时钟不拨，只有三位管理员，没有一户人家', async () => {
    expect(await installationOf(mine.owner)).toMatchObject({ kind: 'real', clockOffset: 0 })
    const { rows } = await sql<{ role: string; name: string }>`
      SELECT a.role, o.name FROM officers.assignment a JOIN officers.officer o ON o.id = a.officer_id
      ORDER BY o.name`.execute(mine.owner)
    expect(rows).toEqual([
      { role: 'system-admin', name: '居民甲0001' },
      { role: 'security-admin', name: '居民甲0002' },
      { role: 'audit-admin', name: '居民甲0003' },
    ])
    expect(await countOf('households.household')).toBe(0)
    expect(await countOf('officers.change_log')).toBe(6)
    const invented = await sql`SELECT 1 FROM regions.region WHERE code LIKE '99%'`.execute(mine.owner)
    expect(invented.rows).toEqual([])
  })
  it('再建一次：拒绝，什么都不改', async () => {
    await expect(makeReal(database(), where, wish, administrators)).rejects.toThrow('已经建好')
    await expect(makeReal(database(), where, { ...wish, bureau: '别的局' }, administrators)).rejects.toThrow('不能再立')
    expect(await countOf('officers.officer')).toBe(3)
  })
  it('变不成演示', async () => {
    await expect(settleInstallation(mine.owner, { kind: 'demo', clockOffset: 5 })).rejects.toThrow('正式')
  })
  it('不给选人登录，管理员用密码登录，首页是本机关的', async () => {
    const log = createLogger('silent')
    const vault = await openVault({ db: mine.owner, ...where })
    const installation = (await installationOf(mine.owner))!
    const product = await compose({
      ...{ database: database(), clock: systemClock, vault, installation, log, works: createWorks(log) },
    })
    const { bureau } = await realGround(product)
    expect(bureau).toMatchObject({ name: wish.bureau, region: wish.region, isSynthetic: false })
    const routes = product.routes()
    const app = await createServer({ ...product.serverNeeds, openTenant: bureau.id, routes, version: 'test' })
    try {
      expect((await app.inject('/api/demo/people')).statusCode).toBe(404)
      const home = await app.inject({ url: '/', headers: { accept: 'text/html' } })
      expect(home.body).toContain(wish.bureau)
      expect(home.body).not.toMatch(/青禾|合成标准/)
      const tried = { login: 'System', password: 'seven green rivers', code: null, address: '10.0.0.1' }
      expect(await product.signIn.signIn(tried, 'test')).toMatchObject({ name: '居民甲0001' })
      const page = await app.inject({ url: '/sign-in', headers: { accept: 'text/html' } })
      expect(page.body).not.toContain('演示人员')
    } finally {
      await app.close()
    }
  })
})

describe('演示的数据目录', () => {
  const demo = testDatabase()
  it('建不成正式系统', async () => {
    await settleInstallation(demo.owner, { kind: 'demo', clockOffset: 0 })
    const taken = { ...database(), db: demo.db, owner: demo.owner }
    await expect(makeReal(taken, where, wish, administrators)).rejects.toThrow('演示')
    expect(await installationOf(demo.owner)).toMatchObject({ kind: 'demo' })
  })
})

describe('没建完的正式系统', () => {
  const half = testDatabase()
  it('打不开，再运行一次 init 就接着建完；两位管理员同一个账号，一位也不立', async () => {
    const taken = { ...database(), db: half.db, owner: half.owner }
    await settleInstallation(half.owner, { kind: 'real', clockOffset: 0 })
    await expect(realGround({ owner: half.owner })).rejects.toThrow('还没有建完')
    const one = administrators['system-admin']
    const twice = { ...administrators, 'audit-admin': { ...administrators['audit-admin'], login: one.login } }
    const keys = { ...where, keysFile: join(folder, 'half-keys') }
    await expect(makeReal(taken, keys, wish, twice)).rejects.toThrow('三个人')
    await expect(realGround({ owner: half.owner })).rejects.toThrow('还没有建完')
    await makeReal(taken, keys, wish, administrators)
    expect((await realGround({ owner: half.owner })).bureau.name).toBe(wish.bureau)
  }, 120_000)
})
