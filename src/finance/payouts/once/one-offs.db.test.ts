import { describe, expect, it } from 'vitest'
import type { Day, Month } from '#platform/clock/index.ts'
import { yuan } from '#platform/money/index.ts'
import { readAllotments } from '../asked/asked-view.ts'
import { allot, giveAccounts, head, household, maker, sentAndSettled, town } from '../testing.ts'
import { payGround } from '../testing/ground.ts'

const ground = payGround()
const { inside } = ground
const march = { source: 'county', month: '2026-03' as Month, dueBefore: '2026-04-01' as Day } as const
const drafts = (rows: readonly number[], amount = '500') =>
  rows.map((index) => ({ row: `row-${index}`, householdId: household(index), placeId: town, amount: yuan(amount) }))
const open = () => inside((tx) => ground.house.once.open(tx, maker, march))
const document = '青民发〔2026〕合成1号'

describe('一次性补贴从名单到账', () => {
  it('各走各的钱袋：每项一个号，从一开始不跳号', async () => {
    expect([await open(), await open()]).toEqual(['one-off-1', 'one-off-2'])
  })

  it('拨入的额度页写项目的名字，不写代码', async () => {
    const programme = await open()
    await inside((tx) => allot(tx, ground.house.ledger, { amount: '100', programme }))
    const shown = await inside((tx) => readAllotments(tx, maker, { year: 2026, page: 1, size: 20 }))
    expect(shown.rows.map(({ programmeZh, programmeEn }) => [programmeZh, programmeEn])).toEqual([
      ['一次性补贴1号', 'One-off subsidy 1'],
    ])
  })

  it('批准的名单占住钱，差一分就不批', async () => {
    const programme = await open()
    await inside((tx) => allot(tx, ground.house.ledger, { amount: '999.99', programme }))
    const grant = () =>
      inside((tx) => ground.house.once.grant(tx, head, { programme, document, drafts: drafts([1, 2]) }))
    await expect(grant()).rejects.toThrow('只剩 999.99 元，不够 1,000.00 元')
    await inside((tx) => allot(tx, ground.house.ledger, { amount: '0.01', programme }))
    expect((await grant()).size).toBe(2)
    expect(await ground.sums()).toEqual({ 'outside 2026': -100_000n, 'reserved 2026': 100_000n })
  })

  it('名单、文件、退回、再发，走每月名单的那一套；最迟的日子是文件要求的前一天', async () => {
    const programme = await open()
    const rights = await inside(async (tx) => {
      await allot(tx, ground.house.ledger, { amount: '1500', programme })
      await giveAccounts(tx, ground.house, [1, 2])
      // Two persons of one household are two lines into one account.
      return ground.house.once.grant(tx, head, {
        ...{ programme, document },
        drafts: [...drafts([1, 2]), { ...drafts([1])[0]!, row: 'row-1-second' }],
      })
    })
    expect(rights.size).toBe(3)
    const make = (month: string) =>
      inside((tx) => ground.house.runs.make(tx, maker, { programme, month: month as Month }))
    await expect(make('2026-02')).rejects.toThrow('列支在 2026-03，名单只能做这个月的')
    const runId = await make('2026-03')
    await inside(async (tx) => {
      await ground.house.runs.freeze(tx, maker, runId)
      await ground.house.runs.approve(tx, head, runId)
    })
    await inside((tx) => sentAndSettled(tx, ground.house, { runId, file: 1, returned: [2] }))
    expect(await ground.sums()).toMatchObject({ 'paid 2026': 100_000n, 'returned 2026': 50_000n })
    await expect(
      inside((tx) =>
        ground.house.once.takeBack(tx, head, { programme, rights: [...rights.values()], why: '文件停了' }),
      ),
    ).rejects.toThrow('2 笔已经送了银行')
    expect((await ground.lines(runId)).map((line) => line[4])).toEqual(['paid', 'paid', 'returned'])
    const returned = { programme, rights: [rights.get('row-2')!], why: '本人不要（合成）' }
    await inside((tx) => ground.house.once.takeBack(tx, head, returned))
    expect((await ground.lines(runId)).map((line) => line[4])).toEqual(['paid', 'paid', 'stopped'])
    expect(await ground.sums()).toEqual({
      ...{ 'outside 2026': -150_000n, 'paid 2026': 100_000n, 'allotment 2026': 50_000n },
    })
  })

  it('没有送银行的可以撤回：名单上不发，钱回到可用额度，撤两次和撤一次一样', async () => {
    const programme = await open()
    const rights = await inside(async (tx) => {
      await allot(tx, ground.house.ledger, { amount: '1000', programme })
      await giveAccounts(tx, ground.house, [1, 2])
      return ground.house.once.grant(tx, head, { programme, document, drafts: drafts([1, 2]) })
    })
    const runId = await inside(async (tx) => {
      const id = await ground.house.runs.make(tx, maker, { programme, month: '2026-03' as Month })
      await ground.house.runs.freeze(tx, maker, id)
      return ground.house.runs.approve(tx, head, id)
    })
    for (let press = 0; press < 2; press += 1)
      await inside((tx) =>
        ground.house.once.takeBack(tx, head, { programme, rights: [...rights.values()], why: '文件停了' }),
      )
    expect((await ground.lines(runId)).map((line) => line[4])).toEqual(['stopped', 'stopped'])
    expect(await ground.sums()).toEqual({ 'outside 2026': -100_000n, 'allotment 2026': 100_000n })
  })

  it('发放名单提交了还没批就撤回：那张名单批不了，重算以后没有这几个人', async () => {
    const programme = await open()
    const rights = await inside(async (tx) => {
      await allot(tx, ground.house.ledger, { amount: '1000', programme })
      await giveAccounts(tx, ground.house, [1, 2])
      return ground.house.once.grant(tx, head, { programme, document, drafts: drafts([1, 2]) })
    })
    const runId = await inside(async (tx) => {
      const id = await ground.house.runs.make(tx, maker, { programme, month: '2026-03' as Month })
      return ground.house.runs.freeze(tx, maker, id)
    })
    const back = [rights.get('row-1')!]
    await inside((tx) => ground.house.once.takeBack(tx, head, { programme, rights: back, why: '列错了' }))
    await expect(inside((tx) => ground.house.runs.approve(tx, head, runId))).rejects.toThrow('有 1 份待遇变了')
    await inside(async (tx) => {
      await ground.house.runs.sendBack(tx, head, runId, '有人撤回')
      await ground.house.runs.compute(tx, maker, runId)
      await ground.house.runs.freeze(tx, maker, runId)
      await ground.house.runs.approve(tx, head, runId)
    })
    expect((await ground.lines(runId)).map((line) => [line[0], line[4]])).toEqual([[2, 'payable']])
    expect(await ground.sums()).toMatchObject({ 'payable 2026': 50_000n, 'allotment 2026': 50_000n })
  })
})
