import { sql, type Kysely } from 'kysely'
import { must } from '#platform/errors/index.ts'
import type { Db, InScope, RowScope, Schema, Tx } from './contract.ts'

/** Deadlocks and serialization failures pass when one side tries again; five times outlasts any burst seen. */
const triesMax = 5
const passing = new Set(['40P01', '40001'])

export const inScope: InScope = async (db, scope, work) => {
  if (db.isTransaction) return inSavepoint(db as Tx, scope, work)
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async (tx) => {
        await setScope(tx, scope)
        return work(tx)
      })
    } catch (error) {
      if (attempt === triesMax || !passing.has(sqlStateOf(error) ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 10 + Math.random() * 40))
    }
  }
}

/** SQLSTATE of a database error, or undefined for any other trouble. */
export const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.length === 5
    ? error.code
    : undefined

/**
 * Two literals, each a message of its own inside the transaction: that is what reaches the nodes of a distributed
 * database. They cannot be bind parameters, so only digits and commas ever get in.
 */
async function setScope(tx: Kysely<Schema>, { tenants, places }: RowScope): Promise<void> {
  await sql.raw(`SET LOCAL app.tenants = '${numbers(tenants)}'`).execute(tx)
  await sql.raw(`SET LOCAL app.places = '${places === 'all' ? '0' : numbers(places)}'`).execute(tx)
}

function numbers(list: readonly number[]): string {
  must(
    list.every((id) => Number.isSafeInteger(id) && id > 0),
    'tenants and places are whole numbers above zero',
  )
  return list.join(',')
}

/** Inside an open transaction (tests roll one back): a savepoint, and the outer scope is put back afterwards. */
async function inSavepoint<Result>(tx: Tx, scope: RowScope, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const { rows } = await sql<{ tenants: string | null; places: string | null }>`
    SELECT current_setting('app.tenants', true) AS tenants, current_setting('app.places', true) AS places`.execute(tx)
  await sql`SAVEPOINT in_scope`.execute(tx)
  try {
    await setScope(tx, scope)
    const result = await work(tx)
    await sql`RELEASE SAVEPOINT in_scope`.execute(tx)
    return result
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT in_scope`.execute(tx)
    await sql`RELEASE SAVEPOINT in_scope`.execute(tx)
    throw error
  } finally {
    await putBack(tx, 'app.tenants', rows[0]?.tenants)
    await putBack(tx, 'app.places', rows[0]?.places)
  }
}

async function putBack(tx: Db, name: string, value: string | null | undefined): Promise<void> {
  must(/^[\d,]*$/.test(value ?? ''), 'a scope is digits and commas')
  await sql.raw(`SET LOCAL ${name} = '${value ?? ''}'`).execute(tx)
}
