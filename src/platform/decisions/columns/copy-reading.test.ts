import { describe, expect, it } from 'vitest'
import { CopyReader, type CopyField } from './copy-reading.ts'

const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
const end = Buffer.from([0xff, 0xff])
const int = (bytes: 2 | 4, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeIntBE(value, 0, bytes)
  return buffer
}
const int8 = (value: bigint): Buffer => {
  const buffer = Buffer.alloc(8)
  buffer.writeBigInt64BE(value)
  return buffer
}
const row = (...fields: readonly (Buffer | null)[]): Buffer =>
  Buffer.concat([
    int(2, fields.length),
    ...fields.flatMap((field) => (field === null ? [int(4, -1)] : [int(4, field.length), field])),
  ])

const manyTexts = Array.from({ length: 40 }, (_, index) => `第${index}种`)
const fields: readonly CopyField[] = [
  ...[
    { path: '小', type: 'int2' } as const,
    { path: '中', type: 'int4' } as const,
    { path: '大', type: 'int8' } as const,
  ],
  ...[{ path: '日', type: 'date' } as const, { path: '是', type: 'bool' } as const],
  { path: '少', type: 'text', values: ['甲', '甲乙', ''] },
  { path: '多', type: 'text', values: manyTexts },
]

describe('COPY 的二进制行读成列', () => {
  it('负数、很大的数、两千年以前的日子、长短不一的文字、没有的值，从哪里断开都一样', () => {
    const rows = [
      row(
        int(2, -1),
        int(4, -2_147_483_648),
        int8(-9_007_199_254_740_991n),
        int(4, -1),
        Buffer.from([1]),
        Buffer.from('甲乙'),
        Buffer.from('第39种'),
      ),
      row(
        int(2, 32_767),
        int(4, 7),
        int8(9_007_199_254_740_991n),
        int(4, 0),
        Buffer.from([0]),
        Buffer.from(''),
        Buffer.from('没有过的'),
      ),
      row(null, null, int8(4_294_967_296n), null, null, Buffer.from('乙'), null),
      ...Array.from({ length: 3000 }, (_, index) =>
        row(
          int(2, index),
          int(4, index),
          int8(BigInt(index)),
          int(4, index),
          Buffer.from([1]),
          Buffer.from('甲'),
          Buffer.from('第0种'),
        ),
      ),
    ]
    const bytes = Buffer.concat([head, ...rows, end])
    for (const step of [1, 7, 64, 1000, bytes.length]) {
      const reader = new CopyReader(fields)
      for (let at = 0; at < bytes.length; at += step) reader.take(bytes.subarray(at, at + step))
      const { count, columns } = reader.finish()
      expect(count).toBe(rows.length)
      const first = (path: string) => [...Array.from(columns[path]!.values).slice(0, 3)]
      expect(first('小').slice(0, 2)).toEqual([-1, 32_767])
      expect(first('中').slice(0, 2)).toEqual([-2_147_483_648, 7])
      expect(first('大')).toEqual([-9_007_199_254_740_991, 9_007_199_254_740_991, 4_294_967_296])
      expect(first('日').slice(0, 2)).toEqual([10_956, 10_957])
      expect(first('是').slice(0, 2)).toEqual([1, 0])
      expect(first('少')).toEqual([1, 2, 3])
      expect(first('多').slice(0, 2)).toEqual([39, 40])
      expect(columns['小']!.values[rows.length - 1]).toBe(2999)
      for (const path of ['小', '中', '日', '是', '多']) expect(columns[path]!.known![0]! & 7).toBe(3)
      for (const path of ['大', '少']) expect(columns[path]!.known).toBeUndefined()
    }
  })
})
