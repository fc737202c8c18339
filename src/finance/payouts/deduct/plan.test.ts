import { describe, expect, it } from 'vitest'
import { fen } from '#platform/money/index.ts'
import { plan } from './deduct.ts'
import type { Agreed } from './deduct-store.ts'
import { capOf, loadDeductionRules, readRecoveryFile, type DeductionRule } from './deduction-rules.ts'

const rule: DeductionRule = { sharePercentMax: 20, consent: '书面同意', source: '测试设定' }
const one = (lineId: string, claimId: string, wish: Partial<Agreed> = {}): Agreed => ({
  ...{ lineId, claimId, placeId: 11 as never, agreementId: `a-${claimId}`, due: fen(30_000) },
  ...{ monthly: fen(5_000), left: fen(8_000), ...wish },
})
const amounts = (agreed: readonly Agreed[]) =>
  plan(agreed, () => rule).map(({ lineId, claimId, fen: f }) => [lineId, claimId, f])

describe('每个月扣多少', () => {
  it('约定的数、还剩的数、当地的上限，哪个小扣哪个；一张名单带两个月，第二个月只扣剩下的', () => {
    expect(amounts([one('march', 'x'), one('april', 'x')])).toEqual([
      ['march', 'x', 5_000n],
      ['april', 'x', 3_000n],
    ])
  })
  it('两笔一起也不过上限：先扣早的，后面的只用剩下的', () => {
    expect(amounts([one('march', 'x'), one('march', 'y')])).toEqual([
      ['march', 'x', 5_000n],
      ['march', 'y', 1_000n],
    ])
  })
  it('分不尽的一分留给家里；金额太小就不扣；没有规定就不扣', () => {
    expect(capOf(rule, fen(104))).toBe(20n)
    expect(amounts([one('march', 'x', { due: fen(4) })])).toEqual([])
    expect(plan([one('march', 'x')], () => null)).toEqual([])
  })
})

describe('recovery.yaml', () => {
  const version = (from: string, share = 20) =>
    `  - { from: ${from}, share-percent-max: ${share}, consent: 书面同意, source: 测试文件 }\n`
  it.each([
    ['全扣光', version('2024-01-01', 100)],
    ['没写依据', '  - { from: 2024-01-01, share-percent-max: 20, consent: 书面同意 }\n'],
    ['日子倒着写', version('2025-01-01') + version('2024-01-01')],
  ])('%s：读不进去，说出是哪个文件', (_, rows) => {
    expect(() => readRecoveryFile(`deduction:\n${rows}`, '999901/recovery.yaml')).toThrow('999901/recovery.yaml')
  })
  it('只有合成的青禾县写了；没写的地方、写明的那天以前，都没有', () => {
    const find = loadDeductionRules('policy')
    const at = (places: string[], on: string) => find({ places, on: on as never })
    expect(at(['999901100200', '999901'], '2026-03-02')).toMatchObject({ sharePercentMax: 20 })
    expect(at(['999901'], '2026-03-02')?.source).toContain('合成')
    expect(at(['999901'], '2023-12-31')).toBeNull()
    expect(at(['330402', '330400', '330000', '000000'], '2026-03-02')).toBeNull()
  })
})
