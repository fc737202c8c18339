import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bareClient, testDatabase } from '../testing/index.ts'
import { CopyMessages } from './copy-messages.ts'
import { OneBufferSocket } from './one-buffer-socket.ts'

const database = testDatabase()

/** Keeps the bytes of the rows, message by message. */
class Kept {
  readonly rows: string[] = []
  private rest = Buffer.alloc(0)

  take(bytes: Uint8Array): Uint8Array | null {
    this.rest = Buffer.concat([this.rest, bytes])
    while (this.rest[0] === 0x64 && this.rest.length > 5) {
      const end = 1 + this.rest.readUInt32BE(1)
      if (this.rest.length < end) return null
      this.rows.push(this.rest.toString('utf8', 5, end).trimEnd())
      this.rest = this.rest.subarray(end)
    }
    if (this.rest.length === 0 || this.rest[0] === 0x64) return null
    const others = this.rest
    this.rest = Buffer.alloc(0)
    return others
  }
}

/** A connection whose socket reads into one buffer. */
async function oneBufferClient(): Promise<pg.Client> {
  const { host, port, user, password, database: name } = database.connection
  const client = new pg.Client({ host, port, user, password, database: name, stream: () => new OneBufferSocket() })
  await client.connect()
  return client
}

const opened = { 平常的连接: () => bareClient(database), 只有一个缓冲的连接: oneBufferClient }

