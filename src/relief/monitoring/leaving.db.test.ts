import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import { fileOf } from './review-file.ts'
import type { Review } from './review-store.ts'
import { county, monitoringOn, monitoringVault, otherReviewer, reviewer, townClerk, type House } from './testing.ts'
import { movingClock, says, tekunFamilies, type Family } from './testing-tekun.ts'

/** 特困 after the decision, day by day on one moving clock. */

const database = testDatabase()
const { clock, on } = movingClock()
let house: House

beforeAll(async () => {
  on('2026-03-02')
  house = await monitoringOn(database.db, await monitoringVault(database.db), clock)
}, 60_000)
afterAll(() => house.close())

const { act, state, inSupport, died, decidedFor } = tekunFamilies(database, () => house)
const reviewsOf = ({ householdId }: Family): Promise<readonly Review[]> =>
  act(reviewer, (tx) => house.monitoring.ofHousehold(tx, reviewer, householdId))
const newest = async (family: Family): Promise<Review> => (await reviewsOf(family))[0]!
const at = async (family: Family) => {
  const { id, version } = await newest(family)
  return { id, version }
}
const run = () => house.run('2026-03', 'tekun')
const report = (family: Family, ground: string, who = townClerk) =>
  act(who, (tx) => house.leaving.report(tx, who, { householdId: family.householdId, programme: 'tekun', ground }))
const propose = async (family: Family, ground: string, who = townClerk) => {
  const seen = await at(family)
  const wish = { personId: family.personId, ground, why: '上门核实过' }
  return act(who, (tx) => house.leaving.propose(tx, who, seen, wish))
}
const putUp = async (family: Family, who = reviewer) => {
  const seen = await at(family)
  return act(who, (tx) => house.leaving.putUp(tx, who, seen))
}
const object = async (family: Family) => {
  const seen = await at(family)
  const form = { objector: '邻居乙', contact: '100-0000', text: '他还在村里住，没有收入' }
  return act(townClerk, (tx) => house.leaving.object(tx, townClerk, seen, form))
}
const again = async (family: Family, ground: string | null, who = reviewer) => {
  const seen = await at(family)
  const wish = { personId: family.personId, ground, why: '重新核实过' }
  return act(who, (tx) => house.leaving.decideAgain(tx, who, seen, wish))
}
const approve = async (family: Family, who = reviewer) => {
  const seen = await at(family)
  return act(who, (tx) => house.monitoring.approve(tx, who, seen))
}
/** What the page of the newest review offers the second county person. */
const offered = async (family: Family) => {
  const { id } = await newest(family)
  const page = {
    ...{ ...house.needs, monitoring: house.monitoring },
    directory: () => ({ ofPlace: () => undefined }) as never,
    levelWords: (level: string) => ({ zh: level, en: level }),
  }
  const { may } = await act(otherReviewer, (tx) => fileOf(tx, otherReviewer, id, page))
  return (['putUp', 'approve', 'sendBack'] as const).filter((name) => may[name])
}
const noticesOf = async (family: Family) => {
  const { id } = await newest(family)
  return act(reviewer, (tx) => house.endings.ofReview(tx, reviewer, id))
}
/** Every name and value the public may read of a family whose notice hangs. */
const cards = async ({ householdId }: Family) => {
  const { rows } = await database.inTenant(county, (tx) =>
    sql<Record<string, unknown>>`SELECT c.* FROM public_notice.ending_notice_card c
      JOIN public_notice.ending_notice n ON n.tenant_id = c.tenant_id AND n.id = c.id
      WHERE n.household_id = ${householdId} AND c.person IS NOT NULL`.execute(tx),
  )
  return rows
}

