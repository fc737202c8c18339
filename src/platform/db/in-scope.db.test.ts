import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { defineRefusals } from '#platform/errors/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import {
  constraintOf,
  copyIn,
  inScope,
  refusing,
  type PlaceId,
  type RowScope,
  type TenantId,
  type Tx,
} from './index.ts'

const database = testDatabase()
const [county, charity] = [1 as TenantId, 2 as TenantId]
const [town, village] = [10 as PlaceId, 11 as PlaceId]
const whole = (...tenants: TenantId[]): RowScope => ({ tenants, places: 'all' })
const only = (...places: PlaceId[]): RowScope => ({ tenants: [county], places })

beforeAll(async () => {
  await sql
    .raw(
      `CREATE SCHEMA trial;
       CREATE TABLE trial.file (tenant_id int NOT NULL, id int NOT NULL, place_id int, name text NOT NULL, note jsonb,
         marks text[], money bigint, born date, PRIMARY KEY (tenant_id, id),
         CONSTRAINT file_name_is_not_empty CHECK (name <> ''));
       SELECT platform.distribute('trial.file'); SELECT platform.guard('trial.file', 'place_id');
       CREATE INDEX file_by_name ON trial.file (tenant_id, name text_pattern_ops);
       INSERT INTO trial.file (tenant_id, id, place_id, name)
         VALUES (1, 1, 10, '甲'), (1, 2, 11, '乙'), (1, 3, NULL, '丙'), (2, 1, 20, '丁');`,
    )
    .execute(database.owner)
})

const names = (scope: RowScope): Promise<string> => inScope(database.db, scope, namesIn)
const namesIn = async (tx: Tx): Promise<string> => {
  const { rows } = await sql<{ name: string }>`SELECT name FROM trial.file ORDER BY tenant_id, id`.execute(tx)
  return rows.map(({ name }) => name).join('')
}

