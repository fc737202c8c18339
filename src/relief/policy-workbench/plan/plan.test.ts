import { describe, expect, it } from 'vitest'
import { checkRelease, missingIn, type PlanItem } from './plan.ts'

const item = (index: number, parts: Partial<PlanItem> = {}): PlanItem => ({
  ...{ programme: `p${index}`, key: `p${index}.standard`, tier: null, name: `标准${index}`, unit: '元/月' },
  ...{ series: '来源', regions: [], old: '810.00', basis: '上年消费支出', value: '870.00', from: '2026-07-01' },
  ...parts,
})
const nine = (at: number, parts: Partial<PlanItem>): PlanItem[] =>
  Array.from({ length: 9 }, (_, index) => item(index, index === at ? parts : {}))
const document = '青禾县合成调标文件'

describe('一份方案，九个标准', () => {
  it('样样写明，可以放行', () => {
    expect(() => checkRelease({ document, items: nine(0, {}) })).not.toThrow()
  })
  it.each([
    ['新的数空着', { value: ' ' }, 'items.8.value'],
    ['根据空着', { basis: '' }, 'items.8.basis'],
    ['日子空着', { from: '' }, 'items.8.from'],
    ['没有这一天', { from: '2026-02-30' }, 'items.8.from'],
  ])('第九个%s，整份放不了行，说出是哪一个', (_, parts, at) => {
    const items = nine(8, parts)
    expect(missingIn({ document, items })).toMatchObject([{ at }])
    expect(() => checkRelease({ document, items })).toThrow('标准8')
  })
  it('空着的一样一样都说，城镇和农村分得开，英文也说', () => {
    const items = [item(0, { value: '', from: '2026-02-30' }), item(1), item(2, { tier: 'rural', basis: ' ' })]
    const missing = missingIn({ document: '', items }, ({ key }) => `standard of ${key}`)
    expect(missing.map(({ zh, en }) => [zh, en])).toEqual([
      ['依据的文件', 'the document'],
      ['“标准0”的新的数、从哪天起', 'the new value, the first day of “standard of p0.standard”'],
      ['“标准2（农村）”的调整的根据', 'the basis of “standard of p2.standard (rural)”'],
    ])
    const release = () => checkRelease({ document: '', items }, ({ key }) => `standard of ${key}`)
    expect(release).toThrow(/依据的文件；“标准0”.*；“标准2（农村）”/)
    expect(release).toThrow(
      expect.objectContaining({ en: expect.stringContaining('the basis of “standard of p2.standard (rural)”') }),
    )
  })
  it('没有文件，放不了行', () => {
    expect(() => checkRelease({ document: ' ', items: nine(0, {}) })).toThrow('依据的文件')
  })
  it('一个标准也没有，放不了行', () => {
    expect(() => checkRelease({ document, items: [] })).toThrow('一个标准也没有')
  })
})
