import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { day, type Month } from '#platform/clock/index.ts'
import { inScope, type PlaceId, type Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { fen } from '#platform/money/index.ts'
import { readClaims } from '../asked/asked-view.ts'
import { readCorrections } from '../rights/correction-view.ts'
import { reserve } from '../rights/reserve.ts'
import {
  approvedRun,
  county,
  decided,
  head,
  household,
  maker,
  otherHead,
  reviewer,
  sentAndSettled,
} from '../testing.ts'
import { gate, payGround, somebodyWaits } from '../testing/ground.ts'
import { withdrawRefunds } from './owe.ts'
import { recogniseRefunds } from './recognise.ts'
import { readRefunds } from './refund-view.ts'

const ground = payGround()
const { inside, sums, ready, change, undo, lines, rightOf } = ground
const households = { list: () => Promise.resolve({ rows: [], count: 0, members: 0, paidNow: fen(0) }) }
const refunds = () => ground.house.refunds
const query = async <Row>(text: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await text.execute(ground.database.owner)).rows

const listed = async (show: 'open' | 'done' = 'open', who = head, house = ground.house) =>
  inside((tx) =>
    readRefunds(tx, who, { show, page: 1, size: 20 }, { households, clock: house.clock, vault: ground.vault }),
  )
const purse = { householdId: household(1), programme: 'dibao' }
const byBank = (amount = 15_000, who = maker): Promise<string> =>
  inside((tx) => refunds().proposeByBank(tx, who, { ...purse, amount: fen(amount) }))
const handed = { voucher: '凭证 7 号', paidOn: day('2026-03-05'), why: '老人住院，女儿来领' }
const byHand = (change: Partial<typeof handed> = {}, amount = 15_000): Promise<string> =>
  inside((tx) => refunds().proposeByHand(tx, maker, { ...purse, amount: fen(amount), ...handed, ...change }))
const confirm = (id: string, who = head): Promise<string> => inside((tx) => refunds().confirm(tx, who, id))
const refuse = (id: string, who = head): Promise<string> =>
  inside((tx) => refunds().refuse(tx, who, id, '凭证上的名字不对'))
const approved = (): Promise<string> => inside((tx) => approvedRun(tx, ground.house, '2026-03'))
const settled = (runId: string, file: number, returned: readonly number[] = []): Promise<void> =>
  inside((tx) => sentAndSettled(tx, ground.house, { runId, file, returned }))

const repaid = async (amount: number, index = 1): Promise<void> => {
  const everything = { show: 'open', page: 1, size: 100 } as const
  const { rows } = await inside((tx) => readClaims(tx, head, everything, { households, clock: ground.house.clock }))
  const claim = rows.find(({ householdId }) => householdId === household(index))
  const wish = { claimId: claim?.id ?? '', amount: fen(amount), receipt: `回单 ${index}`, on: day('2026-03-05') }
  const id = await inside((tx) => ground.house.asked.recordRepayment(tx, maker, wish))
  await inside((tx) => ground.house.asked.confirm(tx, head, id))
}
/** 500 paid for March, lowered to 300, 150 of the 200 repaid; then the change was taken back. */
const owed = async (indexes: readonly number[] = [1]): Promise<void> => {
  await ready(indexes)
  await settled(await approved(), 1)
  for (const index of indexes) {
    await change(index, 30_000, '2026-03')
    await repaid(15_000, index)
    await undo(index, 2)
  }
}

describe('追回撤了，还过的是他家的', () => {
  it('撤回的那一刻台账就知道，那笔钱不再算可用；清单上有多少、几天了、为什么；只有一次', async () => {
    await ready([1])
    await settled(await approved(), 1)
    const before = await sums()
    await change(1, 30_000, '2026-03')
    await repaid(15_000)
    expect(await listed()).toMatchObject({ rows: [], amount: '0' })
    await undo(1, 2)
    expect(await sums()).toEqual({
      ...before,
      'paid 2026': 35_000n,
      'repaid 2026': 15_000n,
      'to-refund 2026': 15_000n,
      'outside 2026': -10_015_000n,
    })
    const later = ground.at('2026-03-25T10:00:00+08:00')
    const list = await listed('open', maker, later)
    expect(list).toMatchObject({ count: 1, amount: '15000', toPropose: 1, toConfirm: 0 })
    expect(list.rows).toMatchObject([
      {
        openAmount: '15000',
        days: 20,
        parts: [{ month: '2026-03', cause: 'claim-fell', why: '改错了', state: 'open' }],
      },
    ])
    await expect(undo(1, 2)).resolves.toBeDefined()
    expect(await sums()).toMatchObject({ 'to-refund 2026': 15_000n })
  })

  it('额度都答应出去了，照样记欠他家的', async () => {
    await ready([1])
    await settled(await approved(), 1)
    await change(1, 30_000, '2026-03')
    await repaid(15_000)
    await inside((tx) => ground.house.payouts.grant(tx, maker, decided(2, { amount: '20000', from: '2026-03' })))
    await undo(1, 2)
    const now = await sums()
    expect(now['to-refund 2026']).toBe(15_000n)
    expect(now['allotment 2026']).toBeLessThan(0n)
  })

  it('还没有人确认，那份待遇又降了：不一边退一边追；提过的那次不算了', async () => {
    await owed()
    const id = await byBank()
    await change(1, 30_000, '2026-03')
    const now = await sums()
    expect([now['to-refund 2026'], now['recovery 2026'], now['repaid 2026']]).toEqual([undefined, 5_000n, 15_000n])
    await expect(confirm(id)).rejects.toThrow('已经处理过了')
    expect((await listed()).rows).toEqual([])
  })

  it('降到比还过的少：只有多还的那一截退', async () => {
    await ready([1])
    await settled(await approved(), 1)
    await change(1, 30_000, '2026-03')
    await repaid(15_000)
    await change(1, 40_000, '2026-03')
    const now = await sums()
    expect([now['to-refund 2026'], now['recovery 2026'], now['repaid 2026']]).toEqual([5_000n, undefined, 15_000n])
  })

  it('调标调上来的，家里还过的那部分算退还，其余补发：按决定列得全，合起来就是补的数', async () => {
    await ready([1])
    await settled(await approved(), 1)
    await change(1, 30_000, '2026-03')
    await repaid(15_000)
    const wish = { entitlementId: await rightOf(1), from: '2026-03' as Month, why: '调标', decisionId: 'list-1' }
    await inside((tx) =>
      ground.house.payouts.change(tx, maker, { ...wish, rate: { per: 'month', amount: fen(60_000) } }),
    )
    const found = await inside((tx) => readCorrections(tx, county, 'list-1'))
    expect(Object.fromEntries(found.map(({ state, fen: amount }) => [state, amount]))).toEqual({
      refund: 15_000n,
      waiting: 10_000n,
    })
  })

  it('这一户还有别的要追：说出来，一分不抵', async () => {
    await owed()
    const april = ground.at('2026-04-05T10:00:00+08:00')
    await settled(await inside((tx) => approvedRun(tx, april, '2026-04')), 3)
    await change(1, 20_000, '2026-04')
    const { rows } = await listed()
    expect(rows).toMatchObject([{ openAmount: '15000', claims: { count: 1, left: '30000' } }])
    expect(await sums()).toMatchObject({ 'to-refund 2026': 15_000n, 'recovery 2026': 30_000n })
  })
})

describe('两个人', () => {
  it('提的人自己不能确认；两个人同时确认只算一次；同时提两次只有一次', async () => {
    await owed()
    const both = await Promise.allSettled([byHand(), byHand({ voucher: '凭证 8 号' })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const id = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0] ?? ''
    await expect(confirm(id, maker)).rejects.toThrow('要由另一个人确认')
    const pressed = await Promise.allSettled([confirm(id), confirm(id, otherHead), confirm(id)])
    expect(pressed.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await sums()).toMatchObject({ 'refunded 2026': 15_000n, 'paid 2026': 35_000n })
    expect((await sums())['to-refund 2026']).toBeUndefined()
  })

  /** The first has done its work and not committed when the second begins; the second waits, then sees it. */
  const oneAfterTheOther = async (
    first: (tx: Tx) => Promise<unknown>,
    second: () => Promise<unknown>,
  ): Promise<PromiseSettledResult<unknown>> => {
    const { opened, open } = gate()
    const done = gate()
    const one = inside(async (tx) => {
      await first(tx)
      done.open()
      await opened
    })
    await done.opened
    const other = Promise.allSettled([second()])
    await somebodyWaits(ground.database)
    open()
    await one
    return given((await other)[0], 'the outcome of the second')
  }

  it('确认还没落定，另一个人点了不同意：等着，然后说已经处理过了', async () => {
    await owed([1])
    const id = await byHand()
    const late = await oneAfterTheOther(
      (tx) => refunds().confirm(tx, head, id),
      () => refuse(id, otherHead),
    )
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'payouts.refundDecided' } })
    expect(await sums()).toMatchObject({ 'refunded 2026': 15_000n })
  })

  it('不同意还没落定，另一个人点了确认：不记账', async () => {
    await owed()
    const id = await byHand()
    const late = await oneAfterTheOther(
      (tx) => refunds().refuse(tx, otherHead, id, '凭证上的名字不对'),
      () => confirm(id),
    )
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'payouts.refundDecided' } })
    expect(await sums()).toMatchObject({ 'to-refund 2026': 15_000n })
  })

  it('确认还没落定，那份待遇又降了：退还照算，另外追；倒过来，提过的不算了，一分不退', async () => {
    await owed([1, 2])
    const id = await byHand()
    await oneAfterTheOther(
      (tx) => refunds().confirm(tx, head, id),
      () => change(1, 30_000, '2026-03'),
    )
    expect(await sums()).toMatchObject({
      'refunded 2026': 15_000n,
      'recovery 2026': 20_000n,
      'to-refund 2026': 15_000n,
    })
    const other = { householdId: household(2), programme: 'dibao', amount: fen(15_000) }
    const second = await inside((tx) => refunds().proposeByBank(tx, maker, other))
    const wish = { rate: { per: 'month', amount: fen(30_000) }, from: '2026-03' as Month, why: '工资多了' } as const
    const entitlementId = await rightOf(2)
    const late = await oneAfterTheOther(
      (tx) => ground.house.payouts.change(tx, maker, { ...wish, entitlementId, decisionId: null }),
      () => confirm(second),
    )
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'payouts.refundDecided' } })
    expect(await sums()).toMatchObject({ 'refunded 2026': 15_000n, 'recovery 2026': 25_000n })
    expect((await sums())['to-refund 2026']).toBeUndefined()
  })

  it('那份待遇降着还没落定，另一个人说当面退的不对：等着，两样抵掉，只追相差的', async () => {
    await owed()
    const id = await byHand()
    const wish = { rate: { per: 'month', amount: fen(30_000) }, from: '2026-03' as Month, why: '工资多了' } as const
    const entitlementId = await rightOf(1)
    const late = await oneAfterTheOther(
      (tx) => ground.house.payouts.change(tx, maker, { ...wish, entitlementId, decisionId: null }),
      () => refuse(id, otherHead),
    )
    expect(late).toMatchObject({ status: 'fulfilled' })
    expect(await sums()).toMatchObject({ 'recovery 2026': 5_000n, 'repaid 2026': 15_000n })
    expect((await sums())['to-refund 2026']).toBeUndefined()
  })

  it('不同意的回到清单，看得到为什么；话是密文', async () => {
    await owed()
    const id = await byHand()
    const [row] = await query(sql<{ text: string }>`SELECT row_to_json(p)::text AS text FROM payouts.refund_proposal p`)
    expect(row?.text).not.toContain('女儿')
    await refuse(id)
    await expect(confirm(id)).rejects.toThrow('已经处理过了')
    const { rows } = await listed()
    expect(rows).toMatchObject([
      {
        openAmount: '15000',
        proposal: { state: 'refused', why: '老人住院，女儿来领', refusedWhy: '凭证上的名字不对' },
      },
    ])
    expect(await listed('open', otherHead)).toMatchObject({ toPropose: 1, toConfirm: 0 })
    const [left] = await query(
      sql<{ text: string }>`SELECT row_to_json(p)::text AS text FROM payouts.refund_proposal p`,
    )
    expect(left?.text).not.toContain('名字不对')
    await confirm(await byBank())
  })
})

