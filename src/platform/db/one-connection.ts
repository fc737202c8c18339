import { AsyncLocalStorage } from 'node:async_hooks'
import type { ConnectionProvider } from 'kysely'
import type { Db } from './contract.ts'

/** What somebody holds: the pool, and whether the connection is still out. */
interface Held {
  readonly pool: Db
  isOpen: boolean
}

const holding = new AsyncLocalStorage<Held | undefined>()

/**
 * Whoever holds a connection and waits for a second one of the same pool is a danger to everybody: as many such requests
 * at once as the pool has connections, and each waits for all the others until the pool gives up. `onSecond` is told of it
 * at the first request, long before there are that many.
 */
export function watchSeconds(pool: Db, onSecond: (trouble: Error) => void): void {
  const executor = pool.getExecutor()
  const provide = executor.provideConnection.bind(executor)
  const watched: ConnectionProvider['provideConnection'] = async (consumer, options) => {
    const outer = holding.getStore()
    if (outer?.isOpen && outer.pool === pool) onSecond(new SecondConnection())
    const held: Held = { pool, isOpen: true }
    try {
      return await provide((connection) => holding.run(held, () => consumer(connection)), options)
    } finally {
      held.isOpen = false
    }
  }
  Object.assign(executor, { provideConnection: watched })
}

/** Says that a connection of its own is meant: for work that nobody inside the open transaction waits for. */
export const apart = <Result>(work: () => Result): Result => holding.run(undefined, work)

class SecondConnection extends Error {
  override readonly name = 'SecondConnection'
  constructor() {
    super('asks the pool for a second connection inside a transaction: hand the transaction on, or ask before it opens')
  }
}
