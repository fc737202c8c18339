import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import { Outage } from '#platform/errors/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { layCases, stuckWords } from './demo-cases.ts'
import { asOf, demoClock } from './demo-clock.ts'
import { dibaoStories, emergencyStories } from './demo-stories.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
const clock = demoClock(stoppedClock('2026-03-02T09:00:00+08:00'))
let made: TestProduct

beforeAll(async () => {
  made = await testProduct(database, 12, clock)
}, 120_000)
afterAll(async () => {
  await made.product.loop.close()
  made.remove()
})

/** One that stays a lead, one in its draft, one with papers asked, one on notice, one granted with its letter handed over, one
 * refused, two helped at once. */
const families = [9101, 9104, 9105, 9113, 9119, 9121, 9132, 9133]
const lay = (isStopping = (): boolean => false): Promise<void> =>
  layCases(made.product, { tenant: made.ground.bureau.id, isStopping, families })
const stages = async (): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await sql<{ stage: string; count: number }>`SELECT programme || '/' || stage AS stage,
    count(*)::int AS count FROM casework.case_record GROUP BY 1 ORDER BY 1`.execute(database.owner)
  return Object.fromEntries(rows.map(({ stage, count }) => [stage, count]))
}
const written = async (): Promise<unknown> =>
  (
    await sql`SELECT (SELECT count(*)::int FROM casework.step) AS steps,
      (SELECT count(*)::int FROM discovery.lead) AS leads, (SELECT count(*)::int FROM means_check.report) AS checks,
      (SELECT count(*)::int FROM intake.draft) AS drafts,
      (SELECT count(*)::int FROM payouts.account WHERE state = 'active') AS active,
      (SELECT count(*)::int FROM payouts.account WHERE state = 'proposed') AS proposed,
      (SELECT count(*)::int FROM casework.step WHERE move = 'deliver-letter') AS delivered`.execute(database.owner)
  ).rows[0]

describe('演示县在办的件', () => {
  it('停在哪里，下次从哪里接着；再来一次什么也不变', async () => {
    let asked = 0
    await lay(() => (asked += 1) > 12)
    const begun = await stages()
    const warn = vi.spyOn(made.product.log, 'warn')
    // For a moment nobody is there; the act is tried again and the family does not stop.
    const away = vi.spyOn(made.product.jobs, 'runNow')
    away.mockRejectedValueOnce(new Outage('部门', { zh: '一时没有应答', en: 'No answer for a moment' }))
    await lay()
    // Says which family stopped where, and why, before anything is counted.
    expect(warn.mock.calls.filter(([, words]) => words === stuckWords)).toEqual([])
    expect(away.mock.calls.length).toBeGreaterThan(1)
    expect(await stages()).not.toEqual(begun)
    expect(await stages()).toEqual({
      ...{ 'dibao/confirmed': 1, 'dibao/intake': 1, 'dibao/notice': 1, 'dibao/refused': 1, 'temporary-aid/papers': 2 },
    })
    const laid = await written()
    expect(laid).toMatchObject({ leads: 5, checks: 3, active: 2, proposed: 1, delivered: 1 })
    await lay()
    expect(await written()).toEqual(laid)
  }, 240_000)

  it('每个环节都有人在办', () => {
    const reached = new Set(dibaoStories.map((story) => story.reached))
    expect(reached.size).toBe(18)
    const numbers = [...dibaoStories, ...emergencyStories].map(({ family }) => family.number)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.length).toBeGreaterThanOrEqual(25)
  })

  it('没有一件发生在演示开始以后；提的人和批的人不是一个', async () => {
    const { rows } = await sql<{ late: number; alone: number }>`SELECT
      (SELECT count(*)::int FROM casework.step WHERE at > ${clock.now()}) AS late,
      (SELECT count(*)::int FROM casework.decision WHERE proposed_by_id = approved_by_id) AS alone`.execute(
      database.owner,
    )
    expect(rows[0]).toEqual({ late: 0, alone: 0 })
  })

  it('故事里的那一刻只有铺的人看得见', async () => {
    const there = await asOf(new Date('2026-01-05T09:00:00+08:00'), async () => clock.today())
    expect([there, clock.today()]).toEqual(['2026-01-05', '2026-03-02'])
  })
})