describe('第二道墙：行级隔离，用原始 SQL 试', () => {
  it('没有设定范围，一行也看不见', async () => {
    const { rows } = await sql`SELECT FROM trial.file`.execute(database.db)
    expect(rows).toHaveLength(0)
  })
  it('上一个事务的范围不会留给下一个', async () => {
    await names(whole(county, charity))
    const { rows } = await sql`SELECT FROM trial.file`.execute(database.db)
    expect(rows).toHaveLength(0)
  })
  it.each<[string, RowScope, string]>([
    ['整个县', whole(county), '甲乙丙'],
    ['慈善组织', whole(charity), '丁'],
    ['两个机构', whole(county, charity), '甲乙丙丁'],
    ['一个镇', only(town), '甲'],
    ['镇和村', only(town, village), '甲乙'],
    ['没有任何地方', only(), ''],
    ['没有任何机构', whole(), ''],
    ['别县的地方号', only(20 as PlaceId), ''],
  ])('%s', async (_, scope, seen) => expect(await names(scope)).toBe(seen))

  it('写不进别的机构，改不动也删不掉别人的行', async () => {
    const inCounty = (statement: string, scope = whole(county)) =>
      inScope(database.db, scope, (tx) => sql.raw(statement).execute(tx))
    await expect(inCounty(`INSERT INTO trial.file (tenant_id, id, name) VALUES (2, 9, 'x')`)).rejects.toThrow(
      'row-level',
    )
    await expect(inCounty('UPDATE trial.file SET tenant_id = 2 WHERE id = 1')).rejects.toThrow('row-level')
    await expect(inCounty('UPDATE trial.file SET place_id = 11', only(town))).rejects.toThrow('row-level')
    expect((await inCounty(`UPDATE trial.file SET name = 'x' WHERE tenant_id = 2`)).numAffectedRows).toBe(0n)
    expect((await inCounty('DELETE FROM trial.file WHERE tenant_id = 2')).numAffectedRows).toBe(0n)
  })
  it('应用账户关不掉隔离，RESET ROLE 也回不到表主', async () => {
    for (const statement of ['ALTER TABLE trial.file DISABLE ROW LEVEL SECURITY', 'DROP POLICY scope ON trial.file']) {
      await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('must be owner')
    }
    await sql`RESET ROLE`.execute(database.db)
    const me = await sql<{ me: string }>`SELECT current_user AS me`.execute(database.db)
    expect(me.rows[0]?.me).toBe('zhulian_app')
  })
  it('范围只收正整数', async () => {
    await expect(names(whole("1'; DROP" as unknown as TenantId))).rejects.toThrow('whole numbers')
    await expect(names(only(0 as PlaceId))).rejects.toThrow('whole numbers')
  })
  it('有隔离也用得上索引：机构和前缀', async () => {
    await sql`INSERT INTO trial.file (tenant_id, id, place_id, name)
      SELECT 3, n, 30, '居民' || n FROM generate_series(1, 5000) n`.execute(database.owner)
    await sql`ANALYZE trial.file`.execute(database.owner)
    const plan = await inScope(database.db, whole(3 as TenantId), async (tx) => {
      const explained = sql<{ 'QUERY PLAN': string }>`EXPLAIN SELECT * FROM trial.file
        WHERE tenant_id = 3 AND name ~>=~ '居民77' AND name ~<~ '居民78'`
      return (await explained.execute(tx)).rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toMatch(/Index Cond: .*tenant_id = 3.*name ~>=~/)
  })
})

describe('事务', () => {
  it('互相等待的两个事务，都会做成', async () => {
    const first: Record<string, () => void> = {}
    const bothHold = Promise.all(['a', 'b'].map((name) => new Promise<void>((resolve) => (first[name] = resolve))))
    const swap = (name: string, ids: [number, number]) =>
      inScope(database.db, whole(county), async (tx) => {
        await sql`UPDATE trial.file SET note = '1' WHERE tenant_id = 1 AND id = ${ids[0]}`.execute(tx)
        first[name]?.()
        await bothHold
        await sql`UPDATE trial.file SET note = '1' WHERE tenant_id = 1 AND id = ${ids[1]}`.execute(tx)
        return name
      })
    expect(await Promise.all([swap('a', [1, 2]), swap('b', [2, 1])])).toEqual(['a', 'b'])
  })
  it('在已开的事务里再设范围，出来时恢复原样', async () => {
    await database.rolledBack(async (db) => {
      await inScope(db, whole(county), async (tx) => {
        expect(await inScope(tx, whole(charity), namesIn)).toBe('丁')
        expect(await namesIn(tx)).toBe('甲乙丙')
        await expect(inScope(tx, whole(charity), (inner) => sql`SELECT 1 / 0`.execute(inner))).rejects.toThrow('zero')
        expect(await namesIn(tx)).toBe('甲乙丙')
      })
      expect(await namesIn(db as Tx)).toBe('')
    })
  })
})

describe('约束与答复', () => {
  const refusals = defineRefusals('trial', { noName: { status: 422, zh: '名字不能空', en: 'A name is needed' } })
  const insert = (name: string) =>
    inScope(database.db, whole(county), (tx) =>
      refusing(
        { file_name_is_not_empty: () => refusals.noName() },
        sql`INSERT INTO trial.file (tenant_id, id, name) VALUES (1, 1, ${name})`.execute(tx),
      ),
    )
  it('违反的约束变成一句答复', () => expect(insert('')).rejects.toThrow('名字不能空'))
  it('没有对应答复的，原样抛出', () => expect(insert('x')).rejects.toThrow('duplicate key'))
  it('分片上的约束名去掉分片号', () => {
    expect(constraintOf(Object.assign(new Error('x'), { constraint: 'file_name_is_not_empty_102041' }))).toBe(
      'file_name_is_not_empty',
    )
    expect(constraintOf(new Error('x'))).toBeUndefined()
  })
})

describe('成批装入', () => {
  const columns = ['tenant_id', 'id', 'name', 'note', 'marks', 'money', 'born']
  it('各种值原样进出', async () => {
    const odd = '反斜线\\ 制表\t 换行\n 引号" \\N 𠮷'
    const row = [1, 100, odd, { a: [1, '二'] }, ['甲"', 'b\\c', 'NULL'], 90_071_992_547_409_931n, '2026-02-28'] as const
    await inScope(database.db, whole(county), async (tx) => {
      expect(await copyIn(tx, 'trial.file', columns, [row, [1, 101, '空', null, [], null, null]])).toBe(2)
      const { rows } = await sql<Record<string, unknown>>`
        SELECT name, note, marks, money, born FROM trial.file WHERE id >= 100 ORDER BY id`.execute(tx)
      expect(rows[0]).toEqual({ name: odd, note: row[3], marks: row[4], money: row[5], born: row[6] })
      expect(rows[1]).toEqual({ name: '空', note: null, marks: [], money: null, born: null })
    })
  })
  it('一万行一次装完，同一事务里还能再装', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => [1, 1000 + index, `居民甲${index}`])
    await database.rolledBack((db) =>
      inScope(db, whole(county), async (tx) => {
        expect(await copyIn(tx, 'trial.file', ['tenant_id', 'id', 'name'], many)).toBe(10_000)
        expect(await copyIn(tx, 'trial.file', ['tenant_id', 'id', 'name'], [[1, 50_000, '又']])).toBe(1)
      }),
    )
  })
  it('装不进别的机构', async () => {
    const attempt = inScope(database.db, whole(county), (tx) =>
      copyIn(tx, 'trial.file', ['tenant_id', 'id', 'name'], [[2, 7, 'x']]),
    )
    await expect(attempt).rejects.toThrow('row-level')
  })
  it('源头出错，什么也没装', async () => {
    async function* broken() {
      yield [1, 200, 'x']
      throw new Error('the file ended early')
    }
    const attempt = inScope(database.db, whole(county), (tx) =>
      copyIn(tx, 'trial.file', ['tenant_id', 'id', 'name'], broken()),
    )
    await expect(attempt).rejects.toThrow('the file ended early')
    expect(await names(whole(county))).toContain('甲乙丙')
  })
})
