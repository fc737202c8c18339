import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { testServer, type TestServer } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { Case } from '#relief/casework/index.ts'
import { ask, noticed, opinion, surveyed, testNotices, type TestNotices } from './testing-notices.ts'

const database = testDatabase()
let made: TestNotices
let server: TestServer

beforeAll(async () => {
  made = await testNotices(database)
  const routes = made.parts.parts.flatMap((part) => part.routes)
  server = await testServer({ db: database.db, clock: made.clock, routes, openTenant: made.tenant })
}, 180_000)
afterAll(async () => {
  await server.close()
  made.remove()
})
beforeEach(() => made.clock.set('2026-03-02T09:00:00+08:00'))

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const publicText = async (path: string): Promise<{ status: number; text: string; cache: unknown }> => {
  const { statusCode, body, headers } = await server.anonymous().get(path)
  return { status: statusCode, text: body, cache: headers['cache-control'] }
}
const takeDown = async (): Promise<void> => {
  const jobs = made.parts.parts.flatMap((part) => ('jobs' in part ? part.jobs : []))
  for (const job of jobs) await job.run()
}
const get = (id: string): Promise<Case> =>
  made.within(made.people.clerk, (tx) => made.cases.get(tx, made.people.clerk, id))
const noticeOf = async (id: string) => {
  const found = await made.within(made.people.clerk, (tx) => made.parts.notices.noticeOf(tx, made.tenant, id))
  return found!
}
const object = async (one: Case, who: Caller, objector = '异议人甲'): Promise<unknown> =>
  ask(made, who, 'POST /api/cases/:id/objections', {
    id: one.id,
    body: { version: one.version, objector, contact: '10000000000', text: '他家有一辆车' },
  })

