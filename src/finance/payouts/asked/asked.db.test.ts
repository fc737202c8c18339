import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { fen } from '#platform/money/index.ts'
import { allot, approvedRun, decided, head, maker, otherHead, sentAndSettled } from '../testing.ts'
import { payGround } from '../testing/ground.ts'
import { readClaims } from './asked-view.ts'

const ground = payGround()
const { inside, sums, ready, change, undo } = ground
const asked = () => ground.house.asked
const entryId = async (): Promise<string> => {
  const { rows } = await sql<{ id: string }>`SELECT id FROM ledger.entry WHERE kind = 'payouts.allotted'
    AND reverses IS NULL ORDER BY at DESC, id DESC LIMIT 1`.execute(ground.database.owner)
  return rows[0]?.id ?? ''
}
const confirm = (id: string, who = head): Promise<string> => inside((tx) => asked().confirm(tx, who, id))
const refuse = (id: string, who = head): Promise<string> => inside((tx) => asked().refuse(tx, who, id, '回单看不清'))

describe('冲回一笔额度', () => {
  const ask = async (who = maker): Promise<string> => {
    const id = await entryId()
    return inside((tx) => asked().takeBackAllotment(tx, who, { entryId: id, reason: '文号登错了' }))
  }

  it('提出时账不动；提出的人自己不能确认；另一个人确认以后有一笔相反的账，只冲一次', async () => {
    await inside((tx) => allot(tx, ground.house.ledger, { amount: '1000' }))
    const id = await ask()
    expect(await sums()).toEqual({ 'outside 2026': -100_000n, 'allotment 2026': 100_000n })
    await expect(confirm(id, maker)).rejects.toThrow('财务甲 提出的，要由另一个人确认')
    await expect(ask(head)).rejects.toThrow('已经有人提出冲回')
    await Promise.all([confirm(id), confirm(id, otherHead)])
    expect(await sums()).toEqual({})
    await expect(ask()).rejects.toThrow('已经有人提出冲回')
    const { rows } = await sql<{
      n: number
    }>`SELECT count(*)::int AS n FROM ledger.entry WHERE reverses IS NOT NULL`.execute(ground.database.owner)
    expect(rows).toEqual([{ n: 1 }])
  })

  it('不同意的写明原因，账不动，可以再提', async () => {
    await inside((tx) => allot(tx, ground.house.ledger, { amount: '1000' }))
    const id = await ask()
    await refuse(id)
    await expect(confirm(id)).rejects.toThrow('已经处理过')
    await confirm(await ask())
    expect(await sums()).toEqual({})
  })

  it.each([
    ['封顶的资金已经答应出去一分，冲不回，说出还剩多少', '0.01', false],
    ['一分没动过的，能冲回', null, true],
  ])('%s', async (_, promised, isFine) => {
    await inside((tx) => allot(tx, ground.house.ledger, { amount: '1000', programme: 'temporary-aid' }))
    const id = await ask()
    if (promised !== null) {
      const once = decided(1, { programme: 'temporary-aid', per: 'once', amount: promised })
      await inside((tx) => ground.house.payouts.grant(tx, maker, once))
    }
    if (isFine) await confirm(id)
    else await expect(confirm(id)).rejects.toThrow('只有 999.99 元没有动，冲不回 1,000.00 元')
  })

  it('法定救助的额度冲回以后不够，不停待遇，名单等钱', async () => {
    await ready([1])
    await confirm(await ask())
    await expect(inside((tx) => approvedRun(tx, ground.house, '2026-03'))).rejects.toThrow('待遇照样有效')
  })
})

