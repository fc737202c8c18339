import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import { createJobs } from './index.ts'

const database = testDatabase()
const silent = (): void => undefined

describe('后台任务', () => {
  it('时刻表就是程序里的那几行：新的加上，没有的去掉', async () => {
    const run = async (): Promise<void> => undefined
    const tables: string[][] = []
    for (const jobs of [
      [
        { name: 'trial.nightly', at: '02:10', run },
        { name: 'trial.often', at: 'every 5 minutes', run },
      ],
      [{ name: 'trial.nightly', at: '03:00', run }],
    ]) {
      const boss = createJobs({ connection: database.connection, jobs, log: silent })
      await boss.start()
      const { rows } = await sql<{ line: string }>`
        SELECT name || ' ' || cron || ' ' || timezone AS line FROM pgboss.schedule ORDER BY name`.execute(
        database.owner,
      )
      tables.push(rows.map(({ line }) => line))
      await boss.stop()
    }
    expect(tables).toEqual([
      ['trial.nightly 10 2 * * * Asia/Shanghai', 'trial.often */5 * * * * Asia/Shanghai'],
      ['trial.nightly 0 3 * * * Asia/Shanghai'],
    ])
  })
  it('夜里关了机：开机补做一次，只补一次；刚装上的不补', async () => {
    let done = 0
    const run = async (): Promise<void> => {
      done += 1
    }
    // Half a day away: it does not come due while this runs.
    const at = new Date(Date.now() + 20 * 3_600_000).toISOString().slice(11, 16)
    const started = async (until: number): Promise<number> => {
      const jobs = [{ name: 'missed.nightly', at, run }]
      const boss = createJobs({ connection: database.connection, jobs, log: silent })
      await boss.start()
      const { rows } = await sql<{ runs: number }>`SELECT count(*)::int AS runs FROM pgboss.job
        WHERE name = 'missed.nightly'`.execute(database.owner)
      await expect.poll(() => done, { timeout: 30_000 }).toBe(until)
      await boss.stop()
      return rows[0]!.runs
    }
    expect(await started(0)).toBe(0)
    await sql`UPDATE pgboss.queue SET created_on = now() - interval '3 days' WHERE name = 'missed.nightly'`.execute(
      database.owner,
    )
    expect(await started(1)).toBe(1)
    expect(await started(1)).toBe(1)
  })
  it('现在就做：出错会说出来，日志里没有内容', async () => {
    const lines: string[] = []
    const failing = { name: 'trial.fail', at: '02:10', run: () => Promise.reject(new Error('居民甲')) }
    const boss = createJobs({
      connection: database.connection,
      jobs: [failing],
      log: (...line) => lines.push(JSON.stringify(line)),
    })
    await expect(boss.runNow('trial.fail')).rejects.toThrow('居民甲')
    expect(lines.join()).toContain('jobs.failed')
    expect(lines.join()).not.toContain('居民甲')
  })
})
