import { sql } from 'kysely'
import type { Db } from './contract.ts'

/**
 * Has the database count the tables of some schemas now. It does so by itself about a minute after a table grew; until
 * then it takes a table that was filled in one go for an empty one, and holds each of its rows against every other.
 */
export async function countAnew(owner: Db, schemas: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname = ANY (${schemas}::text[])`.execute(owner)
  if (rows.length > 0) await sql`ANALYZE ${sql.raw(rows.map(({ name }) => name).join(', '))}`.execute(owner)
}