describe('公示（AC-076）', () => {
  it('贴出来的只有姓名、人数、金额、项目、到哪天；村里的人不登录就能看，谁也不许留底', async () => {
    const one = await noticed(made, 0)
    const { name, amount } = made.families[0]!
    const notice = await noticeOf(one.id)
    expect(notice).toMatchObject({ state: 'shown', round: 1, lastDay: '2026-03-09', daysLeft: 7 })
    expect((await publicText('/notices')).text).not.toContain(name)
    const place = made.product.regions.directory().ofPlace(one.placeId)!
    for (const path of [`/notices?place=${place.code}`, notice.href!]) {
      const { status, text, cache } = await publicText(path)
      expect([status, cache]).toEqual([200, 'no-store'])
      expect(text).toContain(name)
      const yuan = `${(amount / 100n).toLocaleString('en-US')}.${String(amount % 100n).padStart(2, '0')}`
      expect(text).toContain(yuan)
    }
    expect((await publicText(notice.href!)).text).toContain('100-0001-0001')
  })

  it('只看得到该看的：卡片表的列就这些，别的家里人、户号、证件号、办件编号、住址一个字也没有', async () => {
    const { rows } = await sql<{ column_name: string }>`SELECT column_name FROM information_schema.columns
      WHERE table_schema = 'public_notice' AND table_name = 'notice_card' ORDER BY 1`.execute(database.owner)
    expect(rows.map((row) => row.column_name)).toEqual(
      'amount_fen applicant closes_at id last_day members place_id programme put_up_on tenant_id'.split(' '),
    )
    const one = await noticed(made, 1)
    const { id } = made.families[1]!
    const who = made.people.clerk
    const file = await made.within(who, (tx) => made.product.households.openFile(tx, who, id))
    const { text } = await publicText((await noticeOf(one.id)).href!)
    const secrets = [
      one.number,
      one.id,
      file.number,
      id,
      ...file.people.flatMap((person) => [
        person.id,
        person.idNumber ?? 'none-on-file',
        ...(person.id === one.applicantId ? [] : [person.name]),
      ]),
      '残疾',
      '重病',
      '银行',
    ]
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })

  it('到点自己撤下：任务还没跑也看不到了；地址答 410 和一句话；任务把名字清掉，办件转到决定', async () => {
    const one = await noticed(made, 2)
    const { name } = made.families[2]!
    const { href } = await noticeOf(one.id)
    made.clock.set('2026-03-09T23:59:00+08:00')
    expect((await publicText(href!)).text).toContain(name)
    await takeDown()
    expect((await get(one.id)).stage).toBe('notice')
    made.clock.set('2026-03-10T00:00:00+08:00')
    const place = made.product.regions.directory().ofPlace(one.placeId)!
    for (const path of [href!, `/notices?place=${place.code}`, '/notices'])
      expect((await publicText(path)).text).not.toContain(name)
    expect((await publicText(href!)).status).toBe(410)
    await takeDown()
    await takeDown()
    expect(await get(one.id)).toMatchObject({ stage: 'decision', limitKind: 'ordinary' })
    expect(await noticeOf(one.id)).toMatchObject({ state: 'ended', href: null })
    const left = await sql<{ count: number }>`SELECT count(*)::int AS count FROM public_notice.notice_card
      WHERE applicant = ${name}`.execute(database.owner)
    expect(left.rows[0]!.count).toBe(0)
    expect((await publicText('/notices/01930000-0000-7000-8000-000000000001')).status).toBe(404)
  })

  it('只能按村、按镇找：按县按市找没有；不许搜索引擎收，撤下的、没有的也不许', async () => {
    const one = await noticed(made, 8)
    const { name } = made.families[8]!
    const directory = made.product.regions.directory()
    const place = directory.ofPlace(one.placeId)!
    const town = directory.ancestors(place.code).find(({ level }) => level === 'town')!
    for (const code of [place.code, town.code])
      expect((await publicText(`/notices?place=${code}`)).text).toContain(name)
    for (const code of ['999901', '999900', '990000', '99']) {
      const { status, text } = await publicText(`/notices?place=${code}`)
      expect([status, text.includes(name)]).toEqual([404, false])
    }
    const { href } = await noticeOf(one.id)
    for (const path of ['/notices', '/publications', `/notices?place=${place.code}`, href!, '/notices?place=999901']) {
      const { headers } = await server.anonymous().get(path)
      expect([path, headers['x-robots-tag']]).toEqual([path, 'noindex, nofollow, noarchive'])
    }
    const { text } = await publicText(href!)
    expect(text.slice(0, text.indexOf('</head>'))).toContain('<meta name="robots" content="noindex')
    made.clock.set('2026-03-10T00:00:00+08:00')
    const { headers, statusCode } = await server.anonymous().get(href!)
    expect([statusCode, headers['x-robots-tag']]).toEqual([410, 'noindex, nofollow, noarchive'])
  })

  it('撤下以后不能打印，说得出为什么', async () => {
    const one = await noticed(made, 3)
    const sheet = () =>
      made.within(made.people.clerk, (tx) => made.parts.notices.sheetOf(tx, made.people.clerk, one.id))
    expect(await sheet()).toMatchObject({ days: 7, until: '2026-03-09', source: '民发〔2021〕57号 第十九条' })
    made.clock.set('2026-03-10T00:00:00+08:00')
    expect(await codeOf(sheet())).toBe('public-notice.noticeOver')
  })

  it('没到期，谁也不能先结束公示；公示没完不能拟决定', async () => {
    const { families } = made
    expect(families.length).toBeGreaterThan(8)
    const one = await noticed(made, 4)
    const system = { ...made.people.clerk, id: 'system:test' }
    const end = made.within(system, (tx) =>
      made.cases.move(tx, system, one.id, { move: 'notice-ended', version: one.version }),
    )
    expect(await codeOf(end)).toBe('public-notice.stillHangs')
    await made.step(made.people.clerk, one.id, 'withdraw')
    expect(await noticeOf(one.id)).toMatchObject({ state: 'taken-down', href: null })
  })

  it('未成年人申请的，什么都不贴，办件照样往前走', async () => {
    const { people, within, cases, families, step } = made
    const child = families.findIndex(({ minorId }, index) => minorId !== null && index > 7)
    const { id: householdId, minorId } = families[child]!
    const opened = await within(people.clerk, (tx) =>
      cases.open(tx, people.clerk, { programme: 'dibao', householdId, applicantId: minorId! }),
    )
    const one = await step(people.clerk, opened.id, 'accept')
    await surveyed(made, one.id, { by: people.clerk, investigators: [people.clerk, people.intake] })
    await opinion(made, people.clerk, one.id, child)
    expect(await noticeOf(one.id)).toMatchObject({ state: 'not-shown', notShownWhy: 'minor', href: null })
    const cards = await sql<{ count: number }>`SELECT count(*)::int AS count FROM public_notice.notice_card c
      JOIN public_notice.notice n USING (tenant_id, id) WHERE n.case_id = ${one.id}`.execute(database.owner)
    expect(cards.rows[0]!.count).toBe(0)
    await takeDown()
    expect((await get(one.id)).stage).toBe('decision')
  })
})

