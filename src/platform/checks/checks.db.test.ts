import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { connect, type Database, type TenantId } from '#platform/db/index.ts'
import { migrationModules, testDatabase } from '#platform/testing/index.ts'
import { doctor, runChecks, type Check } from './index.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))
const keysFile = join(folder, 'k')
const tenants = [1, 2, 3] as TenantId[]

beforeAll(async () => {
  await openVault({ db: database.owner, keysFile, dataDir: null })
  await sql
    .raw(
      `CREATE SCHEMA trial;
       CREATE TABLE trial.wish (tenant_id int NOT NULL, id int NOT NULL, ends date, PRIMARY KEY (tenant_id, id));
       SELECT platform.distribute('trial.wish'); SELECT platform.guard('trial.wish');
       INSERT INTO trial.wish VALUES (1, 1, '2026-03-01'), (1, 2, '2026-03-02'), (3, 1, '2026-02-01');`,
    )
    .execute(database.owner)
})

const overdue: Check = {
  name: 'trial.overdue-wishes-are-released',
  zh: '到期的心愿已放回',
  offenders: 'SELECT tenant_id, id FROM trial.wish WHERE ends < $today',
}
const found = async (today: string): Promise<unknown> => {
  const [result] = await runChecks(database.db, [overdue], { tenants, today: day(today) })
  return result
}

describe('常设核验', () => {
  it('今天由时钟说，违反的逐个机构列出来', async () => {
    expect(await found('2026-03-02')).toMatchObject({
      holds: false,
      offenders: [
        { tenant: 1, id: '1' },
        { tenant: 3, id: '1' },
      ],
    })
    expect(await found('2026-01-31')).toMatchObject({ holds: true, offenders: [] })
  })
})

describe('体检这套系统', () => {
  const examine = async (change: Partial<Database> = {}): Promise<string[]> => {
    const { db, owner, connection } = database
    const whole: Database = { db, owner, connection, kind: 'external', dataDir: folder, close: async () => undefined }
    const findings = await doctor({ database: { ...whole, ...change }, migrationModules, keysFile })
    return findings.filter(({ level }) => level === 'fault').map(({ name }) => name)
  }
  const withoutDurability = (names: string[]): string[] => names.filter((name) => name !== 'db.durability')

  it('好的系统没有毛病（测试用的服务器关着落盘，如实说）', async () => {
    expect(withoutDurability(await examine())).toEqual([])
  })
  it('程序用表主的账户，会说出来', async () => {
    const db = connect(database.connection, { connectionsMax: 1, role: 'owner', log: () => undefined })
    expect(await examine({ db })).toContain('db.application-role')
    await db.destroy()
  })
  it('隔离被关掉、变更没有执行、密钥别人能读，都会说出来', async () => {
    await sql`ALTER TABLE audit.entry DISABLE ROW LEVEL SECURITY`.execute(database.owner)
    await sql`DELETE FROM platform.migration WHERE name LIKE 'platform/audit%'`.execute(database.owner)
    chmodSync(keysFile, 0o640)
    expect(withoutDurability(await examine()).toSorted()).toEqual(['crypto.master-key', 'db.migrations', 'db.tables'])
  })
})
