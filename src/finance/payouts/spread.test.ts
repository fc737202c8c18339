import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Month } from '#platform/clock/index.ts'
import { fen, formatYuan, sumFen, yuan } from '#platform/money/index.ts'
import { amountIn, checkRate } from './spread.ts'
import { monthsFrom } from './testing.ts'

const year = monthsFrom('2026-01', 12) as Month[]
const january = '2026-01' as Month

describe('全年数摊到十二个月', () => {
  it('16,187 元一年：十一个月 1,348.92，十二月 1,348.88，合计一分不差', () => {
    const parts = year.map((month) => amountIn({ per: 'year', amount: yuan('16187') }, january, month))
    expect(parts.map(formatYuan)).toEqual([...Array<string>(11).fill('1,348.92'), '1,348.88'])
    expect(formatYuan(sumFen(parts))).toBe('16,187.00')
  })
  it('任何一个收得下的全年数，十二个月加起来都正好', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 132n, max: 10_000_000n }), (amount) => {
        const parts = year.map((month) => amountIn({ per: 'year', amount: fen(amount) }, january, month))
        expect(sumFen(parts)).toBe(amount)
        expect(parts.every((part) => part >= 0n)).toBe(true)
      }),
    )
  })
  it.each(['0', '0.05', '1.09'])('%s 元一年摊不开，不收', (text) => {
    expect(() => checkRate({ per: 'year', amount: yuan(text) })).toThrow('1.32')
  })
  it('一次性的只在当月', () => {
    const once = { per: 'once', amount: yuan('500') } as const
    expect(year.map((month) => amountIn(once, january, month))).toEqual([50_000n, ...Array<bigint>(11).fill(0n)])
  })
})
