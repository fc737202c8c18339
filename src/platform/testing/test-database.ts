import { randomBytes } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, inject } from 'vitest'
import {
  connect,
  inScope,
  type Connection,
  type Db,
  type RowScope,
  type TenantId,
  type Tx,
} from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'

/** All migrations have run here; every test file gets a copy. */
export const templateName = 'zhulian_test_template'

export interface TestDatabase {
  /** The application role, as in production. What is committed here is gone with the test file. */
  readonly db: Db
  /** The owner: passes the second wall. For preparing and for looking behind. */
  readonly owner: Db
  readonly connection: Connection
  /** Runs the work in a transaction that is always undone. Services may open their own `inScope` inside it. */
  readonly rolledBack: <Result>(work: (db: Db) => Promise<Result>) => Promise<Result>
  /** A transaction in the scope of one tenant; it is kept. */
  readonly inTenant: <Result>(
    tenant: number,
    work: (tx: Tx) => Promise<Result>,
    places?: RowScope['places'],
  ) => Promise<Result>
}

const silent = (): void => undefined
/** In a test a request that would stop a busy office stops the test. */
const refuse = (trouble: Error): never => {
  throw trouble
}

/**
 * A database of its own for this test file, copied from the template. Call it at the top of the file (or of a `describe`);
 * its fields can be used from `beforeAll` on. Two people at once: call `inScope(database.db, …)` twice without awaiting in
 * between; each gets a connection of its own.
 */
export function testDatabase(): TestDatabase {
  const open: { now: { db: Db; owner: Db; connection: Connection } | null } = { now: null }
  const here = (): { db: Db; owner: Db; connection: Connection } =>
    given(open.now, 'the test database: use it inside a test')

  beforeAll(async () => {
    const server = inject('databaseServer')
    const database = `zhulian_test_${randomBytes(6).toString('hex')}`
    await asServer(server, `CREATE DATABASE ${database} TEMPLATE ${templateName}`)
    const connection = { ...server, database }
    open.now = {
      connection,
      db: connect(connection, { connectionsMax: 24, role: 'application', log: silent, onSecond: refuse }),
      owner: connect(connection, { connectionsMax: 4, role: 'owner', log: silent }),
    }
  })

  afterAll(async () => {
    if (!open.now) return
    const { db, owner, connection } = open.now
    await Promise.all([db.destroy(), owner.destroy()])
    await asServer(inject('databaseServer'), `DROP DATABASE ${connection.database} WITH (FORCE)`)
  })

  return {
    get db() {
      return here().db
    },
    get owner() {
      return here().owner
    },
    get connection() {
      return here().connection
    },
    rolledBack: (work) => rolledBack(here().db, work),
    inTenant: (tenant, work, places = 'all') => inScope(here().db, { tenants: [tenant as TenantId], places }, work),
  }
}

async function rolledBack<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  const tx = await db.startTransaction().execute()
  try {
    return await work(tx)
  } finally {
    await tx.rollback().execute()
  }
}

/** Statements about whole databases. One connection, tried again while another worker is copying the template. */
async function asServer(server: Connection, statement: string): Promise<void> {
  const pool = connect(server, { connectionsMax: 1, role: 'owner', log: silent })
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await pool.executeQuery(CompiledQuery.raw(statement))
        return
      } catch (error) {
        const isBusy = error instanceof Error && 'code' in error && error.code === '55006'
        if (!isBusy || attempt === 50) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  } finally {
    await pool.destroy()
  }
}
