import { describe, expect, it } from 'vitest'
import type { Day, Month } from '#platform/clock/index.ts'
import { yuan } from '#platform/money/index.ts'
import { moved } from '#finance/ledger/index.ts'
import { head, household, maker, town } from '../testing.ts'
import { payGround } from '../testing/ground.ts'

const ground = payGround()
const { inside } = ground
const on = '2026-03-05' as Day
const provincial = { source: 'province', month: '2026-03' as Month, dueBefore: '2026-12-31' as Day } as const
const document = '省级资金（合成）'

/** A purse of its own with this much in it. */
const purse = (amount: string): Promise<string> =>
  inside(async (tx) => {
    const programme = await ground.house.once.open(tx, maker, provincial)
    const money = { programme, source: 'province', budgetYear: 2026, householdId: null, month: null } as const
    await ground.house.ledger.post(tx, maker, {
      ...{
        key: `allot:${programme}`,
        kind: 'payouts.allotted',
        why: document,
        on,
        about: { kind: 'allotment', id: '1' },
      },
      legs: moved(yuan(amount), { ...money, account: 'outside' }, { account: 'allotment' }),
    })
    return programme
  })
const give = (programme: string, index: number, amount: string) =>
  inside((tx) =>
    ground.house.once.grant(tx, head, {
      ...{ programme, document },
      drafts: [{ row: `${programme}-${index}`, householdId: household(index), placeId: town, amount: yuan(amount) }],
    }),
  )

describe('AC-032 专项的钱不能挪用', () => {
  it('两千万里答应了一千九百九十万，再来二十万：不批，说只剩十万；什么也没变', async () => {
    const programme = await purse('20000000')
    await give(programme, 1, '19900000')
    const before = await ground.sums()
    await expect(give(programme, 2, '200000')).rejects.toThrow('2026 年只剩 100,000.00 元，不够 200,000.00 元')
    expect(await ground.sums()).toEqual(before)
    await give(programme, 3, '100000')
  })

  it('别的用途有再多的钱，也补不了这一笔', async () => {
    const [short, rich] = [await purse('100'), await purse('1000000')]
    await expect(give(short, 1, '500')).rejects.toThrow('只剩 100.00 元，不够 500.00 元')
    // Whatever code tried to move it across would be refused by the ledger itself.
    const leg = { source: 'province', budgetYear: 2026, householdId: null, month: null, account: 'allotment' } as const
    const across = inside((tx) =>
      ground.house.ledger.post(tx, maker, {
        ...{ key: 'across', kind: 'trial.moved', why: '挪用', on, about: { kind: 'trial', id: '1' } },
        legs: [
          { ...leg, programme: rich, amount: yuan('-400') },
          { ...leg, programme: short, amount: yuan('400') },
        ],
      }),
    )
    await expect(across).rejects.toThrow('不等于零')
  })

  it('没有设过的用途（办公室房租），连额度都登记不上', async () => {
    const rent = inside((tx) =>
      ground.house.payouts.grant(tx, maker, {
        ...{ householdId: household(1), placeId: town, programme: 'office-rent', from: '2026-03' as Month },
        ...{ rate: { per: 'once', amount: yuan('1') }, source: { kind: 'legacy', document } },
      }),
    )
    await expect(rent).rejects.toThrow('还没有设置从哪项资金发')
    expect(await ground.sums()).toEqual({})
  })
})
