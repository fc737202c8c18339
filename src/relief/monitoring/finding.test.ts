import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, day, month, monthOf } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import { findingOf, isUnstable, recheckDue, spanOf } from './finding.ts'

const answer = (outcome: 'entitled' | 'not-entitled' | 'not-enough-known' | 'no-rule', amount: bigint | null) => ({
  ...{ outcome, amount: amount === null ? null : fen(amount) },
  reasons: [{ code: 'x', zh: '收入高于标准', en: 'income above the standard' }] as never,
  missing: [{ code: 'y', zh: '缺收入', en: 'income is missing' }] as never,
})
const rule = { recheck: { stableMonths: 12, unstableMonths: 6, source: '民发〔2021〕57号' } }
const grace = { grace: { monthsMax: 6, source: { zh: '2022-10-20', en: '2022-10-20' } } }

describe('在享家庭重新测算以后', () => {
  it.each([
    ['一样多：没有任务', 93_000n, answer('entitled', 93_000n), null],
    ['少发一分：应当多发', 92_999n, answer('entitled', 93_000n), 'raise'],
    ['多发一分：应当少发', 93_001n, answer('entitled', 93_000n), 'cut'],
    ['不再符合', 93_000n, answer('not-entitled', 0n), 'end'],
    ['缺情况：说不准，不是零', 93_000n, answer('not-enough-known', null), 'unknown'],
    ['没有规则：说不准，不是零', 93_000n, answer('no-rule', null), 'unknown'],
  ])('%s', (_, paid, assessment, kind) => {
    const finding = findingOf(fen(paid), assessment)
    expect(finding?.kind ?? null).toBe(kind)
    if (kind === 'unknown') expect(finding?.computed).toBeNull()
  })
  it('没有一种答案会让一分钱自己变', () =>
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 8n), fc.bigInt(0n, 10n ** 8n), (paid, computed) => {
        const finding = findingOf(fen(paid), answer('entitled', computed))
        expect(finding === null).toBe(paid === computed)
        if (finding !== null) expect(finding.kind).toBe(computed > paid ? 'raise' : 'cut')
      }),
    ))
})

describe('复核的日子', () => {
  it.each([
    ['稳定的一年', '2025-03-02', false, '2026-03-02'],
    ['不稳定的半年', '2025-09-02', true, '2026-03-02'],
    ['到了小月，是那个月的最后一天', '2025-08-31', true, '2026-02-28'],
    ['闰年的二月二十九', '2024-02-29', false, '2025-02-28'],
  ])('%s', (_, since, unstable, due) => expect(recheckDue(day(since), unstable, rule.recheck)).toBe(due))

  const income = (amount: bigint) => ({
    value: { amount: fen(amount), per: 'month' as const },
    source: { kind: 'listed' as const, zh: '', on: day('2026-03-02') },
  })
  const able = (capacity: 'full' | 'partial' | 'none' | null, wages: bigint | null) =>
    ({
      members: [
        {
          labourCapacity: capacity === null ? null : { value: capacity, source: income(0n).source },
          incomes: { wages: wages === null ? null : income(wages), business: null },
        },
      ],
    }) as never
  it.each([
    ['有劳动能力又有工资', 'full', 1n, true],
    ['部分劳动能力又有工资', 'partial', 1n, true],
    ['没有劳动能力', 'none', 1n, false],
    ['有劳动能力没有收入', 'full', 0n, false],
    ['没说过劳动能力', null, 1n, false],
  ] as const)('%s', (_, capacity, wages, unstable) => expect(isUnstable(able(capacity, wages))).toBe(unstable))
})

describe('从哪个月起', () => {
  it('降低和停止最早下个月，停止最晚过完渐退期，增发可以往前', () => {
    const today = day('2026-03-31')
    expect(spanOf('cut', today, grace)).toEqual({ earliest: '2026-04', latest: null })
    expect(spanOf('end', today, grace)).toEqual({ earliest: '2026-04', latest: '2026-10' })
    expect(spanOf('raise', today, grace)).toEqual({ earliest: null, latest: null })
    expect(addMonths(monthOf(today), 1)).toBe(month('2026-04'))
  })
})
