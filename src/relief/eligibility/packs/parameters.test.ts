import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { createParameterTable, isPastKnown, rowsOfSeries, type ParameterRow } from './parameters.ts'
import { StandardSeries } from './schema.ts'

const series = (rows: readonly { value: string; from: string; to?: string; knownUntil?: string }[], more = {}) =>
  StandardSeries.parse({
    key: 'dibao.standard',
    series: '一份文件',
    rows: rows.map((row) => ({ ...row, document: '文件' })),
    ...more,
  })
const rows = (region: string, ...given: Parameters<typeof series>): ParameterRow[] =>
  rowsOfSeries(series(...given), { region, status: 'in-force' })
const chain = ['330402', '330400', '330000', '000000']
const ask = (table: readonly ParameterRow[], on: string, tier: 'urban' | 'rural' | null = null) =>
  createParameterTable(table).resolve({ key: 'dibao.standard', tier, places: chain, on: day(on) })
const valueOf = (...given: Parameters<typeof ask>) => {
  const resolution = ask(...given)
  return resolution.kind === 'found' ? resolution.row.value : resolution.kind
}

describe('一个来源里的数', () => {
  it('一行到下一行为止，半开：换的那天用新数', () => {
    const table = rows('330400', [
      { value: '780', from: '2024-01-01' },
      { value: '810', from: '2025-07-01' },
    ])
    expect(['2023-12-31', '2024-01-01', '2025-06-30', '2025-07-01'].map((on) => valueOf(table, on))).toEqual([
      'not-on-this-day',
      '780',
      '780',
      '810',
    ])
  })
  it('中间断了，不装', () => {
    expect(() =>
      rows('330400', [
        { value: '780', from: '2024-01-01', to: '2025-06-30' },
        { value: '810', from: '2025-07-01' },
      ]),
    ).toThrow('从 2025-06-30 到 2025-07-01 断了')
  })
  it.each([
    [
      '前一行没完后一行就开始',
      [
        { value: '780', from: '2024-01-01', to: '2025-07-02' },
        { value: '810', from: '2025-07-01' },
      ],
    ],
    [
      '同一天两个数',
      [
        { value: '780', from: '2025-07-01' },
        { value: '810', from: '2025-07-01' },
      ],
    ],
    ['到期在开始之前', [{ value: '780', from: '2025-07-01', to: '2025-07-01' }]],
  ])('%s，不装', (_, given) => expect(() => rows('330400', given)).toThrow('重叠'))
  it('到期以后没有数，不接着用', () => {
    expect(valueOf(rows('330400', [{ value: '780', from: '2024-01-01', to: '2025-01-01' }]), '2025-01-01')).toBe(
      'not-on-this-day',
    )
  })
  it('来源只说到某天：那天不提醒，后一天提醒', () => {
    const [row] = rows('330400', [{ value: '810', from: '2018-11-01', knownUntil: '2019-09-30' }])
    expect([isPastKnown(row!, day('2019-09-30')), isPastKnown(row!, day('2019-10-01'))]).toEqual([false, true])
  })
})

describe('一个数一个数地往上找', () => {
  const nation = rows('000000', [{ value: '1', from: '2000-01-01' }])
  const city = rows('330400', [{ value: '810', from: '2018-11-01' }])
  const county = rows('330402', [{ value: '900', from: '2020-01-01' }])
  it('县里有用县里的，没到日子用市里的，再没有用国家的', () => {
    const all = [...nation, ...city, ...county]
    expect(['2020-01-01', '2019-12-31', '2018-10-31'].map((on) => valueOf(all, on))).toEqual(['900', '810', '1'])
  })
  it('哪里都没有录入，和这一天没有，是两句话', () => {
    expect(valueOf([], '2020-01-01')).toBe('not-configured')
    expect(valueOf(city, '2018-10-31')).toBe('not-on-this-day')
  })
  it('别的县的数不拿来用', () => {
    expect(valueOf(rows('330111', [{ value: '5', from: '2000-01-01' }]), '2020-01-01')).toBe('not-configured')
  })
  it('城镇和农村分开的，不知道是哪一种就不选', () => {
    const table = [
      ...rows('330400', [{ value: '941', from: '2025-01-01' }], { for: 'urban' }),
      ...rows('330400', [{ value: '824', from: '2025-01-01' }], { for: 'rural' }),
    ]
    expect([
      valueOf(table, '2025-01-01', 'urban'),
      valueOf(table, '2025-01-01', 'rural'),
      valueOf(table, '2025-01-01'),
    ]).toEqual(['941', '824', 'tier-unknown'])
  })
  it('两个来源同一天说法不同，先停下来', () => {
    const table = [...city, ...rows('330400', [{ value: '820', from: '2018-11-01' }], { series: '另一份文件' })]
    expect(() => ask(table, '2019-01-01')).toThrow('两个来源说法不同')
  })
  it('试算的数盖过装好的数', () => {
    const overlay = city.map((row) => ({ ...row, value: '850', isOverlay: true }))
    expect(valueOf([...city, ...overlay], '2019-01-01')).toBe('850')
  })
})
