import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import { inScope, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { readResultPage, readResultSums } from './run/result-view.ts'
import { createRosterService, type RosterService } from './service.ts'
import { csvFile, idNumber, listRow, uploaded } from './testing-lists.ts'
import { testRosterNeeds } from './testing-service.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-roster-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
const county = 7 as TenantId
const reviewer: Caller = { ...systemCaller('reviewer', county), id: 'reviewer', name: '审核岗 04' }

let rosters: RosterService
let work: Promise<void>[] = []
beforeAll(async () => {
  const goOn = (begin: () => Promise<void>): void => void work.push(begin())
  rosters = createRosterService(await testRosterNeeds(database, { folder, clock, goOn }))
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

describe('名单体检', () => {
  it('试读什么都不存；存入后每户一个答案，和现在发的比', async () => {
    const rows = [
      listRow('QH-1', 1),
      listRow('QH-2', 2, { '现在每月发（元/月）': '200' }),
      listRow('QH-3', 3, { '现在每月发（元/月）': '400' }),
      listRow('QH-4', 4, { '工资性收入（元/月）': '2000' }),
      listRow('QH-5', 5, { '工资性收入（元/月）': '' }),
      listRow('QH-6', 6),
      listRow('QH-6', 7, {
        与户主关系: '配偶',
        证件号码: idNumber(7).replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      }),
    ]
    const id = await send(rows)
    const trial = await rosters.read(reviewer, id)
    expect(trial).toMatchObject({
      ...{ state: 'read', rows: 7, ready: { households: 5, persons: 5 } },
      ...{
        held: { households: 1, persons: 2, badRows: 1 },
        matched: { byNumber: 0, byIdNumber: 0, fresh: 5 },
        absent: 0,
      },
    })
    expect(trial.badRows[0]).toMatchObject({ row: 8, problems: [{ kind: 'idCheckDigit', column: 'C' }] })
    expect(JSON.stringify(trial)).not.toContain(idNumber(7).slice(0, 17))
    expect(await count('households.household')).toBe(0)

    await rosters.commit(reviewer, id)
    await rosters.commit(reviewer, id)
    await settle()
    expect((await rosters.read(reviewer, id)).state).toBe('assessed')
    expect(await count('households.household')).toBe(5)
    const query = { page: 1, size: 20 }
    const found = await database.inTenant(county, (tx) => readResultPage(tx, county, id, query))
    expect(found.rows.map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      ...['QH-2 less', 'QH-4 no', 'QH-3 more', 'QH-5 unknown', 'QH-1 same'],
    ])
    expect(found.rows.every(({ assessmentId }) => assessmentId !== '')).toBe(true)
    const sums = await database.inTenant(county, (tx) => readResultSums(tx, county, id))
    expect(Object.values(sums.kinds).reduce((sum, { households }) => sum + households, 0)).toBe(5)
    expect(sums.bands.reduce((sum, { over, no, under }) => sum + over + no + under, 0)).toBe(3)

    // The same file again opens the same run and writes nothing.
    const before = [await count('eligibility.assessment'), await count('households.fact'), await count('roster.run')]
    expect(await send(rows)).toBe(id)
    expect([await count('eligibility.assessment'), await count('households.fact'), await count('roster.run')]).toEqual(
      before,
    )
  })

  it('改好的行传回来，只动先等着的户；表里没有的户列出来，不动', async () => {
    const bad = [listRow('QH-21', 21), listRow('QH-22', 22, { '工资性收入（元/月）': '约800' })]
    const id = await send(bad, '四月.csv')
    const first = await rosters.read(reviewer, id)
    expect([first.ready.households, first.held.households, first.absent]).toEqual([1, 1, 5])
    const mended = [
      listRow('QH-22', 22, { '工资性收入（元/月）': '800' }),
      listRow('QH-21', 21, { 姓名: '居民乙9999' }),
    ]
    await rosters.repair(reviewer, id, await uploaded(await csvFile(mended), '改好.csv'))
    const second = await rosters.read(reviewer, id)
    expect([second.ready.households, second.held.households]).toEqual([2, 0])
    await rosters.commit(reviewer, id)
    await settle()
    const names = await database.inTenant(county, (tx) =>
      sql<{ name: string }>`SELECT name FROM households.person WHERE name = '居民乙9999'`.execute(tx),
    )
    expect(names.rows).toEqual([])
    expect(await count('households.household')).toBe(7)
  })

  it('批注的是自己那张表，只加一列', async () => {
    const id = await send([listRow('QH-31', 31), listRow('QH-32', 32, { 与户主关系: '干亲' })], '五月.csv')
    const { name, bytes } = await rosters.annotated(reviewer, id, true)
    expect(name).toBe('五月-要改的行.csv')
    const text = bytes.toString('utf8')
    expect(text.split('\n')[0]).toContain('错在哪，怎么改')
    expect(text).toContain('不在“与户主关系”可选的说法里')
    expect(text).not.toContain('QH-31')
  })

  it('删掉一次试读，文件就没有了，也不能再存', async () => {
    const id = await send([listRow('QH-41', 41)], '六月.csv')
    await rosters.discard(reviewer, id)
    await expect(rosters.commit(reviewer, id)).rejects.toThrow('现在不能这样做')
    await expect(rosters.annotated(reviewer, id, true)).rejects.toThrow('已经按规定删掉')
  })

  it('别的局、别的人看不见；只管一个镇的人传别镇的户，整户先等着', async () => {
    const id = await send([listRow('QH-51', 51)], '七月.csv')
    const elsewhere: Caller = { ...systemCaller('other', 8 as TenantId), id: 'other' }
    await expect(rosters.read(elsewhere, id)).rejects.toThrow('没有找到')
    const places: PlaceId[] = [999_999 as PlaceId]
    const townClerk: Caller = {
      ...reviewer,
      ...{ id: 'town', places },
      transaction: (db, run) => inScope(db, { tenants: [county], places }, run),
    }
    await expect(rosters.read(townClerk, id)).rejects.toThrow('没有找到')
    const own = await rosters.upload(townClerk, await uploaded(await csvFile([listRow('QH-52', 52)]), '镇.csv'), wish)
    expect((await rosters.read(townClerk, own.id)).held.households).toBe(1)
  })
})
