import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, month } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { StandingStatus } from '#relief/casework/index.ts'
import { loadRules } from './rules.ts'
import { alone, monitoringOn, monitoringVault, otherReviewer, reviewer, townClerk, type House } from './testing.ts'
import type { Review } from './review-row.ts'

/** A status (认定) is looked at again like what is paid, without a fen: nothing of it reaches payouts. */

const database = testDatabase()
const programme = 'rigid-expenditure'
let vault: Vault
let house: House
const statuses: StandingStatus[] = []
const houses: House[] = []
const onDay = async (today: string): Promise<House> => {
  const made = await monitoringOn(database.db, vault, today, statuses)
  houses.push(made)
  return made
}

beforeAll(async () => {
  vault = await monitoringVault(database.owner)
  house = await onDay('2026-03-02')
}, 60_000)
afterAll(async () => {
  for (const one of houses) await one.close()
})

const facts = (spending: string) =>
  Object.fromEntries(
    Object.entries({
      'aid.class': '都不是',
      'rigid.income-year': '30000.00',
      'rigid.spending-year': spending,
      'rigid.heads': '1',
      'rigid.property': '符合',
    }).map(([key, value]) => [
      key,
      { value, source: { kind: 'surveyed' as const, zh: '入户', on: day('2026-03-02') } },
    ]),
  )

/** A family with the status since a month. */
async function confirmed(number: string, from: string): Promise<string> {
  const { households, placeId } = house
  const householdId = await reviewer.transaction(database.db, async (tx) => {
    const [made] = await households.record(tx, reviewer, [alone(number, 0n)])
    await households.state(tx, reviewer, {
      ...{ householdId: made!.householdId, validFrom: day('2026-03-02'), reason: '测试', members: [] },
      household: { stated: facts('20000.00') },
    })
    return made!.householdId
  })
  const id = `0190a000-0000-7000-8000-0000000000${number.slice(-2)}`
  statuses.push({ id, householdId, placeId, programme, caseNumber: `QH-GZ-2026-0000${number}`, from: month(from) })
  return householdId
}
const reviewsOf = (householdId: string, of = house): Promise<readonly Review[]> =>
  reviewer.transaction(database.db, (tx) => of.monitoring.ofHousehold(tx, reviewer, householdId))

