import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { day, stoppedClock } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createLedger, ledgerChecks } from './index.ts'
import { runChecks } from '#platform/checks/index.ts'
import { allot, county, draft, household, march, move, of, poster, promise, purse } from './testing.ts'

const database = testDatabase()
const ledger = createLedger({ clock: stoppedClock('2026-03-02T09:00:00+08:00') })
const on = day('2026-03-02')

afterEach(async () => {
  await sql`TRUNCATE ledger.entry, ledger.leg, ledger.posted, ledger.unsealed`.execute(database.owner)
})

const inside = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => database.inTenant(county, work)
const post = (...drafts: Parameters<typeof ledger.post>[2][]): Promise<unknown> =>
  inside(async (tx) => {
    for (const one of drafts) await ledger.post(tx, poster, one)
  })
const standing = async (): Promise<Record<string, bigint>> =>
  Object.fromEntries(
    (await inside((tx) => ledger.balances(tx, county, {}))).map(({ account, amount }) => [account, amount]),
  )

describe('记账', () => {
  it('钱从拨入到付出，一路相加是零', async () => {
    await post(allot('a'), promise('b'), move('c', ['payable', 'in-bank']), move('d', ['in-bank', 'paid']))
    expect(await standing()).toEqual({ outside: -1_000_000n, allotment: 950_000n, paid: 50_000n })
  })

  it('差一分也不收', async () => {
    const legs = [
      { ...of('payable'), amount: fen(-50_000) },
      { ...of('in-bank'), amount: fen(49_999) },
    ]
    await post(allot('a'), promise('b'))
    await expect(post(draft('c', legs))).rejects.toThrow('0.01')
  })

  it('绕过程序写进去的，数据库自己也不收', async () => {
    const { id } = await inside((tx) => ledger.post(tx, poster, allot('a')))
    const head = (key: string) => sql`INSERT INTO ledger.entry (tenant_id, id, at, on_day, key, body_hash, kind, why,
      about_kind, about_id, by_id, by_name) VALUES (1, ${household(9)}, now(), '2026-03-02', ${key}, '', 'x', 'x', 'x',
      'x', 'x', 'x')`
    const leg = (ordinal: number, amount: number, entry = household(9)) =>
      sql`INSERT INTO ledger.leg (tenant_id, entry_id, ordinal, account, amount, programme, source, budget_year)
        VALUES (1, ${entry}, ${ordinal}, 'allotment', ${amount}, 'dibao', 'county', 2026)`
    const posted = sql`INSERT INTO ledger.posted VALUES (1, ${household(9)}, 2)`
    const attempt = (...statements: { execute: (tx: Tx) => Promise<unknown> }[]): Promise<unknown> =>
      inside(async (tx) => {
        for (const statement of statements) await statement.execute(tx)
      })
    await expect(attempt(head('x'), leg(1, 5), leg(2, -4), posted)).rejects.toThrow('do not sum to zero')
    await expect(attempt(head('x'), leg(1, 5), posted)).rejects.toThrow('has 1 legs')
    await expect(attempt(head('x'), leg(1, 5), leg(2, -5))).rejects.toThrow('never posted')
    await expect(attempt(leg(3, 5, id))).rejects.toThrow('is posted')
    await expect(attempt(sql`UPDATE ledger.leg SET amount = 1`)).rejects.toThrow('permission denied')
    await expect(attempt(sql`DELETE FROM ledger.entry`)).rejects.toThrow('permission denied')
  })

  it.each([
    ['年度', { budgetYear: 2025 }],
    ['项目', { programme: 'temporary-aid' }],
    ['来源', { source: 'province' as const }],
  ])('不同%s的钱不能相抵（AC-032）', async (_, other) => {
    const legs = [
      { ...of('paid'), amount: fen(-100) },
      { ...of('payable'), ...other, amount: fen(100) },
    ]
    await expect(post(draft('x', legs))).rejects.toThrow('不等于零')
  })

  it('同一个编号记两次只有一次，内容不同就不收', async () => {
    await post(allot('a'), allot('a'))
    expect(await standing()).toEqual({ outside: -1_000_000n, allotment: 1_000_000n })
    await expect(post(allot('a', 7))).rejects.toThrow('内容不一样')
  })

  it('两个人同时记同一个编号，只有一次', async () => {
    const both = await Promise.all([1, 2, 3, 4].map(() => inside((tx) => ledger.post(tx, poster, allot('a')))))
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1)
  })

  it('应付的钱两个人同时去付，只付出一次', async () => {
    await post(allot('a'), promise('b'))
    const tries = await Promise.allSettled(
      ['c', 'd', 'e'].map((key) => inside((tx) => ledger.post(tx, poster, move(key, ['payable', 'paid'])))),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await standing()).toMatchObject({ paid: 50_000n })
  })

  it('做到一半断了，什么也没有留下', async () => {
    const broken = inside(async (tx) => {
      await ledger.post(tx, poster, allot('a'))
      await ledger.post(tx, poster, promise('b'))
      throw new Error('killed')
    })
    await expect(broken).rejects.toThrow('killed')
    expect(await standing()).toEqual({})
  })

  it('别的单位看不到，也记不进来', async () => {
    await post(allot('a'))
    expect(await database.inTenant(2, (tx) => ledger.balances(tx, county, {}))).toEqual([])
    const intruder = database.inTenant(2, (tx) => ledger.post(tx, poster, allot('b')))
    await expect(intruder).rejects.toThrow('row-level security')
    const other = { ...poster, tenant: 2 as TenantId }
    await database.inTenant(2, (tx) => ledger.post(tx, other, allot('a')))
    expect(await standing()).toMatchObject({ allotment: 1_000_000n })
  })
})

