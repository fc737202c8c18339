import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock, type Clock } from '#platform/clock/index.ts'
import type { PlaceId, TenantId } from '#platform/db/index.ts'
import { deliverEvents, settleConsumers } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { Case, CaseStep } from '#relief/casework/contract.ts'
import { discoveryConsumers, leadFollower } from './followers.ts'
import { escalateOverdue } from './jobs.ts'
import type { DiscoveryNeeds } from './needs.ts'
import { createLeads, type LeadService } from './service.ts'
import { testDiscoveryNeeds, workerIn } from './testing.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-leads-'))
afterAll(() => rmSync(folder, { recursive: true }))
const county = 7 as TenantId

let today = '2026-03-02T09:00:00+08:00'
const clock: Clock = { now: () => stoppedClock(today).now(), today: () => stoppedClock(today).today() }
let needs: DiscoveryNeeds
let leads: LeadService
let village: { code: string; placeId: PlaceId }
let other: { code: string; placeId: PlaceId }
let grid: Caller
let clerk: Caller
beforeAll(async () => {
  needs = await testDiscoveryNeeds(database, { folder, clock })
  leads = createLeads(needs)
  await settleConsumers(database.db, discoveryConsumers)
  const directory = needs.regions.directory()
  const [town, far] = directory.children(syntheticCounty)
  const villages = directory.children(town!.code)
  village = villages[0]!
  other = directory.children(far!.code)[0]!
  grid = workerIn([village.placeId], { id: 'grid', tenant: county })
  clerk = workerIn(needs.regions.placesUnder(town!.code), { id: 'clerk', tenant: county })
})

const said = { hardship: 'illness', urgency: 'soon', sentence: '住院花光了钱', channel: 'grid' as const }
const report = (who: Caller, more: object = {}) =>
  who.transaction(database.db, (tx) => leads.reported(tx, who, { place: village.code, ...said, ...more }))
const file = (who: Caller, id: string) => who.transaction(database.db, (tx) => leads.file(tx, who, id))
const mine = async (who: Caller) =>
  (await who.transaction(database.db, (tx) => leads.mine(tx, who, { page: 1, size: 200 }))).rows
const deliver = () => deliverEvents({ db: database.db, log: () => undefined }, county, discoveryConsumers)

