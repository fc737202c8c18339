import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { countyToday, type CountyWish } from '#registry/demo-county/index.ts'
import { shippedDirectory, syntheticCounty } from '#registry/regions/index.ts'
import { createEligibility, loadPacks, placesAboveFrom, readModel } from '#relief/eligibility/index.ts'
import { runAssess, type AssessSummary } from '#relief/roster/index.ts'
import { policyFolder } from './compose.ts'
import { demoListRows, standardsOf, writeDemoList } from './demo-list.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhulian-demo-list-'))
let wish: CountyWish
let summary: AssessSummary

beforeAll(async () => {
  const directory = shippedDirectory()
  const packs = await loadPacks(policyFolder, readModel)
  const eligibility = createEligibility({ packs, placesAbove: placesAboveFrom(() => directory) })
  wish = { directory, standards: standardsOf(eligibility) }
  const input = join(folder, 'list.xlsx')
  await writeDemoList(input, wish)
  const today = day('2026-03-02')
  const asked = { region: syntheticCounty, on: today, input, output: join(folder, 'out.xlsx') }
  summary = await runAssess(asked, { eligibility, directory, today })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('演示名单', () => {
  it('一人一行，哪次下载都一样', () => {
    const rows = demoListRows(wish)
    expect(rows).toHaveLength(countyToday(wish).reduce((count, { members }) => count + members.length, 0))
    expect(demoListRows(wish)).toEqual(rows)
  })
  it('表头不照模板也全认得；二十来处错拦下二十来户，别的户都有结果', () => {
    const { rows, households, held, kinds } = summary
    expect({ rows, households, held }).toEqual({
      rows: 3803,
      households: 2265,
      held: { households: 21, rows: 53, badRows: 22 },
    })
    expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBe(households - held.households)
    expect(Object.values(kinds).every((count) => count > 0)).toBe(true)
  })
  it('写法怪但看得懂的只说一声，不拦', () => {
    expect(summary.notices.map(({ zh }) => zh)).toEqual(['千分号', '全角数字', '写成“2019年8月”的日期'])
  })
})