describe.each(Object.entries(opened))('%s：COPY 的行一条消息一条消息地读', (_, open) => {
  let client: pg.Client
  beforeAll(async () => {
    client = await open()
    await client.query(`CREATE FUNCTION pg_temp.told(no int4) RETURNS int4 LANGUAGE plpgsql AS
      $$ BEGIN IF no % 700 = 0 THEN RAISE NOTICE 'at %', no; END IF; RETURN no; END $$`)
  })
  afterAll(() => client.end())
  const read = async (query: string): Promise<readonly string[]> => {
    const kept = new Kept()
    await client.query(new CopyMessages([{ text: `COPY (${query}) TO STDOUT`, reader: kept }])).ended
    return kept.rows
  }
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

  it('一行不少，接着还能用，一次接一次', async () => {
    expect(await read('SELECT no FROM generate_series(1, 50000) AS no')).toEqual(numbers(50_000))
    expect(await read('SELECT 1 WHERE false')).toEqual([])
    expect(await read("SELECT '甲' || E'\\t' || '乙'")).toEqual(['甲\\t乙'])
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  it('行中间夹着服务器的提示：一行不少', async () => {
    expect(await read('SELECT pg_temp.told(no) FROM generate_series(1, 5000) AS no')).toEqual(numbers(5000))
  })

  it('一开始就错、读到一半才错：说出来，连接还能用', async () => {
    await expect(read('SELECT nothing_like_it')).rejects.toThrow('nothing_like_it')
    await expect(read('SELECT 1 / (9000 - no) FROM generate_series(1, 20000) AS no')).rejects.toThrow(
      'division by zero',
    )
    expect(await read('SELECT 7')).toEqual(['7'])
  })

  it('几次读一起交给服务器：各人读各人的，谁没处理完就等谁', async () => {
    const order: string[] = []
    const counts = [3000, 0, 20_000, 1]
    const copies = counts.map((count, index) => {
      const reader = new Kept()
      const ended = async (): Promise<void> => {
        order.push(`${index}: ${reader.rows.length}`)
        await new Promise((done) => setTimeout(done, 20))
        order.push(`${index}`)
      }
      const text = `COPY (SELECT no FROM generate_series(1, ${count}) AS no) TO STDOUT`
      return { text, reader, ...(index === 1 ? {} : { ended }) }
    })
    await client.query(new CopyMessages(copies)).ended
    expect(copies.map(({ reader }) => reader.rows)).toEqual(counts.map(numbers))
    expect(order).toEqual(['0: 3000', '0', '2: 20000', '2', '3: 1', '3'])
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  it('几次里有一次错了：前面的读完，后面的不读，连接还能用', async () => {
    const [first, second, third] = [new Kept(), new Kept(), new Kept()]
    const copy = new CopyMessages([
      { text: 'COPY (SELECT 1) TO STDOUT', reader: first },
      { text: 'COPY (SELECT 1 / (2 - no) FROM generate_series(1, 3) AS no) TO STDOUT', reader: second },
      { text: 'COPY (SELECT 3) TO STDOUT', reader: third },
    ])
    await expect(client.query(copy).ended).rejects.toThrow('division by zero')
    expect([first.rows, third.rows]).toEqual([['1'], []])
    expect(await read('SELECT 7')).toEqual(['7'])
  })

  it('处理读到的东西出了错：说它的缘故，这条连接不再用', async () => {
    const broken = await open()
    broken.on('error', () => {})
    const ended = () => Promise.reject(new Error('nowhere to put it'))
    const copy = new CopyMessages([{ text: 'COPY (SELECT 1) TO STDOUT', reader: new Kept(), ended }])
    await expect(broken.query(copy).ended).rejects.toThrow('nowhere to put it')
    await expect(broken.query('SELECT 1')).rejects.toThrow()
  })

  it('读的人自己停下：说他的缘故，这条连接不再用', async () => {
    const broken = await open()
    broken.on('error', () => {})
    const refuse = () => {
      throw new Error('not what was agreed')
    }
    const text = 'COPY (SELECT no FROM generate_series(1, 100000) AS no) TO STDOUT'
    const copy = new CopyMessages([{ text, reader: { take: refuse } }])
    await expect(broken.query(copy).ended).rejects.toThrow('not what was agreed')
    await expect(broken.query('SELECT 1')).rejects.toThrow()
  })

  const numbered = (count: number) => `COPY (SELECT no FROM generate_series(1, ${count}) AS no) TO STDOUT`

  it('两批接连排上，后面紧跟着普通的查询：各得各的', async () => {
    const readers = [new Kept(), new Kept(), new Kept()]
    const ended = () => new Promise<void>((done) => setTimeout(done, 10))
    const [first, second] = [
      new CopyMessages([{ text: numbered(30_000), reader: readers[0]!, ended }]),
      new CopyMessages([
        { text: numbered(10), reader: readers[1]! },
        { text: numbered(20_000), reader: readers[2]!, ended },
      ]),
    ]
    client.query(first)
    client.query(second)
    const wide = client.query("SELECT repeat('字', 300000) AS text")
    await Promise.all([first.ended, second.ended])
    expect(readers.map(({ rows }) => rows.length)).toEqual([30_000, 10, 20_000])
    expect(readers[2]!.rows).toEqual(numbers(20_000))
    expect((await wide).rows).toEqual([{ text: '字'.repeat(300_000) }])
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  it.each(['SELECT 1', '', 'COPY pg_temp.nothing FROM STDIN', `SELECT 1; ${numbered(1)}`])(
    '“%s”不是读出来的 COPY：说出来，不一直等',
    async (text) => {
      const broken = await open()
      broken.on('error', () => {})
      await broken.query('CREATE TEMPORARY TABLE nothing (no int4)')
      const copy = new CopyMessages([{ text, reader: new Kept() }])
      await expect(broken.query(copy).ended).rejects.toThrow('is no COPY')
      await expect(broken.query('SELECT 1')).rejects.toThrow()
    },
  )

  it('一次也没有要读的：不送去', () => {
    expect(() => new CopyMessages([])).toThrow('a copy to read')
  })

  it('读到一半，连接断了；等着处理的时候，连接断了：都说出来，此后不再给谁读', async () => {
    for (const isWaiting of [false, true]) {
      const broken = await open()
      broken.on('error', () => {})
      const pid = (await broken.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid
      const cut = async (): Promise<void> => {
        await client.query('SELECT pg_terminate_backend($1)', [pid])
        await new Promise((done) => setTimeout(done, 30))
      }
      const [first, second] = [new Kept(), new Kept()]
      const slow =
        'COPY (SELECT no, pg_sleep(CASE WHEN no = 9000 THEN 60 END) FROM generate_series(1, 90000) AS no) TO STDOUT'
      const copy = new CopyMessages([
        { text: numbered(5), reader: first, ...(isWaiting ? { ended: cut } : {}) },
        { text: slow, reader: second },
      ])
      broken.query(copy)
      if (!isWaiting) setTimeout(() => void cut(), 50)
      await expect(copy.ended).rejects.toThrow(/terminat/)
      const { length } = second.rows
      await new Promise((done) => setTimeout(done, 30))
      expect([first.rows.length, second.rows.length]).toEqual([5, length])
    }
  })

  it('驱动已经说失败了（等得太久），后来的行不再给谁读，这条连接不再用', async () => {
    const broken = await open()
    broken.on('error', () => {})
    const reader = new Kept()
    const slow = 'SELECT no, pg_sleep(CASE WHEN no = 3000 THEN 0.1 END) FROM generate_series(1, 9000) AS no'
    const copy = new CopyMessages([{ text: `COPY (${slow}) TO STDOUT`, reader }])
    broken.query(copy)
    setTimeout(() => copy.handleError(new Error('took too long')), 40)
    await expect(copy.ended).rejects.toThrow('took too long')
    const { length } = reader.rows
    await expect(broken.query('SELECT 1')).rejects.toThrow()
    expect(reader.rows.length).toBe(length)
  })

  it('处理的函数当场出错：说它的缘故', async () => {
    const broken = await open()
    broken.on('error', () => {})
    const ended = () => {
      throw new Error('thrown at once')
    }
    const copies = [
      { text: numbered(3), reader: new Kept(), ended },
      { text: numbered(3), reader: new Kept() },
    ]
    await expect(broken.query(new CopyMessages(copies)).ended).rejects.toThrow('thrown at once')
    expect(copies[1]!.reader.rows).toEqual([])
  })
})
