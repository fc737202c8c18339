import { describe, expect, it } from 'vitest'
import { type CopyField, CopyReader } from './copy-reading.ts'

/** A row as the server sends it: what it is, its length, and the fields between tabs. */
const row = (...fields: readonly (string | number)[]): Buffer => {
  const text = Buffer.from(`${fields.join('\t')}\n`)
  const head = Buffer.from('d....')
  head.writeInt32BE(text.length + 4, 1)
  return Buffer.concat([head, text])
}
const end = Buffer.from([0x63, 0, 0, 0, 4])

const manyTexts = Array.from({ length: 40 }, (_, index) => `第${index}种`)
const fields: readonly CopyField[] = [
  ...[
    { path: '小', type: 'int2' } as const,
    { path: '中', type: 'int4' } as const,
    { path: '大', type: 'int8' } as const,
  ],
  ...[{ path: '日', type: 'date' } as const, { path: '是', type: 'bool' } as const],
  { path: '少', type: 'text', values: ['甲', '甲乙', '', '反\\斜\t与\n行'] },
  { path: '多', type: 'text', values: manyTexts },
]

describe('COPY 送来的行读成列', () => {
  it('负数、很大的数、两千年以前的日子、长短不一的文字、没有的值，从哪里断开都一样', () => {
    const many = 9000
    const rows = [
      row(-1, -2_147_483_648, -9_007_199_254_740_991, '\\N', 't', '甲乙', '第39种'),
      row(32_767, 7, 9_007_199_254_740_991, '2000-01-01', 'f', '', '没有过的'),
      row('\\N', '\\N', 4_294_967_296, '\\N', '\\N', '反\\\\斜\\t与\\n行', '\\N'),
      ...Array.from({ length: many }, (_, index) =>
        row(index % 30_000, index, index * 2 ** 20, '1969-12-31', 't', '甲', '第0种'),
      ),
    ]
    const bytes = Buffer.concat([...rows, end])
    for (const step of [1, 7, 64, 1000, 65_536, bytes.length]) {
      const reader = new CopyReader(fields)
      let others = Buffer.alloc(0)
      for (let at = 0; at < bytes.length; at += step) {
        const rest = others.length > 0 ? bytes.subarray(at, at + step) : reader.take(bytes.subarray(at, at + step))
        if (rest) others = Buffer.concat([others, rest])
      }
      expect(others).toEqual(end)
      const { count, columns } = reader.finish()
      expect(count).toBe(rows.length)
      const first = (path: string) => [...Array.from(columns[path]!.values).slice(0, 3)]
      expect(first('小').slice(0, 2)).toEqual([-1, 32_767])
      expect(first('中').slice(0, 2)).toEqual([-2_147_483_648, 7])
      expect(first('大')).toEqual([-9_007_199_254_740_991, 9_007_199_254_740_991, 4_294_967_296])
      expect(first('日')[1]).toBe(10_957)
      expect(first('是').slice(0, 2)).toEqual([1, 0])
      expect(first('少')).toEqual([1, 2, 3])
      expect(first('多').slice(0, 2)).toEqual([39, 40])
      for (const path of ['小', '中', '是', '多']) expect(columns[path]!.known![0]! & 7).toBe(3)
      expect(columns['日']!.known![0]! & 7).toBe(2)
      for (const path of ['大', '少']) expect(columns[path]!.known).toBeUndefined()
      const last = (path: string) => columns[path]!.values[rows.length - 1]
      expect(['中', '大', '日', '少', '多'].map(last)).toEqual([many - 1, (many - 1) * 2 ** 20, -1, 0, 0])
      expect(columns['中']!.known!.reduce((all, bits) => all & (bits | 7), 255)).toBe(255)
    }
  })

  it('每一天都和日历一样', () => {
    const reader = new CopyReader([{ path: '日', type: 'date' }])
    const days = Array.from({ length: 9000 }, (_, index) => -719_162 + index * 405)
    const iso = (date: number): string => new Date(date * 86_400_000).toISOString().slice(0, 10)
    reader.take(Buffer.concat(days.map((date) => row(iso(date)))))
    for (const odd of ['infinity', '-infinity', '0044-03-15 BC', '10000-01-01']) reader.take(row(odd))
    const values = Array.from(reader.finish().columns['日']!.values)
    expect(values.slice(0, days.length)).toEqual(days)
    // No column holds these: they are refused with their place where the columns are filled.
    expect(values.slice(days.length)).toEqual([1, 2, 3, 4].map(() => 2 ** 31 - 1))
  })

  it('读完一次接着读下一次；前一次的列不变', () => {
    const reader = new CopyReader([{ path: '数', type: 'int4' }])
    reader.take(Buffer.concat([row(1), row('\\N')]))
    const before = reader.finish()
    reader.take(Buffer.concat([row(3), row(4), row(5)]))
    const after = reader.finish()
    expect([before.count, before.columns['数']!.values[0], before.columns['数']!.known![0]! & 3]).toEqual([2, 1, 1])
    expect([after.count, [...Array.from(after.columns['数']!.values)], after.columns['数']!.known]).toEqual([
      3,
      [3, 4, 5],
      undefined,
    ])
  })

  it.each<[string, readonly CopyField[], Buffer]>([
    ['少一个字段', fields.slice(0, 2), row(1)],
    ['多一个字段', fields.slice(0, 2), row(1, 2, 3)],
    ['整数里有字母', [{ path: '数', type: 'int4' }], row('12a')],
    ['小数', [{ path: '数', type: 'int4' }], row('1.5')],
    ['空的整数', [{ path: '数', type: 'int4' }], row('')],
    ['三十二位装不下的数', [{ path: '数', type: 'int4' }], row(2_147_483_648)],
    ['六十四位装不下的数', [{ path: '数', type: 'int8' }], row('1'.repeat(20))],
    ['不是真也不是假', [{ path: '数', type: 'bool' }], row('x')],
  ])('%s：立刻停下，不猜', (_, named, bytes) => {
    expect(() => new CopyReader(named).take(bytes)).toThrow('fields')
  })

  it('最后一行没有送完：不当作读完', () => {
    const reader = new CopyReader([{ path: '数', type: 'int4' }])
    reader.take(row(12).subarray(0, -1))
    expect(() => reader.finish()).toThrow('came to their end')
  })
})
