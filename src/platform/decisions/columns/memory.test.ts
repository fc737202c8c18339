import { beforeAll, describe, expect, it } from 'vitest'
import { loadModel } from '../index.ts'
import { decision, definitions, input } from '../testing/small-model.ts'
import {
  CopyReader,
  CopyWriter,
  type Kernel,
  SharedRegions,
  compileColumns,
  fillCaseload,
  runColumns,
} from './index.ts'

/** A row as the server sends it. */
const row = (...fields: readonly (string | number)[]): Buffer => {
  const text = Buffer.from(`${fields.join('\t')}\n`)
  const head = Buffer.from('d....')
  head.writeInt32BE(text.length + 4, 1)
  return Buffer.concat([head, text])
}
const rows = (texts: readonly string[]): Buffer => Buffer.concat(texts.map((text) => row(text)))

const kernelOf = async (text: string, list = false): Promise<Kernel> => {
  const model = await loadModel(definitions(input('甲', 'number') + decision('答', text, { inputs: ['甲'] })), {
    file: '试.dmn',
    rules: 'dmn',
  })
  const columns = { 甲: { type: 'number', scale: 0, low: '-9', high: '30000' } } as const
  return compileColumns(model, {
    decisions: ['答'],
    layout: { columns, ...(list ? { list: { name: '人', sizes: { from: 0, until: 3 } } } : {}) },
  })
}
const numbersIn = ({ bytes }: { bytes: Buffer }): number[][] =>
  Array.from({ length: bytes.length / 22 }, (_, at) => [
    bytes.readInt32BE(at * 22 + 6),
    Number(bytes.readBigInt64BE(at * 22 + 14)),
  ])

describe('借来的内存', () => {
  it('还回去以后再还一次、再读：立刻停下；接手的人手里的不动', () => {
    const regions = new SharedRegions()
    const first = regions.take(64)
    const values = regions.ints(first.at, 4)
    expect(regions.holds(values)).toBe(true)
    regions.give(first)
    expect(() => regions.holds(values)).toThrow('before their memory is given back')
    const second = regions.take(64)
    expect(second.at).toBe(first.at)
    expect(() => regions.give(first)).toThrow('given back once')
    expect(() => regions.holds(values)).toThrow('before their memory is given back')
    expect(regions.take(64).at).not.toBe(second.at)
    expect(() => regions.ints(second.at, 17)).toThrow('somebody has')
  })

  it('读来的列还回去以后，不再填进去', async () => {
    const kernel = await kernelOf('甲')
    const regions = new SharedRegions()
    const reader = new CopyReader([{ path: '甲', type: 'int4' }], regions)
    reader.take(rows(['1', '2']))
    const { count, columns, release } = reader.finish()
    release()
    expect(() => fillCaseload(kernel.layout, { subjects: count, columns }, regions)).toThrow('given back')
  })

  it('放不下了：说出来，以后的写在原来的地方以内', () => {
    class Few extends SharedRegions {
      isFull = false
      override take(bytes: number) {
        if (this.isFull) throw new Error('no more')
        return super.take(bytes)
      }
    }
    const regions = new Few()
    const reader = new CopyReader([{ path: '数', type: 'int4' }], regions)
    const neighbour = regions.take(40_000)
    const there = regions.ints(neighbour.at, 10_000).fill(7)
    const many = rows(Array.from({ length: 9000 }, () => '1'))
    regions.isFull = true
    for (const _ of [1, 2]) expect(() => reader.take(many)).toThrow('no more')
    expect(there.every((value) => value === 7)).toBe(true)
  })
})

describe('读一次没有读成的 COPY', () => {
  it('重新开始以后，前面的行一行也不在', () => {
    const reader = new CopyReader([{ path: '数', type: 'int4' }])
    reader.take(Buffer.concat([row(1), row('\\N'), row(2).subarray(0, 6)]))
    reader.restart()
    reader.take(rows(['3']))
    const { count, columns } = reader.finish()
    expect([count, [...Array.from(columns['数']!.values)], columns['数']!.known]).toEqual([1, [3], undefined])
  })

  it('比缓冲还长的行：停下，不写到外面', () => {
    const regions = new SharedRegions()
    const reader = new CopyReader([{ path: '字', type: 'text', values: ['甲'] }], regions)
    const there = regions.ints(regions.take(4096).at, 1024).fill(7)
    expect(() => reader.take(row('x'.repeat(300_000)))).toThrow('not longer than the room')
    expect(there.every((value) => value === 7)).toBe(true)
    reader.restart()
    reader.take(rows(['甲', 'x'.repeat(200_000)]))
    expect([...Array.from(reader.finish().columns['字']!.values)]).toEqual([0, 1])
  })
})