describe('身份认定的复核', () => {
  it('还符合、没满 12 个月的，没有任务；满了的到期复核', async () => {
    const [fresh, old] = [await confirmed('H11', '2026-02'), await confirmed('H12', '2025-03')]
    expect(await house.run('2026-03', programme)).toMatchObject({ looked: 2, found: { recheck: 1 } })
    expect(await reviewsOf(fresh)).toEqual([])
    const [review] = await reviewsOf(old)
    expect(review).toMatchObject({ kind: 'recheck', state: 'open', paid: 0n, programme })
    expect(review!.why.zh).toContain('刚性支出困难家庭认定办法')
  })
  it('不再符合的，提醒人；没有钱可以调整，提不了增减和停止，说得出到哪里办', async () => {
    const family = await confirmed('H13', '2026-02')
    await reviewer.transaction(database.db, (tx) =>
      house.households.state(tx, reviewer, {
        ...{ householdId: family, validFrom: day('2026-03-02'), reason: '核实', members: [] },
        household: { stated: facts('100.00') },
      }),
    )
    await house.run('2026-03', programme)
    const [review] = await reviewsOf(family)
    expect(review).toMatchObject({ kind: 'end', state: 'open', paid: 0n })
    const on = { id: review!.id, version: review!.version }
    for (const kind of ['raise', 'cut', 'end'] as const)
      await expect(
        townClerk.transaction(database.db, (tx) =>
          house.monitoring.propose(tx, townClerk, on, {
            ...{ kind, amount: kind === 'end' ? null : review!.computed, from: month('2026-04'), why: '不再符合' },
          }),
        ),
      ).rejects.toMatchObject({ code: 'monitoring.statusInCase' })
    // Nothing of it is money.
    const { rows } = await sql`SELECT FROM payouts.entitlement WHERE programme = ${programme}`.execute(database.owner)
    const { rows: holds } = await sql`SELECT FROM payouts.hold WHERE programme = ${programme}`.execute(database.owner)
    expect([rows.length, holds.length]).toEqual([0, 0])
  })
  it('在办件里重新决定、身份不再有了的，任务自己了结', async () => {
    const family = statuses.at(-1)!.householdId
    statuses.splice(-1)
    const later = await onDay('2026-03-16')
    await later.run('2026-03', programme)
    expect(await reviewsOf(family, later)).toMatchObject([{ state: 'settled' }])
  })
  it('核实没有变的，两个人办：提的人不能自己同意', async () => {
    const old = statuses.find(({ from }) => from === '2025-03')!.householdId
    const [review] = await reviewsOf(old)
    const on = { id: review!.id, version: review!.version }
    const keep = { cause: 'no-change', lookedOn: day('2026-03-02'), why: '又看了一遍，没有变' } as const
    await townClerk.transaction(database.db, (tx) => house.monitoring.dismiss(tx, townClerk, on, keep))
    const next = { id: on.id, version: on.version + 1 }
    await expect(
      townClerk.transaction(database.db, (tx) => house.monitoring.approve(tx, townClerk, next)),
    ).rejects.toMatchObject({ code: 'monitoring.samePerson' })
    await otherReviewer.transaction(database.db, (tx) => house.monitoring.approve(tx, otherReviewer, next))
    expect(await reviewsOf(old)).toMatchObject([{ state: 'dismissed' }])
    await house.run('2026-03', programme)
    expect(await reviewsOf(old)).toHaveLength(1)
  })
  it('重新认定过的，12 个月从新的认定算起，不从上次复核算', async () => {
    const [old] = statuses.splice(
      statuses.findIndex(({ from }) => from === '2025-03'),
      1,
    )
    const family = old!.householdId
    statuses.push({ ...old!, id: '0190a000-0000-7000-8000-000000000099', from: month('2026-01') })
    await sql`UPDATE monitoring.review SET looked_on = '2025-06-02' WHERE household_id = ${family}`.execute(
      database.owner,
    )
    const later = await onDay('2026-06-10')
    await later.run('2026-06', programme)
    expect(await reviewsOf(family, later)).toMatchObject([{ state: 'dismissed' }])
  })
  it('身份没有了，了结任务不用拆开写的话：拆不开也了结', async () => {
    const family = await confirmed('H15', '2025-03')
    await house.run('2026-03', programme)
    const [review] = await reviewsOf(family)
    const on = { id: review!.id, version: review!.version }
    const keep = { cause: 'no-change', lookedOn: day('2026-03-02'), why: '又看了一遍，没有变' } as const
    await townClerk.transaction(database.db, (tx) => house.monitoring.dismiss(tx, townClerk, on, keep))
    const shut: Vault = {
      ...vault,
      boxOf: async (tenant) => ({
        ...(await vault.boxOf(tenant)),
        open: () => {
          throw new Error('opened what a family said')
        },
      }),
    }
    const blind = await monitoringOn(database.db, shut, '2026-03-16')
    houses.push(blind)
    await blind.run('2026-03', programme)
    expect(await reviewsOf(family)).toMatchObject([{ state: 'settled' }])
  })
  it('规则写明 12 个月、从哪天起', () => {
    const rules = loadRules(new URL('../../../policy', import.meta.url).pathname)
    expect(rules.on(programme, day('2026-03-02')).recheck).toMatchObject({ stableMonths: 12, unstableMonths: 12 })
    expect(() => rules.on(programme, day('2024-12-31'))).toThrow()
    expect(() => rules.on('margin', day('2026-03-02'))).toThrow()
  })
})
