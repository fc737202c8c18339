import { describe, expect, it } from 'vitest'
import { fen } from '#platform/money/index.ts'
import { readAllotments } from '../asked/asked-view.ts'
import { payoutSection } from '../file-section.ts'
import { findRuns } from '../run/run-store.ts'
import { allot, approvedRun, county, head, household, maker, sentAndSettled } from '../testing.ts'
import { payGround } from '../testing/ground.ts'
import { readHouseholdMoney } from './household-view.ts'
import type { RunsShown } from '../wire.ts'

const ground = payGround()
const { inside, ready } = ground
const made = () => inside((tx) => ground.house.runs.make(tx, maker, { programme: 'dibao', month: '2026-03' as never }))
const households = {
  list: () => Promise.resolve({ rows: [], count: 0, members: 0, paidNow: fen(0) }),
}

describe('清单不悄悄截断', () => {
  it('额度一页一页列，总数是全部的；按年也一样', async () => {
    for (const [year, amounts] of [
      [2026, ['1', '2', '3']],
      [2025, ['4']],
    ] as const)
      for (const amount of amounts) await inside((tx) => allot(tx, ground.house.ledger, { amount, year }))
    const page = (number: number, year?: number) =>
      inside((tx) => readAllotments(tx, maker, { year, page: number, size: 2 }))
    const amounts = async (number: number, year?: number) => (await page(number, year)).rows.map(({ amount }) => amount)
    expect([(await page(1)).count, (await page(1, 2026)).count]).toEqual([4, 3])
    const all = [...(await amounts(1)), ...(await amounts(2))]
    expect(all.toSorted()).toEqual(['100', '200', '300', '400'])
    expect(await amounts(3)).toEqual([])
    expect([...(await amounts(1, 2026)), ...(await amounts(2, 2026))].toSorted()).toEqual(['100', '200', '300'])
  })

  it('发放名单一页一页列；只看没发完的、只看各项最近一份，总数都对', async () => {
    await ready([1], { from: '2026-02' })
    const done = await inside((tx) => approvedRun(tx, ground.house, '2026-02'))
    await inside((tx) => sentAndSettled(tx, ground.house, { runId: done, file: 1 }))
    const march = await made()
    const found = async (show: RunsShown, page = 1) => {
      const { rows, count } = await inside((tx) => findRuns(tx, county, { show, page, size: 1 }))
      return [count, rows.map(({ id }) => id)]
    }
    expect(await found('all')).toEqual([2, [march]])
    expect(await found('all', 2)).toEqual([2, [done]])
    expect(await found('open')).toEqual([1, [march]])
    expect(await found('newest')).toEqual([1, [march]])
    expect(await found('newest', 2)).toEqual([1, []])
  })

  it('一户发了二十五笔：档案里列最近二十四笔，说还有更早的；二十四笔时不说；办件里一笔不少', async () => {
    await ready([1], { from: '2024-03' })
    expect(await ground.lines(await made())).toHaveLength(25)
    const section = (index: number) =>
      inside((tx) => payoutSection({ vault: ground.vault }).read(tx, head, household(index), {} as never))
    const long = await section(1)
    expect([long.rows.length, long.rows.at(-1)?.[0]]).toEqual([24, { kind: 'text', zh: '2024-04' }])
    expect(long.cut?.zh).toContain('更早的')
    const money = await inside((tx) => readHouseholdMoney(tx, head, household(1), { vault: ground.vault, households }))
    expect([money.payments.length, money.paymentCount]).toEqual([25, 25])
  })

  it('正好二十四笔，不说还有', async () => {
    await ready([2], { from: '2024-04' })
    await made()
    const { rows, cut } = await inside((tx) =>
      payoutSection({ vault: ground.vault }).read(tx, head, household(2), {} as never),
    )
    expect([rows.length, cut]).toEqual([24, undefined])
  })
})
