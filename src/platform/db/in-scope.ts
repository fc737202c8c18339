import { sql } from 'kysely'
import { given, must } from '#platform/errors/index.ts'
import type { Db, InScope, RowScope, Tx } from './contract.ts'

/** Deadlocks and serialization failures pass when one side tries again; five times outlasts any burst seen. */
const triesMax = 5
const passing = new Set(['40P01', '40001'])

export const inScope: InScope = async (db, scope, work) => {
  if (db.isTransaction) return inSavepoint(db as Tx, literalsOf(scope), work)
  const after: (() => Promise<unknown>)[] = []
  try {
    return await again(db, literalsOf(scope), (tx) => {
      after.length = 0
      afterEnd.set(tx, after)
      return work(tx)
    })
  } finally {
    for (const one of after) await one()
  }
}

const afterEnd = new WeakMap<Tx, (() => Promise<unknown>)[]>()

/**
 * What is to stand even if the transaction is undone, as an attempt that was refused: done in a transaction of its own as
 * soon as this one, kept or undone, has given its connection back.
 */
export function afterwards(tx: Tx, work: () => Promise<unknown>): void {
  given(afterEnd.get(tx), 'the transaction of an inScope').push(work)
}

async function again<Result>(db: Db, scope: Literals, work: (tx: Tx) => Promise<Result>): Promise<Result> {
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

/** The two settings as the wall reads them. */
interface Literals {
  readonly tenants: string
  readonly places: string
}

/** What is set in a transaction now, so that a piece of work in the same scope asks and sets nothing. */
const scopeNow = new WeakMap<Db, Literals>()

const literalsOf = ({ tenants, places }: RowScope): Literals => ({
  tenants: numbers(tenants),
  places: places === 'all' ? '0' : numbers(places),
})

function numbers(list: readonly number[]): string {
  must(
    list.every((id) => Number.isSafeInteger(id) && id > 0),
    'tenants and places are whole numbers above zero',
  )
  return list.join(',')
}

/**
 * Two literals, each a message of its own inside the transaction: that is what reaches the nodes of a distributed
 * database. They cannot be bind parameters, so only digits and commas ever get in.
 */
async function setScope(tx: Db, scope: Literals): Promise<void> {
  must(/^[\d,]*$/.test(scope.tenants + scope.places), 'a scope is digits and commas')
  await sql.raw(`SET LOCAL app.tenants = '${scope.tenants}'`).execute(tx)
  await sql.raw(`SET LOCAL app.places = '${scope.places}'`).execute(tx)
  scopeNow.set(tx, scope)
}

/** Inside an open transaction: a savepoint, and the outer scope is put back afterwards. */
async function inSavepoint<Result>(tx: Tx, scope: Literals, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const outer = scopeNow.get(tx) ?? (await readScope(tx))
  const isSame = outer.tenants === scope.tenants && outer.places === scope.places
  await sql`SAVEPOINT in_scope`.execute(tx)
  try {
    if (!isSame) await setScope(tx, scope)
    const result = await work(tx)
    await sql`RELEASE SAVEPOINT in_scope`.execute(tx)
    return result
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT in_scope`.execute(tx)
    await sql`RELEASE SAVEPOINT in_scope`.execute(tx)
    throw error
  } finally {
    if (!isSame) await setScope(tx, outer)
  }
}

/** Of a transaction that was opened elsewhere (tests roll one back). */
async function readScope(tx: Db): Promise<Literals> {
  const { rows } = await sql<Literals>`SELECT coalesce(current_setting('app.tenants', true), '') AS tenants,
    coalesce(current_setting('app.places', true), '') AS places`.execute(tx)
  return given(rows[0], 'the two settings')
}
