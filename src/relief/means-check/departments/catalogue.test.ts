import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { planRequests } from '../check/plan.ts'
import { readCatalogue } from './catalogue.ts'

const row = (more: string): string => `
bases: [{ from: 2014-05-01, zh: 依据, en: basis }]
departments:
  - code: one
    zh: 部门
    en: One
    timeoutMs: 1000
    askAgainMinutes: [1]
    validDays: 30
    items: [${more}]
`

describe('部门目录是几行数据', () => {
  it('出厂的有六个部门，每一项都说明说的是哪个事实', () => {
    const { departments } = readCatalogue()
    expect(departments.map(({ code }) => code)).toEqual([
      ...['police', 'social-insurance', 'tax', 'real-estate', 'vehicles', 'finance'],
    ])
    expect(departments.flatMap(({ items }) => items).every(({ speaksTo }) => speaksTo !== null)).toBe(true)
  })

  it('AC-016：十个部门三十九项也只是三十九行，三口之家问 3 × 个人项 + 家庭项', () => {
    const items = (count: number, per: string) =>
      Array.from(
        { length: count },
        (_, index) => `{ code: i${per}${index}, zh: 项, en: item, unit: text, speaksTo: null, per: ${per} }`,
      )
    const block = (code: string, rows: readonly string[]) => `
  - { code: ${code}, zh: 部门, en: Dept, timeoutMs: 1000, askAgainMinutes: [1], validDays: 30, items: [${rows.join(', ')}] }`
    const blocks = Array.from({ length: 10 }, (_, index) =>
      block(`d${index}`, [...items(3, 'person'), ...(index < 9 ? items(1, 'household') : [])]),
    )
    const text = `bases: [{ from: 2014-05-01, zh: 依据, en: basis }]\ndepartments:${blocks.join('')}`
    const { departments } = readCatalogue(text)
    expect(departments.flatMap((one) => one.items)).toHaveLength(39)
    const asked = planRequests(departments, ['a', 'b', 'c'])
    expect(asked.flatMap((one) => one.items)).toHaveLength(3 * 30 + 9)
  })

  it.each([
    ['单位和事实对不上', '{ code: aa, zh: 项, en: item, unit: count, speaksTo: income.wages, per: person }'],
    ['没有这个事实', '{ code: aa, zh: 项, en: item, unit: count, speaksTo: shoes, per: person }'],
    ['多写了一个字段', '{ code: aa, zh: 项, en: item, unit: count, speaksTo: homes, per: person, hidden: 1 }'],
    [
      '同一项写了两遍',
      '{ code: aa, zh: 项, en: i, unit: text, speaksTo: null, per: person }, { code: aa, zh: 项, en: i, unit: text, speaksTo: null, per: person }',
    ],
  ])('%s：目录读不进来', (_, item) => expect(() => readCatalogue(row(item))).toThrow())

  it('查询的依据按日子换：2026-07-01 起是社会救助法', () => {
    const { basisOn } = readCatalogue()
    expect(basisOn(day('2026-06-30')).zh).toContain('649')
    expect(basisOn(day('2026-07-01')).zh).toContain('《社会救助法》第四十条')
  })
})
