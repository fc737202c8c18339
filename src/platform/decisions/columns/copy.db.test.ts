import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CopyMessages } from '../../db/index.ts'
import { bareClient, testDatabase } from '../../testing/index.ts'
import {
  type Answers,
  type Columns,
  CopyReader,
  CopyWriter,
  compileColumns,
  fillCaseload,
  loadModel,
  runColumns,
} from '../index.ts'
import { decision, definitions, input } from '../testing/small-model.ts'

const database = testDatabase()

function blocksOf(answers: Answers, cases: Int32Array, keys: ArrayLike<number>): Buffer[] {
  return [CopyWriter.head, new CopyWriter().rows(answers, cases, keys).bytes, CopyWriter.tail]
}

describe('从数据库到数据库：COPY 读成列，算完，只把变了的 COPY 回去', () => {
  let client: pg.Client
  beforeAll(async () => {
    client = await bareClient(database)
    await client.query(`
      CREATE TEMPORARY TABLE case_row (id int4, fen int8, heads int2, born date, is_local bool);
      INSERT INTO case_row SELECT id, CASE WHEN id % 7 = 0 THEN NULL ELSE id * 1000 END, id % 5,
        CASE WHEN id % 11 = 0 THEN NULL ELSE DATE '1999-12-25' + id END, NULLIF(id % 3, 2) = 1 FROM generate_series(1, 5000) id;
      CREATE TEMPORARY TABLE result (id int4, amount int8, is_young bool, kind text, seq int8 GENERATED ALWAYS AS IDENTITY);`)
  })
  afterAll(() => client.end())

  const fields = [
    { path: 'id', type: 'int4' },
    { path: '收入', type: 'int8' },
    { path: '人数', type: 'int2' },
    { path: '生日', type: 'date' },
    { path: '本地', type: 'bool' },
  ] as const
  const copied = (query: string, reader: CopyReader) =>
    client.query(new CopyMessages([{ text: `COPY (${query}) TO STDOUT`, reader }])).ended
  const readAll = async () => {
    const reader = new CopyReader(fields)
    await copied('SELECT * FROM case_row ORDER BY id', reader)
    return reader.finish()
  }

  const modelOf = async () => {
    const inputs = { 收入: 'number', 人数: 'number', 生日: 'date', 本地: 'boolean' }
    const text = '{金额: 收入 * 人数, 年轻: 生日 > date("2000-01-01"), 类: if 本地 then "本地" else "外地"}'
    const xml = Object.entries(inputs).map(([name, type]) => input(name, type))
    const model = await loadModel(definitions(xml.join('') + decision('答', text, { inputs: Object.keys(inputs) })), {
      file: 'a',
      rules: 'dmn',
    })
    const mayBeMissing = true
    return compileColumns(model, {
      decisions: ['答'],
      layout: {
        columns: {
          收入: { type: 'number', scale: 2, low: '0', high: '100000.00', mayBeMissing },
          人数: { type: 'number', scale: 0, low: '0', high: '20' },
          生日: { type: 'date', low: '1900-01-01', high: '2030-12-31', mayBeMissing },
          本地: { type: 'truth', mayBeMissing },
        },
      },
    })
  }
  const append = async (blocks: Iterable<Buffer>): Promise<void> => {
    await pipeline(
      Readable.from(blocks),
      client.query(from('COPY result (id, amount, is_young, kind) FROM STDIN (FORMAT binary)')),
    )
  }

  it('写回去的就是 SQL 自己算的', async () => {
    const kernel = await modelOf()
    const { count, columns } = await readAll()
    expect(count).toBe(5000)
    const given: Columns = { subjects: count, columns }
    const answers = runColumns(kernel, fillCaseload(kernel.layout, given))
    await append(
      blocksOf(
        answers,
        Int32Array.from({ length: count }, (_, index) => index),
        columns['id']!.values,
      ),
    )
    const { rows } = await client.query<{ wrong: string; all: string }>(`
      SELECT count(*) AS all, count(*) FILTER (WHERE amount IS DISTINCT FROM fen * heads
        OR is_young IS DISTINCT FROM born > DATE '2000-01-01'
        OR kind IS DISTINCT FROM CASE WHEN is_local THEN '本地' ELSE '外地' END) AS wrong
      FROM result JOIN case_row USING (id)`)
    expect(rows[0]).toEqual({ all: '5000', wrong: '0' })
  })

  it('一户变了，只写一行；读回来就没有变的了', async () => {
    const kernel = await modelOf()
    const decideAgain = async () => {
      const { count, columns } = await readAll()
      const answers = runColumns(kernel, fillCaseload(kernel.layout, { subjects: count, columns }))
      const reader = new CopyReader([
        { path: '答.金额', type: 'int8' },
        { path: '答.年轻', type: 'bool' },
        { path: '答.类', type: 'text', values: answers.output('答.类').values },
      ])
      const last = 'SELECT DISTINCT ON (id) amount, is_young, kind FROM result ORDER BY id, seq DESC'
      await copied(last, reader)
      const kept = reader.finish()
      const places = Int32Array.from({ length: count }, (_, index) => (index < kept.count ? index : -1))
      const changed = answers.changedFrom(kept.columns, places)
      await append(blocksOf(answers, changed, columns['id']!.values))
      return [...changed]
    }
    expect(await decideAgain()).toEqual([])
    await client.query('UPDATE case_row SET heads = 9 WHERE id = 41')
    expect(await decideAgain()).toEqual([40])
    expect((await client.query('SELECT id, amount FROM result WHERE seq > 5000')).rows).toEqual([
      { id: 41, amount: '369000' },
    ])
    expect(await decideAgain()).toEqual([])
  })

  it('每一种结果都原样写进去：负数、超过三十二位的数、日子、理由、长短文字、不知道；分几份写也是一份文件', async () => {
    const inputs = { 甲: 'number', 乙: 'number', 生日: 'date', 种类: 'number' }
    const text =
      '{差: 甲 - 乙, 大: 甲 * 1000000, 小: 种类 - 2, 日: 生日, 晚: 生日 < date("1970-01-01"),' +
      ' 类: if 种类 = 0 then "" else if 种类 = 1 then "一" else if 种类 = 2 then "城乡居民最低生活保障边缘家庭" else "abc", 理由: ["多", "三"][(item = "多" and 甲 > 乙) or (item = "三" and 种类 = 3)]}'
    const xml = Object.entries(inputs).map(([name, type]) => input(name, type))
    const model = await loadModel(definitions(xml.join('') + decision('答', text, { inputs: Object.keys(inputs) })), {
      file: 'a',
      rules: 'dmn',
    })
    const money = { type: 'number', scale: 2, low: '0', high: '1000000.00', mayBeMissing: true } as const
    const kernel = compileColumns(model, {
      decisions: ['答'],
      layout: {
        columns: {
          甲: money,
          乙: money,
          生日: { type: 'date', low: '1850-01-01', high: '2100-12-31', mayBeMissing: true },
          种类: { type: 'number', scale: 0, low: '0', high: '3' },
        },
      },
    })
    const count = 3001
    const numbers = Array.from({ length: count }, (_, index) => index)
    const known = (every: number) => {
      const bits = new Uint8Array(Math.ceil(count / 8))
      for (const index of numbers) if (index % every !== 0) bits[index >> 3]! |= 1 << (index & 7)
      return bits
    }
    const columns = {
      甲: { values: numbers.map((index) => index * 33_331), known: known(17) },
      乙: { values: numbers.map((index) => (index % 2 === 0 ? 100_000_000 : 5)), known: known(19) },
      生日: { values: numbers.map((index) => index * 17 - 30_000), known: known(23) },
      种类: { values: numbers.map((index) => index % 4) },
    }
    const answers = runColumns(kernel, fillCaseload(kernel.layout, { subjects: count, columns }))
    await client.query(
      'CREATE TEMPORARY TABLE every_kind (id int4, a int8, b int8, c int8, d date, e bool, f text, g int4)',
    )
    const keys = Int32Array.from(numbers, (number) => number - 1500)
    const writer = new CopyWriter()
    const parts = [numbers.slice(0, 1000), [], numbers.slice(1000)]
    const blocks = parts.map((part) => writer.rows(answers, Int32Array.from(part), keys).bytes)
    await pipeline(
      Readable.from([CopyWriter.head, ...blocks, CopyWriter.tail]),
      client.query(from('COPY every_kind FROM STDIN (FORMAT binary)')),
    )
    const { rows } = await client.query<Record<string, unknown>>(
      "SELECT id, a::float8, b::float8, c::float8, d - DATE '1970-01-01' AS d, e, f, g FROM every_kind ORDER BY id",
    )
    const columnOf = (name: string) => answers.column(`答.${name}`)
    const names = { a: '差', b: '大', c: '小', d: '日', e: '晚', f: '类', g: '理由' }
    const expected = Object.entries(names).map(([column, name]) => ({
      ...{ column, ...columnOf(name) },
      output: answers.output(`答.${name}`),
    }))
    expect(rows).toEqual(
      numbers.map((index) => ({
        id: index - 1500,
        ...Object.fromEntries(
          expected.map(({ column, values, known: bits, output }) => {
            if (((bits![index >> 3]! >> (index & 7)) & 1) === 0) return [column, null]
            const units = values[index]!
            const told = output.kind === 'truth' ? units === 1 : output.kind === 'text' ? output.values[units] : units
            return [column, told]
          }),
        ),
      })),
    )
    // What has to be among them, or this would compare nothing with nothing.
    expect(rows.some(({ a }) => (a as number) < 0)).toBe(true)
    expect(rows.some(({ b }) => (b as number) > 2 ** 36)).toBe(true)
    expect(new Set(rows.map(({ f }) => f))).toEqual(new Set(['', '一', '城乡居民最低生活保障边缘家庭', 'abc']))
    expect(new Set(rows.map(({ g }) => g))).toContain(3)
    for (const column of ['a', 'b', 'd', 'e']) expect(rows.some((row) => row[column] === null)).toBe(true)
  })

  it('追加到一半，连接断了：一行也没写进去，接着算还是全部要写', async () => {
    const kernel = await modelOf()
    const { count, columns } = await readAll()
    const answers = runColumns(kernel, fillCaseload(kernel.layout, { subjects: count, columns }))
    const all = Int32Array.from({ length: count }, (_, index) => index)
    const broken = await bareClient(database)
    await client.query('CREATE TABLE half_way (id int4, amount int8, is_young bool, kind text)')
    const append = broken.query(from('COPY half_way (id, amount, is_young, kind) FROM STDIN (FORMAT binary)'))
    const blocks = [...blocksOf(answers, all, columns['id']!.values)]
    for (const block of blocks.slice(0, 2)) await new Promise((sent) => append.write(block, sent))
    const gone = new Promise((resolve) => append.once('error', resolve))
    broken.on('error', () => {})
    ;(broken as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy()
    await gone
    expect((await client.query('SELECT count(*)::int4 AS rows FROM half_way')).rows).toEqual([{ rows: 0 }])
    await pipeline(
      Readable.from(blocks),
      client.query(from('COPY half_way (id, amount, is_young, kind) FROM STDIN (FORMAT binary)')),
    )
    expect((await client.query('SELECT count(*)::int4 AS rows FROM half_way')).rows).toEqual([{ rows: 5000 }])
  })

  it('字段数不对，立刻停下，连接不再用', async () => {
    const broken = await bareClient(database)
    broken.on('error', () => {})
    const wrong = new CopyReader(fields.slice(1))
    const rows = "SELECT 1::int4, 2::int8, 3::int2, DATE '2000-01-01', true"
    await expect(
      broken.query(new CopyMessages([{ text: `COPY (${rows}) TO STDOUT`, reader: wrong }])).ended,
    ).rejects.toThrow('fields')
    await expect(broken.query('SELECT 1')).rejects.toThrow()
  })
})