describe('登记追回', () => {
  /** 500 paid for March, lowered to 300: 200 to be recovered. @returns id of the claim */
  const claimed = async (): Promise<string> => {
    await ready([1])
    const runId = await inside((tx) => approvedRun(tx, ground.house, '2026-03'))
    await inside((tx) => sentAndSettled(tx, ground.house, { runId, file: 1 }))
    await change(1, 30_000, '2026-03')
    const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.correction WHERE state = 'owed'`.execute(
      ground.database.owner,
    )
    return rows[0]?.id ?? ''
  }
  const ask = (claimId: string, amount: number, receipt = '回单 1', on = '2026-03-05'): Promise<string> =>
    inside((tx) => asked().recordRepayment(tx, maker, { claimId, amount: fen(amount), receipt, on: on as never }))

  it('第二个人看过回单才记账：应追回少了，钱回到本年额度，发到过的数不变', async () => {
    const claim = await claimed()
    const before = await sums()
    const id = await ask(claim, 15_000)
    expect(await sums()).toEqual(before)
    await expect(confirm(id, maker)).rejects.toThrow('另一个人')
    await Promise.all([confirm(id), confirm(id, otherHead)])
    expect(await sums()).toMatchObject({
      ...{ 'recovery 2026': 5_000n, 'repaid 2026': 15_000n, 'paid 2026': 30_000n },
      'allotment 2026': (before['allotment 2026'] ?? 0n) + 15_000n,
    })
    await confirm(await ask(claim, 5_000, '回单 2'))
    expect((await sums())['recovery 2026']).toBeUndefined()
    expect(await sums()).toMatchObject({ 'repaid 2026': 20_000n })
  })

  it('晚一天，不收', async () => {
    await expect(ask(await claimed(), 20_000, '回单 1', '2026-03-06')).rejects.toThrow('不能晚于今天')
  })

  it('多一分：那一分不算还的，不进额度，是他家的，列为应退还', async () => {
    const before = await sums()
    await confirm(await ask(await claimed(), 20_001))
    const after = await sums()
    expect(after).toMatchObject({ 'repaid 2026': 20_000n, 'to-refund 2026': 1n, 'overpaid 2026': -1n })
    expect([before['recovery 2026'], after['recovery 2026']]).toEqual([undefined, undefined])
  })

  it('同一张回单登记两次，不收；两张一起超过剩下的，多出来的是他家的', async () => {
    const claim = await claimed()
    const one = await ask(claim, 15_000)
    await expect(ask(claim, 15_000)).rejects.toThrow('已经登记过')
    const other = await ask(claim, 15_000, '回单 2')
    await Promise.all([confirm(one), confirm(other)])
    expect((await sums())['recovery 2026']).toBeUndefined()
    expect(await sums()).toMatchObject({ 'repaid 2026': 20_000n, 'to-refund 2026': 10_000n, 'overpaid 2026': -10_000n })
  })

  it('确认以前不用追了：钱到了就照记，全是他家的，列为应退还；不用追的以后再到的钱也一样', async () => {
    const claim = await claimed()
    const id = await ask(claim, 20_000)
    await undo(1, 2)
    const none = { rows: [], count: 0, members: 0, paidNow: fen(0) }
    const listed = () =>
      inside((tx) =>
        readClaims(
          tx,
          head,
          { show: 'open', page: 1, size: 20 },
          { households: { list: () => Promise.resolve(none) }, clock: ground.house.clock },
        ),
      )
    // Money came in: the second person still finds it, until it is answered.
    expect(await listed()).toMatchObject({
      ...{ count: 1, left: '0' },
      rows: [{ id: claim, isDropped: true, left: '0', repayments: [{ id, state: 'asked' }] }],
    })
    await confirm(id)
    await confirm(await ask(claim, 300, '回单 2'))
    expect(await listed()).toEqual({ rows: [], count: 0, left: '0' })
    const now = await sums()
    expect(now).toMatchObject({ 'to-refund 2026': 20_300n, 'overpaid 2026': -20_300n, 'paid 2026': 50_000n })
    expect(now['repaid 2026']).toBeUndefined()
  })

  it('一页一页看：还没了结的在前，合计是全部的；追完的另看；找不到的户一笔也没有', async () => {
    const indexes = Array.from({ length: 23 }, (_, index) => index + 1)
    await ready(indexes)
    const runId = await inside((tx) => approvedRun(tx, ground.house, '2026-03'))
    await inside((tx) => sentAndSettled(tx, ground.house, { runId, file: 1 }))
    for (const index of indexes) await change(index, 40_000, '2026-03')
    const list = { list: () => Promise.resolve({ rows: [], count: 0, members: 0, paidNow: fen(0) }) }
    const read = (question: { show?: 'open' | 'closed' | 'all'; page?: number; text?: string }) =>
      inside((tx) =>
        readClaims(
          tx,
          head,
          { show: 'open', page: 1, size: 20, ...question },
          { households: list, clock: ground.house.clock },
        ),
      )
    const first = await read({})
    await confirm(await ask(first.rows[0]?.id ?? '', 10_000))
    expect(await read({ page: 2 })).toMatchObject({ count: 22, left: '220000', rows: { length: 2 } })
    expect(await read({ show: 'closed' })).toMatchObject({ count: 1, left: '0', rows: { length: 1 } })
    const all = [...(await read({ show: 'all' })).rows, ...(await read({ show: 'all', page: 2 })).rows]
    expect([new Set(all.map(({ id }) => id)).size, all.at(-1)?.left]).toEqual([23, '0'])
    expect(await read({ text: '没有这户' })).toEqual({ rows: [], count: 0, left: '0' })
  })
})