describe('特困的动态管理', () => {
  it('没有变化的没有任务；多久定期复核没有查到，就不编一个日子', async () => {
    const family = await inSupport('L-1', '1950-04-17', '2022-01')
    await run()
    expect(await reviewsOf(family)).toEqual([])
  })

  it.each([
    ['未成年时开始供养，满 16 周岁继续', '2010-03-02', '2025-01', {}, []],
    ['未成年时开始供养，18 岁生日前一天继续', '2008-03-03', '2023-01', {}, []],
    ['满 18 周岁，在哪里上学不知道：说不准', '2008-03-02', '2023-01', {}, ['unknown']],
    ['满 18 周岁还在普通高中，继续', '2008-03-02', '2023-01', says('tekun.schooling', '普通高中'), []],
    ['满 18 周岁不上学了，不再符合', '2008-03-02', '2023-01', says('tekun.schooling', '都不是'), ['end']],
    ['成年以后才开始供养的，不算继续', '2007-03-02', '2025-04', {}, ['end']],
    ['60 岁生日前一天，还不算无劳动能力', '1966-03-03', '2025-04', {}, ['end']],
    ['60 岁生日当天，算无劳动能力', '1966-03-02', '2025-04', {}, []],
  ] as const)('%s', async (name, born, from, facts, found) => {
    const family = await inSupport(`L-${name}`, born, from)
    if (Object.keys(facts).length > 0) await state(family, facts)
    await run()
    expect((await reviewsOf(family)).map(({ kind }) => kind)).toEqual(found)
  })
})

