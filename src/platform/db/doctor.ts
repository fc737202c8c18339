import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Finding } from '#platform/checks/contract.ts'
import { catalogueFaults } from './catalogue.ts'
import { applicationRole } from './connect.ts'
import type { Database, Db, MigrationModule } from './contract.ts'
import { readMigrations } from './migrate.ts'

/** What is right and wrong with a database, and how to mend it. Changes nothing. */
export async function examineDatabase(
  { db, owner, dataDir }: Database,
  modules: readonly MigrationModule[],
): Promise<Finding[]> {
  return [
    await version(owner),
    await chinese(owner),
    await migrations(owner, modules),
    await role(db),
    await wall(owner),
    await durability(owner),
    await clock(owner),
    ...(dataDir === null ? [] : [await disk(dataDir)]),
  ]
}

type Sentence = Pick<Finding, 'zh' | 'en'>

const finding = (
  name: string,
  holds: boolean,
  says: { fine: Sentence; not: Sentence; mend: Sentence },
  level: 'warning' | 'fault' = 'fault',
): Finding =>
  holds ? { name, level: 'fine', ...says.fine, mend: null } : { name, level, ...says.not, mend: says.mend }

async function version(owner: Db): Promise<Finding> {
  const { rows } = await sql<{ number: number; text: string }>`
    SELECT current_setting('server_version_num')::int / 10000 AS number,
      current_setting('server_version') AS text`.execute(owner)
  const text = rows[0]?.text ?? ''
  return finding('db.version', (rows[0]?.number ?? 0) >= 15, {
    fine: { zh: `PostgreSQL ${text}`, en: `PostgreSQL ${text}` },
    not: { zh: `PostgreSQL ${text} 太旧`, en: `PostgreSQL ${text} is too old` },
    mend: { zh: '请换成 15 以上的版本', en: 'Use version 15 or later' },
  })
}

async function chinese(owner: Db): Promise<Finding> {
  const { rows } = await sql<{ likeness: number }>`SELECT similarity('张三丰', '张三') AS likeness`.execute(owner)
  return finding('db.chinese', (rows[0]?.likeness ?? 0) > 0, {
    fine: { zh: '认得汉字，姓名可以检索', en: 'Chinese letters are known; names can be searched' },
    not: { zh: '数据库认不出汉字，姓名检索不到', en: 'Chinese letters are not known; names cannot be searched' },
    mend: {
      zh: '请用 UTF8 编码和 C.UTF-8 或 zh_CN.UTF-8 字符分类新建数据库，再把资料迁过去',
      en: 'Create the database with encoding UTF8 and LC_CTYPE C.UTF-8 or zh_CN.UTF-8 and move the data over',
    },
  })
}

async function migrations(owner: Db, modules: readonly MigrationModule[]): Promise<Finding> {
  const { rows } = await sql<{ name: string; hash: string }>`SELECT name, hash FROM platform.migration`.execute(owner)
  const ran = new Map(rows.map(({ name, hash }) => [name, hash]))
  const wrong = readMigrations(modules).find(({ name, hash }) => ran.get(name) !== hash)
  return finding('db.migrations', !wrong, {
    fine: { zh: `${rows.length} 个数据库变更都已执行`, en: `All ${rows.length} migrations have run` },
    not: {
      zh: `变更 ${wrong?.name} 没有执行，或者被改动过`,
      en: `Migration ${wrong?.name} has not run, or was edited`,
    },
    mend: { zh: '请用这一版程序启动一次（npm start）', en: 'Start this version of the program once (npm start)' },
  })
}

async function role(db: Db): Promise<Finding> {
  const { rows } = await sql<{ me: string; powers: boolean }>`
    SELECT current_user AS me, rolsuper OR rolbypassrls AS powers FROM pg_roles WHERE rolname = current_user`.execute(
    db,
  )
  const me = rows[0]?.me ?? ''
  return finding('db.application-role', me === applicationRole && !rows[0]?.powers, {
    fine: { zh: '程序用的账户受行级隔离约束', en: 'The application role is subject to row-level security' },
    not: {
      zh: `程序用的账户 ${me} 能绕过行级隔离`,
      en: `The application runs as ${me}, which passes by row-level security`,
    },
    mend: {
      zh: `请运行：ALTER ROLE ${applicationRole} NOSUPERUSER NOBYPASSRLS；连接池要允许连接参数 role`,
      en: `Run: ALTER ROLE ${applicationRole} NOSUPERUSER NOBYPASSRLS; a pooler must let the option "role" through`,
    },
  })
}

async function wall(owner: Db): Promise<Finding> {
  const faults = await catalogueFaults(owner)
  const list = faults.slice(0, 5).map(({ at, says }) => `${at} ${says}`)
  return finding('db.tables', faults.length === 0, {
    fine: {
      zh: '每张表都隔离到机构，键都以机构开头',
      en: 'Every table is behind the wall, every key begins with its tenant',
    },
    not: {
      zh: `有 ${faults.length} 处表结构不合规矩：${list.join('；')}`,
      en: `${faults.length} faults in tables: ${list.join('; ')}`,
    },
    mend: {
      zh: '有人手工改过表结构。请恢复最近的备份，或者照着变更文件改回来',
      en: 'Somebody changed tables by hand. Restore a backup, or undo it after the migrations',
    },
  })
}

async function durability(owner: Db): Promise<Finding> {
  const { rows } = await sql<{ off: string | null }>`
    SELECT string_agg(name, ', ') AS off FROM pg_settings
    WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'`.execute(owner)
  const off = rows[0]?.off ?? null
  return finding('db.durability', off === null, {
    fine: { zh: '提交的资料都落到磁盘', en: 'What is committed is on the disk' },
    not: { zh: `${off} 关着，断电会丢资料`, en: `${off} is off; a power cut loses data` },
    mend: { zh: `请在 postgresql.conf 里打开 ${off}`, en: `Turn ${off} on in postgresql.conf` },
  })
}

const clockSecondsMax = 60

async function clock(owner: Db): Promise<Finding> {
  const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(owner)
  const seconds = Math.round(Math.abs((rows[0]?.now.getTime() ?? 0) - Date.now()) / 1000)
  return finding(
    'db.clock',
    seconds <= clockSecondsMax,
    {
      fine: { zh: '两边的时钟一致', en: 'The clocks agree' },
      not: { zh: `数据库的时钟差 ${seconds} 秒`, en: `The clock of the database is ${seconds} s off` },
      mend: { zh: '请在两台机器上打开时间同步（NTP）', en: 'Turn on time synchronisation (NTP) on both machines' },
    },
    'warning',
  )
}

/** Below the first there is no room for a day's work, below the second not for a backup. */
const [freeFaultBytes, freeWarningBytes] = [500_000_000, 5_000_000_000]

async function disk(dataDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const gigabytes = (free / 1e9).toFixed(1)
  return finding(
    'db.disk',
    free >= freeWarningBytes,
    {
      fine: { zh: `数据文件夹所在磁盘还有 ${gigabytes} GB`, en: `${gigabytes} GB free for the data folder` },
      not: { zh: `数据文件夹所在磁盘只剩 ${gigabytes} GB`, en: `Only ${gigabytes} GB free for the data folder` },
      mend: {
        zh: '请清理磁盘，或者把 ZHULIAN_DATA 移到大一些的盘',
        en: 'Free some space, or move ZHULIAN_DATA to a larger disk',
      },
    },
    free < freeFaultBytes ? 'fault' : 'warning',
  )
}