describe('线索从上报到答复', () => {
  it('有编号、状态“新”、村和镇自动填好、期限按工作日；上报人看不到别的', async () => {
    const made = await report(grid, { name: '居民甲9001', phone: '10090010001' })
    expect(made).toMatchObject({ state: 'new', isKnown: false, dueOn: '2026-03-05' })
    expect(made.number).toMatch(/^XS-2026-\d{6}$/)
    expect(made.town).not.toBe('')
    const [receipt] = await mine(grid)
    expect(receipt).toMatchObject({ number: made.number, isAnswered: false, result: null })
    expect(JSON.stringify(receipt)).not.toMatch(/居民甲|10090010001|住院/)
  })

  it('同一家三个渠道是一条，三个来源；办结答复两个人', async () => {
    const phone = '10090020002'
    const first = await report(grid, { phone })
    const second = await report(clerk, { phone: '100 9002 0002', channel: 'hotline', urgency: 'ordinary' })
    const third = await clerk.transaction(database.db, (tx) =>
      leads.report(tx, clerk, { place: village.code, ...said, channel: 'data', phone }),
    )
    expect([second.leadId, third.lead.id]).toEqual([first.leadId, first.leadId])
    expect([second.isKnown, third.isKnown]).toEqual([true, true])
    const before = await file(clerk, first.leadId)
    expect(before.sources.map(({ channel }) => channel.zh)).toEqual(['网格员', '热线', '数据预警'])
    expect(before.dueOn).toBe('2026-03-05')
    await clerk.transaction(database.db, (tx) =>
      leads.close(tx, clerk, first.leadId, { version: before.version, result: 'already-aided', note: '在低保' }),
    )
    await deliver()
    const [answer] = (await mine(grid)).filter(({ number }) => number === first.number)
    expect(answer).toMatchObject({ isAnswered: true, result: { zh: '已在保障中' }, resultOn: '2026-03-02' })
    expect(JSON.stringify(answer)).not.toContain('在低保')
    expect((await mine(clerk)).find(({ number }) => number === first.number)).toMatchObject({ isAnswered: true })
    // The alert of the data is answered too, although nobody waits for it.
    const { rows: reports } = await database.inTenant(county, (tx) =>
      sql<{ result: string | null }>`SELECT result FROM discovery.report WHERE lead_id = ${first.leadId}`.execute(tx),
    )
    expect(reports.map(({ result }) => result)).toEqual(Array(3).fill('already-aided'))
  })

  it('两个人同时报同一家，也只有一条', async () => {
    const phone = '10090030003'
    const [left, right] = await Promise.all([report(grid, { phone }), report(clerk, { phone, channel: 'desk' })])
    expect(left.leadId).toBe(right.leadId)
    expect([left.isKnown, right.isKnown].filter((known) => known)).toHaveLength(1)
  })

  it('没有结果不能办结，也不能删；两位经办同时办结只有一个算数', async () => {
    const { leadId } = await report(grid, { phone: '10090040004' })
    const close = (result?: string) =>
      clerk.transaction(database.db, (tx) => leads.close(tx, clerk, leadId, { version: 1, result }))
    await expect(close()).rejects.toThrow('结案要写结果')
    await expect(
      database.inTenant(county, (tx) => sql`DELETE FROM discovery.lead WHERE id = ${leadId}`.execute(tx)),
    ).rejects.toThrow(/permission denied/)
    const both = await Promise.allSettled([close('not-found'), close('to-charity')])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(String(both.find(({ status }) => status === 'rejected')?.status)).toBe('rejected')
  })

  it('晚一天报到镇街领导，跑几遍都只报一次；当天不报', async () => {
    const { leadId } = await report(grid, { phone: '10090050005' })
    today = '2026-03-05T09:00:00+08:00'
    const onTime = await escalateOverdue(county, needs)
    expect((await file(clerk, leadId)).escalatedOn).toBeNull()
    today = '2026-03-06T06:30:00+08:00'
    const runs = await Promise.all([escalateOverdue(county, needs), escalateOverdue(county, needs)])
    const again = await escalateOverdue(county, needs)
    expect(onTime).toBe(0)
    expect(Math.max(...runs)).toBeGreaterThan(0)
    expect(again).toBe(0)
    const late = await file(clerk, leadId)
    expect(late).toMatchObject({ isLate: true, escalatedOn: '2026-03-06' })
    expect(late.steps.filter(({ zh }) => zh.includes('镇街分管领导'))).toHaveLength(1)
    // Closing it afterwards makes it no less late (AC-009).
    await clerk.transaction(database.db, (tx) =>
      leads.close(tx, clerk, leadId, { version: late.version, result: 'not-found' }),
    )
    const asked = { month: '2026-03', of: 'late', page: 1, size: 100 } as const
    const listed = await clerk.transaction(database.db, (tx) => leads.monthList(tx, clerk, asked))
    const month = await clerk.transaction(database.db, (tx) => leads.month(tx, clerk, '2026-03'))
    expect(listed.map((row) => row.leadId)).toContain(leadId)
    expect(month.late).toBe(listed.length)
    today = '2026-03-02T09:00:00+08:00'
  })

  it('不归这里管的地方不收；身份证写错说清错在哪里', async () => {
    await expect(report(grid, { place: other.code })).rejects.toThrow('不归您这里管')
    await expect(report(grid, { place: '330106000000' })).rejects.toThrow(/没有|不归/)
    await expect(report(grid, { idNumber: '99990119800101001X' })).rejects.toMatchObject({ at: 'idNumber' })
    await expect(report(grid, { hardship: 'nonsense' })).rejects.toMatchObject({ at: 'hardship' })
  })

  it('手工并到同一家：来源跟过去，原来的上报人照样有答复', async () => {
    const from = await report(grid, { name: '居民甲9006' })
    const into = await report(clerk, { name: '居民甲9006', channel: 'desk' })
    expect(from.leadId).not.toBe(into.leadId)
    expect((await file(clerk, into.leadId)).maybeSame.map(({ id }) => id)).toContain(from.leadId)
    await clerk.transaction(database.db, (tx) => leads.join(tx, clerk, from.leadId, { version: 1, into: into.leadId }))
    const kept = await file(clerk, into.leadId)
    expect(kept.sources).toHaveLength(2)
    await clerk.transaction(database.db, (tx) =>
      leads.close(tx, clerk, into.leadId, { version: kept.version, result: 'declined' }),
    )
    await deliver()
    expect((await mine(grid)).find(({ number }) => number === from.number)?.result?.zh).toBe('本人不愿申请')
  })

  it('转成申请先答复“已转申请”，办件有结果时办结并数进月报；每个数都打得开', async () => {
    const { leadId, number } = await report(grid, { phone: '10090070007' })
    const one = caseWith('0199aaaa-0000-7000-8000-000000000001', 'confirmed')
    await clerk.transaction(database.db, (tx) =>
      leads.turn(tx, clerk, leadId, { caseId: one.id, caseNumber: one.number, householdId: one.householdId }),
    )
    await deliver()
    expect((await mine(grid)).find((row) => row.number === number)?.result?.zh).toBe('已转申请')
    const follow = leadFollower(needs).follow
    const step = { on: clock.today() } as CaseStep
    await clerk.transaction(database.db, (tx) => follow(tx, clerk, one, step))
    await clerk.transaction(database.db, (tx) => follow(tx, clerk, one, step))
    const alone = caseWith('0199aaaa-0000-7000-8000-000000000002', 'confirmed')
    await clerk.transaction(database.db, (tx) => follow(tx, clerk, alone, step))
    await deliver()
    expect(await file(clerk, leadId)).toMatchObject({ state: 'closed', result: { zh: '已纳入救助' } })
    expect((await mine(grid)).find((row) => row.number === number)?.result?.zh).toBe('已纳入救助')
    const month = await clerk.transaction(database.db, (tx) => leads.month(tx, clerk, '2026-03'))
    expect(month).toMatchObject({ admitted: 1, admissions: 2, fromLeads: 1, proactive: 500 })
    for (const [part, count] of [
      ['leads', month.leads],
      ['admitted', 1],
      ['admissions', 2],
      ['from-leads', 1],
    ] as const) {
      const rows = await clerk.transaction(database.db, (tx) =>
        leads.monthList(tx, clerk, { month: '2026-03', of: part, page: 1, size: 100 }),
      )
      expect(rows).toHaveLength(count)
      const beyond = { month: '2026-03', of: part, page: 2, size: count }
      expect(await clerk.transaction(database.db, (tx) => leads.monthList(tx, clerk, beyond))).toEqual([])
    }
  })

  it('说的话、姓名、电话不以明文进库、进事件、进步骤', async () => {
    await report(grid, { name: '金丝雀七七', phone: '10099990077', sentence: '金丝雀住在桥下' })
    for (const table of ['lead', 'source', 'report', 'step']) {
      const { rows } = await database.inTenant(county, (tx) =>
        sql<{ text: string }>`SELECT t::text AS text FROM ${sql.table(`discovery.${table}`)} t`.execute(tx),
      )
      expect(rows.map(({ text }) => text).join()).not.toMatch(/金丝雀|10099990077/)
    }
  })

  const caseWith = (id: string, outcome: Case['outcome']): Case =>
    ({
      ...{ id, tenant: county, number: `QH-DB-2026-${id.slice(-6)}`, programme: 'dibao', outcome },
      ...{ householdId: '0199bbbb-0000-7000-8000-000000000001', placeId: village.placeId },
      ...{ applicantId: '0199cccc-0000-7000-8000-000000000001', stage: 'confirmed', version: 9 },
      ...{ openedAt: clock.now(), openedOn: clock.today(), acceptedOn: clock.today(), limitKind: 'ordinary' as const },
      procedure: { region: '000000', programme: 'dibao', validFrom: clock.today() },
    }) as Case
})