describe('终止供养：先公示七天，另一个人批准，从下月起', () => {
  it('有了有能力的义务人：镇里提，县里公示，满期批准，从批准的下个月起停；批准以前一分不动', async () => {
    on('2026-03-02')
    const family = await inSupport('E-1')
    await state(family, says('tekun.obligor', '有能力的义务人'))
    await run()
    expect(await newest(family)).toMatchObject({ kind: 'end', state: 'open' })
    await propose(family, 'able-obligor')
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.noticeFirst' })
    expect(await offered(family)).toEqual(['putUp', 'sendBack'])
    await putUp(family)
    expect(await offered(family)).toEqual(['sendBack'])
    // The day it is put up is not counted; 9 March is a Monday.
    expect(await noticesOf(family)).toMatchObject([{ round: 1, says: 'to-end', lastDay: '2026-03-09', isOpen: true }])
    const [card] = await cards(family)
    expect(Object.keys(card!).toSorted()).toEqual(
      ['closes_at', 'id', 'last_day', 'person', 'place_id', 'programme', 'put_up_on', 'says', 'tenant_id'].toSorted(),
    )
    expect(card).toMatchObject({ person: '居民甲E-1', says: 'to-end', programme: 'tekun' })
    on('2026-03-09', '23:59:59')
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.stillHangs' })
    expect(await decidedFor(family)).toEqual([])
    on('2026-03-10', '00:00:00')
    await expect(object(family)).rejects.toMatchObject({ code: 'public-notice.tooLate' })
    expect(await offered(family)).toEqual(['approve', 'sendBack'])
    await approve(family)
    expect(await decidedFor(family)).toEqual([['2026-04', null]])
    expect(await newest(family)).toMatchObject({ state: 'approved', proposal: { from: '2026-04', amount: null } })
    expect((await noticesOf(family))[0]).toMatchObject({ state: 'ended', href: null })
    expect(await cards(family)).toEqual([])
    const letter = await house.letter((await newest(family)).id, { ...reviewer, purpose: '送达前打印' })
    expect(letter.name).toBe('最低生活保障终止决定书.pdf')
  })

  it('直接提“停止”不行，绕不过公示；没有那种情形、档案里没有、名单外的人，都提不成', async () => {
    on('2026-03-02')
    const family = await inSupport('E-2')
    await report(family, 'voluntary')
    const seen = await at(family)
    const end = { kind: 'end', amount: null, from: '2026-04', why: '停' } as never
    await expect(act(townClerk, (tx) => house.monitoring.propose(tx, townClerk, seen, end))).rejects.toMatchObject({
      code: 'monitoring.leaveNeeded',
    })
    for (const [ground, code] of [
      ['moved-away', 'unknownGround'],
      ['death', 'noDeathOnFile'],
      ['able-obligor', 'groundNotOnFile'],
      ['labour-capacity', 'groundNotOnFile'],
    ] as const)
      await expect(propose(family, ground), ground).rejects.toMatchObject({ code: `monitoring.${code}` })
    const stranger = { ...family, personId: '01930000-0000-7000-8000-000000000001' }
    await expect(propose(stranger, 'voluntary')).rejects.toMatchObject({ code: 'monitoring.personNotHere' })
  })

  it('提的人不能自己贴公示、自己批准；退回就撤下', async () => {
    on('2026-03-02')
    const family = await inSupport('E-3')
    await report(family, 'voluntary', reviewer)
    await propose(family, 'voluntary', reviewer)
    await expect(putUp(family)).rejects.toMatchObject({ code: 'monitoring.samePerson' })
    await putUp(family, otherReviewer)
    const seen = await at(family)
    await expect(act(reviewer, (tx) => house.monitoring.sendBack(tx, reviewer, seen, '不对'))).rejects.toMatchObject({
      code: 'monitoring.samePerson',
    })
    await act(otherReviewer, (tx) => house.monitoring.sendBack(tx, otherReviewer, seen, '材料不全'))
    expect(await newest(family)).toMatchObject({ state: 'open', proposal: null })
    expect((await noticesOf(family))[0]).toMatchObject({ state: 'taken-down', isOpen: false })
    expect(await cards(family)).toEqual([])
  })

  it('两个人同时贴，只贴一份', async () => {
    on('2026-03-02')
    const family = await inSupport('E-4')
    await report(family, 'voluntary')
    await propose(family, 'voluntary')
    const both = await Promise.allSettled([putUp(family), putUp(family, otherReviewer)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await noticesOf(family)).toHaveLength(1)
  })

  it('公示期里情形没有了，批不了；一户同一项待遇同时只有一项复核', async () => {
    on('2026-03-02')
    const family = await inSupport('E-5')
    await state(family, says('tekun.obligor', '有能力的义务人'))
    await run()
    await expect(report(family, 'voluntary')).rejects.toMatchObject({ code: 'monitoring.reviewIsOpen' })
    await propose(family, 'able-obligor')
    await putUp(family)
    await state(family, says('tekun.obligor', '义务人都没有能力'))
    await run()
    expect(await newest(family)).toMatchObject({ state: 'on-notice' })
    on('2026-03-10')
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.groundNotOnFile' })
    expect(await decidedFor(family)).toEqual([])
  })

  it('去世：办法没有写可以不公示，照样公示；停到去世那个月，以后月份一分不发；马上暂缓', async () => {
    on('2026-03-02')
    const family = await inSupport('E-6')
    await died(family, '2026-02-10')
    await run()
    const { rows } = await database.inTenant(county, (tx) =>
      sql<{ cause: string }>`SELECT cause FROM payouts.hold WHERE household_id = ${family.householdId}`.execute(tx),
    )
    expect(rows).toEqual([{ cause: 'death' }])
    await expect(propose(family, 'voluntary')).rejects.toMatchObject({ code: 'monitoring.deathIsTheGround' })
    await propose(family, 'death')
    await putUp(family)
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.stillHangs' })
    on('2026-03-10')
    await approve(family)
    expect(await decidedFor(family)).toEqual([['2026-03', null]])
  })

  it.each([
    ['未成年人', '2010-03-02', null],
    ['去世时还没成年的人', '2008-02-20', '2026-02-10'],
  ])('%s：什么都不贴，没有名字，接着由另一个人批准', async (name, born, deadOn) => {
    on('2026-03-02')
    const family = await inSupport(`E-7-${name}`, born, '2025-01')
    if (deadOn !== null) await died(family, deadOn)
    else await report(family, 'voluntary')
    await run()
    await propose(family, deadOn === null ? 'voluntary' : 'death')
    await putUp(family)
    expect(await cards(family)).toEqual([])
    expect(await noticesOf(family)).toMatchObject([{ state: 'not-shown', isOpen: false, href: null }])
    await approve(family)
    expect((await newest(family)).state).toBe('approved')
    expect((await noticesOf(family))[0]).toMatchObject({ state: 'not-shown' })
  })

  it('有异议：撤下，十五个工作日内换人重新决定，再公示七天，满期由第二个人批准', async () => {
    on('2026-03-02')
    const family = await inSupport('E-8')
    await report(family, 'prison')
    await propose(family, 'prison', otherReviewer)
    await putUp(family)
    on('2026-03-09', '23:59:59')
    await object(family)
    expect(await cards(family)).toEqual([])
    // Fifteen working days from 9 March.
    expect(await newest(family)).toMatchObject({ state: 'objected', dueOn: '2026-03-30' })
    const { id } = await newest(family)
    const [said] = await act(reviewer, (tx) => house.endings.objectionsOf(tx, reviewer, id))
    expect(said).toMatchObject({ text: '他还在村里住，没有收入', round: 1 })
    const { rows } = await database.inTenant(county, (tx) =>
      sql<{ all: string }>`SELECT o::text || coalesce((SELECT string_agg(a::text, '') FROM audit.entry a), '') AS all
        FROM public_notice.ending_objection o WHERE household_id = ${family.householdId}`.execute(tx),
    )
    for (const name of ['邻居乙', '100-0000', '没有收入']) expect(rows[0]!.all).not.toContain(name)
    on('2026-03-20')
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.notNow' })
    await expect(again(family, 'prison', otherReviewer)).rejects.toMatchObject({ code: 'monitoring.againByAnother' })
    await again(family, 'prison')
    expect((await noticesOf(family)).map(({ round, says: what, lastDay }) => [round, what, lastDay])).toEqual([
      [2, 'to-end', '2026-03-27'],
      [1, 'to-end', '2026-03-09'],
    ])
    on('2026-03-28')
    await expect(approve(family)).rejects.toMatchObject({ code: 'monitoring.samePerson' })
    await approve(family, otherReviewer)
    expect(await decidedFor(family)).toEqual([['2026-04', null]])
  })

  it('法律施行以后：重新决定换了情形的，家里的意见要再听；没有换的，听过的算数', async () => {
    on('2026-09-01')
    const hear = async (family: Family) => {
      const { id } = await newest(family)
      await act(townClerk, (tx) => house.monitoring.hear(tx, townClerk, id, { outcome: 'agreed', says: '知道了' }))
    }
    const objectedTo = async (number: string) => {
      const family = await inSupport(number)
      await report(family, 'prison')
      await propose(family, 'prison')
      await hear(family)
      await putUp(family)
      await object(family)
      return family
    }
    const [same, other] = [await objectedTo('E-10'), await objectedTo('E-11')]
    await again(same, 'prison')
    await again(other, 'voluntary')
    on('2026-09-09')
    await approve(same, otherReviewer)
    await expect(approve(other, otherReviewer)).rejects.toMatchObject({ code: 'monitoring.viewsMissing' })
    await hear(other)
    await approve(other, otherReviewer)
    expect(await decidedFor(other)).toEqual([['2026-10', null]])
  })

  it('重新决定不停的，也再公示一次，满期由第二个人同意；钱照发', async () => {
    on('2026-03-02')
    const family = await inSupport('E-9')
    await report(family, 'prison')
    await propose(family, 'prison')
    await putUp(family)
    await object(family)
    await again(family, null)
    expect((await cards(family)).map(({ person: name, says: what }) => [name, what])).toEqual([
      ['居民甲E-9', 'goes-on'],
    ])
    await expect(approve(family, otherReviewer)).rejects.toMatchObject({ code: 'monitoring.stillHangs' })
    on('2026-03-10')
    await approve(family, otherReviewer)
    expect(await newest(family)).toMatchObject({ state: 'dismissed' })
    expect(await decidedFor(family)).toEqual([])
    expect(await cards(family)).toEqual([])
  })
})
