import { isIP } from 'node:net'
import { keysFileOf } from '#platform/crypto/index.ts'
import { defaultDataDir } from '#platform/db/index.ts'
import { defineRefusals } from '#platform/errors/index.ts'

/** What the environment says. Read once, at the start, so that nobody else looks into `process.env`. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** Addresses or networks of the proxies in front (`10.0.0.5, 10.1.0.0/16`), or null: who may say who the visitor is. */
  readonly proxies: string | null
  /** The county's own PostgreSQL, or null for the embedded one. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** The file with the master key: outside the data folder, so that a copy of one is useless without the other. */
  readonly keysFile: string
  /** The moment a demonstration begins at; null for the product's own demo day. */
  readonly clock: Date | null
  /** What goes to standard output: `info` and above, or only warnings when a person is watching. */
  readonly logLevel: string
}

export const settingsRefusals = defineRefusals('settings', {
  badPort: {
    status: 422,
    zh: 'PORT 写的是“{text}”。请写 0 到 65535 之间的整数',
    en: 'PORT says “{text}”. Write a whole number from 0 to 65535',
  },
  badProxy: {
    status: 422,
    zh: 'ZHULIAN_PROXY 写的是“{text}”。请写代理的地址或网段，用逗号隔开，例如 10.0.0.5,10.1.0.0/16',
    en: 'ZHULIAN_PROXY says “{text}”. Write addresses or networks of the proxies, separated by commas: 10.0.0.5,10.1.0.0/16',
  },
  badClock: {
    status: 422,
    zh: 'ZHULIAN_CLOCK 写的是“{text}”。请写成 2026-03-02T09:00 这样的日期和时间（北京时间）',
    en: 'ZHULIAN_CLOCK says “{text}”. Write a date and time such as 2026-03-02T09:00 (Beijing time)',
  },
  badLog: {
    status: 422,
    zh: 'ZHULIAN_LOG 写的是“{text}”。请写其中一个：{levels}',
    en: 'ZHULIAN_LOG says “{text}”. Write one of: {levels}',
  },
  demonstrationStaysHere: {
    status: 422,
    zh: 'ZHULIAN_HOST 写的是“{host}”。演示系统不用密码就能进，只在本机（127.0.0.1）打开。请去掉 ZHULIAN_HOST；要正式使用，请换一个空的数据目录运行 npm run zhulian -- init --real',
    en: 'ZHULIAN_HOST says “{host}”. A demonstration lets anybody in without a password, so it opens on this machine only (127.0.0.1). Remove ZHULIAN_HOST; for real use run npm run zhulian -- init --real on an empty data folder',
  },
  realClockIsTrue: {
    status: 422,
    zh: '正式系统用机器的时钟，不能设 ZHULIAN_CLOCK。请去掉它再运行',
    en: 'A real installation goes by the clock of the machine. Remove ZHULIAN_CLOCK and run again',
  },
})

const portDefault = 8080

const logLevels = ['debug', 'info', 'warn', 'error', 'silent']

/** @throws badPort, badClock, badLog */
export function readSettings(env: NodeJS.ProcessEnv, isWatched = process.stdout.isTTY): Settings {
  const dataDir = defaultDataDir(env)
  return {
    port: portOf(env['PORT']),
    host: env['ZHULIAN_HOST'] || '127.0.0.1',
    proxies: proxiesOf(env['ZHULIAN_PROXY']),
    databaseUrl: env['DATABASE_URL'] || null,
    dataDir,
    keysFile: keysFileOf(dataDir, env),
    clock: clockOf(env['ZHULIAN_CLOCK']),
    logLevel: logLevelOf(env['ZHULIAN_LOG'], isWatched),
  }
}

/** @throws demonstrationStaysHere when the address is not this machine's own. */
export function refuseOpenDemonstration({ host }: Pick<Settings, 'host'>): void {
  if (!/^(localhost|::1|127(\.\d{1,3}){3})$/.test(host)) throw settingsRefusals.demonstrationStaysHere({ host })
}

/** @throws realClockIsTrue */
export function refuseMovedClock({ clock }: Pick<Settings, 'clock'>): void {
  if (clock !== null) throw settingsRefusals.realClockIsTrue()
}

/** The day the demonstration county lives on: seed and stories agree on it. */
const demoMoment = new Date('2026-03-02T09:00:00+08:00')

/** Milliseconds between the machine's clock and the demonstration's. It ticks; it is stored at the first start. */
export const demoOffset = (clock: Date | null): number => (clock ?? demoMoment).getTime() - Date.now()

/** A name would have to be looked up, and whoever answers could then name any visitor: addresses only. */
function proxiesOf(text: string | undefined): string | null {
  if (!text) return null
  const proxies = text.split(',').map((one) => one.trim())
  const isAddress = (one: string): boolean => isIP(one.replace(/\/\d{1,3}$/, '')) !== 0
  if (!proxies.every(isAddress)) throw settingsRefusals.badProxy({ text })
  return proxies.join(',')
}

function portOf(text: string | undefined): number {
  if (!text) return portDefault
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw settingsRefusals.badPort({ text })
  return port
}

function logLevelOf(text: string | undefined, isWatched: boolean): string {
  if (!text) return isWatched ? 'warn' : 'info'
  if (!logLevels.includes(text)) throw settingsRefusals.badLog({ text, levels: logLevels.join(' · ') })
  return text
}

function clockOf(text: string | undefined): Date | null {
  if (!text) return null
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2})?)?$/.exec(text)
  const moment = match ? new Date(`${match[1]}T${match[2] ?? '09:00'}:00+08:00`) : new Date(Number.NaN)
  if (Number.isNaN(moment.getTime())) throw settingsRefusals.badClock({ text })
  return moment
}
