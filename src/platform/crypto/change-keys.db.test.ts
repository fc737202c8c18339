import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { TenantId } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { changeMasterKey, openVault, readMasterKey, renewDataKey, type Vault } from './index.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))
const keysFile = join(folder, 'master.keys')
const tenants = [1, 2] as TenantId[]
const county = 1 as TenantId
const open = (file = keysFile): Promise<Vault> => openVault({ db: database.owner, keysFile: file, dataDir: null })
const change = (): Promise<string> => changeMasterKey({ db: database.owner, keysFile, dataDir: null, tenants })

describe('更换密钥', () => {
  it('换主密钥：资料照样打开，查询码不变，旧密钥再也打不开', async () => {
    const before = await open()
    const sealed = (await before.boxOf(county)).seal('甲', 'x')
    await before.boxOf(2 as TenantId)
    copyFileSync(keysFile, join(folder, 'stolen'))

    const fingerprint = await change()
    const after = await open()
    expect(after.fingerprint).toBe(fingerprint)
    expect(fingerprint).not.toBe(before.fingerprint)
    expect((await after.boxOf(county)).open(sealed, 'x')).toBe('甲')
    expect(after.lookup('id-number', 'a')).toEqual(before.lookup('id-number', 'a'))
    await expect(open(join(folder, 'stolen'))).rejects.toThrow('不是这个数据库的那一把')
    expect(readMasterKey(`${keysFile}.old`)?.fingerprint).toBe(before.fingerprint)
  })
  it('换到一半断了，再换一次就换完', async () => {
    const before = await open()
    const old = join(folder, 'before')
    copyFileSync(keysFile, old)
    const fingerprint = await change()
    // As it was left: the database changed, the files not yet.
    renameSync(keysFile, `${keysFile}.new`)
    copyFileSync(old, keysFile)
    await expect(open()).rejects.toThrow(fingerprint)
    expect(await change()).toBe(fingerprint)
    expect(existsSync(`${keysFile}.new`)).toBe(false)
    expect((await open()).lookup('a', 'b')).toEqual(before.lookup('a', 'b'))
  })
  it('换数据密钥：新写的用新的，以前封的照样打开', async () => {
    const before = await open()
    const early = (await before.boxOf(county)).seal('甲', 'x')
    const master = given(readMasterKey(keysFile), 'the master key')
    expect(await renewDataKey(database.owner, master, county, 'sm4-gcm')).toBe(2)
    const box = await (await open()).boxOf(county)
    const late = box.seal('乙', 'x')
    expect([box.open(early, 'x'), box.open(late, 'x')]).toEqual(['甲', '乙'])
    expect([early.readUInt16BE(1), late.readUInt16BE(1)]).toEqual([1, 2])
    expect((await before.boxOf(county)).open(early, 'x')).toBe('甲')
  })
  it('密钥文件不在，就不换', async () => {
    renameSync(keysFile, join(folder, 'away'))
    await expect(change()).rejects.toThrow('找不到主密钥文件')
  })
})
