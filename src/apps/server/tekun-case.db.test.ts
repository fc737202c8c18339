import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { createLogger } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { samplingChecks } from '#relief/sampling/index.ts'
import type { CaseSample } from '#relief/sampling/wire.ts'
import { standingChecks } from './checks.ts'
import { settableClock } from './testing-notices.ts'
import { familyPage, fileNow, letterOf, moneyIn, personsOf } from './testing-status.ts'
import * as walking from './testing-walk.ts'
import { testProduct, type TestProduct } from './testing.ts'

/** A whole 特困 case over the real routes. Its document gives days to the stages and none to the whole: none is made up. */

const database = testDatabase()
const clock = settableClock('2026-03-02T09:00:00+08:00')
let made: TestProduct
let walk: walking.Walk

beforeAll(async () => {
  made = await testProduct(database, 9, clock)
  walk = await walking.openWalk(made, clock, { hand: walking.plainHand, log: createLogger('silent') })
}, 180_000)
afterAll(async () => {
  await walk.server.close()
  await made.product.loop.close()
  made.remove()
})

describe('一件特困，从窗口到送达', { timeout: 180_000 }, () => {
  it('受理：只有这一步的天数，页上不说全程第几天', async () => {
    await walking.walkToOpinion(walk, 'tekun')
    const { case: one, clock: begun } = await fileNow(walk)
    expect([one.stage, one.isStatus, one.number]).toEqual(['investigation', false, 'QH-TK-2026-000001'])
    expect(begun).toMatchObject({
      ...{ startedOn: '2026-03-02', usedDays: 0, total: null },
      stage: { limitDays: 15, leftDays: 15, dueOn: '2026-03-23', source: '特困人员认定办法' },
    })
    const page = await familyPage(walk)
    expect(page).toContain('现在这一步有 15 个工作日，最晚 2026 年 3 月 23 日办完')
    expect(page).not.toContain('有结果')
  })

  it('镇里的意见，七天公示；公示那几天没有期限，列表也说得出', async () => {
    const [head, wife, child] = await personsOf(walk)
    const own = (id: string | undefined, obligor: string) => ({
      [`member:${id}.stated.tekun.income`]: '0.00',
      [`member:${id}.stated.tekun.property`]: '符合',
      [`member:${id}.stated.tekun.obligor`]: obligor,
    })
    await walking.stateFacts(walk, {
      ...own(head, '没有义务人'),
      ...own(wife, '有能力的义务人'),
      ...own(child, '有能力的义务人'),
    })
    await walking.giveOpinion(walk)
    const { case: one, clock: hanging, opinions } = await fileNow(walk)
    expect([one.stage, opinions.at(-1)?.amount, opinions.at(-1)?.status]).toEqual(['notice', '105300', null])
    expect(hanging).toMatchObject({ total: null, stage: null, startedOn: '2026-03-02' })
    const list = '/api/cases?programme=tekun'
    const { rows } = await walk.get<{ rows: object[] }>(walk.seat('town-clerk'), list)
    expect(rows).toMatchObject([{ light: null, dueOn: null, limitDays: null, acceptedOn: '2026-03-02' }])
  })

  it('县里十五个工作日两个人一共用；批准、公布、送达', async () => {
    clock.set('2026-03-12T09:00:00+08:00')
    await made.product.jobs.runNow('public-notice.take-down')
    expect((await fileNow(walk)).clock?.stage).toMatchObject({ limitDays: 15, dueOn: '2026-04-02' })
    const { rows } = await walk.get<{ rows: object[] }>(walk.seat('town-clerk'), '/api/cases?programme=tekun')
    expect(rows).toMatchObject([{ stage: 'decision', limitDays: 15, leftDays: 15, light: 'green' }])
    await walking.proposeDecision(walk)
    clock.set('2026-03-16T09:00:00+08:00')
    expect((await fileNow(walk)).clock?.stage).toMatchObject({ limitDays: 15, leftDays: 13, dueOn: '2026-04-02' })
    const [reviewer, path] = [walk.seat('county-reviewer'), `/api/cases/${walk.at.caseId}`]
    const approve = async () => {
      const { case: now, proposal } = await walking.caseNow(walk)
      const body = { version: now.version, proposalId: proposal!.id }
      const answer = await walk.seat('county-head').send('POST', `${path}/approval`, body)
      return [answer.statusCode, answer.json<{ code: string }>().code]
    }
    expect(await approve()).toEqual([409, 'sampling.drawFirst'])
    const heads = [reviewer, walk.seat('county-head')]
    const both = await Promise.all(heads.map((who) => who.send('POST', `${path}/sample`, {})))
    expect(both.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(['200', '409'])
    // Alone in its town and month it is always drawn.
    const sample = await walk.get<CaseSample>(reviewer, `${path}/sample`)
    expect(sample).toMatchObject({
      ...{ rule: { shareMin: 30, source: '特困人员认定办法' }, isDrawn: true, visitedAt: null },
      draw: { month: '2026-03', isSame: true, cases: [{ number: 'QH-TK-2026-000001', isDrawn: true }] },
    })
    expect(await approve()).toEqual([409, 'sampling.visitFirst'])
    const visitOn = async (visitedOn: string) => {
      const { version } = (await walking.caseNow(walk)).case
      const visit = { move: 'record-county-visit', version, reason: '两人去看过，情况属实', codes: { visitedOn } }
      await walking.plainHand.send(reviewer, 'POST', `${path}/moves`, visit)
    }
    await visitOn('2026-03-15')
    expect(await approve(), 'a visit of before the draw').toEqual([409, 'sampling.visitFirst'])
    await visitOn('2026-03-16')
    await walking.approveDecision(walk)
    await walking.publishAndDeliver(walk)
    const { case: one, clock: ended, decisions } = await fileNow(walk)
    expect([one.stage, one.outcome]).toEqual(['confirmed', 'confirmed'])
    expect(decisions).toMatchObject([{ amount: '105300', status: null, fromMonth: '2026-04' }])
    expect(ended).toMatchObject({ total: null, stage: null, stoppedOn: '2026-03-16', usedDays: 10 })
    expect(await familyPage(walk)).toContain('从受理到办好，10 个工作日')
    expect(await letterOf(walk)).toContain('特困人员救助供养确认通知书')
    expect(await moneyIn(database.owner, walk.at.householdId)).toMatchObject({ rights: 1 })
  })

  it('常设核验都成立', async () => {
    const tenants = [made.ground.bureau.id]
    const results = await runChecks(made.product.db, standingChecks, { tenants, today: clock.today() })
    expect(results.filter(({ holds }) => !holds)).toEqual([])
  })

  it('抽到了、没有去看过的，退回镇里再来还是抽到：躲不掉这一次入户', async () => {
    const [reviewer, path] = [walk.seat('county-reviewer'), `/api/cases/${walk.at.caseId}`]
    const move = async (wish: object) => {
      const { version } = (await walking.caseNow(walk)).case
      await walking.plainHand.send(reviewer, 'POST', `${path}/moves`, { version, reason: '再看一遍', ...wish })
    }
    clock.set('2026-03-17T09:00:00+08:00')
    await move({ move: 'reconsider' })
    await walking.plainHand.send(reviewer, 'POST', `${path}/sample`, {})
    const drawn = await walk.get<CaseSample>(reviewer, `${path}/sample`)
    expect(drawn).toMatchObject({ isDrawn: true, visitedAt: null })
    await move({ move: 'send-back' })
    await walking.giveOpinion(walk)
    clock.set('2026-03-26T09:00:00+08:00')
    await made.product.jobs.runNow('public-notice.take-down')
    expect((await walking.caseNow(walk)).case.stage).toBe('decision')
    expect(await walk.get<CaseSample>(reviewer, `${path}/sample`)).toMatchObject({
      ...{ isDrawn: true, visitedAt: null, may: { draw: false } },
      draw: { id: drawn.draw!.id, cases: [{ isDrawn: true }] },
    })
    await move({ move: 'record-county-visit', codes: { visitedOn: '2026-03-26' } })
    expect((await walk.get<CaseSample>(reviewer, `${path}/sample`)).visitedAt).not.toBeNull()
    await walking.proposeDecision(walk)
    await walking.approveDecision(walk)
  })

  it('重新审查的再抽：和同镇同月没抽过的一起，八件抽三件；照种子重抽一样，改了一件就对不上', async () => {
    const [reviewer, path] = [walk.seat('county-reviewer'), `/api/cases/${walk.at.caseId}`]
    const { version } = (await walking.caseNow(walk)).case
    await walking.plainHand.send(reviewer, 'POST', `${path}/moves`, { move: 'reconsider', version, reason: '再看一遍' })
    const numbers = [2, 3, 4, 5, 6, 7, 8].map((count) => `QH-TK-2026-00000${count}`)
    await sql`INSERT INTO sampling.candidate (tenant_id, case_id, round, case_number, household_id, place_id, programme,
        town, month)
      SELECT c.tenant_id, gen_random_uuid(), 1, n, gen_random_uuid(), c.place_id, c.programme, c.town, c.month
      FROM sampling.candidate c, unnest(${numbers}::text[]) n WHERE c.draw_id IS NULL`.execute(database.owner)
    await walking.plainHand.send(reviewer, 'POST', `${path}/sample`, {})
    const { draw } = await walk.get<CaseSample>(reviewer, `${path}/sample`)
    expect(draw!.cases).toHaveLength(8)
    expect(draw!.cases.filter(({ isDrawn }) => isDrawn)).toHaveLength(3)
    expect(draw!.isSame).toBe(true)
    const again = await reviewer.send('POST', `${path}/sample`, {})
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'sampling.drawnAlready'])
    const holds = async () => {
      const question = { tenants: [made.ground.bureau.id], today: clock.today() }
      return (await runChecks(made.product.db, samplingChecks, question)).every((check) => check.holds)
    }
    expect(await holds()).toBe(true)
    await sql`UPDATE sampling.candidate SET is_drawn = NOT is_drawn WHERE case_number = ${numbers[0]}`.execute(
      database.owner,
    )
    expect(await holds()).toBe(false)
    expect((await walk.get<CaseSample>(reviewer, `${path}/sample`)).draw!.isSame).toBe(false)
  })
})