describe('冲正', () => {
  it('冲正以后每个科目回到原处，只冲一次', async () => {
    await post(allot('a'))
    const { id } = await inside((tx) => ledger.post(tx, poster, promise('b')))
    const reverse = () => inside((tx) => ledger.reverse(tx, poster, { entryId: id, why: '记错了', on }))
    await reverse()
    expect(await standing()).toEqual({ outside: -1_000_000n, allotment: 1_000_000n })
    await expect(reverse()).rejects.toThrow('已经冲正过')
  })
  it('冲正不能再冲正', async () => {
    const { id } = await inside((tx) => ledger.post(tx, poster, allot('a')))
    const counter = await inside((tx) => ledger.reverse(tx, poster, { entryId: id, why: '记错了', on }))
    const again = inside((tx) => ledger.reverse(tx, poster, { entryId: counter.id, why: '再冲', on }))
    await expect(again).rejects.toThrow('本身就是冲正')
  })
  it('两个人同时冲正，只有一次', async () => {
    const { id } = await inside((tx) => ledger.post(tx, poster, allot('a')))
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => inside((tx) => ledger.reverse(tx, poster, { entryId: id, why: '记错了', on }))),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await standing()).toEqual({})
  })
  it('已经送银行的应付，不能再冲回额度', async () => {
    await post(allot('a'))
    const { id } = await inside((tx) => ledger.post(tx, poster, promise('b')))
    await post(move('c', ['payable', 'in-bank']))
    const attempt = inside((tx) => ledger.reverse(tx, poster, { entryId: id, why: '记错了', on }))
    await expect(attempt).rejects.toThrow('只有 0.00 元')
  })
})

describe('成批记账', () => {
  it('坏的一行单独退回，说出第几行，别的都记上', async () => {
    const drafts = [allot('a'), promise('b', 1), move('c', ['payable', 'paid'], 2), promise('d', 2), allot('a')]
    const { posted, refused } = await inside((tx) => ledger.postMany(tx, poster, drafts))
    expect(posted.map(({ number, isNew }) => [number, isNew])).toEqual([
      [1, true],
      [2, true],
      [4, true],
      [5, false],
    ])
    expect(refused).toMatchObject([{ number: 3, code: 'ledger.nothingThere' }])
  })
  it('按户按月能查到余额', async () => {
    await post(allot('a'), promise('b', 1), promise('c', 2))
    const rows = await inside((tx) => ledger.balances(tx, county, { account: 'payable', byHousehold: true }))
    expect(rows).toEqual(
      [1, 2].map((index) => ({
        ...purse,
        account: 'payable',
        householdId: household(index),
        month: march,
        amount: 50_000n,
      })),
    )
  })
  it('常设核验全部成立', async () => {
    await post(allot('a'), promise('b', 1))
    for (const { name, holds } of await runChecks(database.db, ledgerChecks, { tenants: [county], today: on }))
      expect([name, holds]).toEqual([name, true])
  })
})
