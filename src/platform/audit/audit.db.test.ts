import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createAudit, readAudit, sealAudit, verifyAudit, type Actor, type Audit } from './index.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-audit-'))
afterAll(() => rmSync(folder, { recursive: true }))

const clock = stoppedClock('2026-03-02T09:00:00+08:00')
const county = 1 as TenantId
const clerk: Actor = { id: 'o1', name: '经办员甲', tenant: county, purpose: 'QH-2026-0001' }
const about = { kind: 'household', id: 'h1' }
const opens = { act: 'read', action: 'households.file-opened', about } as const

let vault: Vault
let audit: Audit
beforeAll(async () => {
  vault = await openVault({ db: database.db, keysFile: join(folder, 'k'), dataDir: null })
  audit = createAudit({ vault, clock })
})
beforeEach(async () => {
  await sql`TRUNCATE audit.entry, audit.unsealed, audit.head, audit.batch, audit.sealed`.execute(database.owner)
})

const change = (before: unknown, after: unknown): Promise<void> =>
  database.inTenant(county, (tx) => audit.record(tx, clerk, { action: 'households.income-set', about, before, after }))
const read = (): Promise<void> => database.inTenant(county, (tx) => audit.recordRead(tx, clerk, opens))
const seal = (): Promise<number> => sealAudit(database.db, county, clock)
const fault = async (): Promise<string | undefined> => (await verifyAudit(database.db, county)).fault?.zh

describe('留痕', () => {
  it('改动前后的值能读回，表里只有密文', async () => {
    await change({ wages: 150_000n }, { wages: 90_000n, note: '甲的工资' })
    const [line] = await database.inTenant(county, (tx) => readAudit(tx, vault, { tenant: county, about }))
    expect(line).toMatchObject({
      action: 'households.income-set',
      actor: { name: '经办员甲' },
      purpose: 'QH-2026-0001',
      before: { wages: '150000' },
      after: { wages: '90000', note: '甲的工资' },
    })
    const { rows } = await sql<{ row: string }>`SELECT e::text AS row FROM audit.entry e`.execute(database.owner)
    expect(rows[0]?.row).not.toContain(Buffer.from('甲的工资').toString('hex'))
  })

  it('事情没做成，留痕也不留', async () => {
    const failing = database.inTenant(county, async (tx) => {
      await audit.recordRead(tx, clerk, opens)
      throw new Error('later')
    })
    await expect(failing).rejects.toThrow('later')
    expect((await verifyAudit(database.db, county)).waiting).toBe(0)
  })

  it('写下的留痕，应用账户改不了也删不掉', async () => {
    await read()
    for (const statement of [
      `UPDATE audit.entry SET purpose = 'x'`,
      'DELETE FROM audit.entry',
      'TRUNCATE audit.entry',
    ]) {
      const attempt = database.inTenant(county, (tx) => sql.raw(statement).execute(tx))
      await expect(attempt).rejects.toThrow('permission denied')
    }
  })
})

describe('封存与验证', () => {
  it('封存之后没有等待的，验证通过，再封一次什么也不变', async () => {
    for (let round = 0; round < 3; round++) {
      await change(null, { round })
      await read()
      expect(await seal()).toBe(2)
    }
    expect(await seal()).toBe(0)
    expect(await verifyAudit(database.db, county)).toMatchObject({ sealed: 6, waiting: 0, fault: null })
  })

  it('两个封存同时跑，每条只封一次', async () => {
    await read()
    await seal()
    for (let round = 0; round < 10; round++) await read()
    const sealed = await Promise.all([seal(), seal(), seal()])
    expect(sealed.reduce((sum, count) => sum + count, 0)).toBe(10)
    expect(await fault()).toBeUndefined()
  })

  it('还没封存的会报数，不算错', async () => {
    await read()
    expect(await verifyAudit(database.db, county)).toMatchObject({ sealed: 0, waiting: 1, fault: null })
  })

  it.each([
    ['改一条的目的', `UPDATE audit.entry SET purpose = '别的' WHERE action LIKE 'households.income%'`, '被改动过'],
    ['改一条的密文', `UPDATE audit.entry SET after = '\\x00' WHERE after IS NOT NULL`, '被改动过'],
    ['删一条', `DELETE FROM audit.entry WHERE after IS NOT NULL`, '不见了'],
    ['连封印一起删', `DELETE FROM audit.sealed WHERE batch = 1 AND position = 0`, '对不上'],
    ['删掉一批', `DELETE FROM audit.batch WHERE batch = 1`, '第 1 批不见了'],
    ['砍掉链尾', `DELETE FROM audit.batch WHERE batch = 2`, '链尾'],
    ['封存前把等待删掉', `DELETE FROM audit.unsealed`, '也不在等待封存'],
  ])('%s，会指出来', async (_, statement, says) => {
    await change(null, { a: 1 })
    await read()
    await seal()
    await read()
    await seal()
    await read()
    await sql.raw(statement).execute(database.owner)
    expect(await fault()).toContain(says)
  })

  it('整条链重做一遍，和外面保存的锚点就对不上', async () => {
    await read()
    await seal()
    const { anchor } = await verifyAudit(database.db, county)
    await sql`UPDATE audit.entry SET purpose = '改写历史'`.execute(database.owner)
    await sql`TRUNCATE audit.batch, audit.sealed, audit.head`.execute(database.owner)
    await sql`INSERT INTO audit.unsealed SELECT tenant_id, id FROM audit.entry`.execute(database.owner)
    await seal()
    expect(await fault()).toBeUndefined()
    expect((await verifyAudit(database.db, county, anchor)).fault?.zh).toContain('锚点')
  })

  it('别的机构的链各自成链', async () => {
    await read()
    await database.inTenant(2, (tx) => audit.recordRead(tx, { ...clerk, tenant: 2 as TenantId }, opens))
    await seal()
    expect(await verifyAudit(database.db, 2 as TenantId)).toMatchObject({ sealed: 0, waiting: 1, fault: null })
  })
})
