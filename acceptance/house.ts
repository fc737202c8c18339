import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { dayOf, type Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { migrate, openDatabase } from '#platform/db/index.ts'
import { createLogger, createServer } from '#platform/http/index.ts'
import { seedCounty } from '#registry/demo-county/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import { compose, type Product } from '#apps/server/compose.ts'
import { createConsoleBuild } from '#apps/server/console-pages.ts'
import { standardsOf } from '#apps/server/demo-list.ts'
import { layGround, type Ground } from '#apps/server/demonstration.ts'
import { assessEveryone } from '#apps/server/first-assessments.ts'
import { createWorks } from '#apps/server/works.ts'
import { migrationModules } from '../src/areas.ts'

/**
 * The product of a small county, served over real HTTP from a database of its own, on a day that the story can move: a
 * notice hangs for seven days, and nobody waits a week for a test.
 */
export interface House {
  readonly address: string
  readonly product: Product
  readonly ground: Ground
  readonly today: () => string
  /** `2026-03-10T09:00:00+08:00`: from now on it is this late; the clock goes on ticking. */
  readonly moveTo: (moment: string) => void
  /** Runs what the night would run, now. */
  readonly runJob: (name: string) => Promise<void>
  /** Everything that was logged, to search for names that must not leak. */
  readonly logged: () => string
  readonly stop: () => Promise<void>
}

export async function openHouse(moment: string, households = 24): Promise<House> {
  const [dataDir, folder] = ['data', 'keys'].map((what) => mkdtempSync(join(tmpdir(), `zhulian-story-${what}-`))) as [
    string,
    string,
  ]
  let offset = new Date(moment).getTime() - Date.now()
  const now = (): Date => new Date(Date.now() + offset)
  const clock: Clock = { now, today: () => dayOf(now()) }
  let logged = ''
  const log = createLogger(
    'info',
    new Writable({
      write: (chunk: Buffer, _, done) => {
        logged += chunk.toString()
        done()
      },
    }),
  )
  const database = await openDatabase({
    ...{ dataDir, isDurable: false },
    onSecond: (trouble) => {
      throw trouble
    },
  })
  const { db, owner } = database
  await migrate(owner, migrationModules, () => undefined)
  const vault = await openVault({ db: owner, keysFile: join(folder, 'keys'), dataDir: null })
  const works = createWorks(log)
  const installation = { kind: 'demo', clockOffset: offset, createdAt: clock.now() } as const
  const product = await compose({ database, clock, vault, installation, log, works })
  const ground = await layGround(product)
  const { regions, eligibility } = product
  const tenant = ground.bureau.id
  await seedCounty({ db, owner, vault, regions, tenant, standards: standardsOf(eligibility), households })
  await assessEveryone(product, { tenant, region: syntheticCounty, isStopping: () => false })
  const consoleBuild = createConsoleBuild()
  await consoleBuild.prepare()
  const app = await createServer({
    ...product.serverNeeds,
    openTenant: tenant,
    routes: [...product.routes(), ...consoleBuild.routes],
    assets: [...product.assets, ...consoleBuild.assets],
    settling: () => [],
    version: 'story',
    beforeClose: () => works.stop(),
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    ...{ address, product, ground, today: clock.today, logged: () => logged },
    moveTo: (to) => {
      offset = new Date(to).getTime() - Date.now()
    },
    runJob: (name) => product.jobs.runNow(name),
    stop: async () => {
      await app.close()
      await product.loop.close()
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
