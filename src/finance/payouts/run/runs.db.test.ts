import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Month } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { ledgerChecks } from '#finance/ledger/index.ts'
import { runChecks } from '#platform/checks/index.ts'
import { day } from '#platform/clock/index.ts'
import { payoutChecks } from '../checks.ts'
import {
  allot,
  approvedRun,
  balances,
  county,
  decided,
  emptied,
  giveAccounts,
  head,
  household,
  houseAt,
  linesOf,
  maker,
  monthsFrom,
  openTestVault,
  otherHead,
  reviewer,
  sentAndSettled,
  town,
  type TestHouse,
} from '../testing.ts'

const database = testDatabase()
let vault: Vault
let house: TestHouse
let remove: () => void
beforeAll(async () => {
  ;({ vault, remove } = await openTestVault(database.owner))
  house = houseAt('2026-03-05T10:00:00+08:00', { vault })
})
afterAll(() => remove())
afterEach(async () => {
  for (const { name, holds } of await runChecks(database.db, [...ledgerChecks, ...payoutChecks], {
    tenants: [county],
    today: day('2026-03-05'),
  }))
    expect([name, holds]).toEqual([name, true])
  await emptied(database)
})

const inside = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => database.inTenant(county, work)
const granted = (indexes: readonly number[], wish?: Parameters<typeof decided>[1]): Promise<void> =>
  inside(async (tx) => {
    for (const index of indexes) await house.payouts.grant(tx, maker, decided(index, wish))
  })
const march = { programme: 'dibao', month: '2026-03' as Month }
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
const sums = (): Promise<Record<string, bigint>> => inside((tx) => balances(tx, house.ledger))

