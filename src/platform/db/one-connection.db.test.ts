import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import { afterwards, apart, connect, inScope, type Db, type RowScope, type TenantId, type Tx } from './index.ts'

const database = testDatabase()
const county: RowScope = { tenants: [1 as TenantId], places: 'all' }
const ask = (db: Db): Promise<unknown> => sql`SELECT 1`.execute(db)
let db: Db
let seconds: string[] = []

beforeAll(() => {
  const onSecond = ({ message }: Error): void => void seconds.push(message)
  db = connect(database.connection, { connectionsMax: 2, role: 'application', log: () => undefined, onSecond })
})
beforeEach(() => {
  seconds = []
})
afterAll(() => db.destroy())

describe('事务里不再要第二条连接', () => {
  it('再要一条就说出来；连接还够用时也说', async () => {
    await inScope(db, county, () => ask(db))
    await inScope(db, county, () => inScope(db, county, ask))
    expect(seconds).toHaveLength(2)
    expect(seconds[0]).toContain('second connection')
  })
  it('隔着几层函数、并排几件事，也说', async () => {
    const deep = async (): Promise<void> => {
      await Promise.resolve()
      await Promise.all([1, 2].map(() => new Promise((resolve) => setTimeout(resolve, 1)).then(() => ask(db))))
    }
    await db.connection().execute(deep)
    expect(seconds).toHaveLength(2)
  })
  it('用手里的事务、先后用两次、另一个库，都不算', async () => {
    await inScope(db, county, (tx) => inScope(tx, county, ask))
    await inScope(db, county, ask)
    await ask(db)
    await inScope(db, county, () => ask(database.owner))
    expect(seconds).toEqual([])
  })
  it('事务结束以后接着做的、说明是另外做的，都不算', async () => {
    let later = Promise.resolve<unknown>(null)
    let open = (): void => undefined
    const ended = new Promise<void>((resolve) => (open = resolve))
    await inScope(db, county, async () => {
      later = ended.then(() => ask(db))
      await apart(() => ask(db))
    })
    open()
    await later
    expect(seconds).toEqual([])
  })
  it('测试用的库：再要一条，测试就停下', async () => {
    await expect(inScope(database.db, county, () => ask(database.db))).rejects.toThrow('second connection')
  })
})

describe('撤销了也要留下的', () => {
  beforeAll(async () => {
    await sql.raw('CREATE TABLE public.tried (what text); GRANT ALL ON public.tried TO PUBLIC').execute(database.owner)
  })
  const note = (on: Db, what: string): Promise<unknown> => sql`INSERT INTO public.tried VALUES (${what})`.execute(on)
  const noted = async (): Promise<string> => {
    const { rows } = await sql<{ what: string }>`DELETE FROM public.tried RETURNING what`.execute(database.owner)
    return rows
      .map(({ what }) => what)
      .toSorted()
      .join('、')
  }
  const attempt = (tx: Tx, what: string): void => afterwards(tx, () => note(db, what))

  it('撤销：事务里写的没有了，留下的在，只有一条连接也不卡', async () => {
    const refused = inScope(db, county, async (tx) => {
      await note(tx, '做的')
      attempt(tx, '试的')
      throw new Error('不行')
    })
    await expect(refused).rejects.toThrow('不行')
    expect(await noted()).toBe('试的')
    expect(seconds).toEqual([])
  })
  it('里面一层撤销、外面照样提交：两样都在', async () => {
    await inScope(db, county, async (tx) => {
      const inner = inScope(tx, county, async (same) => {
        attempt(same, '试的')
        await note(same, '里面的')
        throw new Error('不行')
      })
      await inner.catch(() => undefined)
      await note(tx, '外面的')
    })
    expect(await noted()).toBe('外面的、试的')
  })
  it('因为互相等待重来的，只留一次', async () => {
    let runs = 0
    await inScope(db, county, async (tx) => {
      attempt(tx, '试的')
      runs += 1
      if (runs === 1) throw Object.assign(new Error('deadlock'), { code: '40P01' })
    })
    expect([runs, await noted()]).toEqual([2, '试的'])
  })
})
