import { describe, expect, it } from 'vitest'
import { budgetCards } from './budget-cards.ts'
import { monthsCovered } from './budget-months.ts'
import type { BudgetRow } from './model.ts'
import { aRun } from './testing-pay.tsx'
import { momentText, monthZh } from './words.ts'

const row = (change: Partial<BudgetRow> = {}): BudgetRow => ({
  ...{ programme: 'dibao', programmeZh: '低保', programmeEn: 'Dibao', fund: 'statutory', source: 'county', year: 2026 },
  ...{ allotted: '0', free: '0', reserved: '0', payable: '0', inBank: '0', paid: '0', returned: '0', recovery: '0' },
  ...{ toRefund: '0', overpaid: '0' },
  ...{ short: null },
  ...change,
})

describe('还够几个月', () => {
  it.each([
    ['正好够九个月，发到年底', 9_000n, 4, { covered: 9, shortFrom: null }],
    ['差一分就少一个月', 8_999n, 4, { covered: 8, shortFrom: 12 }],
    ['一分也没有，下个月就不够', 0n, 4, { covered: 0, shortFrom: 4 }],
    ['已经透支，也是下个月就不够', -5n, 4, { covered: 0, shortFrom: 4 }],
    ['够到年底还有余', 99_000n, 12, { covered: 99, shortFrom: null }],
  ] as const)('%s', (_, left, next, expected) => {
    expect(monthsCovered(left, 1_000n, next)).toEqual(expected)
  })
  it('还没有发过，就说不知道，不说零', () => {
    expect(monthsCovered(9_000n, 0n, 4)).toEqual({ covered: null, shortFrom: null })
  })
})

describe('预算卡', () => {
  it('各级的钱合在一起算，批准了的月份不再算一遍', () => {
    const rows = [
      row({ source: 'province', allotted: '300', paid: '100' }),
      row({ allotted: '100', inBank: '50', short: '7' }),
    ]
    const [card] = budgetCards(rows, [
      aRun({ amount: '50', state: 'approved' }),
      aRun({ month: '2026-02', amount: '1' }),
    ])
    expect(card).toMatchObject({ programme: 'dibao', year: 2026, short: 7n })
    expect(card?.rows).toHaveLength(2)
    expect(card?.months).toEqual({ covered: 5, shortFrom: 9 })
  })
  it('名单还没批准，这个月也要算进去', () => {
    const [card] = budgetCards([row({ allotted: '100' })], [aRun({ amount: '50' })])
    expect(card?.months).toEqual({ covered: 2, shortFrom: 5 })
  })
  it('别的年份的名单不算', () => {
    const [card] = budgetCards([row({ allotted: '100' })], [aRun({ month: '2025-12', amount: '50' })])
    expect(card?.lastRun).toBeNull()
    expect(card?.months.covered).toBeNull()
  })
})

it('月份和时刻照北京时间写', () => {
  expect(monthZh('2026-04')).toBe('2026年4月')
  expect(momentText('2026-03-02T16:30:00.000Z')).toBe('2026-03-03 00:30')
})
