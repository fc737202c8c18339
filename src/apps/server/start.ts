import { join } from 'node:path'
import { migrationModules } from '../../areas.ts'
import { shiftedClock, type Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import {
  migrate,
  openDatabase,
  installationOf,
  settleInstallation,
  type Database,
  type DbLog,
  type Installation,
} from '#platform/db/index.ts'
import { createServer, createLogger, type Logger } from '#platform/http/index.ts'
import { compose } from './compose.ts'
import { createConsoleBuild } from './console-pages.ts'
import { demoClock } from './demo-clock.ts'
import { layGround, layHistory } from './demonstration.ts'
import { listen } from './listen.ts'
import { realGround } from './real-installation.ts'
import { createWorks } from './works.ts'
import { demoOffset, refuseMovedClock, refuseOpenDemonstration, type Settings } from './settings.ts'

export interface Running {
  /** `http://127.0.0.1:8080` */
  readonly address: string
  readonly installation: Installation
  /** Resolves when what goes on after the first page is done: the county's history, the nation's regions, the console. */
  readonly settled: Promise<void>
  readonly stop: () => Promise<void>
}

export const version = '0.1.0'

/**
 * Runs the product. The first page is served as soon as the ground is laid; seeding and building go on behind it, and
 * `/readyz` names them as `settling` until they are done.
 *
 * @throws what the database, the keys, the settings and the address refuse
 */
export async function startServer(settings: Settings): Promise<Running> {
  const log = createLogger(settings.logLevel)
  const database = await openDatabase({
    url: settings.databaseUrl ?? undefined,
    dataDir: settings.dataDir,
    log: dbLogOf(log),
  })
  try {
    return await serve(settings, database, log)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function serve(settings: Settings, database: Database, log: Logger): Promise<Running> {
  await migrate(database.owner, migrationModules, dbLogOf(log))
  const installation = await settle(database, settings)
  const ticking = shiftedClock(installation.clockOffset)
  const clock: Clock = installation.kind === 'demo' ? demoClock(ticking) : ticking
  const vault = await openVault({ db: database.owner, keysFile: settings.keysFile, dataDir: settings.dataDir })
  const consoleBuild = createConsoleBuild()
  const works = createWorks(log)
  const fontsFolder = join(settings.dataDir, 'fonts')
  const product = await compose({ database, clock, vault, installation, log, works, fontsFolder })
  const isDemo = installation.kind === 'demo'
  const ground = isDemo ? await layGround(product) : await realGround(product)

  const app = await createServer({
    ...product.serverNeeds,
    openTenant: ground.bureau.id,
    routes: [...product.routes(), ...consoleBuild.routes],
    assets: [...product.assets, ...consoleBuild.assets],
    version,
    trustProxy: settings.proxies,
    settling: () => works.unfinished(),
    degraded: () => product.degraded(),
    beforeClose: () => works.stop(),
  })
  const address = await listen(app, settings)

  works.begin('console', () => consoleBuild.prepare())
  if (isDemo) works.begin('county', (isStopping) => layHistory(product, ground, isStopping))
  else works.begin('regions', () => product.regions.loadShipped())
  works.begin('jobs', () => product.jobs.start())
  return {
    address,
    installation,
    settled: works.settled(),
    stop: async () => {
      await app.close()
      await product.jobs.stop()
      await product.loop.close()
      await database.close()
      log.info('stopped')
    },
  }
}

/**
 * An empty folder becomes a demonstration; what is settled stays what it is, whatever the environment says.
 *
 * @throws demonstrationStaysHere, realClockIsTrue
 */
async function settle({ owner }: Database, settings: Settings): Promise<Installation> {
  const found = await installationOf(owner)
  if (found?.kind === 'real') {
    refuseMovedClock(settings)
    return found
  }
  refuseOpenDemonstration(settings)
  return settleInstallation(owner, { kind: 'demo', clockOffset: demoOffset(settings.clock) })
}

const dbLogOf =
  (log: Logger): DbLog =>
  (event, fields) =>
    log.info(fields ?? {}, event)
