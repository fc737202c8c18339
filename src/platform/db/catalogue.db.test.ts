import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import { catalogueFaults, type Db } from './index.ts'

const database = testDatabase()

const faultsAfter = (statements: string): Promise<string[]> =>
  database.owner.transaction().execute(async (tx) => {
    await sql.raw(statements).execute(tx)
    const found = await catalogueFaults(tx as Db)
    await sql`ROLLBACK`.execute(tx)
    await sql`BEGIN`.execute(tx)
    return found.map(({ at, says }) => `${at}: ${says}`)
  })

const thing = (columns: string): string => `CREATE SCHEMA trial; CREATE TABLE trial.thing (${columns});`
const guarded = `SELECT platform.distribute('trial.thing'); SELECT platform.guard('trial.thing');`

describe('每张表都守规矩，才能分片，也才隔得开', () => {
  it('现有的表没有一处违反', async () => expect(await catalogueFaults(database.owner)).toEqual([]))

  it('守规矩的新表不挨批评', async () => {
    const good = thing('tenant_id int NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id)')
    expect(await faultsAfter(good + guarded)).toEqual([])
  })

  it.each([
    ['没登记', thing('id int PRIMARY KEY'), 'trial.thing: has no rule'],
    ['没主键', `${thing('tenant_id int NOT NULL')} ${guarded}`, 'trial.thing: has no primary key'],
    [
      '主键不以机构开头',
      `${thing('tenant_id int NOT NULL, id uuid PRIMARY KEY')} ${guarded}`,
      'trial.thing: trial.thing_pkey: a key of a tenant table',
    ],
    [
      '唯一索引不以机构开头',
      `${thing('tenant_id int NOT NULL, id uuid, number text UNIQUE, PRIMARY KEY (tenant_id, id)')} ${guarded}`,
      'trial.thing_number_key: a key of a tenant table',
    ],
    [
      '机构可以为空',
      `${thing('tenant_id int, id int PRIMARY KEY')} ${guarded}`,
      'trial.thing: needs tenant_id int NOT NULL',
    ],
    [
      '没有行级隔离',
      `${thing('tenant_id int NOT NULL, id uuid, PRIMARY KEY (tenant_id, id)')} SELECT platform.distribute('trial.thing');`,
      'trial.thing: is not behind the tenant wall',
    ],
    [
      '隔离没有强制到表主',
      `${thing('tenant_id int NOT NULL, id uuid, PRIMARY KEY (tenant_id, id)')} ${guarded}
       ALTER TABLE trial.thing NO FORCE ROW LEVEL SECURITY;`,
      'trial.thing: is not behind the tenant wall',
    ],
    [
      '策略被手工放宽',
      `${thing('tenant_id int NOT NULL, id uuid, PRIMARY KEY (tenant_id, id)')} ${guarded}
       ALTER POLICY scope ON trial.thing USING (true);`,
      'trial.thing: its policy does not read app.tenants',
    ],
    [
      '公共表指向机构的表',
      `${thing('tenant_id int NOT NULL, id uuid, PRIMARY KEY (tenant_id, id)')} ${guarded}
       CREATE TABLE trial.list (id int PRIMARY KEY, tenant_id int, thing uuid,
         FOREIGN KEY (tenant_id, thing) REFERENCES trial.thing); SELECT platform.reference('trial.list');`,
      'only a tenant table may point at a tenant table',
    ],
    ['应用账户能绕过隔离', 'ALTER ROLE zhulian_app BYPASSRLS', 'zhulian_app: may pass by'],
  ])('%s，会指出来', async (_, statements, says) => {
    expect((await faultsAfter(statements)).join('\n')).toContain(says)
  })

  it('没登记的表不能只上隔离', async () => {
    const attempt = faultsAfter(`${thing('tenant_id int NOT NULL')} SELECT platform.guard('trial.thing');`)
    await expect(attempt).rejects.toThrow('call platform.distribute')
  })
})