describe('每月发放名单', () => {
  it('913 户每户 500：名单 456,500；三户退回付出 455,000；更正账户再发，合计 456,500，没有一户付两次', async () => {
    const all = numbers(913)
    await inside(async (tx) => {
      await allot(tx, house.ledger, { amount: '6000000' })
      const drafts = all.map((index) => ({
        ...decided(index),
        source: { kind: 'legacy' as const, document: '2026 年 2 月发放册（合成）' },
      }))
      expect(await house.payouts.adoptLegacy(tx, maker, drafts, '2026-03' as Month)).toEqual({ adopted: 913 })
      expect(await house.payouts.adoptLegacy(tx, maker, drafts, '2026-03' as Month)).toEqual({ adopted: 0 })
      await giveAccounts(tx, house, all)
    })
    const runId = await inside((tx) => approvedRun(tx, house, '2026-03'))
    expect((await sums())['payable 2026']).toBe(45_650_000n)
    await inside((tx) => sentAndSettled(tx, house, { runId, file: 1, returned: [7, 8, 9] }))
    expect(await sums()).toMatchObject({ 'paid 2026': 45_500_000n, 'returned 2026': 150_000n })
    for (const index of [7, 8, 9]) {
      const draft = { householdId: household(index), placeId: town, holder: '居民甲', bank: '青禾农商行（合成）' }
      const number = '6200 0000 0099 9999'
      const id = await inside((tx) => house.accounts.propose(tx, maker, { ...draft, number, why: '原账号写错' }))
      await expect(inside((tx) => house.accounts.approve(tx, maker, { id, number }))).rejects.toThrow('别人复核')
      await inside((tx) => house.accounts.approve(tx, head, { id, number }))
    }
    await inside((tx) => sentAndSettled(tx, house, { runId, file: 2 }))
    const last = await sums()
    expect(last['paid 2026']).toBe(45_650_000n)
    expect(last['returned 2026']).toBeUndefined()
    const { rows } = await sql<{ twice: number; state: string }>`SELECT r.state, (SELECT count(*)::int FROM (
        SELECT line_id FROM payouts.transfer WHERE state = 'paid' GROUP BY line_id HAVING count(*) > 1) AS t) AS twice
      FROM payouts.run r`.execute(database.owner)
    expect(rows).toEqual([{ twice: 0, state: 'done' }])
  })

  it('特困一年 16,187 元，十二份名单付出正好 16,187.00', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '16187', programme: 'tekun' }))
    const rate = { amount: '16187', programme: 'tekun', per: 'year', from: '2026-01' } as const
    await granted([1], rate)
    await inside((tx) => giveAccounts(tx, house, [1]))
    for (const [index, month] of monthsFrom('2026-01', 12).entries()) {
      const then = houseAt(`${month}-05T10:00:00+08:00`, { vault })
      const runId = await inside((tx) => approvedRun(tx, then, month, 'tekun'))
      await inside((tx) => sentAndSettled(tx, then, { runId, file: index + 1 }))
    }
    expect(await sums()).toEqual({ 'outside 2026': -1_618_700n, 'paid 2026': 1_618_700n })
  })

  it('进来的、变动的、停掉的，和上月比各有说法', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    await granted([1, 2, 3], { from: '2026-02' })
    const february = houseAt('2026-02-05T10:00:00+08:00', { vault })
    await inside((tx) => approvedRun(tx, february, '2026-02'))
    await granted([4])
    await granted([5], { from: '2026-01' })
    await inside(async (tx) => {
      const [two] = await house.payouts.ofHousehold(tx, county, household(2))
      const rate = { per: 'month', amount: 60_000n } as never
      await house.payouts.change(tx, maker, {
        ...{ entitlementId: two!.id, rate, from: '2026-03' as Month, why: '工资少了', decisionId: null },
      })
      const [three] = await house.payouts.ofHousehold(tx, county, household(3))
      await house.payouts.end(tx, maker, {
        ...{ entitlementId: three!.id, after: '2026-02' as Month, why: '已就业', decisionId: null },
      })
    })
    const runId = await inside((tx) => house.runs.make(tx, maker, march))
    const lines = await inside((tx) => linesOf(tx, runId))
    expect(
      lines.map(({ household: id, month, movement, fen }) => [Number(id.slice(-3)), month, movement, fen]),
    ).toEqual([
      [1, '2026-03', 'same', 50_000n],
      [2, '2026-03', 'changed', 60_000n],
      [4, '2026-03', 'joined', 50_000n],
      [5, '2026-01', 'arrears', 50_000n],
      [5, '2026-02', 'arrears', 50_000n],
      [5, '2026-03', 'joined', 50_000n],
    ])
  })

  it('月份要一个接一个：不能提前，不能倒着，不能跳过', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    await granted([1], { from: '2026-01' })
    const make = (month: string) =>
      inside((tx) => house.runs.make(tx, maker, { programme: 'dibao', month: month as Month }))
    await expect(make('2026-04')).rejects.toThrow('还没有到')
    await inside((tx) => approvedRun(tx, house, '2026-01'))
    await expect(make('2026-03')).rejects.toThrow('请先做 2026-02')
    const open = await make('2026-02')
    expect(await make('2026-02')).toBe(open)
    await expect(make('2026-03')).rejects.toThrow('DB-2026-02-1')
    await inside(async (tx) => {
      await house.runs.freeze(tx, maker, open)
      await house.runs.approve(tx, head, open)
    })
    await expect(make('2026-01')).rejects.toThrow('下一份名单里补上')
    expect(await inside((tx) => linesOf(tx, open))).toHaveLength(1)
  })

  it('两个人同时做同一个月，只有一份', async () => {
    await granted([1])
    const ids = await Promise.all([maker, head].map((who) => inside((tx) => house.runs.make(tx, who, march))))
    expect(new Set(ids).size).toBe(1)
  })
})

