import { keysFileOf } from '#platform/crypto/index.ts'
import { defaultDataDir } from '#platform/db/index.ts'
import { defineRefusals } from '#platform/errors/index.ts'

/** What the environment says. Read once, at the start, so that nobody else looks into `process.env`. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** The county's own PostgreSQL, or null for the embedded one. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** The file with the master key: outside the data folder, so that a copy of one is useless without the other. */
  readonly keysFile: string
  /** The moment a demonstration begins at; null for the product's own demo day. */
  readonly clock: Date | null
}

export const settingsRefusals = defineRefusals('settings', {
  badPort: {
    status: 422,
    zh: 'PORT 写的是“{text}”。请写 0 到 65535 之间的整数',
    en: 'PORT says “{text}”. Write a whole number from 0 to 65535',
  },
  badClock: {
    status: 422,
    zh: 'ZHULIAN_CLOCK 写的是“{text}”。请写成 2026-03-02T09:00 这样的日期和时间（北京时间）',
    en: 'ZHULIAN_CLOCK says “{text}”. Write a date and time such as 2026-03-02T09:00 (Beijing time)',
  },
})

const portDefault = 8080

/** @throws badPort, badClock */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const dataDir = defaultDataDir(env)
  return {
    port: portOf(env['PORT']),
    host: env['ZHULIAN_HOST'] || '127.0.0.1',
    databaseUrl: env['DATABASE_URL'] || null,
    dataDir,
    keysFile: keysFileOf(dataDir, env),
    clock: clockOf(env['ZHULIAN_CLOCK']),
  }
}

/** The day the demonstration county lives on: seed and stories agree on it. */
const demoMoment = new Date('2026-03-02T09:00:00+08:00')

/** Milliseconds between the machine's clock and the demonstration's. It ticks; it is stored at the first start. */
export const demoOffset = (clock: Date | null): number => (clock ?? demoMoment).getTime() - Date.now()

function portOf(text: string | undefined): number {
  if (!text) return portDefault
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw settingsRefusals.badPort({ text })
  return port
}

function clockOf(text: string | undefined): Date | null {
  if (!text) return null
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2})?)?$/.exec(text)
  const moment = match ? new Date(`${match[1]}T${match[2] ?? '09:00'}:00+08:00`) : new Date(Number.NaN)
  if (Number.isNaN(moment.getTime())) throw settingsRefusals.badClock({ text })
  return moment
}
