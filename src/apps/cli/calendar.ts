import { migrationModules } from '../../areas.ts'
import { calendarRefusals, createCalendar, systemClock } from '#platform/clock/index.ts'
import { migrate } from '#platform/db/index.ts'
import { cliRefusals, textOf } from './options.ts'
import { withDatabase } from './with-database.ts'

const usage = 'calendar load FILE | calendar list'

/** `calendar load FILE`: next year's notice, as JSON; `calendar list`: which years are known and from what document. */
export function runCalendar([what, file, ...rest]: readonly string[]): Promise<number> {
  const isLoad = what === 'load' && file !== undefined && rest.length === 0
  if (!isLoad && (what !== 'list' || file !== undefined)) throw cliRefusals.badOptions({ usage })
  const json = isLoad ? jsonOf(textOf(file)) : null
  return withDatabase(async ({ db, owner }) => {
    await migrate(owner, migrationModules, () => undefined)
    const calendar = createCalendar({ db, clock: systemClock })
    if (isLoad) {
      const { year, document, holidays, workdays } = await calendar.load(json)
      console.log(`已载入 ${year} 年：放假 ${holidays.length} 天，调休上班 ${workdays.length} 天。${document}`)
      console.log(`Loaded ${year}: ${holidays.length} days off, ${workdays.length} weekend days worked.`)
      return 0
    }
    for (const { year, document, holidays, workdays, loadedAt } of await calendar.list()) {
      const since = loadedAt === null ? '随程序' : `${loadedAt.toISOString().slice(0, 10)} 载入`
      console.log(`${year}  放假 ${holidays.length}  上班 ${workdays.length}  ${document}（${since}）`)
    }
    return 0
  })
}

/** @throws badNotice */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw calendarRefusals.badNotice({ what: '不是 JSON' })
  }
}
