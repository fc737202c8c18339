import { beforeAll, describe, expect, it } from 'vitest'
import { loadModel } from '../index.ts'
import { chanceOf } from '../testing/chance.ts'
import { decision, definitions, input } from '../testing/small-model.ts'
import { type ColumnValues, type Kernel, SharedRegions, compileColumns, fillCaseload, runColumns } from './index.ts'
import { type LayoutSpec, missingIn } from './layout.ts'

/** One column of each width, of subjects and of items. */
const specs: LayoutSpec['columns'] = {
  微: { type: 'number', scale: 0, low: '-100', high: '100', mayBeMissing: true },
  小: { type: 'number', scale: 0, low: '0', high: '30000', mayBeMissing: true },
  中: { type: 'number', scale: 0, low: '-2000000000', high: '2000000000', mayBeMissing: true },
  大: { type: 'number', scale: 0, low: '-4000000000000', high: '4000000000000', mayBeMissing: true },
  '人[].微': { type: 'number', scale: 0, low: '0', high: '9', mayBeMissing: true },
  '人[].中': { type: 'number', scale: 0, low: '0', high: '90000', mayBeMissing: true },
  '人[].大': { type: 'number', scale: 0, low: '0', high: '4000000000', mayBeMissing: true },
}
const layout: LayoutSpec = { list: { name: '人', sizes: { from: 0, until: 5 } }, columns: specs }
const components = ['微', '中', '大'].map(
  (name) => `<itemComponent name="${name}"><typeRef>number</typeRef></itemComponent>`,
)
const xml =
  `<itemDefinition name="t人">${components.join('')}</itemDefinition>` +
  `<itemDefinition name="t名单" isCollection="true"><typeRef>t人</typeRef></itemDefinition>` +
  ['微', '小', '中', '大'].map((name) => input(name, 'number')).join('') +
  input('人', 't名单') +
  decision('答', '{微: 微, 小: 小, 中: 中, 大: 大, 人微: sum(人.微), 人中: sum(人.中), 人大: sum(人.大)}', {
    inputs: ['微', '小', '中', '大', '人'],
  })

/** More subjects than are filled in by one call, so that calls follow each other. */
const subjects = 40_000
const chance = chanceOf(42)
const sizes = Int32Array.from({ length: subjects }, () => chance.below(6))
const firsts = [0]
for (const size of sizes) firsts.push(firsts.at(-1)! + size)
const countOf = (path: string): number => (path.includes('[]') ? firsts.at(-1)! : subjects)

function columnOf(path: string): Required<ColumnValues> {
  const spec = specs[path]!
  const [low, high] = spec.type === 'number' ? [Number(spec.low), Number(spec.high)] : [0, 0]
  const count = countOf(path)
  const values = new (path.endsWith('大') ? Float64Array : Int32Array)(count)
  const known = new Uint8Array(Math.ceil(count / 8))
  for (let index = 0; index < count; index += 1) {
    values[index] = chance.happens(0.05)
      ? chance.pick([low, high])
      : low + Math.floor((high - low) * chance.below(1000) * 0.001)
    if (chance.happens(0.02)) values[index] = 2 ** 31 - 1
    else known[index >> 3]! |= 1 << (index & 7)
  }
  return { values, known }
}
const isKnown = ({ known }: Required<ColumnValues>, index: number): boolean =>
  ((known[index >> 3]! >> (index & 7)) & 1) === 1

describe('填进列里的，就是给的', () => {
  let kernel: Kernel
  const columns = Object.fromEntries(Object.keys(specs).map((path) => [path, columnOf(path)]))
  beforeAll(async () => {
    kernel = compileColumns(await loadModel(definitions(xml), { file: '试.dmn', rules: 'dmn' }), {
      decisions: ['答'],
      layout,
    })
  })

  const expected = (name: string, subject: number): number | null => {
    const own = columns[name]
    if (own) return isKnown(own, subject) ? own.values[subject]! : null
    const column = columns[`人[].${name.slice(1)}`]!
    let sum: number | null = firsts[subject] === firsts[subject + 1] ? null : 0
    for (let item = firsts[subject]!; item < firsts[subject + 1]!; item += 1)
      sum = sum === null || !isKnown(column, item) ? null : sum + column.values[item]!
    return sum
  }
  const check = (given: Readonly<Record<string, ColumnValues>>, regions?: SharedRegions): void => {
    const answers = runColumns(kernel, fillCaseload(kernel.layout, { subjects, sizes, columns: given }, regions))
    for (const { name } of answers.outputs) {
      const { values, known } = answers.column(name)
      let wrong = 0
      for (let index = 0; index < subjects; index += 1) {
        const found = isKnown({ values, known: known! }, index) ? values[index]! : null
        if (found !== expected(name.slice('答.'.length), index)) wrong += 1
      }
      expect([name, wrong]).toEqual([name, 0])
    }
  }

  it('四种宽度，各种大小的户，知道的和不知道的', () => check(columns))

  it('给的是普通的数组，也一样', () =>
    check(
      Object.fromEntries(
        Object.entries(columns).map(([path, { values, known }]) => [path, { values: [...Array.from(values)], known }]),
      ),
    ))

  it('已经放在这块内存里的，不再抄，也一样', () => {
    const regions = new SharedRegions()
    const placed = Object.entries(columns).map(([path, { values, known }]): [string, ColumnValues] => {
      const [at, bits] = [regions.take(values.length * 8).at, regions.take(known.length).at]
      const here = values instanceof Int32Array ? regions.ints(at, values.length) : regions.doubles(at, values.length)
      here.set(Array.from(values))
      const knownHere = regions.bits(bits, values.length)
      knownHere.set(known)
      return [path, { values: here, known: knownHere }]
    })
    check(Object.fromEntries(placed), regions)
  })

  it.each(Object.keys(specs))('%s 里有一个超出一点点：说出是哪一列的第几个，内存还回去', (path) => {
    const spec = specs[path]!
    const high = spec.type === 'number' ? Number(spec.high) : 0
    const column = columns[path]!
    const regions = new SharedRegions()
    const fill = (value: number, place: number) => {
      const [values, known] = [column.values, column.known].map((each) =>
        each instanceof Uint8Array ? each.slice() : Array.from(each),
      ) as [number[], Uint8Array]
      values[place] = value
      known[place >> 3]! |= 1 << (place & 7)
      const given = path.endsWith('大') ? Float64Array.from(values) : Int32Array.from(values)
      const all = { ...columns, [path]: { values: given, known } }
      return fillCaseload(kernel.layout, { subjects, sizes, columns: all }, regions)
    }
    const place = countOf(path) - 3
    fill(high, place).release()
    const bytes = regions.memory.buffer.byteLength
    for (const value of [high + 1, -high - 1, ...(path.endsWith('大') ? [0.5, Number.NaN] : [missingIn.i32])])
      expect(() => fill(value, place)).toThrow(
        expect.objectContaining({
          code: 'decisions.columnOutOfRange',
          en: expect.stringMatching(
            new RegExp(`value ${place + 1} of the column “${path.replace('[]', String.raw`\[\]`)}”`),
          ),
        }),
      )
    expect(regions.memory.buffer.byteLength).toBe(bytes)
  })
})
