import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import { inScope, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { rosterJobs } from './jobs.ts'
import { readResultPage, readResultSums } from './run/result-view.ts'
import { createRosterService, type RosterNeeds, type RosterService } from './service.ts'
import { csvFile, listRow, uploaded } from './testing-lists.ts'
import { testRosterNeeds } from './testing-service.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-roster-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
const county = 7 as TenantId
const reviewer: Caller = { ...systemCaller('reviewer', county), id: 'reviewer', name: '审核岗 04' }

let needs: RosterNeeds
let rosters: RosterService
let work: Promise<void>[] = []
beforeAll(async () => {
  const goOn = (begin: () => Promise<void>): void => void work.push(begin())
  needs = await testRosterNeeds(database, { folder, clock, goOn })
  rosters = createRosterService(needs)
})

const wish = { programme: 'dibao', lawOn: '2026-03-02' }
const settle = async (): Promise<void> => {
  await Promise.all(work)
  work = []
}
const send = async (rows: Parameters<typeof csvFile>[0], name = '低保名单3月.csv'): Promise<string> =>
  (await rosters.upload(reviewer, await uploaded(await csvFile(rows), name), wish)).id
const count = async (table: string): Promise<number> =>
  (
    await database.inTenant(county, (tx) =>
      sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.raw(table)}`.execute(tx),
    )
  ).rows[0]!.n

const numbersLike = async (pattern: string): Promise<string[]> =>
  (
    await database.inTenant(county, (tx) =>
      sql<{ number: string }>`SELECT number FROM households.household WHERE number LIKE ${pattern} ORDER BY 1`.execute(
        tx,
      ),
    )
  ).rows.map(({ number }) => number)

const within = (places: PlaceId[]): Caller => ({
  ...reviewer,
  ...{ id: 'town', places },
  transaction: (db, run) => inScope(db, { tenants: [county], places }, run),
})

/** As a server leaves a run that was killed in the middle, long enough ago to be taken up again. */
const diedWhileRecording = async (id: string): Promise<void> => {
  await database.inTenant(county, (tx) =>
    sql`UPDATE roster.run SET state = 'running', says_zh = NULL, moved_at = '2026-03-02T00:00:00Z' WHERE id = ${id}`.execute(
      tx,
    ),
  )
}
const goOn = async (): Promise<void> => {
  const job = rosterJobs({ ...needs, tenants: () => Promise.resolve([county]) }).find(
    ({ name }) => name === 'roster.go-on',
  )
  await job!.run()
}

describe('存入时守着的', () => {
  it('没有写哪个镇村管的户，试读时等着，存入时也不存', async () => {
    const id = await send([listRow('QH-61', 61, { 户籍地: '' }), listRow('QH-62', 62)], '八月.csv')
    expect((await rosters.read(reviewer, id)).held.households).toBe(1)
    await rosters.commit(reviewer, id)
    await settle()
    expect(await numbersLike('QH-6%')).toEqual(['QH-62'])
  })

  it('存到一半断了，接着做：用证件号找到的户不做第二遍', async () => {
    const first = await send([listRow('QH-71', 71)], '九月.csv')
    await rosters.commit(reviewer, first)
    await settle()
    const id = await send([listRow('乡-71', 71, { '工资性收入（元/月）': '600' }), listRow('QH-72', 72)], '十月.csv')
    await rosters.commit(reviewer, id)
    await settle()
    const before = [await count('roster.result'), await count('eligibility.assessment')]
    await diedWhileRecording(id)
    await goOn()
    expect((await rosters.read(reviewer, id)).state).toBe('assessed')
    expect([await count('roster.result'), await count('eligibility.assessment')]).toEqual(before)
  })

  it('范围外已有档案的人，只挡住那一户；断了接着做，也不越过经办人的范围', async () => {
    const stone = (
      await database.inTenant(county, (tx) =>
        sql<{ place: PlaceId }>`SELECT place_id AS place FROM households.household LIMIT 1`.execute(tx),
      )
    ).rows[0]!.place
    const clerk = within([stone])
    const elsewhere = { 户籍地: '青禾县禾西镇西塘村' }
    const known = await send([listRow('QH-81', 81, elsewhere)], '别村.csv')
    await rosters.commit(reviewer, known)
    await settle()
    const rows = [listRow('QH-82', 82), listRow('QH-83', 81), listRow('QH-84', 84, elsewhere)]
    const { id } = await rosters.upload(clerk, await uploaded(await csvFile(rows), '本村.csv'), wish)
    await rosters.commit(clerk, id)
    await settle()
    expect(await rosters.read(clerk, id)).toMatchObject({ state: 'assessed', says: { zh: /没有存进去/ } })
    expect(await numbersLike('QH-8%')).toEqual(['QH-81', 'QH-82'])
    await diedWhileRecording(id)
    await goOn()
    expect((await rosters.read(clerk, id)).state).toBe('assessed')
    expect(await numbersLike('QH-8%')).toEqual(['QH-81', 'QH-82'])
  })

  it('结果是名单：缺什么说清楚，不写出完整的姓名', async () => {
    const id = await send([listRow('QH-91', 91, { '工资性收入（元/月）': '' })], '缺工资.csv')
    await rosters.commit(reviewer, id)
    await settle()
    const { rows } = await database.inTenant(county, (tx) => readResultPage(tx, county, id, { page: 1, size: 20 }))
    expect(rows[0]?.why.zh).toContain('居**91的工资性收入没有填')
    expect(JSON.stringify(rows)).not.toContain('居民甲')
    const sums = await database.inTenant(county, (tx) => readResultSums(tx, county, id))
    expect(JSON.stringify(sums)).not.toContain('居民甲')
  })
})
