import { sql } from 'kysely'
import { connect, connectionOf } from './connect.ts'
import type { Connection, Database, Db, DbLog } from './contract.ts'
import { defaultDataDir } from './embedded/data-root.ts'
import { launch, runningServer, type Launched } from './embedded/launch.ts'
import { dbRefusals } from './refusals.ts'

export interface OpenWish {
  /** `DATABASE_URL`; without it the embedded server of `dataDir` is started. */
  readonly url?: string | undefined
  /** Folder of the installation; `defaultDataDir()` when left out. */
  readonly dataDir?: string | undefined
  readonly log?: DbLog
  /** `false` only for tests: nothing is synced to the disk. */
  readonly isDurable?: boolean
  /** Connections for serving people; 10 when left out. */
  readonly connectionsMax?: number
  /** Tests throw here what the product only writes to its log: see `connect`. */
  readonly onSecond?: (trouble: Error) => void
}

const versionMin = 15

/**
 * Opens the database of an installation: the county's own, or the embedded server, which this process then runs.
 * Migrations are a separate step (`migrate`), because only the start of the server may run them.
 *
 * @throws alreadyRunning, serverTooOld, noChinese and what `launch` refuses
 */
export async function openDatabase(wish: OpenWish): Promise<Database> {
  if (wish.url) return opened(wish, connectionOf(wish.url), null, null)
  const dataDir = wish.dataDir ?? defaultDataDir()
  const { isDurable = true } = wish
  const server = await launch({ dataDir, log: wish.log ?? silent, isDurable })
  return opened(wish, server.connection, dataDir, server)
}

/** For command-line verbs: joins the server that is running, and runs one for as long as the verb lasts when none is. */
export async function attachDatabase(wish: OpenWish): Promise<Database> {
  if (wish.url) return openDatabase(wish)
  const dataDir = wish.dataDir ?? defaultDataDir()
  const running = runningServer(dataDir)
  return running ? opened({ ...wish, connectionsMax: 4 }, running, dataDir, null) : openDatabase(wish)
}

async function opened(
  { log = silent, connectionsMax = 10, onSecond }: OpenWish,
  connection: Connection,
  dataDir: string | null,
  server: Launched | null,
): Promise<Database> {
  const owner = connect(connection, { connectionsMax: 4, role: 'owner', log })
  const db = connect(connection, { connectionsMax, role: 'application', log, onSecond })
  const close = async (): Promise<void> => {
    await Promise.all([db.destroy(), owner.destroy()])
    await server?.stop()
  }
  try {
    await refuseUnfit(owner)
  } catch (error) {
    await close()
    throw error
  }
  return { db, owner, connection, dataDir, kind: dataDir === null ? 'external' : 'embedded', close }
}

/** Names are found by trigrams; with plain C character classes a trigram sees no Chinese at all. */
async function refuseUnfit(owner: Db): Promise<void> {
  const { rows } = await sql<{ number: number; version: string }>`
    SELECT current_setting('server_version_num')::int / 10000 AS number,
           current_setting('server_version') AS version`.execute(owner)
  const server = rows[0]
  if (server && server.number < versionMin) throw dbRefusals.serverTooOld({ version: server.version })
  await sql`SET client_min_messages = warning`.execute(owner)
  await sql`CREATE EXTENSION IF NOT EXISTS pg_trgm`.execute(owner)
  const seen = await sql<{ likeness: number }>`SELECT similarity('张三丰', '张三') AS likeness`.execute(owner)
  if (!((seen.rows[0]?.likeness ?? 0) > 0)) throw dbRefusals.noChinese()
}

const silent: DbLog = () => undefined
