import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { addMonths, day, type Month } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import { readClaims } from '../asked/asked-view.ts'
import { approvedRun, head, household, maker, otherHead, reviewer, sentAndSettled, type TestHouse } from '../testing.ts'
import { payGround } from '../testing/ground.ts'
import type { DeductionRule } from './deduction-rules.ts'

const ground = payGround()
const { inside, sums, ready, lines } = ground
const rule: DeductionRule = { sharePercentMax: 20, consent: '申请人书面同意', source: '测试设定' }
const houseOn = (month: string, given: DeductionRule | null = rule): TestHouse =>
  ground.at(`${month}-05T10:00:00+08:00`, [], () => given)
const everything = { show: 'all', page: 1, size: 100 } as const
const households = { list: () => Promise.resolve({ rows: [], count: 0, members: 0, paidNow: fen(0) }) }
const claims = async (house = houseOn('2026-04')) => {
  const needs = { households, clock: house.clock, deductionRule: () => rule }
  return (await inside((tx) => readClaims(tx, head, everything, needs))).rows
}
const approved = (month: string, given: DeductionRule | null = rule): Promise<string> =>
  inside((tx) => approvedRun(tx, houseOn(month, given), month))
const settle = (runId: string, file: number, returned: readonly number[] = []): Promise<void> =>
  inside((tx) => sentAndSettled(tx, houseOn('2026-04'), { runId, file, returned }))
const change = (month: string, amount: number, from: string) =>
  inside(async (tx) => {
    const { payouts } = houseOn(month)
    const [right] = await payouts.ofHousehold(tx, 1 as never, household(1))
    const rate = { per: 'month', amount: fen(amount) } as const
    const about = { entitlementId: right?.id ?? '', why: '工资多了', decisionId: null }
    return payouts.change(tx, maker, { ...about, rate, from: from as Month })
  })

/** 500 paid for March, lowered to 300 from March on: 200 to be recovered. @returns id of the claim */
const claimed = async (): Promise<string> => {
  await ready([1])
  await settle(await approved('2026-03'), 1)
  await change('2026-04', 30_000, '2026-03')
  return (await claims())[0]?.id ?? ''
}
const agree = (claimId: string, monthly: number, given: DeductionRule | null = rule): Promise<string> =>
  inside((tx) =>
    houseOn('2026-04', given).asked.agreeDeduction(tx, maker, {
      ...{ claimId, monthly: fen(monthly), consent: '同意书 1 号，居民甲签字', signedOn: day('2026-04-02') },
    }),
  )
const confirm = (id: string, who = head): Promise<string> =>
  inside((tx) => houseOn('2026-04').asked.confirm(tx, who, id))
const agreed = async (monthly = 6_000): Promise<string> => {
  const claim = await claimed()
  await confirm(await agree(claim, monthly))
  return claim
}
const sent = async (): Promise<bigint[]> => {
  const { rows } = await sql<{ fen: bigint }>`SELECT fen FROM payouts.transfer ORDER BY sent_on, line_id`.execute(
    ground.database.owner,
  )
  return rows.map((row) => row.fen)
}

