import { describe, expect, it } from 'vitest'
import type { Day } from '#platform/clock/index.ts'
import { fen, yuan } from '#platform/money/index.ts'
import { lightOf } from './due.ts'
import { progressByCity, sumTallies, type Tally } from './progress.ts'

const dueBefore = '2024-10-01' as Day
const at = (today: string) => ({ dueBefore, today: today as Day })
const open = { isOpen: true, paidLate: 0 }

describe('发完期限的灯', () => {
  it.each([
    ['八天前还安静', '2024-09-23', 'quiet'],
    ['七天前变黄', '2024-09-24', 'soon'],
    ['前一天还是黄', '2024-09-30', 'soon'],
    ['到了那天就红', '2024-10-01', 'late'],
    ['过了更红', '2024-10-08', 'late'],
  ])('%s', (_, today, light) => {
    expect(lightOf(open, at(today))).toBe(light)
  })

  it('发完了不再亮；有一笔是那天或以后入账的，记着没有按时', () => {
    expect(lightOf({ isOpen: false, paidLate: 0 }, at('2024-10-08'))).toBe('done')
    expect(lightOf({ isOpen: false, paidLate: 1 }, at('2024-10-08'))).toBe('done-late')
  })
})

describe('各市的进度', () => {
  const tally = (some: Partial<Tally>): Tally => ({ ...sumTallies([]), ...some })
  const [jiaxing, wenzhou] = [
    { code: '330400', name: '嘉兴市' },
    { code: '330300', name: '温州市' },
  ]

  it('一个市发完了，另一个七天前变黄；各市加起来就是全部', () => {
    const parts = [
      { city: jiaxing, tally: tally({ listed: 2, listedFen: yuan('1000'), paid: 2, paidFen: yuan('1000') }) },
      { city: wenzhou, tally: tally({ listed: 3, listedFen: yuan('1500'), paid: 1, paidFen: yuan('500') }) },
      { city: wenzhou, tally: tally({ listed: 1, listedFen: yuan('500'), returned: 1 }) },
    ]
    const cities = progressByCity(parts, at('2024-09-24'))
    expect(cities.map(({ name, light, tally: { listed, paid } }) => [name, light, listed, paid])).toEqual([
      ['温州市', 'soon', 4, 1],
      ['嘉兴市', 'done', 2, 2],
    ])
    expect(sumTallies(cities.map((city) => city.tally))).toEqual(sumTallies(parts.map((part) => part.tally)))
    expect(progressByCity(parts, at('2024-09-23'))[0]?.light).toBe('quiet')
    expect(progressByCity(parts, at('2024-10-01'))[0]?.light).toBe('late')
  })

  it('没有生成名单的，不算发完；不发的有了结果，算有了结果', () => {
    const light = (some: Partial<Tally>) =>
      progressByCity([{ city: jiaxing, tally: tally(some) }], at('2024-09-24'))[0]?.light
    expect(light({ undrawn: 1 })).toBe('soon')
    expect(light({ listed: 1, listedFen: fen(1), stopped: 1 })).toBe('done')
  })
})
