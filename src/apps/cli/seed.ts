import { migrationModules } from '../../areas.ts'
import { compose } from '#apps/server/compose.ts'
import { demoClock } from '#apps/server/demo-clock.ts'
import { layGround, layHistory } from '#apps/server/demonstration.ts'
import { demoOffset, type Settings } from '#apps/server/settings.ts'
import { createWorks } from '#apps/server/works.ts'
import { shiftedClock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { installationOf, migrate, settleInstallation, type Database } from '#platform/db/index.ts'
import { defineRefusals } from '#platform/errors/index.ts'
import { createLogger } from '#platform/http/index.ts'
import { cliRefusals, readOptions } from './options.ts'
import { withDatabase } from './with-database.ts'

export const seedRefusals = defineRefusals('seed', {
  notEmpty: {
    status: 409,
    zh: '演示县的大小在第一次铺的时候就定了。要换大小，请用一个空的数据目录；要把现在的铺完，去掉 --scale',
    en: 'The size of the county is settled when it is first laid. For another size use an empty data folder; to complete this one leave out --scale',
  },
})

const usage = 'seed [--scale small|usual]'
/** Households: `small` is for trying things out; `usual` is what `npm start` lays. */
const scales: Readonly<Record<string, number | undefined>> = { small: 120, usual: undefined }

/** `seed`: returns when the demonstration county is complete, whoever completed it. Refused on a real installation. */
export function runSeed(args: readonly string[]): Promise<number> {
  const { scale } = readOptions(args, { values: ['scale'], usage })
  if (scale !== undefined && !Object.hasOwn(scales, scale)) throw cliRefusals.badOptions({ usage })
  return withDatabase(async (database, settings) => {
    if (scale !== undefined && (await installationOf(database.owner)) !== null) throw seedRefusals.notEmpty()
    await layCounty(database, settings, scale === undefined ? undefined : scales[scale])
    console.log('演示县铺好了。The demonstration county is complete.')
    return 0
  })
}

/** @throws kindIsFixed on a real installation */
async function layCounty(database: Database, settings: Settings, households: number | undefined): Promise<void> {
  const { owner } = database
  await migrate(owner, migrationModules, () => undefined)
  const wish = { kind: 'demo', clockOffset: demoOffset(settings.clock) } as const
  const installation = await settleInstallation(owner, wish)
  const vault = await openVault({ db: owner, keysFile: settings.keysFile, dataDir: settings.dataDir })
  const log = createLogger('warn')
  const works = createWorks(log)
  const clock = demoClock(shiftedClock(installation.clockOffset))
  const product = await compose({ database, clock, vault, installation, log, works })
  await layHistory(product, await layGround(product), () => false, households)
  await works.settled()
  await product.loop.close()
}
