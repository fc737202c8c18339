import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrationModules, testDatabase } from '#platform/testing/index.ts'
import { catalogueFaults, connect, inScope, migrate, type Db, type TenantId } from './index.ts'

const database = testDatabase()
const silent = (): void => undefined
const name = `zhulian_test_ordinary_${randomBytes(4).toString('hex')}`
const open: Db[] = []
const as = (role: 'owner' | 'application'): Db => {
  const there = { ...database.connection, user: name, password: 'only-here', database: name }
  const db = connect(there, { connectionsMax: 2, role, log: silent })
  open.push(db)
  return db
}

/** A county gives us an account that may create roles and owns one database; it is no superuser. */
describe('数据库账户只是普通的库主', () => {
  beforeAll(async () => {
    await sql.raw(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'only-here'`).execute(database.owner)
    // On a server of its own the account makes this role itself; here it is there already.
    await sql.raw(`GRANT zhulian_app TO ${name} WITH ADMIN OPTION`).execute(database.owner)
    await sql.raw(`CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0`).execute(database.owner)
  })
  afterAll(async () => {
    await Promise.all(open.map((db) => db.destroy()))
    await sql.raw(`DROP DATABASE ${name} WITH (FORCE)`).execute(database.owner)
    await sql.raw(`DROP OWNED BY ${name}`).execute(database.owner)
    await sql.raw(`DROP ROLE ${name}`).execute(database.owner)
  })

  it('所有变更都能执行，表都合规矩', async () => {
    expect((await migrate(as('owner'), migrationModules, silent)).length).toBeGreaterThan(5)
    expect(await catalogueFaults(as('owner'))).toEqual([])
  })
  it('库主自己也在墙内：不设范围，一行也看不见', async () => {
    const scope = { tenants: [1 as TenantId], places: 'all' as const }
    await inScope(as('application'), scope, (tx) =>
      sql`INSERT INTO audit.unsealed VALUES (1, '0193a000-0000-7000-8000-000000000000')`.execute(tx),
    )
    const seen = async (db: Db): Promise<number> => (await sql`SELECT FROM audit.unsealed`.execute(db)).rows.length
    expect(await seen(as('owner'))).toBe(0)
    expect(await inScope(as('owner'), scope, seen)).toBe(1)
  })
})
