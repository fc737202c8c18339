import { makeReal, refuseTakenFolder } from '#apps/server/real-installation.ts'
import { readSettings, refuseMovedClock } from '#apps/server/settings.ts'
import { defineRefusals } from '#platform/errors/index.ts'
import { shippedDirectory, syntheticProvince } from '#registry/regions/index.ts'
import { askAdministrators, readAdministrators } from './administrators.ts'
import { needed, readOptions } from './options.ts'
import { withDatabase } from './with-database.ts'

export const initRefusals = defineRefusals('init', {
  sayReal: {
    status: 422,
    zh: 'init 只用来建正式系统，请写明 --real。要看演示，在空的目录上运行 npm start 就行',
    en: 'init makes a real installation only: say --real. For a demonstration run npm start on an empty folder',
  },
  sayWhichDatabase: {
    status: 422,
    zh: '正式系统要用自己的 PostgreSQL：请设 DATABASE_URL。只有一台机器、要用自带的数据库，请写明 --single-machine，并自己按时备份',
    en: 'A real installation wants a PostgreSQL of its own: set DATABASE_URL. To use the built-in one on a single machine, say --single-machine and take backups',
  },
  noBureauThere: {
    status: 422,
    zh: '办理机关要设在县（市、区）、市或者功能区，{code} 不是。请填 6 位代码，例如 330482',
    en: 'A bureau decides for a county, a city or a functional area; {code} is none. Give a code of 6 digits, for example 330482',
  },
  inventedRegion: {
    status: 422,
    zh: '{code} 是演示用的虚构县，正式系统不能用。请填真实的区划代码',
    en: '{code} is the invented county of the demonstration; a real installation cannot use it. Give a real region code',
  },
})

const usage = 'init --real --bureau NAME --region CODE [--admins FILE] [--single-machine]'

/** `init --real`: once, on an empty folder or database. Seeds nobody but the three administrators. */
export async function runInit(args: readonly string[]): Promise<number> {
  const options = readOptions(args, {
    values: ['bureau', 'region', 'admins'],
    flags: ['real', 'single-machine'],
    usage,
  })
  if (!options.real) throw initRefusals.sayReal()
  const settings = readSettings(process.env)
  refuseMovedClock(settings)
  if (settings.databaseUrl === null && !options['single-machine']) throw initRefusals.sayWhichDatabase()
  const wish = {
    bureau: needed(options.bureau?.trim(), 'bureau', usage),
    region: seatOf(needed(options.region, 'region', usage)),
  }
  const given = options.admins === undefined ? null : readAdministrators(options.admins)
  return withDatabase(async (database) => {
    await refuseTakenFolder(database, wish)
    const bureau = await makeReal(database, settings, wish, given ?? (await askAdministrators()))
    console.log(`正式系统已建好：${bureau.name}（${bureau.region}），三位管理员的账号可以登录了。用 npm start 打开。`)
    console.log(`主密钥在 ${settings.keysFile}，请另外保管一份：没有它，备份恢复不了。`)
    console.log(`The real installation stands: ${bureau.name}. Open it with npm start. Keep a copy of the master key.`)
    return 0
  })
}

/** @throws unknownRegion, inventedRegion, noBureauThere */
function seatOf(text: string): string {
  const { code, level } = shippedDirectory().get(text)
  if (code.slice(0, 2) === syntheticProvince.slice(0, 2)) throw initRefusals.inventedRegion({ code })
  if (!['county', 'city', 'functional'].includes(level)) throw initRefusals.noBureauThere({ code })
  return code
}