describe('当面退', () => {
  it('凭证、日期、金额都要对；确认以后记账，清单上没有了，家里看得到哪天怎么退的', async () => {
    await owed()
    await expect(byHand({ paidOn: day('2026-03-06') })).rejects.toThrow('不能晚于今天')
    await expect(byHand({}, 15_001)).rejects.toThrow('刚刚变了')
    await confirm(await byHand())
    await expect(byHand()).rejects.toThrow('没有找到')
    expect(await listed()).toMatchObject({ rows: [], toPropose: 0 })
    expect((await listed('done')).rows).toMatchObject([
      {
        amount: '15000',
        proposal: { way: 'hand', voucher: '凭证 7 号' },
        parts: [{ state: 'done', doneOn: '2026-03-05' }],
      },
    ])
    const told = await inside((tx) => ground.house.payouts.moneyBackOf(tx, county, household(1)))
    expect(told).toEqual([
      {
        ...{ month: '2026-03', programme: 'dibao', repaid: 15_000n },
        refunds: [{ amount: 15_000n, state: 'done', way: 'hand', on: '2026-03-05' }],
      },
    ])
  })

  it('一张凭证只用一次', async () => {
    await owed([1, 2])
    await confirm(await byHand())
    const other = { householdId: household(2), programme: 'dibao', amount: fen(15_000), ...handed }
    await expect(inside((tx) => refunds().proposeByHand(tx, maker, other))).rejects.toThrow('这张凭证已经登记过')
  })
})