describe('复核', () => {
  const frozen = async (): Promise<string> => {
    await granted([1, 2])
    return inside(async (tx) => {
      const id = await house.runs.make(tx, maker, march)
      return house.runs.freeze(tx, maker, id)
    })
  }
  const approve = (id: string, who = head) => inside((tx) => house.runs.approve(tx, who, id))

  it('做名单的人不能自己批；提交的人也不能', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    const id = await frozen()
    await expect(approve(id, maker)).rejects.toThrow('别人复核')
    await inside((tx) => house.runs.sendBack(tx, head, id, '请再核一遍'))
    await expect(approve(id)).rejects.toThrow('还没有提交复核')
    await inside((tx) => house.runs.freeze(tx, head, id))
    await expect(approve(id)).rejects.toThrow('别人复核')
    await approve(id, otherHead)
  })

  it('两位负责人同时批，只批一次', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    const id = await frozen()
    const both = await Promise.allSettled([approve(id), approve(id, otherHead), approve(id), approve(id)])
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await sums()).toMatchObject({ 'payable 2026': 100_000n, 'reserved 2026': 900_000n })
  })

  it('额度差一分就暂缓，说出哪份名单、差多少；待遇照样有效；补上就能批', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '999.99' }))
    const id = await frozen()
    await expect(approve(id)).rejects.toThrow('DB-2026-03-1 暂缓：最低生活保障 2026 年（县级资金）差 0.01 元')
    await inside((tx) => allot(tx, house.ledger, { amount: '0.01' }))
    await approve(id)
    expect(await sums()).toMatchObject({ 'payable 2026': 100_000n })
  })

  it('批到一半断了：名单、台账、预留都回到原处', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    const id = await frozen()
    const before = await sums()
    const broken = inside(async (tx) => {
      await house.runs.approve(tx, head, id)
      throw new Error('killed')
    })
    await expect(broken).rejects.toThrow('killed')
    expect(await sums()).toEqual(before)
    await approve(id)
  })

  it('提交以后待遇变了，要退回重算才能批', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    const id = await frozen()
    await inside(async (tx) => {
      const [right] = await house.payouts.ofHousehold(tx, county, household(1))
      await house.payouts.end(tx, maker, {
        ...{ entitlementId: right!.id, after: '2026-02' as Month, why: '搬走了', decisionId: null },
      })
    })
    await expect(approve(id)).rejects.toThrow('有 1 份待遇变了')
    await inside(async (tx) => {
      await house.runs.sendBack(tx, head, id, '有变动')
      await house.runs.compute(tx, maker, id)
      await house.runs.freeze(tx, maker, id)
      await house.runs.approve(tx, head, id)
    })
    expect(await sums()).toMatchObject({ 'payable 2026': 50_000n })
  })

  it('正在改的待遇，复核等它改完再看', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    const id = await frozen()
    let go = (): void => undefined
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const changing = inside(async (tx) => {
      const [right] = await house.payouts.ofHousehold(tx, county, household(1))
      await house.payouts.end(tx, maker, {
        ...{ entitlementId: right!.id, after: '2026-02' as Month, why: '搬走了', decisionId: null },
      })
      await gate
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const approving = approve(id).catch((error: Error) => error.message)
    await new Promise((resolve) => setTimeout(resolve, 300))
    go()
    await changing
    expect(await approving).toContain('待遇变了')
  })

  it('别的单位看不到这份名单', async () => {
    const id = await frozen()
    const stranger = { ...head, tenant: 2 as TenantId }
    const attempt = database.inTenant(2, (tx) => house.runs.approve(tx, stranger, id))
    await expect(attempt).rejects.toThrow('没有找到')
  })
})

