import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import {
  copyOut,
  inScope,
  RowDictionary,
  sqlStateOf,
  type CopiedRow,
  type PlaceId,
  type TenantId,
  type Tx,
} from './index.ts'

const database = testDatabase()
const county = 1 as TenantId
const rowCount = 3000

beforeAll(async () => {
  await sql
    .raw(
      `CREATE SCHEMA sheet;
       CREATE TABLE sheet.line (tenant_id int NOT NULL, id uuid NOT NULL, place_id int, name text, born date,
         PRIMARY KEY (tenant_id, id));
       SELECT platform.distribute('sheet.line'); SELECT platform.guard('sheet.line', 'place_id');
       INSERT INTO sheet.line SELECT 1 + n % 2, ('01980000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 10 + n % 3,
         CASE WHEN n % 5 = 0 THEN NULL ELSE repeat('𠮷林' || n, 1 + n % 90) END, DATE '1970-01-01' + n
       FROM generate_series(1, ${rowCount * 2}) AS n`,
    )
    .execute(database.owner)
})

const inCounty = <Result>(work: (tx: Tx) => Promise<Result>, places: readonly PlaceId[] | 'all' = 'all') =>
  inScope(database.db, { tenants: [county], places }, work)
const lines = sql`SELECT id, name, born FROM sheet.line ORDER BY id`
const seen = (row: CopiedRow) => [row.uuid(0), row.isNull(1) ? null : row.text(1), row.day(2)]
const readAll = async (tx: Tx) => {
  const rows: unknown[] = []
  const count = await copyOut(tx, lines, { width: 3, onRow: (row) => rows.push(seen(row)) })
  return { rows, count }
}

describe('用 COPY 一次读很多行', () => {
  it('读出来的就是一行一行查到的，别的租户的一行也没有', () =>
    inCounty(async (tx) => {
      const { rows } = await sql<{ id: string; name: string; born: string }>`${lines}`.execute(tx)
      const read = await readAll(tx)
      expect(read.rows).toEqual(rows.map(({ id, name, born }) => [id, name, born]))
      expect(read.count).toBe(rowCount)
    }))

  it('只看得见自己地方的', () =>
    inCounty(
      async (tx) => {
        const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM sheet.line`.execute(tx)
        expect(rows[0]!.count).toBeLessThan(rowCount)
        expect((await readAll(tx)).count).toBe(rows[0]!.count)
      },
      [11 as PlaceId],
    ))

  it('没有租户就什么也读不到', async () => {
    expect((await readAll(database.db as Tx)).count).toBe(0)
  })

  it('说一样的话的行，只读一遍；差一个字节也是另一句', () =>
    inCounty(async (tx) => {
      let made = 0
      const sayings = new RowDictionary(1, (row) => ({ made: (made += 1), name: row.isNull(1) ? null : row.text(1) }))
      const said = new Map<string, { readonly made: number; readonly name: string | null }>()
      // The last field differs where the first two are the same; there is more than the dictionary begins with.
      const query = sql`SELECT id, n, part FROM (SELECT id, name AS n FROM sheet.line) AS one, (VALUES (NULL), ('a'), ('b')) AS p (part)`
      const onRow = (row: CopiedRow): void => {
        const one = sayings.of(row)
        const key = `${row.isNull(1) ? '' : row.text(1)}|${row.isNull(2) ? '' : row.text(2)}`
        expect(said.get(key) ?? one).toBe(one)
        expect(one.name).toBe(row.isNull(1) ? null : row.text(1))
        said.set(key, one)
      }
      await copyOut(tx, query, { width: 3, onRow })
      expect(made).toBe(said.size)
      expect(made).toBeGreaterThan(4096)
    }))

  it('读的人出了错，照样读到头，这条连接还能用', () =>
    inCounty(async (tx) => {
      let count = 0
      const onRow = (): void => {
        count += 1
        if (count === 7) throw new Error('第七行看不懂')
      }
      await expect(copyOut(tx, lines, { width: 3, onRow })).rejects.toThrow('第七行看不懂')
      expect(count).toBe(7)
      expect((await readAll(tx)).count).toBe(rowCount)
    }))

  it('查询中途出了错，说得出是什么错，退回去还能用', () =>
    inCounty(async (tx) => {
      await sql`SAVEPOINT here`.execute(tx)
      const broken = sql`SELECT 1 / (2000 - row_number() OVER (ORDER BY id)) FROM sheet.line`
      const failed = await copyOut(tx, broken, { width: 1, onRow: () => undefined }).catch((error: unknown) => error)
      expect(sqlStateOf(failed)).toBe('22012')
      await sql`ROLLBACK TO SAVEPOINT here`.execute(tx)
      expect((await readAll(tx)).count).toBe(rowCount)
    }))

  it('带参数的、列数不对的，不读', () =>
    inCounty(async (tx) => {
      const onRow = (): void => undefined
      await expect(copyOut(tx, sql`SELECT ${1}::int`, { width: 1, onRow })).rejects.toThrow('no parameters')
      await expect(copyOut(tx, lines, { width: 2, onRow })).rejects.toThrow('fields')
    }))
})