describe('从银行退', () => {
  it('随发放名单走，不占预算；到账以后三本账一分不差，只退一次', async () => {
    await owed()
    await confirm(await byBank())
    expect((await listed()).rows).toMatchObject([{ parts: [{ state: 'approved', run: null }], openAmount: '0' }])
    const before = await sums()
    const runId = await approved()
    expect(await lines(runId)).toEqual([[1, '2026-03', 'refund', 15_000n, 'payable']])
    const after = await sums()
    expect([after['allotment 2026'], after['reserved 2026']]).toEqual([
      before['allotment 2026'],
      before['reserved 2026'],
    ])
    await settled(runId, 2)
    expect(await sums()).toMatchObject({ 'paid 2026': 50_000n, 'repaid 2026': 15_000n })
    expect((await listed('done')).rows).toMatchObject([
      { proposal: { way: 'bank' }, parts: [{ doneOn: '2026-03-09' }] },
    ])
    await expect(approved()).rejects.toThrow('一行要发的也没有')
    const told = await inside((tx) => ground.house.payouts.moneyBackOf(tx, county, household(1)))
    expect(told[0]?.refunds).toEqual([{ amount: 15_000n, state: 'done', way: 'bank', on: '2026-03-09' }])
    const payments = await inside((tx) => ground.house.payouts.paymentsOf(tx, county, household(1)))
    expect(payments.map(({ amount }) => amount)).toEqual([50_000n])
  })

  it('银行退回的回到清单，带着银行的话；改了账户再提再确认，再退一次', async () => {
    await owed()
    await confirm(await byBank())
    const first = await approved()
    await settled(first, 2, [1])
    expect(await sums()).toMatchObject({ 'to-refund 2026': 15_000n, 'paid 2026': 35_000n })
    expect((await listed()).rows).toMatchObject([
      { openAmount: '15000', parts: [{ state: 'open', run: null, failed: { by: 'bank', reason: '账号不存在' } }] },
    ])
    expect(await lines(first)).toEqual([[1, '2026-03', 'refund', 15_000n, 'stopped']])
    const state = await query(sql<{ state: string }>`SELECT state FROM payouts.run WHERE id = ${first}`)
    expect(state).toEqual([{ state: 'done' }])
    await confirm(await byBank())
    await settled(await approved(), 3)
    expect(await sums()).toMatchObject({ 'paid 2026': 50_000n })
    expect((await sums())['to-refund 2026']).toBeUndefined()
  })

  it('没有审过的账户，退不进银行', async () => {
    await owed()
    await query(sql`UPDATE payouts.account SET state = 'replaced'`)
    await expect(byBank()).rejects.toThrow('没有审过的收款账户')
    await confirm(await byHand())
  })

  it('批准以后待遇又降了：该退的照退，另外追；退的不进抵扣', async () => {
    await owed()
    await confirm(await byBank())
    await change(1, 30_000, '2026-03')
    const runId = await approved()
    expect(await lines(runId)).toEqual([[1, '2026-03', 'refund', 15_000n, 'payable']])
    await change(1, 20_000, '2026-03')
    expect(await lines(runId)).toEqual([[1, '2026-03', 'refund', 15_000n, 'payable']])
    await settled(runId, 2)
    const now = await sums()
    expect([now['paid 2026'], now['recovery 2026'], now['repaid 2026']]).toEqual([20_000n, 30_000n, 15_000n])
  })

  it.each([
    ['批准以前', false],
    ['批准以后', true],
  ])('%s暂缓、又决定不发：待遇停，退还不停，回到清单', async (_, isApproved) => {
    await owed()
    await confirm(await byBank())
    const wish = { ...purse, cause: 'death', why: '户主去世' } as const
    if (!isApproved) await inside((tx) => ground.house.payouts.hold(tx, reviewer, wish))
    const runId = await approved()
    if (isApproved) await inside((tx) => ground.house.payouts.hold(tx, reviewer, wish))
    expect((await listed()).rows).toMatchObject([{ isHeld: true }])
    const [hold] = await query(sql<{ id: string }>`SELECT id FROM payouts.hold`)
    await inside((tx) => ground.house.holds.end(tx, head, hold?.id ?? '', '户主去世，不再发'))
    expect(await lines(runId)).toEqual([[1, '2026-03', 'refund', 15_000n, 'stopped']])
    expect((await listed()).rows).toMatchObject([
      { openAmount: '15000', parts: [{ failed: { by: 'hold', reason: null } }] },
    ])
    await confirm(await byHand())
    expect(await sums()).toMatchObject({ 'refunded 2026': 15_000n })
  })

  it('确认了、还没有名单，暂缓的决定不发：不会自己跟着下一份名单出去，回到清单', async () => {
    await owed()
    await confirm(await byBank())
    const id = await inside((tx) =>
      ground.house.payouts.hold(tx, reviewer, { ...purse, cause: 'office', why: '存折户名对不上' }),
    )
    await inside((tx) => ground.house.holds.end(tx, head, id, '不发了'))
    expect((await listed()).rows).toMatchObject([
      { openAmount: '15000', parts: [{ state: 'open', failed: { by: 'hold', reason: null } }] },
    ])
    await expect(approved()).rejects.toThrow('一行要发的也没有')
    await confirm(await byHand())
    expect(await sums()).toMatchObject({ 'refunded 2026': 15_000n })
  })
})