describe('发放前核对和暂缓', () => {
  const feed = (found: readonly number[], cause: 'death' | 'signal') => ({
    ...{ name: `feed-${cause}`, zh: cause, en: cause },
    check: (_tx: Tx, _tenant: TenantId, { householdIds }: { householdIds: readonly string[] }) =>
      Promise.resolve(
        found
          .map(household)
          .filter((id) => householdIds.includes(id))
          .map((householdId) => ({
            householdId,
            programme: 'dibao',
            cause,
            why: '比中一条记录',
            evidence: { record: 1 },
          })),
      ),
  })

  it('一百户里一人去世、一人在财政供养名册：两户暂缓，九十八户发；以后一户补发、一户不发，各有原因', async () => {
    const careful = houseAt('2026-03-05T10:00:00+08:00', { vault, feeds: [feed([3], 'death'), feed([5], 'signal')] })
    await inside((tx) => allot(tx, house.ledger, { amount: '600000' }))
    await granted(numbers(100))
    await inside((tx) => giveAccounts(tx, house, numbers(100)))
    const runId = await inside((tx) => approvedRun(tx, careful, '2026-03'))
    const states = Map.groupBy(await inside((tx) => linesOf(tx, runId)), ({ state }) => state)
    expect([states.get('payable')?.length, states.get('held')?.map((line) => line.household)]).toEqual([
      98,
      [household(3), household(5)],
    ])
    await inside((tx) => sentAndSettled(tx, house, { runId, file: 1 }))
    const holds = await sql<{ id: string; cause: string }>`SELECT id, cause FROM payouts.hold ORDER BY cause`.execute(
      database.owner,
    )
    const [death, signal] = holds.rows
    await inside((tx) => house.holds.end(tx, reviewer, death!.id, '户主已去世，三月不发'))
    await inside((tx) => house.holds.release(tx, reviewer, signal!.id, '同名，不是同一个人'))
    await expect(inside((tx) => house.holds.release(tx, reviewer, signal!.id, '再放一次'))).rejects.toThrow('处理过')
    const second = await inside((tx) => approvedRun(tx, house, '2026-03'))
    expect(await inside((tx) => linesOf(tx, second))).toMatchObject([
      { household: household(5), month: '2026-03', state: 'payable', fen: 50_000n },
    ])
    await inside((tx) => sentAndSettled(tx, house, { runId: second, file: 2 }))
    expect((await sums())['paid 2026']).toBe(99n * 50_000n)
  })

  it('批过以后才知道去世：不再送银行；了结以后钱回到额度', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    await granted([1, 2])
    await inside((tx) => giveAccounts(tx, house, [1, 2]))
    const runId = await inside((tx) => approvedRun(tx, house, '2026-03'))
    const wish = { householdId: household(1), programme: 'dibao', cause: 'death', why: '村里报来' } as const
    const hold = await inside((tx) => house.holds.hold(tx, reviewer, wish))
    expect(await inside((tx) => house.holds.hold(tx, reviewer, wish))).toBe(hold)
    const { lines } = await inside((tx) => house.desk.linesToSend(tx, maker, runId))
    expect(lines.map(({ householdId }) => householdId)).toEqual([household(2)])
    const before = await sums()
    await inside((tx) => house.holds.end(tx, head, hold, '已去世'))
    const after = await sums()
    expect(after['payable 2026']).toBe(50_000n)
    expect(after['allotment 2026']! - before['allotment 2026']!).toBe(50_000n)
  })

  it('看过、放回的同一条记录，下一份名单不再暂缓；换一条记录照样暂缓', async () => {
    const found = { record: 1 }
    const asked = {
      ...feed([1], 'signal'),
      check: () =>
        Promise.resolve([
          {
            ...{ householdId: household(1), programme: 'dibao', cause: 'signal' as const },
            ...{ why: '比中一条记录', evidence: { ...found } },
          },
        ]),
    }
    const careful = houseAt('2026-03-05T10:00:00+08:00', { vault, feeds: [asked] })
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    await granted([1, 2])
    await inside((tx) => approvedRun(tx, careful, '2026-03'))
    const openHolds = async () =>
      (await sql<{ id: string }>`SELECT id FROM payouts.hold WHERE state = 'open'`.execute(database.owner)).rows
    const [hold] = await openHolds()
    await inside((tx) => house.holds.release(tx, reviewer, hold!.id, '同名，不是同一个人'))
    const second = await inside((tx) => approvedRun(tx, careful, '2026-03'))
    expect(await inside((tx) => linesOf(tx, second))).toMatchObject([{ household: household(1), state: 'payable' }])
    expect(await openHolds()).toEqual([])
    found.record = 2
    await inside((tx) => careful.desk.linesToSend(tx, maker, second))
    expect(await openHolds()).toHaveLength(1)
  })

  it('提交以后、送银行以前才知道的去世：批的时候和做文件的时候各再问一次', async () => {
    const dead: number[] = []
    const careful = houseAt('2026-03-05T10:00:00+08:00', {
      vault,
      feeds: [
        {
          ...feed([], 'death'),
          check: (tx: Tx, tenant: TenantId, asked: { householdIds: readonly string[] }) =>
            feed(dead, 'death').check(tx, tenant, asked),
        },
      ],
    })
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    await granted([1, 2, 3])
    await inside((tx) => giveAccounts(tx, house, [1, 2, 3]))
    const runId = await inside((tx) => careful.runs.make(tx, maker, march))
    await inside((tx) => careful.runs.freeze(tx, maker, runId))
    dead.push(1)
    await inside((tx) => careful.runs.approve(tx, head, runId))
    const states = (await inside((tx) => linesOf(tx, runId))).map((line) => [line.household, line.state])
    expect(states).toContainEqual([household(1), 'held'])
    dead.push(2)
    const { lines } = await inside((tx) => careful.desk.linesToSend(tx, maker, runId))
    expect(lines.map(({ householdId }) => householdId)).toEqual([household(3)])
  })

  it('没到过家里的钱不追回：批过以后停发，再了结暂缓', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    await granted([1])
    await inside((tx) => giveAccounts(tx, house, [1]))
    await inside((tx) => approvedRun(tx, house, '2026-03'))
    const wish = { householdId: household(1), programme: 'dibao', cause: 'death', why: '村里报来' } as const
    const hold = await inside((tx) => house.holds.hold(tx, reviewer, wish))
    const [right] = await inside((tx) => house.payouts.ofHousehold(tx, county, household(1)))
    const change = { entitlementId: right!.id, why: '算错了', from: '2026-03' as Month, decisionId: 'c1' }
    await inside((tx) => house.payouts.change(tx, maker, { ...change, rate: { per: 'month', amount: fen(30_000) } }))
    await inside((tx) => house.holds.end(tx, head, hold, '三月不发'))
    const owed = await sql`SELECT id FROM payouts.correction WHERE state = 'owed'`.execute(database.owner)
    expect(owed.rows).toEqual([])
    // Whatever changes later claims nothing either.
    await inside((tx) =>
      house.payouts.change(tx, maker, { ...change, decisionId: 'c2', rate: { per: 'month', amount: fen(20_000) } }),
    )
    expect((await sums())['recovery 2026']).toBeUndefined()
  })

  it('没有待遇的家庭，暂缓不了', async () => {
    const wish = { householdId: household(99), programme: 'dibao', cause: 'office', why: '查一下' } as const
    await expect(inside((tx) => house.holds.hold(tx, reviewer, wish))).rejects.toThrow('没有找到')
  })
})

