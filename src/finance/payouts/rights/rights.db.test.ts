import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { day, type Month } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { ledgerChecks } from '#finance/ledger/index.ts'
import { payoutChecks } from '../checks.ts'
import {
  allot,
  approvedRun,
  balances,
  county,
  decided,
  emptied,
  giveAccounts,
  houseAt,
  household,
  linesOf,
  maker,
  openTestVault,
  sentAndSettled,
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
  const asked = { tenants: [county], today: day('2026-03-05') }
  for (const { name, holds } of await runChecks(database.db, [...ledgerChecks, ...payoutChecks], asked))
    expect([name, holds]).toEqual([name, true])
  await emptied(database)
})

const inside = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => database.inTenant(county, work)
const sums = (): Promise<Record<string, bigint>> => inside((tx) => balances(tx, house.ledger))
const february = '2026-02' as Month

/** A right of 500 from February, paid for February. */
const paidOnce = async (): Promise<string> => {
  const right = await inside(async (tx) => {
    await allot(tx, house.ledger, { amount: '20000' })
    await giveAccounts(tx, house, [1])
    return house.payouts.grant(tx, maker, decided(1, { from: '2026-02' }))
  })
  const runId = await inside((tx) => approvedRun(tx, house, '2026-02'))
  await inside((tx) => sentAndSettled(tx, house, { runId, file: 1 }))
  return right.id
}
const change = (entitlementId: string, amount: number) =>
  inside((tx) =>
    house.payouts.change(tx, maker, {
      ...{ entitlementId, rate: { per: 'month', amount: fen(amount) }, from: february },
      ...{ why: '收入核减', decisionId: `d${amount}` },
    }),
  )
const undo = (entitlementId: string, version: number) =>
  inside((tx) => house.payouts.undo(tx, maker, { entitlementId, version, why: '改错了' }))

describe('待遇和往前改', () => {
  it('同一个决定批两次，只有一份；同类再批一份，不收', async () => {
    const grant = () => inside((tx) => house.payouts.grant(tx, maker, decided(1)))
    const ids = await Promise.all([grant(), grant(), grant()])
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1)
    await expect(inside((tx) => house.payouts.grant(tx, maker, decided(1, { programme: 'tekun' })))).rejects.toThrow(
      '同一类待遇',
    )
  })

  it('往前涨：已付的月份补一行，指着原来那行；撤回以后台账和没改过一样', async () => {
    const id = await paidOnce()
    const before = await sums()
    await change(id, 60_000)
    await change(id, 60_000)
    await undo(id, 2)
    expect(await sums()).toEqual(before)
    await change(id, 70_000)
    const runId = await inside((tx) => approvedRun(tx, house, '2026-03'))
    const lines = await inside((tx) => linesOf(tx, runId))
    expect(lines.map(({ month, kind, fen: amount }) => [month, kind, amount])).toEqual([
      ['2026-02', 'arrears', 20_000n],
      ['2026-03', 'regular', 70_000n],
    ])
  })

  it('往前降：多发的进应追回，旧账不动；撤回以后回到原处', async () => {
    const id = await paidOnce()
    const before = await sums()
    await change(id, 30_000)
    expect(await sums()).toMatchObject({ 'paid 2026': 30_000n, 'recovery 2026': 20_000n })
    await undo(id, 2)
    expect(await sums()).toEqual(before)
    await expect(undo(id, 1)).rejects.toThrow('最近的一次')
  })

  it('停发往前：停的月份应追回，以后不再预留', async () => {
    const id = await paidOnce()
    const wish = { entitlementId: id, after: '2026-01' as Month, why: '去世', decisionId: 'e1' }
    const right = await inside((tx) => house.payouts.end(tx, maker, wish))
    expect(right.until).toBe('2026-01')
    expect(await sums()).toEqual({
      'outside 2026': -2_000_000n,
      'allotment 2026': 1_950_000n,
      'recovery 2026': 50_000n,
    })
  })

  it('停了以后又批了一份，再撤回停发会重着发：说出为什么不行，什么都不变；延长也一样', async () => {
    const id = await paidOnce()
    const end = (after: string) =>
      inside((tx) =>
        house.payouts.end(tx, maker, { entitlementId: id, after: after as Month, why: '就业', decisionId: null }),
      )
    await end('2026-02')
    const later = { ...decided(1, { from: '2026-04' }), source: { kind: 'legacy' as const, document: '另一份' } }
    await inside((tx) => house.payouts.adoptLegacy(tx, maker, [later], '2026-04' as Month))
    const before = await sums()
    await expect(undo(id, 2)).rejects.toThrow('又批了一份同类待遇')
    await expect(end('2026-05')).rejects.toThrow('又批了一份同类待遇')
    await end('2026-03')
    await expect(undo(id, 3)).resolves.toMatchObject({ until: '2026-02' })
    expect(await sums()).toEqual(before)
  })

  it('定了停的月份，再往前调标：补到停的月份为止；停发推后，推后的月份发调过的数', async () => {
    const id = await paidOnce()
    const end = (after: string) =>
      inside((tx) =>
        house.payouts.end(tx, maker, { entitlementId: id, after: after as Month, why: '去世', decisionId: null }),
      )
    await end('2026-02')
    expect(await change(id, 60_000)).toMatchObject({ until: '2026-02' })
    await end('2026-03')
    const lines = await inside(async (tx) => linesOf(tx, await approvedRun(tx, house, '2026-03')))
    expect(lines.map(({ month, kind, fen: amount }) => [month, kind, amount])).toEqual([
      ['2026-02', 'arrears', 10_000n],
      ['2026-03', 'regular', 60_000n],
    ])
  })

  it('封顶的资金差一分就不批，说出还剩多少；够的能批', async () => {
    await inside((tx) => allot(tx, house.ledger, { amount: '499.99', programme: 'temporary-aid' }))
    const once = decided(1, { programme: 'temporary-aid', per: 'once' })
    await expect(inside((tx) => house.payouts.grant(tx, maker, once))).rejects.toThrow('只剩 499.99 元，不够 500.00')
    await inside((tx) => allot(tx, house.ledger, { amount: '0.01', programme: 'temporary-aid' }))
    await inside((tx) => house.payouts.grant(tx, maker, once))
    expect((await inside((tx) => house.payouts.ofHousehold(tx, county, household(1)))).length).toBe(1)
  })
})
