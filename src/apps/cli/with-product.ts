import { compose, type Product } from '#apps/server/compose.ts'
import { createWorks } from '#apps/server/works.ts'
import { shiftedClock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { installationOf } from '#platform/db/index.ts'
import { createLogger } from '#platform/http/index.ts'
import { cliRefusals } from './options.ts'
import { withDatabase } from './with-database.ts'

/** The whole product over the running server's database, without serving anybody. @throws notStarted */
export const withProduct = <Result>(work: (product: Product) => Promise<Result>): Promise<Result> =>
  withDatabase(async (database, { keysFile, dataDir }) => {
    const { owner } = database
    const installation = await installationOf(owner)
    if (installation === null) throw cliRefusals.notStarted()
    const log = createLogger('silent')
    const clock = shiftedClock(installation.clockOffset)
    const vault = await openVault({ db: owner, keysFile, dataDir })
    return work(await compose({ database, clock, vault, installation, log, works: createWorks(log) }))
  })