describe('送银行和回盘', () => {
  it('同一份文件送两次、回两次，只算一次；不认识的行单独说出来', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '100000' }))
    await granted([1, 2, 3])
    await inside((tx) => giveAccounts(tx, house, [1, 2]))
    const runId = await inside((tx) => approvedRun(tx, house, '2026-03'))
    const { lines, without } = await inside((tx) => house.desk.linesToSend(tx, maker, runId))
    expect([lines.length, without.map(({ householdId }) => householdId)]).toEqual([2, [household(3)]])
    expect(lines[0]).toMatchObject({ holder: '居民甲1', accountNumber: '6200000000000001', attempt: 1 })
    const fileId = household(900)
    const send = () => inside((tx) => house.desk.send(tx, maker, { runId, fileId, lines }))
    expect(await Promise.all([send(), send()].map((one) => one.catch(() => null)))).toContainEqual({
      ...{ count: 2, amount: 100_000n },
    })
    await expect(inside((tx) => house.desk.send(tx, maker, { runId, fileId: household(901), lines }))).rejects.toThrow(
      '2 行不能送出',
    )
    const results = lines.map(({ id }) => ({
      lineId: id,
      outcome: 'paid' as const,
      on: day('2026-03-06'),
      reason: null,
    }))
    const strange = { ...results[0]!, lineId: household(77) }
    const settle = () =>
      inside((tx) => house.desk.settle(tx, maker, { fileId, results: [...results, results[0]!, strange] }))
    const answers = await Promise.all([settle(), settle()])
    expect(answers.reduce((sum, { paid }) => sum + paid, 0)).toBe(2)
    expect(answers.every(({ unknown }) => unknown[0] === strange.lineId)).toBe(true)
    expect((await sums())['paid 2026']).toBe(100_000n)
    const late = { ...results[0]!, outcome: 'returned' as const, reason: '销户' }
    const contrary = await inside((tx) => house.desk.settle(tx, maker, { fileId, results: [late] }))
    expect(contrary).toMatchObject({ returned: 0, unknown: [late.lineId] })
  })
})
