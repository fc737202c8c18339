import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { drainRows, isCopyOut } from './copy-out.ts'
import { copyRows, isCopy } from './copy-rows.ts'
import type { Connection, Db, DbLog, Schema } from './contract.ts'
import { watchSeconds } from './one-connection.ts'

/** The role that serves people: owns nothing, bypasses nothing. Made by the first migration. */
export const applicationRole = 'zhulian_app'

/** Money must never pass through a double, and a day must never become a moment of some time zone. */
const readers = new Map<number, (text: string) => unknown>([
  [20, BigInt], // int8
  [1016, (text) => arrayOf(text, BigInt)], // int8[]
  [1082, (text) => text], // date
  [1182, (text) => arrayOf(text, String)], // date[]
])

const arrayOf = <Value>(text: string, read: (item: string) => Value): Value[] =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(read)

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && readers.get(oid)) || pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig

interface PoolWish {
  readonly connectionsMax: number
  readonly role: 'application' | 'owner'
  readonly log: DbLog
  /** Told when a holder of an application connection asks for another; written to the log when left out. */
  readonly onSecond?: ((trouble: Error) => void) | undefined
}

/**
 * One pool. Settings travel with the start of each connection, so that nothing has to be sent before the first query:
 * `RESET ROLE` then leads back to the application role and not to the owner.
 */
export function connect(connection: Connection, { connectionsMax, role, log, onSecond }: PoolWish): Db {
  const settings = [
    'timezone=Asia/Shanghai',
    'idle_in_transaction_session_timeout=300s',
    'citus.propagate_set_commands=local',
    ...(role === 'application' ? [`role=${applicationRole}`] : []),
  ]
  const pool = new pg.Pool({
    ...connection,
    ssl: connection.ssl as pg.PoolConfig['ssl'],
    types,
    max: connectionsMax,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
    application_name: `zhulian ${role}`,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  })
  // A connection that breaks is replaced by the pool; the query that needed it says so. Without a listener of its own, one
  // that breaks between two queries of a transaction would take the whole process down.
  const lost = (error: Error): void => log('db.connection-lost', { reason: error.message })
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: withCopy(pool) }) })
  // The owner serves nobody: where it asks twice (a lock of one process and its work) there are never many at once.
  if (role === 'application')
    watchSeconds(db, onSecond ?? ((trouble) => log('db.second-connection', { at: trouble.stack ?? trouble.message })))
  return db
}

/** Kysely keeps its clients to itself; a COPY has to run on the very connection of the transaction, so it is let in here. */
function withCopy(pool: pg.Pool): PostgresPool {
  const faces = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const faceOf = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: unknown, parameters?: readonly unknown[]): unknown => {
      if (isCopy(parameters)) return copyRows(client, String(text), parameters[0])
      if (isCopyOut(parameters)) return drainRows(client, String(text), parameters[0])
      return client.query(text as string, parameters as unknown[] | undefined)
    }
    return { query, release: (error?: boolean) => client.release(error) } as unknown as PostgresPoolClient
  }
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const face = faces.get(client) ?? faceOf(client)
      faces.set(client, face)
      return face
    },
  } as unknown as PostgresPool
}

/** Reads a `postgres://` address. */
export function connectionOf(url: string): Connection {
  const at = new URL(url)
  const socket = at.searchParams.get('host')
  const mode = at.searchParams.get('sslmode')
  const name = decodeURIComponent(at.pathname.slice(1))
  return {
    host: socket ?? decodeURIComponent(at.hostname),
    port: Number(at.port || at.searchParams.get('port') || 5432),
    user: decodeURIComponent(at.username),
    password: decodeURIComponent(at.password),
    database: name || decodeURIComponent(at.username),
    ...(mode && mode !== 'disable' ? { ssl: { rejectUnauthorized: mode === 'verify-full' } } : {}),
  }
}
