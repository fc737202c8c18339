import { PgBoss } from 'pg-boss'
import type { Connection, DbLog } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Job } from './contract.ts'
import { cronOf, lastDue } from './schedule.ts'

export interface Jobs {
  /** Begins to work by the clock. */
  readonly start: () => Promise<void>
  /** Lets what runs come to its end, then stops. */
  readonly stop: () => Promise<void>
  /** Runs a job now, in this process, by its name: for the command line and for tests. */
  readonly runNow: (name: string) => Promise<void>
}

interface Needs {
  readonly connection: Connection
  readonly jobs: readonly Job[]
  readonly log: DbLog
}

/** A job that is still running after this long is taken for dead and started again elsewhere. */
const runSecondsMax = 3600
const stopMillisecondsMax = 20_000

/**
 * Jobs by pg-boss, in the same database (schema `pgboss`, tables of its own). Several processes share them: each run is
 * taken once, and again when its process dies. So every job is idempotent.
 */
export function createJobs({ connection, jobs, log }: Needs): Jobs {
  const { host, port, user, password, database, ssl } = connection
  const boss = new PgBoss({
    host,
    port,
    user,
    password,
    database,
    max: 3,
    application_name: 'zhulian jobs',
    ...(ssl ? { ssl } : {}),
  })
  let isStopping = false
  boss.on('error', (error) => log('jobs.trouble', { reason: error.name }))
  return {
    start: async () => {
      await boss.start()
      for (const job of jobs) await put(boss, job, () => run(job, log, () => isStopping))
      await forgetOthers(boss, jobs)
    },
    stop: () => {
      isStopping = true
      return boss.stop({ graceful: true, timeout: stopMillisecondsMax })
    },
    runNow: (name) =>
      run(
        given(
          jobs.find((job) => job.name === name),
          `job ${name}`,
        ),
        log,
      ),
  }
}

async function put(boss: PgBoss, job: Job, work: () => Promise<void>): Promise<void> {
  const queue = queueOf(job.name)
  // `exclusive`: one waiting or running at a time, so that a slow night does not pile up runs.
  await boss.createQueue(queue, { policy: 'exclusive', expireInSeconds: runSecondsMax, retryLimit: 2, retryDelay: 30 })
  await boss.schedule(queue, cronOf(job.at), null, { tz: 'Asia/Shanghai' })
  await boss.work(queue, { pollingIntervalSeconds: 5 }, work)
  if (await wasMissed(boss, queue, job.at)) await boss.send(queue, null)
}

/** A machine that is switched off at night does in the morning what it should have done: the timetable itself forgets it. */
async function wasMissed(boss: PgBoss, queue: string, at: string): Promise<boolean> {
  const due = lastDue(at, new Date())
  if (due === null) return false
  const { createdOn } = given(await boss.getQueue(queue), `queue ${queue}`)
  const runs = await boss.findJobs(queue)
  return [createdOn, ...runs.map((run) => run.createdOn)].every((moment) => moment < due)
}

/** A job that left the program leaves the timetable too. */
async function forgetOthers(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  const known = new Set(jobs.map(({ name }) => queueOf(name)))
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name)
}

const queueOf = (name: string): string => name.replaceAll('/', '.')

async function run(job: Job, log: DbLog, isStopping?: () => boolean): Promise<void> {
  const since = Date.now()
  try {
    await job.run(isStopping)
    log('jobs.done', { job: job.name, milliseconds: Date.now() - since })
  } catch (error) {
    log('jobs.failed', { job: job.name, trouble: error instanceof Error ? error.name : 'unknown' })
    throw error
  }
}
