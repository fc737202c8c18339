import { migrationModules } from '../../areas.ts'
import { migrate } from '#platform/db/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import { cliRefusals, textOf } from './options.ts'
import { withDatabase } from './with-database.ts'

/** `regions load FILE`: all of the list or nothing. A server that is running sees it after its next start. */
export function runRegions([what, file, ...rest]: readonly string[]): Promise<number> {
  if (what !== 'load' || file === undefined || rest.length > 0)
    throw cliRefusals.badOptions({ usage: 'regions load FILE' })
  const text = textOf(file)
  return withDatabase(async ({ owner }) => {
    await migrate(owner, migrationModules, () => undefined)
    const regions = await createRegions({ db: owner })
    await regions.loadShipped()
    const { added, changed } = await regions.loadList(text)
    console.log(`新增 ${added} 个区划，改了 ${changed} 个。正在运行的助联重新启动后看得到。`)
    console.log(`Added ${added} regions, changed ${changed}. A running server sees them after a restart.`)
    return 0
  })
}
