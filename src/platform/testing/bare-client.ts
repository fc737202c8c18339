import pg from 'pg'
import type { TestDatabase } from './test-database.ts'

/** A connection of the driver itself, as the owner: for what goes past the wrappers. Whoever opens it ends it. */
export async function bareClient({ connection }: TestDatabase): Promise<pg.Client> {
  const { host, port, user, password, database } = connection
  const client = new pg.Client({ host, port, user, password, database })
  await client.connect()
  return client
}
