import { describe, expect, it } from 'vitest'
import { sayIn } from '#design/console/language.tsx'
import { closes, countsOf, countsQuery, filtersInWords, type CaseCounts } from './list-state.ts'
import { leftText } from './row-clock.tsx'

const counts: CaseCounts = {
  all: { count: 6, green: 3, amber: 1, red: 1, none: 1 },
  mine: { count: 2, green: 1, amber: 1, red: 0, none: 0 },
  stages: [{ stage: 'notice', words: { zh: '公示', en: 'notice' }, count: 2, green: 2, amber: 0, red: 0, none: 0 }],
  programmes: [
    { programme: 'dibao', words: { zh: '低保', en: 'Dibao' }, count: 6, green: 3, amber: 1, red: 1, none: 1 },
  ],
  papersLate: 0,
}
const words = (state: Record<string, string>) => filtersInWords(state, counts, sayIn('zh'))

describe('办件列表的地址', () => {
  it('数目按同一个筛选数，只去掉用来分的那两样和页码', () => {
    expect(countsQuery({ stage: 'notice', light: 'red', page: '2', place: '990001', whose: 'mine' })).toEqual({
      place: '990001',
      whose: 'mine',
    })
  })
  it('筛选说成人话；什么都没筛就是没有', () => {
    expect(words({})).toBeNull()
    expect(words({ stage: 'notice', light: 'red', whose: 'mine' })).toBe('公示＋急＋轮到我的')
    expect(words({ state: 'all', text: 'QH-DB' })).toBe('在办和办结＋QH-DB')
    expect(words({ programme: 'dibao', text: 'QH-DB' })).toBe('低保＋QH-DB')
  })
  it('地址里写了不认识的，不编出筛选来', () => {
    expect(words({ light: 'purple', foo: 'x' })).toBeNull()
    expect(countsOf(counts, 'nowhere').count).toBe(0)
  })
  it('一个环节的灯数，和全部的灯数', () => {
    expect(countsOf(counts, 'notice').green).toBe(2)
    expect(countsOf(counts, undefined).count).toBe(6)
  })
  it('灯加起来等于总数；不等就不算对', () => {
    expect(closes(counts.all)).toBe(true)
    expect(closes({ ...counts.all, none: 0 })).toBe(false)
  })
})

describe('还剩几个工作日', () => {
  it.each([
    [3, '剩 3 天'],
    [0, '今天到期'],
    [-2, '超期 2 天'],
  ])('%s', (left, text) => {
    expect(leftText(left, sayIn('zh'))).toBe(text)
  })
})
