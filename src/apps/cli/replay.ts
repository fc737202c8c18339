import { compose } from '#apps/server/compose.ts'
import { createWorks } from '#apps/server/works.ts'
import { shiftedClock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { installationOf } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { createLogger, systemCaller } from '#platform/http/index.ts'
import { formatYuan } from '#platform/money/index.ts'
import { cliRefusals } from './options.ts'
import { withDatabase } from './with-database.ts'

/**
 * `replay --all`: computes every kept assessment again, by the law that was kept with it, and compares class, amount,
 * reasons, parameters and inputs. A release gate: exit code 1 names what differs.
 */
export function runReplay(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== '--all') throw cliRefusals.badOptions({ usage: 'replay --all' })
  return withDatabase(async (database, { keysFile, dataDir }) => {
    const { owner } = database
    const installation = given(await installationOf(owner), 'an installation: start it once first')
    const log = createLogger('silent')
    const clock = shiftedClock(installation.clockOffset)
    const vault = await openVault({ db: owner, keysFile, dataDir })
    const product = await compose({ database, clock, vault, installation, log, works: createWorks(log) })
    let replayed = 0
    let different = 0
    for (const { id: tenant } of await product.organisations.all(owner)) {
      replayed += await product.assessments.replayAll(systemCaller('replay', tenant), ({ id, stored, again }) => {
        different += 1
        console.log(`✗ ${id}（${stored.programme} ${stored.month}）`)
        console.log(`    当时 ${said(stored)}，现在 ${said(again)}`)
      })
    }
    console.log(`重算 ${replayed} 次测算，${different === 0 ? '一分不差' : `${different} 次对不上`}。`)
    console.log(`${replayed} assessments replayed, ${different} differ.`)
    return different === 0 ? 0 : 1
  })
}

const said = ({ outcome, amount }: { outcome: string; amount: Parameters<typeof formatYuan>[0] | null }): string =>
  `${outcome}${amount === null ? '' : ` ${formatYuan(amount)} 元`}`
