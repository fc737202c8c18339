import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, month } from '#platform/clock/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { careChangesOf } from './care-changes.ts'
import { createCareService } from './care-service.ts'
import type { CareItems } from './contract.ts'
import { county, monitoringOn, monitoringVault, otherReviewer, reviewer, townClerk, type House } from './testing.ts'
import { movingClock, says, tekunFamilies, type Family } from './testing-tekun.ts'

/** Care of people in extreme hardship: assessed anew, its level from the model; Qinghe’s sums are synthetic. */

const database = testDatabase()
const { clock, on } = movingClock()
let house: House
const { act, state, inSupport, died, decidedFor } = tekunFamilies(database, () => house)

beforeAll(async () => {
  house = await monitoringOn(database.db, await monitoringVault(database.db), clock)
}, 60_000)
afterAll(() => house.close())

const names = ['eating', 'dressing', 'bed', 'toilet', 'walking', 'bathing'] as const
const failing = (count: number): CareItems =>
  Object.fromEntries(names.map((name, index) => [name, index < count ? 'cannot' : 'can']))
const report = ({ householdId }: Family, programme = 'tekun-care') =>
  act(townClerk, (tx) => house.care.report(tx, townClerk, { householdId, programme }))
const newest = async ({ householdId }: Family) =>
  (await act(reviewer, (tx) => house.monitoring.ofHousehold(tx, reviewer, householdId)))[0]!
const assess = async (family: Family, items: CareItems, more: { on?: string; care?: House['care'] } = {}) => {
  const { id, version } = await newest(family)
  const wish = { personId: family.personId, items, assessedOn: day(more.on ?? clock.today()), why: '两人上门评估' }
  return act(townClerk, (tx) => (more.care ?? house.care).propose(tx, townClerk, { id, version }, wish))
}
const approve = async (family: Family, who = reviewer) => {
  const { id, version } = await newest(family)
  return act(who, (tx) => house.monitoring.approve(tx, who, { id, version }))
}

