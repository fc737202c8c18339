import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import { migrate, readMigrations } from './index.ts'

const database = testDatabase()
const silent = (): void => undefined

describe('数据库变更', () => {
  let folder = ''
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhulian-migrations-'))
    await sql`DELETE FROM platform.migration`.execute(database.owner)
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const modules = (): { module: string; directory: string }[] => [{ module: 'demo/thing', directory: folder }]
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)

  it('每个变更只执行一次，没有目录的模块跳过', async () => {
    write('20260101-0900-create-thing.sql', 'CREATE SCHEMA once; CREATE TABLE once.thing (id int PRIMARY KEY);')
    const withEmpty = [...modules(), { module: 'demo/empty', directory: join(folder, 'absent') }]
    expect(await migrate(database.owner, withEmpty, silent)).toEqual(['demo/thing/20260101-0900-create-thing'])
    expect(await migrate(database.owner, withEmpty, silent)).toEqual([])
  })

  it('两处同时启动，变更也只执行一次', async () => {
    write('20260101-0900-create-pair.sql', 'CREATE SCHEMA pair; CREATE TABLE pair.thing (id int PRIMARY KEY);')
    const both = await Promise.all([
      migrate(database.owner, modules(), silent),
      migrate(database.owner, modules(), silent),
    ])
    expect(both.flat()).toHaveLength(1)
  })

  it('执行过的变更被改动，就拒绝启动并说出是哪个', async () => {
    write('20260101-0900-create-edited.sql', 'CREATE SCHEMA edited;')
    await migrate(database.owner, modules(), silent)
    write('20260101-0900-create-edited.sql', 'CREATE SCHEMA edited2;')
    await expect(migrate(database.owner, modules(), silent)).rejects.toThrow('20260101-0900-create-edited')
  })

  it('换行写法不同不算改动', async () => {
    write('20260101-0900-create-lines.sql', 'CREATE SCHEMA lines;\n')
    await migrate(database.owner, modules(), silent)
    write('20260101-0900-create-lines.sql', 'CREATE SCHEMA lines;\r\n')
    expect(await migrate(database.owner, modules(), silent)).toEqual([])
  })

  it('程序比数据库旧，就拒绝启动', async () => {
    write('20260101-0900-create-newer.sql', 'CREATE SCHEMA newer;')
    await migrate(database.owner, modules(), silent)
    rmSync(join(folder, '20260101-0900-create-newer.sql'))
    await expect(migrate(database.owner, modules(), silent)).rejects.toThrow('程序比数据库旧')
  })

  it('失败的变更什么也不留下', async () => {
    write('20260101-0900-create-half.sql', 'CREATE SCHEMA half; SELECT 1 / 0;')
    await expect(migrate(database.owner, modules(), silent)).rejects.toThrow('20260101-0900-create-half')
    const { rows } = await sql`SELECT FROM pg_namespace WHERE nspname = 'half'`.execute(database.owner)
    expect(rows).toHaveLength(0)
  })

  it('文件名不合规矩就拒绝', () => {
    write('create.sql', '')
    expect(() => readMigrations(modules())).toThrow('文件名不对')
  })

  it('先按文件名排，同名按模块顺序；platform/db 总在最前', () => {
    write('20250101-0900-create-early.sql', '')
    const ground = new URL('./migrations', import.meta.url).pathname
    const names = readMigrations([...modules(), { module: 'platform/db', directory: ground }]).map(({ name }) => name)
    expect(names[0]).toMatch(/^platform\/db\//)
    expect(names.at(-1)).toBe('demo/thing/20250101-0900-create-early')
  })
})