describe('异议', () => {
  it('最后一天 23:59 还收，过了 24 时就说哪天截止；收了就换人、45 天、重新入户、重新公示，答复了才决定', async () => {
    const { people } = made
    const one = await noticed(made, 5)
    const { name } = made.families[5]!
    const { href } = await noticeOf(one.id)
    made.clock.set('2026-03-10T00:00:00+08:00')
    expect(await codeOf(object(one, people.clerk))).toBe('public-notice.tooLate')
    made.clock.set('2026-03-09T23:59:00+08:00')
    await object(one, people.clerk)
    expect(await get(one.id)).toMatchObject({ stage: 'objection', limitKind: 'special' })
    expect((await publicText(href!)).text).not.toContain(name)
    expect((await publicText(href!)).status).toBe(410)

    made.clock.set('2026-03-11T09:00:00+08:00')
    expect(await codeOf(opinion(made, people.other, one.id, 5))).toBe('home-survey.newSurveyFirst')
    // Whoever went before is turned away when chosen, not after the whole survey; and nobody is chosen who may not go.
    const { id } = await ask<{ id: string }>(made, people.clerk, 'POST /api/cases/:id/surveys', { id: one.id })
    const draft = await ask<{ investigators: unknown[] }>(made, people.clerk, 'GET /api/surveys/:id', { id })
    expect(draft.investigators).toEqual([])
    const again = { by: people.other, investigators: [people.other, people.clerk] }
    expect(await codeOf(surveyed(made, one.id, again))).toBe('home-survey.wentBefore')
    expect(await codeOf(opinion(made, people.other, one.id, 5))).toBe('home-survey.newSurveyFirst')
    await surveyed(made, one.id, { by: people.other, investigators: [people.other, people.head] })
    expect(await codeOf(opinion(made, people.clerk, one.id, 5))).toBe('casework.samePerson')
    await opinion(made, people.other, one.id, 5)
    expect(await noticeOf(one.id)).toMatchObject({ round: 2, state: 'shown', lastDay: '2026-03-18' })

    made.clock.set('2026-03-19T00:00:00+08:00')
    await takeDown()
    const now = await get(one.id)
    expect(now.stage).toBe('decision')
    const propose = (who: Caller) =>
      made.within(who, (tx) =>
        made.cases.proposeDecision(tx, who, one.id, {
          ...{ version: now.version, outcome: 'confirmed', assessmentId: made.families[5]!.assessmentId },
          ...{ amount: null, why: '符合条件', override: null },
        }),
      )
    expect(await codeOf(propose(people.county))).toBe('public-notice.openObjections')
    const view = await ask<{ objections: { id: string; text: string }[] }>(
      made,
      people.head,
      'GET /api/cases/:id/notice',
      { id: one.id },
    )
    expect(view.objections).toMatchObject([{ text: '他家有一辆车' }])
    expect(JSON.stringify(view)).not.toContain('异议人甲')
    const answer = (who: Caller) =>
      ask(made, who, 'POST /api/objections/:id/answer', {
        id: view.objections[0]!.id,
        body: { upheld: false, text: '查过，车不是他家的' },
      })
    expect(await codeOf(answer(people.clerk))).toBe('public-notice.answerByAnother')
    await answer(people.head)
    expect(await codeOf(answer(people.head))).toBe('public-notice.alreadyAnswered')
    expect(await codeOf(propose(people.county))).toBe('done')
  })

  it('两个人同时提：两条都在，办件只退一次', async () => {
    const { people } = made
    const one = await noticed(made, 6)
    await Promise.all([object(one, people.clerk, '异议人乙'), object(one, people.head, '异议人丙')])
    const steps = await made.within(people.clerk, (tx) => made.cases.stepsOf(tx, people.clerk, one.id))
    expect(steps.filter(({ move }) => move === 'raise-objection')).toHaveLength(1)
    const open = await made.within(people.clerk, (tx) => made.parts.notices.openObjections(tx, made.tenant, one.id))
    expect(open).toBe(2)
  })

  it('异议和撤回撞在一起，三十轮，谁也不交叉等谁：没有死锁，没有重来', { timeout: 90_000 }, async () => {
    const { people, within, cases } = made
    const one = await noticed(made, 9)
    class Undone extends Error {}
    // A transaction that is never tried again and always undone: a deadlock would show here as itself.
    const bare = (who: Caller): Caller => ({
      ...who,
      transaction: (db, work) =>
        db.transaction().execute(async (tx) => {
          await sql.raw(`SET LOCAL app.tenants = '${made.tenant}'`).execute(tx)
          await sql.raw(`SET LOCAL app.places = '0'`).execute(tx)
          await work(tx)
          throw new Undone()
        }),
    })
    const [clerk, head] = [bare(people.clerk), bare(people.head)]
    const withdraw = () =>
      within(clerk, (tx) =>
        cases.move(tx, clerk, one.id, { move: 'withdraw', version: one.version, reason: '家里撤回' }),
      )
    const ended: unknown[] = []
    for (let round = 0; round < 30; round++) {
      const both = [object(one, head, '异议人丁'), withdraw()]
      const settled = await Promise.allSettled(round % 2 === 0 ? both : both.toReversed())
      ended.push(...settled.map((each) => (each.status === 'rejected' ? each.reason : 'committed')))
    }
    expect(ended.filter((each) => !(each instanceof Undone))).toEqual([])
  })

  it('提异议的人封起来存：库里、留痕里都没有明文；要看得写理由', async () => {
    const { rows } = await sql<{ all: string }>`SELECT coalesce(string_agg(o::text, ' '), '') AS "all"
      FROM public_notice.objection o`.execute(database.owner)
    expect(rows[0]!.all).not.toMatch(/异议人|他家有一辆车/)
    const audit = await sql<{ all: string }>`SELECT coalesce(string_agg(e::text, ' '), '') AS "all"
      FROM audit.entry e`.execute(database.owner)
    expect(audit.rows[0]!.all).not.toMatch(/异议人|他家有一辆车|10000000000/)
  })

  it('没登记异议，不能直接把办件转去复查', async () => {
    const one = await noticed(made, 7)
    const { clerk } = made.people
    const move = made.within(clerk, (tx) =>
      made.cases.move(tx, clerk, one.id, { move: 'raise-objection', version: one.version, reason: '转去复查' }),
    )
    expect(await codeOf(move)).toBe('public-notice.recordFirst')
  })
})