/** What is still asked of the household, claim by claim, and whether the ledger knows. */
const asked = async (): Promise<[bigint, boolean][]> =>
  (
    await query(sql<{ left: bigint; booked: boolean }>`SELECT -fen - repaid_fen - dropped_fen AS left,
      entry_id IS NOT NULL AS booked FROM payouts.correction WHERE state = 'owed' AND -fen - repaid_fen - dropped_fen > 0
    ORDER BY at`)
  ).map(({ left, booked }) => [left, booked])

describe('退了，或正在退，整个月又不该发了', () => {
  it('当面退过的也一起追，先从到账的、再从当面退的里记；还清以后又撤回，整个月的都退', async () => {
    await owed()
    await confirm(await byHand())
    await ground.end(1, '2026-02')
    expect(await asked()).toEqual([[50_000n, true]])
    const now = await sums()
    expect([now['paid 2026'], now['refunded 2026'], now['recovery 2026']]).toEqual([undefined, undefined, 50_000n])
    await repaid(50_000)
    expect(await sums()).toMatchObject({ 'repaid 2026': 65_000n })
    await undo(1, 4)
    expect((await listed()).rows).toMatchObject([{ openAmount: '50000' }])
  })

  it('还没到账的退还，到账以后才追整个月；以前不记', async () => {
    await owed()
    await confirm(await byBank())
    await ground.end(1, '2026-02')
    expect(await asked()).toEqual([[50_000n, false]])
    const runId = await approved()
    await settled(runId, 2)
    expect(await asked()).toEqual([[50_000n, true]])
    const now = await sums()
    expect([now['paid 2026'], now['recovery 2026'], now['to-refund 2026']]).toEqual([undefined, 50_000n, undefined])
  })

  it('还没到账的退还，银行退了回来：不再退，也少追那么多', async () => {
    await owed()
    await confirm(await byBank())
    await ground.end(1, '2026-02')
    await settled(await approved(), 2, [1])
    expect((await listed()).rows).toEqual([])
    expect(await asked()).toEqual([[35_000n, true]])
    const now = await sums()
    expect([now['paid 2026'], now['recovery 2026'], now['to-refund 2026']]).toEqual([undefined, 35_000n, undefined])
  })

  it('退还没有发成，那份待遇又降了：只追两样相差的', async () => {
    await owed()
    await confirm(await byBank())
    await change(1, 30_000, '2026-03')
    expect(await asked()).toEqual([[20_000n, false]])
    await settled(await approved(), 2, [1])
    expect((await listed()).rows).toEqual([])
    expect(await asked()).toEqual([[5_000n, true]])
    const now = await sums()
    expect([now['paid 2026'], now['recovery 2026'], now['to-refund 2026']]).toEqual([30_000n, 5_000n, undefined])
  })

  it('退还暂缓、又决定不发，那份待遇又降了：也只追两样相差的', async () => {
    await owed()
    await confirm(await byBank())
    await change(1, 30_000, '2026-03')
    await inside((tx) => ground.house.payouts.hold(tx, reviewer, { ...purse, cause: 'death', why: '户主去世' }))
    await approved()
    const [hold] = await query(sql<{ id: string }>`SELECT id FROM payouts.hold`)
    await inside((tx) => ground.house.holds.end(tx, head, hold?.id ?? '', '户主去世，不再发'))
    expect((await listed()).rows).toEqual([])
    expect(await asked()).toEqual([[5_000n, true]])
  })

  it('说已经当面付了、还没有人确认，那份待遇又降了：付出去的不会没有账，确认以后全数追；确认两次也一样', async () => {
    await owed()
    const id = await byHand()
    await change(1, 30_000, '2026-03')
    expect(await asked()).toEqual([[20_000n, false]])
    expect((await listed()).rows).toMatchObject([{ parts: [{ state: 'asked' }] }])
    await confirm(id)
    await confirm(id)
    expect(await asked()).toEqual([[20_000n, true]])
    const now = await sums()
    expect([now['paid 2026'], now['refunded 2026'], now['recovery 2026']]).toEqual([15_000n, 15_000n, 20_000n])
  })

  it('说已经当面付了，其实没有，第二个人不同意：不退，只追相差的', async () => {
    await owed()
    const id = await byHand()
    await change(1, 30_000, '2026-03')
    await refuse(id)
    expect((await listed()).rows).toEqual([])
    expect(await asked()).toEqual([[5_000n, true]])
    expect((await sums())['to-refund 2026']).toBeUndefined()
  })

  it('说已经当面付了，那份待遇降了又涨回来：什么也不追，照样等确认', async () => {
    await owed()
    const id = await byHand()
    await change(1, 30_000, '2026-03')
    await undo(1, 4)
    expect(await asked()).toEqual([])
    await confirm(id)
    expect(await sums()).toMatchObject({ 'refunded 2026': 15_000n, 'paid 2026': 35_000n })
  })
})

