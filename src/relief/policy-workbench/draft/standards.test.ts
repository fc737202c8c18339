import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { withSeries } from './standards.ts'

const text = `# 合成参数
standards:
  - key: dibao.standard
    series: 合成标准
    rows:
      - { value: "780.00", from: 2024-01-01, document: 合成标准 }
  - key: dibao.property.homes-max
    series: 合成财产限额
    rows: [{ value: "1", from: 2024-01-01, document: "合成 [ 限额 ]" }]
`
const kept = { value: '780.00', from: '2024-01-01', document: '合成标准' }
const added = { value: '870.00', from: '2026-04-01', document: '合成调标' }

it('改一个数，别的行一个字也不动', () => {
  const edited = withSeries(text, { key: 'dibao.standard', tier: null, series: '合成标准', rows: [kept, added] })
  const old = text.split('\n')
  expect(edited.split('\n').filter((line) => !old.includes(line))).toEqual([
    '      - { value: "870.00", from: 2026-04-01, document: 合成调标 }',
  ])
  expect(old.filter((line) => !edited.split('\n').includes(line))).toEqual([])
})

describe('改一行，别的行、注释和写法都不动', () => {
  const noted = `# 头
standards:
  - key: dibao.standard
    series: 文件
    rows:
      - value: "810.00"   # 三个空格
        from: 2018-11-01
        # 再往后是多少，不知道。
        knownUntil: 2019-09-30
        document: 旧文件
      - {value: "900.00", from: 2020-01-01, document: 新文件}
  # 说明
  - key: uses
    series: 文件
    rows: [{value: "1", from: 2024-01-01, document: 文件}]
`
  const first = { value: '810.00', from: '2018-11-01', knownUntil: '2019-09-30', document: '旧文件' }
  const second = { value: '900.00', from: '2020-01-01', document: '新文件' }
  const edit = { key: 'dibao.standard', tier: null, series: '文件' }
  const linesThatDiffer = (after: string) => [
    noted.split('\n').filter((line) => !after.split('\n').includes(line)),
    after.split('\n').filter((line) => !noted.split('\n').includes(line)),
  ]

  it('原样存回去，一个字节不差', () => {
    expect(withSeries(noted, { ...edit, rows: [first, second] })).toBe(noted)
  })
  it('只换一个数', () => {
    expect(linesThatDiffer(withSeries(noted, { ...edit, rows: [first, { ...second, value: '901.00' }] }))).toEqual([
      ['      - {value: "900.00", from: 2020-01-01, document: 新文件}'],
      ['      - {value: "901.00", from: 2020-01-01, document: 新文件}'],
    ])
  })
  it('去掉一项、添上一项', () => {
    const { knownUntil: _, ...open } = first
    expect(linesThatDiffer(withSeries(noted, { ...edit, rows: [{ ...open, number: '1号' }, second] }))).toEqual([
      ['        knownUntil: 2019-09-30'],
      ['        number: 1号'],
    ])
  })
  it('中间插一行，去掉一行', () => {
    const middle = { value: '850.00', from: '2019-10-01', document: '中间' }
    expect(linesThatDiffer(withSeries(noted, { ...edit, rows: [first, middle, second] }))).toEqual([
      [],
      ['      - { value: "850.00", from: 2019-10-01, document: 中间 }'],
    ])
    expect(parse(withSeries(noted, { ...edit, rows: [middle, second] }))).toMatchObject({
      standards: [{ rows: [middle, second] }, { key: 'uses' }],
    })
    expect(parse(withSeries(noted, { ...edit, rows: [middle] }))).toMatchObject({ standards: [{ rows: [middle] }, {}] })
  })
  it('一行写的列表多了一天，还写在那一行里；最后一个来源去掉，列表写明是空的', () => {
    const rows = [
      { value: '1', from: '2024-01-01', document: '文件' },
      { value: '2', from: '2025-01-01', document: '文件' },
    ]
    const two = withSeries(noted, { ...edit, key: 'uses', rows })
    expect(linesThatDiffer(two)[1]).toHaveLength(1)
    expect(parse(two)).toMatchObject({ standards: [{}, { rows }] })
    const none = withSeries(withSeries(noted, { ...edit, rows: [] }), { ...edit, key: 'uses', rows: [] })
    expect(parse(none)).toEqual({ standards: [] })
  })
})

describe('一个来源在两个地方说两个数', () => {
  const two = `standards:
  - key: elder-allowance.age-80
    series: 高龄补贴文件
    regions: ["330102", "330105"]
    rows: [{ value: "40.00", from: 2024-09-01, document: 文件 }]
  - key: elder-allowance.age-80
    series: 高龄补贴文件
    regions: ["330106"]
    rows: [{ value: "60.00", from: 2024-09-01, document: 文件 }]
`
  const edit = { key: 'elder-allowance.age-80', tier: null, series: '高龄补贴文件' }
  const rows = [{ value: '80.00', from: '2024-09-01', document: '文件' }]
  const valuesIn = (text: string) =>
    (parse(text) as { standards: { regions?: string[]; rows: { value: string }[] }[] }).standards.map((one) => [
      one.regions?.join(' ') ?? '',
      one.rows[0]?.value,
    ])

  it('改第二个地方的，第一个不动；地方的先后不算', () => {
    expect(valuesIn(withSeries(two, { ...edit, regions: ['330106'], rows }))).toEqual([
      ['330102 330105', '40.00'],
      ['330106', '80.00'],
    ])
    expect(valuesIn(withSeries(two, { ...edit, regions: ['330105', '330102'], rows }))).toEqual([
      ['330102 330105', '80.00'],
      ['330106', '60.00'],
    ])
  })
  it('没有写地方的是规则包自己的地方：另成一项，别的不动', () => {
    expect(valuesIn(withSeries(two, { ...edit, rows }))).toEqual([
      ['330102 330105', '40.00'],
      ['330106', '60.00'],
      ['', '80.00'],
    ])
  })
  it('去掉一个地方的，只去掉那一个', () => {
    expect(valuesIn(withSeries(two, { ...edit, regions: ['330106'], rows: [] }))).toEqual([['330102 330105', '40.00']])
  })
  it('新加的写明地方', () => {
    expect(valuesIn(withSeries('standards: []', { ...edit, regions: ['330114'], rows }))).toEqual([['330114', '80.00']])
  })
})