describe('按家里的书面同意，从以后的发放里扣', () => {
  it('没有规定的地方：说没有录入，不能扣，什么都不变', async () => {
    const claim = await claimed()
    const before = await sums()
    await expect(agree(claim, 1, null)).rejects.toThrow('没有录入可以从以后的发放里扣多少')
    expect(await sums()).toEqual(before)
    // Confirmed where a rule stood, the rule ended since: the list keeps nothing back.
    await confirm(await agree(claim, 6_000))
    await approved('2026-04', null)
    expect(await sums()).toMatchObject({ 'recovery 2026': 20_000n, 'payable 2026': 30_000n })
  })

  it.each([
    ['多一分就超过两成', 6_001, '2026-04-02', '每月最多扣 60.00 元（当月应发的 20%'],
    ['比还要追的多', 20_001, '2026-04-02', '只剩 200.00 元没有追回'],
    ['明天才签字', 6_000, '2026-04-06', '签字日期不能晚于今天'],
  ])('%s，不收', async (_, monthly, signedOn, says) => {
    const claimId = await claimed()
    const wish = { claimId, monthly: fen(monthly), consent: '同意书 1 号', signedOn: day(signedOn) }
    await expect(inside((tx) => houseOn('2026-04').asked.agreeDeduction(tx, maker, wish))).rejects.toThrow(says)
  })

  it('登记的人自己不能确认；确认以前名单不扣；一笔只有一份约定', async () => {
    const claim = await claimed()
    const id = await agree(claim, 6_000)
    await expect(confirm(id, maker)).rejects.toThrow('要由另一个人确认')
    await expect(agree(claim, 5_000)).rejects.toThrow('已经有一份抵扣约定')
    await approved('2026-04')
    expect(await sums()).toMatchObject({ 'payable 2026': 30_000n, 'recovery 2026': 20_000n })
  })

  it('批准时记账：这个月还是 300，60 元抵给应追回的，银行拿到 240；应追回少 60，本年额度回来 60', async () => {
    const claim = await agreed()
    const before = await sums()
    const runId = await approved('2026-04')
    expect(await lines(runId)).toEqual([[1, '2026-04', 'regular', 30_000n, 'payable']])
    expect(await sums()).toMatchObject({
      ...{ 'payable 2026': 24_000n, 'withheld 2026': 6_000n, 'recovery 2026': 14_000n, 'repaid 2026': 6_000n },
      'allotment 2026': (before['allotment 2026'] ?? 0n) + 6_000n,
    })
    await settle(runId, 2)
    expect(await sent()).toEqual([50_000n, 24_000n])
    expect(await claims()).toMatchObject([
      { id: claim, left: '14000', deductions: [{ month: '2026-04', amount: '6000', state: 'booked' }] },
    ])
  })

  it('扣到还完为止，最后一次只扣剩下的；一年发的加扣的，正好是一年应发的', async () => {
    await agreed()
    for (const [index, month] of ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08'].entries())
      await settle(await approved(month), 2 + index)
    expect(await sent()).toEqual([50_000n, 24_000n, 24_000n, 24_000n, 28_000n, 30_000n])
    const total = await sums()
    expect(total['recovery 2026']).toBeUndefined()
    expect([total['withheld 2026'], total['repaid 2026']]).toEqual([20_000n, 20_000n])
    // Six months at 300: 240 + 240 + 240 + 280 + 300 in hand and 200 kept back, and March's 500 less the 200 repaid.
    expect((total['paid 2026'] ?? 0n) + (total['withheld 2026'] ?? 0n)).toBe(6n * 30_000n)
  })

  it('一年 16,187 元，扣不扣都正好：每月到手的加扣的，十二个月合起来一分不差', async () => {
    await inside(async (tx) => {
      const house = houseOn('2026-01')
      const purse = { programme: 'dibao', source: 'county', budgetYear: 2026, householdId: null, month: null } as const
      await house.ledger.post(tx, maker, {
        ...{ key: 'money', kind: 'payouts.allotted', why: '测试', on: day('2026-01-01') },
        about: { kind: 'allotment', id: 'test' },
        legs: [
          { ...purse, account: 'outside', amount: fen(-10_000_000) },
          { ...purse, account: 'allotment', amount: fen(10_000_000) },
        ],
      })
      await house.payouts.grant(tx, maker, {
        ...{ householdId: household(1), placeId: 11 as never, programme: 'dibao', from: '2026-01' as Month },
        ...{
          rate: { per: 'year', amount: fen(2_000_000) },
          source: { kind: 'decision', decisionId: 'd', caseNumber: 'c' },
        },
      })
      const account = { householdId: household(1), placeId: 11 as never, holder: '居民甲', bank: '合成银行' }
      await house.accounts.adopt(tx, maker, [{ ...account, number: '6200000000000001', why: '导入' }])
    })
    await settle(await approved('2026-01'), 1)
    await inside(async (tx) => {
      const { payouts } = houseOn('2026-02')
      const [right] = await payouts.ofHousehold(tx, 1 as never, household(1))
      const rate = { per: 'year', amount: fen(1_618_700) } as const
      const wish = { entitlementId: right?.id ?? '', rate, from: '2026-01' as Month, why: '核减', decisionId: null }
      return payouts.change(tx, maker, wish)
    })
    const [claim] = await claims(houseOn('2026-02'))
    const id = await inside((tx) =>
      houseOn('2026-02').asked.agreeDeduction(tx, maker, {
        ...{ claimId: claim?.id ?? '', monthly: fen(7_777), consent: '同意书 1 号', signedOn: day('2026-02-02') },
      }),
    )
    await inside((tx) => houseOn('2026-02').asked.confirm(tx, head, id))
    for (let month = '2026-02' as Month, file = 2; month <= '2026-12'; month = addMonths(month, 1), file += 1)
      await settle(await approved(month), file)
    const total = await sums()
    expect((total['paid 2026'] ?? 0n) + (total['withheld 2026'] ?? 0n)).toBe(1_618_700n)
    expect(total['recovery 2026']).toBeUndefined()
  })

  it('名单算好以后家里还清了，或者收回了同意：批不了，说要重算；重算以后整笔照发', async () => {
    const claim = await agreed()
    const house = houseOn('2026-04')
    const make = (tx: Parameters<Parameters<typeof inside>[0]>[0]) =>
      house.runs.make(tx, maker, { programme: 'dibao', month: '2026-04' as Month })
    const runId = await inside(async (tx) => house.runs.freeze(tx, maker, await make(tx)))
    const [found] = await claims()
    await inside((tx) => house.asked.endDeduction(tx, maker, found?.agreements[0]?.id ?? '', '家里收回了同意'))
    await expect(inside((tx) => house.runs.approve(tx, head, runId))).rejects.toThrow('抵扣变了')
    await inside((tx) => house.runs.sendBack(tx, maker, runId, '重算'))
    await inside((tx) => house.runs.compute(tx, maker, runId))
    await inside((tx) => house.runs.freeze(tx, maker, runId))
    await inside((tx) => house.runs.approve(tx, head, runId))
    expect(await sums()).toMatchObject({ 'payable 2026': 30_000n, 'recovery 2026': 20_000n })
    expect(await claims()).toMatchObject([{ id: claim, left: '20000', deductions: [] }])
    await expect(
      inside((tx) => house.asked.endDeduction(tx, maker, found?.agreements[0]?.id ?? '', '再收一次')),
    ).rejects.toThrow('已经结束')
  })

  it('批准和确认另一笔还款同时按：应追回不会少过零，还多的列为应退还，一分不丢', async () => {
    const claim = await agreed()
    const house = houseOn('2026-04')
    const wish = { claimId: claim, amount: fen(20_000), receipt: '回单 1', on: day('2026-04-05') }
    const repayment = await inside((tx) => house.asked.recordRepayment(tx, maker, wish))
    const runId = await inside(async (tx) => {
      const id = await house.runs.make(tx, maker, { programme: 'dibao', month: '2026-04' as Month })
      return house.runs.freeze(tx, maker, id)
    })
    const [listed, repaid] = await Promise.allSettled([
      inside((tx) => house.runs.approve(tx, head, runId)),
      inside((tx) => house.asked.confirm(tx, otherHead, repayment)),
    ])
    expect(repaid.status).toBe('fulfilled')
    const now = await sums()
    const kept = listed.status === 'fulfilled' ? 6_000n : undefined
    expect([now['recovery 2026'], now['repaid 2026'], now['withheld 2026'], now['to-refund 2026']]).toEqual([
      ...[undefined, 20_000n, kept, kept],
    ])
  })

  it('扣过以后家里又照原数还了：多出来的是他家的', async () => {
    const claim = await agreed()
    const house = houseOn('2026-04')
    const wish = { claimId: claim, amount: fen(20_000), receipt: '回单 1', on: day('2026-04-05') }
    const repayment = await inside((tx) => house.asked.recordRepayment(tx, maker, wish))
    await approved('2026-04')
    await inside((tx) => house.asked.confirm(tx, otherHead, repayment))
    expect(await sums()).toMatchObject({ 'repaid 2026': 20_000n, 'withheld 2026': 6_000n, 'to-refund 2026': 6_000n })
  })
})

describe('扣过的那一行没有发成', () => {
  it('批准以后待遇停了：没发就没扣，账都冲回，应追回还是那么多', async () => {
    await agreed()
    const runId = await approved('2026-04')
    await change('2026-04', 25_000, '2026-04')
    expect(await lines(runId)).toEqual([[1, '2026-04', 'regular', 30_000n, 'stopped']])
    expect(await sums()).toMatchObject({ 'recovery 2026': 20_000n, 'paid 2026': 30_000n })
    expect((await sums())['withheld 2026']).toBeUndefined()
    expect((await sums())['repaid 2026']).toBeUndefined()
  })

  it('银行退回、改了再发：抵扣照旧；退回以后待遇停了：抵扣冲回', async () => {
    await agreed()
    const runId = await approved('2026-04')
    await settle(runId, 2, [1])
    expect(await sums()).toMatchObject({ 'returned 2026': 24_000n, 'withheld 2026': 6_000n })
    await change('2026-04', 20_000, '2026-04')
    expect(await sums()).toMatchObject({ 'recovery 2026': 20_000n })
    expect((await sums())['withheld 2026']).toBeUndefined()
  })

  it('暂缓的一户不扣；了结成不发，也不扣', async () => {
    await agreed()
    const wish = { householdId: household(1), programme: 'dibao', cause: 'office', why: '查一下' } as const
    const runId = await approved('2026-04')
    const hold = await inside((tx) => houseOn('2026-04').holds.hold(tx, reviewer, wish))
    await inside((tx) => houseOn('2026-04').holds.end(tx, head, hold, '不发了'))
    expect(await lines(runId)).toEqual([[1, '2026-04', 'regular', 30_000n, 'stopped']])
    expect(await sums()).toMatchObject({ 'recovery 2026': 20_000n, 'paid 2026': 30_000n })
  })

  it('扣过以后那次变动撤回了：扣走的退给他家，剩下的不追；那一行再停，也不会退两次', async () => {
    await agreed()
    const runId = await approved('2026-04')
    await inside(async (tx) => {
      const { payouts } = houseOn('2026-04')
      const [right] = await payouts.ofHousehold(tx, 1 as never, household(1))
      return payouts.undo(tx, maker, { entitlementId: right?.id ?? '', version: 2, why: '改错了' })
    })
    // March is due in full again, and April at 500: the line of 300 less 60 is not too much, so it goes out.
    expect((await sums())['recovery 2026']).toBeUndefined()
    await settle(runId, 2)
    await inside(async (tx) => {
      const { refunds } = houseOn('2026-04')
      const wish = { householdId: household(1), programme: 'dibao', amount: fen(6_000) }
      await refunds.confirm(tx, head, await refunds.proposeByBank(tx, maker, wish))
    })
    const next = await approved('2026-04')
    expect(await lines(next)).toEqual([
      [1, '2026-03', 'refund', 6_000n, 'payable'],
      [1, '2026-04', 'arrears', 20_000n, 'payable'],
    ])
    await settle(next, 3)
    expect(await sums()).toMatchObject({ 'paid 2026': 94_000n, 'withheld 2026': 6_000n })
    // 1,000 for two months: 500 + 240 + 60 + 200 in hand.
    expect((await sent()).reduce((sum, one) => sum + one, 0n)).toBe(100_000n)
  })
})
