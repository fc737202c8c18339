import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { TenantId } from '#platform/db/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { openVault, type Vault } from './index.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))
const keysFile = join(folder, 'master.keys')
const [county, charity] = [1 as TenantId, 2 as TenantId]
const open = (file = keysFile): Promise<Vault> => openVault({ db: database.db, keysFile: file, dataDir: null })

describe('密钥与加密', () => {
  beforeEach(async () => {
    await sql`DELETE FROM platform.tenant_key`.execute(database.owner)
    await sql`DELETE FROM platform.lookup_key`.execute(database.owner)
    rmSync(keysFile, { force: true })
  })

  it('重启之后还能打开，查询码也不变', async () => {
    const before = await open()
    const sealed = (await before.boxOf(county)).seal('990001194410110014', 'person.id-number:1')
    const after = await open()
    expect((await after.boxOf(county)).open(sealed, 'person.id-number:1')).toBe('990001194410110014')
    expect(after.lookup('id-number', 'a')).toEqual(before.lookup('id-number', 'a'))
    expect(after.lookup('phone', 'a')).not.toEqual(before.lookup('id-number', 'a'))
  })
  it('一个机构封的，别的机构打不开', async () => {
    const vault = await open()
    const sealed = (await vault.boxOf(county)).seal('甲', 'x')
    const other = await vault.boxOf(charity)
    expect(() => other.open(sealed, 'x')).toThrow('打不开')
  })
  it('两个进程同时第一次用，得到同一把钥匙', async () => {
    const vaults = [await open(), await open(), await open()]
    const boxes = await Promise.all(vaults.map((vault) => vault.boxOf(county)))
    expect(boxes[2]?.open(boxes[0]?.seal('甲', 'x') ?? Buffer.alloc(0), 'x')).toBe('甲')
  })
  it('密钥文件只有自己能读，数据库里没有主密钥', async () => {
    await open()
    expect(statSync(keysFile).mode & 0o777).toBe(0o600)
    const { key } = JSON.parse(readFileSync(keysFile, 'utf8')) as { key: string }
    const { rows } = await sql<{ wrapped: Buffer }>`SELECT wrapped FROM platform.lookup_key`.execute(database.owner)
    expect(rows[0]?.wrapped.includes(Buffer.from(key, 'base64'))).toBe(false)
  })
  it('密钥文件丢了就拒绝，绝不另造一把', async () => {
    await open()
    unlinkSync(keysFile)
    await expect(open()).rejects.toThrow('找不到主密钥文件')
    expect(() => statSync(keysFile)).toThrow('ENOENT')
  })
  it('换了别的密钥文件就拒绝', async () => {
    await open()
    unlinkSync(keysFile)
    const { makeMasterKey } = await import('./master-key.ts')
    makeMasterKey(keysFile, null)
    await expect(open()).rejects.toThrow('不是这个数据库的那一把')
  })
  it('别人能读的密钥文件不用', async () => {
    await open()
    chmodSync(keysFile, 0o644)
    await expect(open()).rejects.toThrow('chmod 600')
  })
  it('密钥文件不能放在数据文件夹里', async () => {
    const inside = openVault({ db: database.db, keysFile: join(folder, 'data', 'k'), dataDir: join(folder, 'data') })
    await expect(inside).rejects.toThrow('不能放在数据文件夹里')
  })
})
