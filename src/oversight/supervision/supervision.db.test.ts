import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAudit, type Audit } from '#platform/audit/index.ts'
import { stoppedClock } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { testServer, type TestServer } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { supervisionRoutes } from './index.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-supervision-'))
const ours = 1 as TenantId
let vault: Vault
let server: TestServer

const auditAt = (moment: string): Audit => createAudit({ vault, clock: stoppedClock(moment) })
const opened = (moment: string, tenant: TenantId, id: string, purpose: string | null = null): Promise<void> =>
  database.inTenant(tenant, (tx) =>
    auditAt(moment).recordRead(
      tx,
      { id: 'o1', name: '演示人员02', tenant, purpose },
      { act: 'read', action: 'households.file-opened', about: { kind: 'household', id } },
    ),
  )

beforeAll(async () => {
  vault = await openVault({ db: database.owner, keysFile: join(folder, 'keys'), dataDir: null })
  await opened('2026-03-01T23:59:59+08:00', ours, 'h1', '年度复核')
  await opened('2026-03-02T00:00:00+08:00', ours, 'h2')
  await opened('2026-03-02T10:00:00+08:00', 2 as TenantId, 'h3')
  await database.inTenant(ours, (tx) =>
    auditAt('2026-03-02T11:00:00+08:00').record(
      tx,
      { id: 'o2', name: '演示人员05', tenant: ours, purpose: null },
      { action: 'households.handed-over', about: { kind: 'household', id: 'h1' }, before: { secret: '旧址' } },
    ),
  )
  server = await testServer({
    db: database.db,
    routes: supervisionRoutes({ db: database.db, audit: auditAt('2026-03-03T08:00:00+08:00') }),
  })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Page {
  readonly rows: readonly {
    readonly about: { readonly id: string }
    readonly who: string
    readonly purpose: string | null
  }[]
  readonly count: number
}
const ask = async (query: string, tenant = 1): Promise<Page> => {
  const answer = await server.as('audit-admin', { tenant }).get(`/api/audit?${query}`)
  expect(answer.statusCode).toBe(200)
  return answer.json()
}
const aboutOf = ({ rows }: Page): string[] => rows.map(({ about }) => about.id)

describe('留痕', () => {
  it('新的在前，写明谁、为什么；改动前后的内容不露出来', async () => {
    const page = await ask('act=read')
    expect(aboutOf(page)).toEqual(['h2', 'h1'])
    expect(page.rows[1]).toMatchObject({ who: '演示人员02', purpose: '年度复核' })
    expect(JSON.stringify(await ask('act=change'))).not.toContain('旧址')
  })
  it('按天筛：前一天的最后一秒和当天的零点分得清，按北京时间', async () => {
    expect(aboutOf(await ask('act=read&from=2026-03-02'))).toEqual(['h2'])
    expect(aboutOf(await ask('act=read&until=2026-03-01'))).toEqual(['h1'])
    expect(aboutOf(await ask('act=read&from=2026-03-01&until=2026-03-02'))).toEqual(['h2', 'h1'])
  })
  it('问一户，就是这一户的全部，问一个人也行', async () => {
    expect((await ask('about=h1')).count).toBe(2)
    expect((await ask(`act=change&who=${encodeURIComponent('演示人员05')}`)).count).toBe(1)
    expect((await ask(`act=change&who=${encodeURIComponent('%')}`)).count).toBe(0)
  })
  it('别的单位的一条也看不到；看的人自己也留一条', async () => {
    expect(aboutOf(await ask('act=read', 2))).toEqual(['h3'])
    const before = (await ask('act=search')).count
    expect((await ask('act=search')).count).toBe(before + 1)
  })
  it('不是审计和监督的岗位，看不到；乱写的条件不收', async () => {
    expect((await server.as('county-head').get('/api/audit')).statusCode).toBe(403)
    expect((await server.as('audit-admin').get('/api/audit?from=2026-02-30')).statusCode).toBe(422)
    expect((await server.as('audit-admin').get('/api/audit?page=0')).statusCode).toBe(422)
  })
})
