import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, month } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { inScope, type PlaceId, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { Adjustment, Keep } from './contract.ts'
import type { Review } from './review-store.ts'
import {
  alone,
  county,
  monitoringOn,
  monitoringVault,
  otherReviewer,
  reviewer,
  townClerk,
  type House,
} from './testing.ts'

const database = testDatabase()
let vault: Vault
let march: House
let september: House

beforeAll(async () => {
  vault = await monitoringVault(database.db)
  march = await monitoringOn(database.db, vault, '2026-03-02')
  september = await monitoringOn(database.db, vault, '2026-09-01')
}, 60_000)

afterAll(() => march.close())

const act = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  who.transaction(database.db, work)
const reviewsOf = (house: House, householdId: string): Promise<readonly Review[]> =>
  act(reviewer, (tx) => house.monitoring.ofHousehold(tx, reviewer, householdId))
const openOf = async (house: House, householdId: string): Promise<Review> => {
  const waiting = (await reviewsOf(house, householdId)).filter(({ state }) => state === 'open' || state === 'proposed')
  expect(waiting).toHaveLength(1)
  return waiting[0]!
}
const cut = (amount: bigint, from: string): Adjustment => ({
  kind: 'cut',
  amount: fen(amount),
  from: month(from),
  why: '工资涨了',
})
const propose = (house: House, review: Review, proposal: Adjustment, who = townClerk): Promise<void> =>
  act(who, (tx) => house.monitoring.propose(tx, who, { id: review.id, version: review.version }, proposal))
const dismiss = (house: House, review: Review, more: Partial<Keep> = {}, who = townClerk): Promise<void> =>
  act(who, (tx) =>
    house.monitoring.dismiss(
      tx,
      who,
      { id: review.id, version: review.version },
      { cause: 'one-off', lookedOn: null, why: '工资是一次性的', ...more },
    ),
  )
const approve = (house: House, review: Review, who = reviewer): Promise<void> =>
  act(who, (tx) => house.monitoring.approve(tx, who, { id: review.id, version: review.version }))
const rightsOf = (house: House, householdId: string) =>
  act(reviewer, (tx) => house.payouts.ofHousehold(tx, county, householdId))
/** What was decided after the first version: from which month how much; null is the end. */
const decidedFor = async (householdId: string): Promise<readonly (readonly [string, bigint | null])[]> => {
  const { rows } = await database.inTenant(county, (tx) =>
    sql<{ from: string; fen: bigint | null }>`SELECT to_char(v.from_month, 'YYYY-MM') AS from, v.fen
      FROM payouts.entitlement_version v
      JOIN payouts.entitlement e ON e.tenant_id = v.tenant_id AND e.id = v.entitlement_id
      WHERE e.household_id = ${householdId} AND v.version > 1 ORDER BY v.version`.execute(tx),
  )
  return rows.map(({ from, fen: amount }) => [from, amount])
}
const earns = (house: House, family: { householdId: string; personId: string }, wages: bigint) =>
  act(reviewer, (tx) =>
    house.households.state(tx, reviewer, {
      ...{ householdId: family.householdId, validFrom: house.clock.today(), reason: '核对' },
      members: [
        {
          id: family.personId,
          incomes: {
            wages: {
              value: { amount: fen(wages), per: 'month' },
              source: { kind: 'found', zh: '人社（模拟）', on: house.clock.today() },
            },
          },
        },
      ],
    }),
  )

const diedOn = (house: House, family: { householdId: string; personId: string }, on: string) =>
  act(reviewer, (tx) =>
    house.households.state(tx, reviewer, {
      ...{ householdId: family.householdId, validFrom: day(on), reason: '公安（模拟）' },
      members: [
        {
          id: family.personId,
          diedOn: { value: day(on), source: { kind: 'found', zh: '公安（模拟）', on: house.clock.today() } },
        },
      ],
    }),
  )

describe('每月重新测算', () => {
  it('一样的没有任务；不一样的一项任务，现在发的一分不动；再跑一遍不添', async () => {
    // Standard 810.00 a month for one person.
    const same = await march.admit('M-1', 10_000n, 71_000n)
    const less = await march.admit('M-2', 10_000n, 70_000n)
    const more = await march.admit('M-3', 10_000n, 72_000n)
    const out = await march.admit('M-4', 81_000n, 50_000n)
    const before = await Promise.all([same, less, more, out].map(({ householdId }) => rightsOf(march, householdId)))
    await march.run()
    await march.run()
    expect(await reviewsOf(march, same.householdId)).toEqual([])
    expect(await openOf(march, less.householdId)).toMatchObject({ kind: 'raise', paid: 70_000n, computed: 71_000n })
    expect(await openOf(march, more.householdId)).toMatchObject({ kind: 'cut', computed: 71_000n, dueOn: '2026-03-16' })
    expect(await openOf(march, out.householdId)).toMatchObject({ kind: 'end' })
    const after = await Promise.all([same, less, more, out].map(({ householdId }) => rightsOf(march, householdId)))
    expect(after).toEqual(before)
  })

  it('情况又变回来的，任务自己了结', async () => {
    const family = await march.admit('M-5', 10_000n, 71_000n)
    await earns(march, family, 20_000n)
    await march.run()
    expect((await openOf(march, family.householdId)).kind).toBe('cut')
    await earns(march, family, 10_000n)
    await march.run()
    expect((await reviewsOf(march, family.householdId)).map(({ state }) => state)).toEqual(['settled'])
  })

  it('满一年的到期复核，没满的不', async () => {
    const old = await march.admit('M-6', 10_000n, 71_000n, '2025-03')
    const young = await march.admit('M-7', 10_000n, 71_000n, '2025-04')
    await march.run()
    // Ten working days from 2026-03-02.
    expect(await openOf(march, old.householdId)).toMatchObject({ kind: 'recheck', dueOn: '2026-03-16' })
    expect(await reviewsOf(march, young.householdId)).toEqual([])
  })

  it('独自生活的人去世：马上暂缓发放，提停止，可以从去世的下个月起', async () => {
    const family = await march.admit('M-8', 10_000n, 71_000n)
    await diedOn(march, family, '2026-02-10')
    await march.run()
    const review = await openOf(march, family.householdId)
    expect(review).toMatchObject({ kind: 'death', eventOn: '2026-02-10', computed: null })
    const { rows } = await database.inTenant(county, (tx) =>
      sql<{ cause: string }>`SELECT cause FROM payouts.hold WHERE household_id = ${family.householdId}`.execute(tx),
    )
    expect(rows).toEqual([{ cause: 'death' }])
    await propose(march, review, { kind: 'end', amount: null, from: month('2026-03'), why: '去世' })
    await approve(march, { ...review, version: review.version + 1 })
    expect(await decidedFor(family.householdId)).toEqual([['2026-03', null]])
  })
})

describe('提调整、听意见、批准', () => {
  it('镇里提，县里批，从写明的月份起变；批的人不能是提的人', async () => {
    const family = await march.admit('A-1', 20_000n, 71_000n)
    await march.run()
    const review = await openOf(march, family.householdId)
    await propose(march, review, cut(61_000n, '2026-04'), reviewer)
    const proposed = await openOf(march, family.householdId)
    await expect(approve(march, proposed)).rejects.toMatchObject({ code: 'monitoring.samePerson' })
    await expect(march.letter(review.id)).rejects.toMatchObject({ code: 'monitoring.noLetterYet' })
    await approve(march, proposed, otherReviewer)
    const unsaid = march.letter(review.id, { ...reviewer, purpose: null })
    await expect(unsaid).rejects.toMatchObject({ code: 'access.purposeNeeded' })
    const { name, bytes } = await march.letter(review.id, { ...reviewer, purpose: '送达前打印' })
    const printed = await database.inTenant(county, (tx) =>
      sql<{ purpose: string }>`SELECT purpose FROM audit.entry WHERE action = 'monitoring.letter-printed'
        AND about_id = ${family.householdId}`.execute(tx),
    )
    expect(printed.rows).toEqual([{ purpose: '送达前打印' }])
    expect([name, bytes.subarray(0, 5).toString()]).toEqual(['最低生活保障减发决定书.pdf', '%PDF-'])
    expect(await decidedFor(family.householdId)).toEqual([['2026-04', 61_000n]])
    expect((await reviewsOf(march, family.householdId))[0]!.state).toBe('approved')
  })

  it('法律施行以后，降低之前一定要听过；没联系上的等过了期限', async () => {
    const family = await september.admit('A-2', 20_000n, 71_000n)
    await september.run()
    const review = await openOf(september, family.householdId)
    await propose(september, review, cut(61_000n, '2026-10'))
    const proposed = await openOf(september, family.householdId)
    await expect(approve(september, proposed)).rejects.toMatchObject({ code: 'monitoring.viewsMissing' })
    const views = { outcome: 'not-reached' as const, says: '打了两次电话，贴了通知' }
    await act(townClerk, (tx) => september.monitoring.hear(tx, townClerk, review.id, views))
    await expect(approve(september, proposed)).rejects.toMatchObject({ code: 'monitoring.stillWaiting' })
    // Five working days after 2026-09-01 is the 8th; the day after it is free.
    const onTheDay = await monitoringOn(database.db, vault, '2026-09-08')
    await expect(approve(onTheDay, proposed)).rejects.toMatchObject({ code: 'monitoring.stillWaiting' })
    await approve(await monitoringOn(database.db, vault, '2026-09-09'), proposed)
    expect(await decidedFor(family.householdId)).toEqual([['2026-10', 61_000n]])
  })

  it('两个人同时批，只有一次生效', async () => {
    const family = await march.admit('A-3', 20_000n, 71_000n)
    await march.run()
    await propose(march, await openOf(march, family.householdId), cut(61_000n, '2026-04'))
    const proposed = await openOf(march, family.householdId)
    const results = await Promise.allSettled([reviewer, otherReviewer].map((who) => approve(march, proposed, who)))
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await decidedFor(family.householdId)).toEqual([['2026-04', 61_000n]])
  })

  it('提出以后情况又变了：照旧数批不下去', async () => {
    const family = await march.admit('A-4', 20_000n, 71_000n)
    await march.run()
    await propose(march, await openOf(march, family.householdId), cut(61_000n, '2026-04'))
    await earns(march, family, 30_000n)
    const proposed = await openOf(march, family.householdId)
    await expect(approve(march, proposed)).rejects.toMatchObject({ code: 'monitoring.staleAssessment' })
    expect(await decidedFor(family.householdId)).toEqual([])
  })

  it('旧页面上提的不算；两个人都说不用调整，以后不再问同一件事', async () => {
    const family = await march.admit('A-5', 20_000n, 71_000n)
    await march.run()
    const review = await openOf(march, family.householdId)
    await expect(propose(march, { ...review, version: 99 }, cut(61_000n, '2026-04'))).rejects.toMatchObject({
      code: 'monitoring.changedMeanwhile',
    })
    await dismiss(march, review)
    await expect(propose(march, review, cut(61_000n, '2026-04'))).rejects.toMatchObject({ code: 'monitoring.notNow' })
    await approve(march, await openOf(march, family.householdId))
    expect((await reviewsOf(march, family.householdId))[0]).toMatchObject({
      state: 'dismissed',
      proposedBy: { id: townClerk.id },
      closedBy: { id: reviewer.id },
    })
    await march.run()
    expect(await reviewsOf(march, family.householdId)).toHaveLength(1)
    await earns(march, family, 21_000n)
    await march.run()
    expect(await openOf(march, family.householdId)).toMatchObject({ kind: 'cut', computed: 60_000n })
  })

  it('批准以后、生效以前再跑一遍，不会为同一件事再提一项', async () => {
    const family = await march.admit('A-7', 20_000n, 71_000n)
    await march.run()
    await propose(march, await openOf(march, family.householdId), cut(61_000n, '2026-04'))
    await approve(march, await openOf(march, family.householdId))
    await march.run()
    expect((await reviewsOf(march, family.householdId)).map(({ state }) => state)).toEqual(['approved'])
    expect(await decidedFor(family.householdId)).toEqual([['2026-04', 61_000n]])
  })

  it('听的是降低，退回改成停止：要重新听', async () => {
    const family = await september.admit('A-8', 20_000n, 71_000n)
    await september.run()
    const review = await openOf(september, family.householdId)
    await propose(september, review, cut(61_000n, '2026-10'))
    const hear = () =>
      act(townClerk, (tx) =>
        september.monitoring.hear(tx, townClerk, review.id, { outcome: 'agreed', says: '知道了，同意' }),
      )
    await hear()
    const first = await openOf(september, family.householdId)
    const sendBack = (who: Caller) =>
      act(who, (tx) => september.monitoring.sendBack(tx, who, { id: first.id, version: first.version }, '改为停止'))
    await expect(sendBack(townClerk)).rejects.toMatchObject({ code: 'monitoring.samePerson' })
    await sendBack(reviewer)
    const end = { kind: 'end' as const, amount: null, from: month('2026-10'), why: '工资涨了' }
    await propose(september, await openOf(september, family.householdId), end)
    const second = await openOf(september, family.householdId)
    await expect(approve(september, second)).rejects.toMatchObject({ code: 'monitoring.viewsMissing' })
    await hear()
    await approve(september, second)
    expect(await decidedFor(family.householdId)).toEqual([['2026-10', null]])
  })

  it('提出以后待遇已经改过：照旧数批不下去，改过的不动', async () => {
    const family = await march.admit('A-10', 20_000n, 71_000n)
    await march.run()
    await propose(march, await openOf(march, family.householdId), cut(61_000n, '2026-04'))
    const [right] = await rightsOf(march, family.householdId)
    const change = { entitlementId: right!.id, why: '复查改了数', decisionId: uuid(), from: month('2026-04') }
    await act(otherReviewer, (tx) =>
      march.payouts.change(tx, otherReviewer, { ...change, rate: { per: 'month', amount: fen(65_000n) } }),
    )
    const proposed = await openOf(march, family.householdId)
    await expect(approve(march, proposed)).rejects.toMatchObject({ code: 'monitoring.rightGone' })
    expect(await decidedFor(family.householdId)).toEqual([['2026-04', 65_000n]])
  })

  it('一位成员去世，家里还有人：停止之前照样要听，哪怕还算不出数', async () => {
    const [head] = alone('A-9', 20_000n).members
    const unknown = { wages: null, business: null, property: null, transfers: null, other: null }
    const left = { ...head!, name: '居民乙A-9', relation: 'spouse' as const, incomes: unknown }
    const family = await september.admit('A-9', { ...alone('A-9', 20_000n), members: [head!, left] }, 71_000n)
    await diedOn(september, family, '2026-08-10')
    await september.run()
    const review = await openOf(september, family.householdId)
    expect(review).toMatchObject({ kind: 'death', computed: null })
    await propose(september, review, { kind: 'end', amount: null, from: month('2026-09'), why: '户主去世' })
    const proposed = await openOf(september, family.householdId)
    await expect(approve(september, proposed)).rejects.toMatchObject({ code: 'monitoring.viewsMissing' })
  })

  it('别的镇看不见，别的单位看不见', async () => {
    const family = await march.admit('A-6', 20_000n, 71_000n)
    await march.run()
    const { id } = await openOf(march, family.householdId)
    const seen = (tenants: number[], places: readonly PlaceId[] | 'all') =>
      inScope(database.db, { tenants: tenants as never, places }, async (tx) => {
        const { rows } = await sql`SELECT id FROM monitoring.review WHERE id = ${id}`.execute(tx)
        return rows.length
      })
    expect(await seen([county], [march.placeId])).toBe(1)
    expect(await seen([county], [(march.placeId + 1) as PlaceId])).toBe(0)
    expect(await seen([county + 1], 'all')).toBe(0)
  })
})