describe('自理能力有变化，十个工作日内重新评估', () => {
  it('报来就是一项，十个工作日到期；一户同时只有一项；没有供养的没有', async () => {
    on('2026-03-02')
    const family = await inSupport('C-1')
    await report(family)
    expect(await newest(family)).toMatchObject({ kind: 'care', state: 'open', dueOn: '2026-03-16', paid: 0n })
    await expect(report(family)).rejects.toMatchObject({ code: 'monitoring.reviewIsOpen' })
    const dibao = await house.admit('C-2', 10_000n, 71_000n)
    await expect(report(dibao)).rejects.toMatchObject({ code: 'monitoring.nothingPaid' })
    await expect(report(family, 'dibao')).rejects.toMatchObject({ code: 'monitoring.careNotHere' })
  })

  it.each([
    [0, '具备生活自理能力', 15_000n],
    [1, '部分丧失生活自理能力', 45_000n],
    [3, '部分丧失生活自理能力', 45_000n],
    [4, '完全丧失生活自理能力', 90_000n],
    [6, '完全丧失生活自理能力', 90_000n],
  ] as const)('%i 项做不到：%s，从批准的下个月起', async (count, level, amount) => {
    on('2026-03-02')
    const family = await inSupport(`C-3-${count}`)
    await report(family)
    await assess(family, failing(count))
    expect(await newest(family)).toMatchObject({ care: { level, failed: count }, proposal: { amount, from: null } })
    expect(await decidedFor(family, 'tekun-care')).toEqual([])
    on('2026-03-31')
    await approve(family)
    expect(await decidedFor(family, 'tekun-care')).toEqual([['2026-04', amount]])
    expect(await newest(family)).toMatchObject({ state: 'approved', proposal: { from: '2026-04' } })
    const [situation] = await act(reviewer, (tx) =>
      house.households.situationsOf(tx, county, [family.householdId], {
        ...{ factsOn: clock.today(), programme: 'tekun-care' },
      }),
    )
    expect(situation!.members[0]!.stated?.['tekun.adl-failed']).toMatchObject({
      ...{ value: String(count), source: { kind: 'surveyed', on: '2026-03-02' } },
    })
  })

  it('以后又变：改一笔，不另起一笔；没变的不动；评估的内容、档都封存', async () => {
    on('2026-03-02')
    const family = await inSupport('C-4')
    await report(family)
    await assess(family, failing(2))
    await approve(family)
    on('2026-05-06')
    await report(family)
    expect((await newest(family)).paid).toBe(45_000n)
    await assess(family, failing(5))
    await expect(approve(family, townClerk)).rejects.toMatchObject({ code: 'monitoring.samePerson' })
    await approve(family, otherReviewer)
    on('2026-05-07')
    await report(family)
    await assess(family, failing(6))
    await approve(family)
    expect(await decidedFor(family, 'tekun-care')).toEqual([
      ['2026-04', 45_000n],
      ['2026-06', 90_000n],
    ])
    const { rows } = await database.inTenant(county, (tx) =>
      sql<{ all: string }>`SELECT coalesce(string_agg(r::text, ''), '') || coalesce((SELECT string_agg(a::text, '')
          FROM audit.entry a WHERE a.action LIKE 'monitoring.%'), '') AS all
        FROM monitoring.review r WHERE household_id = ${family.householdId}`.execute(tx),
    )
    for (const word of ['丧失', 'bathing', 'cannot', '上门评估']) expect(rows[0]!.all).not.toContain(word)
  })

  it('法律施行以后降档要先听意见，升档不用', async () => {
    on('2026-09-01')
    const family = await inSupport('C-5')
    await report(family)
    await assess(family, failing(4))
    await approve(family)
    on('2026-10-09')
    await report(family)
    await assess(family, failing(0))
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.viewsMissing' })
    const { id } = await newest(family)
    await act(townClerk, (tx) => house.monitoring.hear(tx, townClerk, id, { outcome: 'agreed', says: '同意' }))
    await approve(family)
    expect(await decidedFor(family, 'tekun-care')).toEqual([
      ['2026-10', 90_000n],
      ['2026-11', 15_000n],
    ])
  })

  it('缺一项、多一项、还没评就写日子，都不收；不能直接写一个数', async () => {
    on('2026-03-02')
    const family = await inSupport('C-6')
    await report(family)
    const { bathing: _, ...five } = failing(1)
    for (const items of [five, { ...failing(1), singing: 'can' }] as CareItems[])
      await expect(assess(family, items)).rejects.toMatchObject({ code: 'monitoring.itemsMissing' })
    for (const date of ['2026-03-01', '2026-03-03'])
      await expect(assess(family, failing(1), { on: date })).rejects.toMatchObject({ code: 'monitoring.lookOutOfSpan' })
    const { id, version } = await newest(family)
    const raise = { kind: 'raise', amount: 90_000n, from: '2026-04', why: '多发' } as never
    await expect(
      act(townClerk, (tx) => house.monitoring.propose(tx, townClerk, { id, version }, raise)),
    ).rejects.toMatchObject({ code: 'monitoring.careByItems' })
  })

  it('提了以后算出来的数变了，不能照旧的批', async () => {
    on('2026-03-02')
    const family = await inSupport('C-10')
    await report(family)
    await assess(family, failing(1))
    await database.inTenant(county, (tx) =>
      sql`UPDATE monitoring.review SET proposal = jsonb_set(proposal, '{fen}', '"44999"')
        WHERE household_id = ${family.householdId}`.execute(tx),
    )
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.staleAssessment' })
    expect(await decidedFor(family, 'tekun-care')).toEqual([])
  })

  it('从哪个月起本地没有写、没有照料标准、不再符合供养：都说清楚缺什么，不定档', async () => {
    on('2026-03-02')
    const family = await inSupport('C-7')
    await report(family)
    const unsaid = createCareService({ ...house.needs, careChanges: careChangesOf(new Map()) })
    await expect(assess(family, failing(1), { care: unsaid })).rejects.toMatchObject({ code: 'monitoring.noCareMonth' })
    const elsewhere = createCareService({
      ...{ ...house.needs, regionOf: () => Promise.resolve('330400') },
      careChanges: { of: () => ({ from: 'after-approval', source: '测试' }) },
    })
    await expect(assess(family, failing(1), { care: elsewhere })).rejects.toMatchObject({
      code: 'monitoring.careUnknown',
    })
    await state(family, says('tekun.obligor', '有能力的义务人'))
    await expect(assess(family, failing(1))).rejects.toMatchObject({ code: 'monitoring.careNotDue' })
    const unknown = await house.admit('C-9', 0n, 105_300n, '2026-01', 'tekun')
    await report(unknown)
    const refused: unknown = await assess(unknown, failing(1)).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'monitoring.careUnknown', zh: expect.stringContaining('没有填') as string })
    expect(JSON.stringify(refused)).not.toContain('居民甲C-9')
  })

  it('评估以后、批准以前供养停了：照料护理不从供养停了的下个月开始', async () => {
    on('2026-03-02')
    const family = await inSupport('C-11')
    await report(family)
    await assess(family, failing(6))
    const right = (await act(reviewer, (tx) => house.payouts.ofHousehold(tx, county, family.householdId)))[0]!
    const end = { entitlementId: right.id, why: '终止供养', decisionId: null }
    await act(reviewer, (tx) => house.payouts.end(tx, reviewer, { ...end, after: month('2026-03') }))
    on('2026-03-31')
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.nothingPaid' })
    expect(await decidedFor(family, 'tekun-care')).toEqual([])
  })

  it('去世在照料护理开始以前：供养停到去世那个月，照料护理一个月也不发', async () => {
    on('2026-03-02')
    const family = await inSupport('C-12')
    await report(family)
    await assess(family, failing(6))
    await approve(family)
    await died(family, '2026-02-10')
    await house.run('2026-03', 'tekun')
    const reviews = await act(reviewer, (tx) => house.monitoring.ofHousehold(tx, reviewer, family.householdId))
    const death = reviews.find(({ kind }) => kind === 'death')!
    const wish = { personId: family.personId, ground: 'death', why: '去世' }
    await act(townClerk, (tx) => house.leaving.propose(tx, townClerk, death, wish))
    await act(reviewer, (tx) => house.leaving.putUp(tx, reviewer, { id: death.id, version: death.version + 1 }))
    on('2026-03-10')
    const now = (await act(reviewer, (tx) => house.monitoring.get(tx, reviewer, death.id))).review
    await act(reviewer, (tx) => house.monitoring.approve(tx, reviewer, now))
    expect(await decidedFor(family)).toEqual([['2026-03', null]])
    expect(await decidedFor(family, 'tekun-care')).toEqual([
      ['2026-04', 90_000n],
      ['2026-04', null],
    ])
  })

  it('照料护理不按月重新测算：点名要算也不算，报来的复核还在', async () => {
    on('2026-03-02')
    const family = await inSupport('C-13')
    await report(family)
    await expect(house.run('2026-03', 'tekun-care')).rejects.toMatchObject({ code: 'monitoring.notEachMonth' })
    expect(await newest(family)).toMatchObject({ kind: 'care', state: 'open' })
  })

  it('两个人同时报，只有一项，另一个看到的是一句话', async () => {
    on('2026-03-02')
    const family = await inSupport('C-14')
    const both = await Promise.allSettled([report(family), report(family)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'monitoring.reviewIsOpen' },
    })
  })

  it('终止供养的，照料护理一起停', async () => {
    on('2026-03-02')
    const family = await inSupport('C-8')
    await report(family)
    await assess(family, failing(6))
    await approve(family)
    on('2026-05-06')
    await died(family, '2026-04-20')
    await house.run('2026-05', 'tekun')
    const reviews = await act(reviewer, (tx) => house.monitoring.ofHousehold(tx, reviewer, family.householdId))
    const death = reviews.find(({ kind }) => kind === 'death')!
    const wish = { personId: family.personId, ground: 'death', why: '去世' }
    await act(townClerk, (tx) => house.leaving.propose(tx, townClerk, death, wish))
    await act(reviewer, (tx) => house.leaving.putUp(tx, reviewer, { id: death.id, version: death.version + 1 }))
    on('2026-05-14')
    const now = (await act(reviewer, (tx) => house.monitoring.get(tx, reviewer, death.id))).review
    await act(reviewer, (tx) => house.monitoring.approve(tx, reviewer, now))
    expect(await decidedFor(family)).toEqual([['2026-05', null]])
    expect(await decidedFor(family, 'tekun-care')).toEqual([
      ['2026-04', 90_000n],
      ['2026-05', null],
    ])
  })
})