describe('不知道的文字', () => {
  it('不知道的不去查，哪怕那里留着别人的字节', () => {
    const regions = new SharedRegions()
    const values = Array.from({ length: 40 }, (_, index) => `第${index}种`)
    const [room, dirty] = [regions.take(270_000), regions.take(400_000)]
    // A place and a length in the middle of what is read.
    regions.ints(dirty.at, 100_000).fill(131_000)
    for (const each of [room, dirty]) regions.give(each)
    const fields = Array.from({ length: 12 }, (_, index) => ({ path: `字${index}`, type: 'text', values }) as const)
    const reader = new CopyReader(fields, regions)
    const unknown = Buffer.concat(Array.from({ length: 4000 }, () => row(...fields.map(() => '\\N'))))
    const before = performance.now()
    reader.take(row(...fields.map(() => '第7种')))
    reader.take(unknown)
    expect(performance.now() - before).toBeLessThan(2000)
    const { columns } = reader.finish()
    expect([columns['字3']!.values[0], columns['字3']!.known![0]]).toEqual([7, 1])
  })
})

describe('长短不一、互为开头的文字', () => {
  const texts = ['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdefg', 'abcdefgh', 'abcdefgi', 'bbcdefgh', '低', '低保']
  it.each([texts, texts.toReversed(), ['abcd'], [''], [...texts, ...'零一二三四五六七八九']].map((each) => [each]))(
    '%j',
    (values) => {
      const reader = new CopyReader([{ path: '字', type: 'text', values }])
      const given = [...texts, 'abcdefghi', 'b', '\\\\N', 'abcx']
      reader.take(rows(given))
      const found = Array.from(reader.finish().columns['字']!.values)
      expect(found).toEqual(given.map((text) => (values.includes(text) ? values.indexOf(text) : values.length)))
    },
  )

  it('名单里没有文字：任何文字都没有列装得下', async () => {
    const model = await loadModel(definitions(input('甲', 'string') + decision('答', '甲 = "x"', { inputs: ['甲'] })), {
      file: '试.dmn',
      rules: 'dmn',
    })
    const columns = { 甲: { type: 'code', values: [] } } as const
    expect(() => compileColumns(model, { decisions: ['答'], layout: { columns } })).toThrow('is not empty')
  })
})

describe('什么都没有的一批', () => {
  let kernel: Kernel
  beforeAll(async () => {
    kernel = await kernelOf('甲 + 1')
  })

  it('没有对象，照样读、算、比、写，一个字节也没有', () => {
    const regions = new SharedRegions()
    const reader = new CopyReader([{ path: '甲', type: 'int4' }], regions)
    for (const _ of [1, 2]) {
      const { count, columns, release } = reader.finish()
      const caseload = fillCaseload(kernel.layout, { subjects: count, columns }, regions)
      const answers = runColumns(kernel, caseload)
      expect([...answers.changedFrom({ 答: { values: [] } }, new Int32Array(0))]).toEqual([])
      const written = new CopyWriter().rows(answers, new Int32Array(0), [])
      expect(written.bytes.length).toBe(0)
      for (const each of [written, answers, caseload, { release }]) each.release()
    }
  })

  it('没有一列的布局，没有人的户', async () => {
    const constant = await kernelOf('7', true)
    const sizes = [0, 3, 0, 1, 0]
    const columns = { 甲: { values: [1, 2, 3, 4, 5] } }
    const answers = runColumns(constant, fillCaseload(constant.layout, { subjects: 5, sizes, columns }))
    expect(sizes.map((_, index) => answers.value('答', index))).toEqual(sizes.map(() => answers.value('答', 0)))
    const model = await loadModel(definitions(decision('答', '7')), { file: '试.dmn' })
    const bare = compileColumns(model, { decisions: ['答'], layout: { columns: {} } })
    const seven = runColumns(bare, fillCaseload(bare.layout, { subjects: 3, columns: {} })).column('答')
    expect([...Array.from(seven.values)]).toEqual([7, 7, 7])
  })
})

describe('写结果', () => {
  it('换了一个模型，写的是这个模型的结果', async () => {
    const writer = new CopyWriter()
    const written = []
    for (const text of ['甲 + 1', '甲 * 1000000', '甲 * 2']) {
      const kernel = await kernelOf(text)
      const answers = runColumns(
        kernel,
        fillCaseload(kernel.layout, { subjects: 2, columns: { 甲: { values: [3, -4] } } }),
      )
      written.push(numbersIn(writer.rows(answers, Int32Array.of(0, 1), [11, 12])))
    }
    expect(written).toEqual([
      [
        [11, 4],
        [12, -3],
      ],
      [
        [11, 3_000_000],
        [12, -4_000_000],
      ],
      [
        [11, 6],
        [12, -8],
      ],
    ])
  })

  it('键装不进三十二位、位置不在留下的里面：立刻停下', async () => {
    const kernel = await kernelOf('甲')
    const answers = runColumns(kernel, fillCaseload(kernel.layout, { subjects: 1, columns: { 甲: { values: [3] } } }))
    for (const key of [2 ** 32, 1.5, Number.NaN])
      expect(() => new CopyWriter().rows(answers, Int32Array.of(0), [key])).toThrow('32 bits')
    const kept = { 答: { values: [3], known: Uint8Array.of(1) } }
    expect([...answers.changedFrom(kept, Int32Array.of(0))]).toEqual([])
    expect(() => answers.changedFrom(kept, Int32Array.of(1))).toThrow('one of what was kept')
  })
})
