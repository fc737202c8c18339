import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { rosterJobs } from './jobs.ts'
import { createRosterService, goThrough, type RosterNeeds, type RosterService } from './service.ts'
import { csvFile, listRow, uploaded, type ListRow } from './testing-lists.ts'
import { testRosterNeeds } from './testing-service.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-roster-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
const county = 7 as TenantId
const reviewer: Caller = { ...systemCaller('reviewer', county), id: 'reviewer', name: '审核岗 04' }
const wish = { programme: 'dibao', lawOn: '2026-03-02' }

let needs: RosterNeeds
let rosters: RosterService
let work: (() => Promise<void>)[] = []
beforeAll(async () => {
  needs = await testRosterNeeds(database, { folder, clock, goOn: (begin) => void work.push(begin) })
  rosters = createRosterService(needs)
})

const settle = async (): Promise<PromiseSettledResult<void>[]> => {
  const begun = work
  work = []
  return Promise.allSettled(begun.map((begin) => begin()))
}
const send = async (rows: readonly ListRow[], name: string): Promise<string> =>
  (await rosters.upload(reviewer, await uploaded(await csvFile(rows), name), wish)).id
const ask = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await database.inTenant(county, (tx) => query.execute(tx))).rows
const count = async (from: ReturnType<typeof sql>): Promise<number> =>
  (await ask(sql<{ n: number }>`SELECT count(*)::int AS n FROM ${from}`))[0]!.n
const many = (from: number, howMany: number): ListRow[] =>
  Array.from({ length: howMany }, (_, index) => listRow(`DX-${from + index}`, from + index))

describe('做到一半断了，接着做；一起做，只做一次', () => {
  it('存了一批以后断电：几分钟后从断的地方接着做，每户只有一份', async () => {
    const id = await send(many(1, 450), '断电.csv')
    await rosters.commit(reviewer, id)
    // The second batch fails as if the process had died.
    let batches = 0
    const broken: RosterNeeds = {
      ...needs,
      assessments: {
        keep: (...args) => {
          batches += 1
          if (batches === 2) throw new Error('killed')
          return needs.assessments.keep(...args)
        },
      },
    }
    work = []
    await expect(goThrough(reviewer, { id }, broken)).rejects.toThrow('killed')
    expect(await rosters.read(reviewer, id)).toMatchObject({ state: 'running', progress: { done: 200, all: 450 } })
    expect(await count(sql`households.household`)).toBe(200)

    const [goOn] = rosterJobs({ ...needs, tenants: () => Promise.resolve([county]) })
    await goOn!.run()
    expect((await rosters.read(reviewer, id)).state, 'it may still be working').toBe('running')
    await sql`UPDATE roster.run SET moved_at = moved_at - interval '3 minutes' WHERE id = ${id}`.execute(database.owner)
    await goOn!.run()
    expect(await rosters.read(reviewer, id)).toMatchObject({ state: 'assessed', ready: { households: 450 } })
    for (const table of ['households.household', 'households.person', 'eligibility.assessment', 'roster.result'])
      expect(await count(sql.raw(table)), table).toBe(450)
  }, 60_000)

  it('同一次体检，两个人一起点“存入”：只做一遍', async () => {
    const id = await send(many(501, 3), '同时.csv')
    await Promise.all([rosters.commit(reviewer, id), rosters.commit(reviewer, id), rosters.commit(reviewer, id)])
    expect(work).toHaveLength(1)
    await settle()
    expect(await count(sql`roster.result WHERE run_id = ${id}`)).toBe(3)
    expect(await count(sql`audit.entry WHERE action = 'roster.assessed' AND about_id = ${id}`)).toBe(1)
  })

  it('两份不一样的名单，同时存同样的户：都做完，每户还是一户', async () => {
    const one = await send(many(601, 40), '甲.csv')
    const other = await send(
      many(601, 40).map((row) => ({ ...row, '工资性收入（元/月）': '600' })),
      '乙.csv',
    )
    await Promise.all([rosters.commit(reviewer, one), rosters.commit(reviewer, other)])
    await settle()
    // Whoever came second while the first held the rows goes on by itself.
    await sql`UPDATE roster.run SET moved_at = moved_at - interval '3 minutes' WHERE state = 'running'`.execute(
      database.owner,
    )
    const [goOn] = rosterJobs({ ...needs, tenants: () => Promise.resolve([county]) })
    await goOn!.run()
    for (const id of [one, other]) {
      expect((await rosters.read(reviewer, id)).state).toBe('assessed')
      expect(await count(sql`roster.result WHERE run_id = ${id}`)).toBe(40)
    }
    const where = sql`households.household WHERE number BETWEEN 'DX-601' AND 'DX-640' AND length(number) = 6`
    expect(await count(where)).toBe(40)
    expect(
      await count(sql`households.member m JOIN households.household h ON h.id = m.household_id
      WHERE h.number BETWEEN 'DX-601' AND 'DX-640' AND length(h.number) = 6 AND m.known_to IS NULL`),
    ).toBe(40)
  }, 60_000)

  it('按证件号对上的户，断了再接也只有一份', async () => {
    await rosters.commit(reviewer, await send(many(701, 3), '旧号.csv'))
    await settle()
    const renumbered = many(701, 3).map((row, index) => ({ ...row, 户号: `XH-${index}` }))
    const id = await send(renumbered, '新号.csv')
    await rosters.commit(reviewer, id)
    await settle()
    await sql`UPDATE roster.run SET state = 'running', moved_at = moved_at - interval '3 minutes'
      WHERE id = ${id}`.execute(database.owner)
    const [goOn] = rosterJobs({ ...needs, tenants: () => Promise.resolve([county]) })
    await goOn!.run()
    expect((await rosters.read(reviewer, id)).state).toBe('assessed')
    expect(await count(sql`roster.result WHERE run_id = ${id}`)).toBe(3)
  })
})