describe('看得见的范围', () => {
  it('别的镇街的人看不到，也提不了', async () => {
    await owed()
    const elsewhere = { tenants: [county], places: [99 as PlaceId] }
    const seen = await inScope(ground.database.db, elsewhere, (tx) =>
      readRefunds(
        tx,
        head,
        { show: 'open', page: 1, size: 20 },
        { households, clock: ground.house.clock, vault: ground.vault },
      ),
    )
    expect(seen).toMatchObject({ rows: [], count: 0, toPropose: 0 })
    const wish = { ...purse, amount: fen(15_000) }
    await expect(
      inScope(ground.database.db, elsewhere, (tx) => refunds().proposeByBank(tx, maker, wish)),
    ).rejects.toThrow('没有找到')
  })
})

describe('以前的', () => {
  it('以前撤了追回、还的钱还在等着当补发的，认出来列为应退还；认两次也只有一次', async () => {
    await owed()
    const right = await rightOf(1)
    const { ledger, clock } = ground.house
    const audit = {
      record: () => Promise.resolve(),
      recordMany: () => Promise.resolve(),
      recordRead: () => Promise.resolve(),
    }
    const needs = { ledger, clock, audit }
    // As it was written before: arrears that wait for the next list, with the money kept back for them.
    await inside(async (tx) => {
      await withdrawRefunds(tx, maker, [{ rightId: right, month: '2026-03' as Month }], needs)
      await sql`INSERT INTO payouts.correction (tenant_id, id, entitlement_id, version, month, fen, state, at)
        VALUES (${county}, gen_random_uuid(), ${right}, 3, '2026-03-01', 15000, 'waiting', ${clock.now()})`.execute(tx)
      await reserve(
        tx,
        maker,
        { rights: [right], why: '补发', on: clock.today(), about: { kind: 'entitlement', id: right } },
        needs,
      )
    })
    const before = await sums()
    expect(before['to-refund 2026']).toBeUndefined()
    const both = { db: ground.database.db, ...needs }
    await Promise.all([recogniseRefunds(both, county), recogniseRefunds(both, county)])
    expect(await recogniseRefunds(both, county)).toBe(0)
    const after = await sums()
    expect([after['to-refund 2026'], after['allotment 2026']]).toEqual([15_000n, before['allotment 2026']])
    await confirm(await byBank())
    expect(await lines(await approved())).toEqual([[1, '2026-03', 'refund', 15_000n, 'payable']])
  })
})
