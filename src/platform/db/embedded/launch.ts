import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import pg from 'pg'
import type { Connection, DbLog } from '../contract.ts'
import { dbRefusals } from '../refusals.ts'
import { makeOwnFolder, refuseOutOfReach, serverAccount, type Account } from './account.ts'
import { placeBinaries } from './binaries.ts'
import { makeCluster, ownerName } from './cluster.ts'
import { layoutOf, type Layout } from './layout.ts'
import { ownerOf, takeFolder } from './owner-file.ts'
import { pause, startPostmaster, stopOrphan, type Postmaster, type PostmasterWish } from './postmaster.ts'

export interface Launched {
  readonly connection: Connection
  readonly stop: () => Promise<void>
  /** Process of the server now running; another one after a crash. */
  readonly pid: () => number
}

export interface LaunchWish {
  readonly dataDir: string
  readonly log: DbLog
  readonly isDurable?: boolean
}

/** A server that ends within a quarter of a second of being ready, this many times in a row, is not started again. */
const shortLivesMax = 5
const shortLife = 250
/** Tries of one start, about five seconds in all. */
const startsMax = 10

/**
 * Starts the embedded PostgreSQL of a data folder and keeps it running until `stop`.
 *
 * @throws alreadyRunning, folderOutOfReach, noAccount, noBinaries, newerFolder, doesNotStart
 */
export async function launch({ dataDir, log, isDurable = true }: LaunchWish): Promise<Launched> {
  const account = serverAccount()
  makeDataFolder(dataDir, account)
  const folder = takeFolder(dataDir)
  try {
    const layout = layoutOf(dataDir)
    const binaries = await placeBinaries(dataDir)
    const cluster = layout.cluster(binaries.major)
    if (await stopOrphan(cluster)) log('db.orphan-stopped')
    const password = await makeCluster(layout, binaries, account)
    makeOwnFolder(layout.run, account)
    const port = await portFor(layout)
    const connection = connectionAt(layout, password, port)
    const wish = { postgres: binaries.postgres, cluster, run: layout.run, log: layout.log, port, account, isDurable }
    const kept = await keepRunning(wish, connection, log)
    return {
      connection,
      pid: kept.pid,
      stop: async () => {
        await kept.stop()
        folder.release()
      },
    }
  } catch (error) {
    folder.release()
    throw error
  }
}

/** As root the server's account passes through the folder to its own parts, and sees nothing else in it. */
function makeDataFolder(dataDir: string, account: Account | null): void {
  mkdirSync(dataDir, { recursive: true, mode: account ? 0o711 : 0o700 })
  chmodSync(dataDir, account ? 0o711 : 0o700)
  refuseOutOfReach(dataDir, account)
}

/** How to reach the server that another process runs on this folder; null when none does. */
export function runningServer(dataDir: string): Connection | null {
  const layout = layoutOf(dataDir)
  if (!ownerOf(dataDir) || !existsSync(layout.password)) return null
  const port = existsSync(layout.port) ? Number(readFileSync(layout.port, 'utf8')) : 5432
  return connectionAt(layout, readFileSync(layout.password, 'utf8'), port)
}

const connectionAt = (layout: Layout, password: string, port: number): Connection => ({
  host: process.platform === 'win32' ? '127.0.0.1' : layout.run,
  port,
  user: ownerName,
  password,
  database: ownerName,
})

/** A socket has no port to clash with; the number is part of its name only. */
async function portFor(layout: Layout): Promise<number> {
  if (process.platform !== 'win32') return 5432
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  writeFileSync(layout.port, String(port), { mode: 0o600 })
  return port
}

interface Kept {
  readonly pid: () => number
  readonly stop: () => Promise<void>
}

async function keepRunning(wish: PostmasterWish, connection: Connection, log: DbLog): Promise<Kept> {
  let server = await startUntilReady(wish, connection)
  let isStopping = false
  const follow = async (shortLives: number): Promise<void> => {
    const since = Date.now()
    await server.ended
    if (isStopping) return
    const lives = Date.now() - since < shortLife ? shortLives + 1 : 0
    if (lives > shortLivesMax) return log('db.stays-down', { shortLives })
    log('db.restarting')
    server = await startUntilReady(wish, connection)
    if (isStopping) return server.stop()
    return follow(lives)
  }
  const following = follow(0).catch((error: unknown) =>
    log('db.stays-down', { reason: error instanceof Error ? error.message : String(error) }),
  )
  return {
    pid: () => server.pid,
    stop: async () => {
      isStopping = true
      await server.stop()
      await following
    },
  }
}

/**
 * Alive and answering a query; the log is never read. After a crash the old server's workers may hold its memory for a
 * second or two, and then the new one ends at once: it is tried again, more slowly each time.
 */
async function startUntilReady(wish: PostmasterWish, connection: Connection): Promise<Postmaster> {
  for (let attempt = 1; attempt <= startsMax; attempt++) {
    const server = startPostmaster(wish)
    if (await becomesReady(server, connection)) return server
    await pause(attempt * 100)
  }
  throw dbRefusals.doesNotStart({ reason: `it ended ${startsMax} times while starting`, log: wish.log })
}

/** A long recovery after a crash is waited for: only the end of the process is a "no". */
async function becomesReady(server: Postmaster, connection: Connection): Promise<boolean> {
  const end = { isOver: false }
  void server.ended.then(() => (end.isOver = true))
  for (let wait = 5; !end.isOver; wait = Math.min(wait * 2, 200)) {
    if (await answers(connection)) return !end.isOver
    await pause(wait)
  }
  return false
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ ...connection, database: 'postgres', ssl: false, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ found: number }>('SELECT 1 AS found FROM pg_database WHERE datname = $1', [
      connection.database,
    ])
    if (rows.length === 0) await client.query(`CREATE DATABASE ${connection.database}`)
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
