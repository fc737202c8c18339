import { sql } from 'kysely'
import type { Tx } from './contract.ts'

/**
 * For statements over many rows of these tables. What was filled a moment ago has no statistics yet and is taken for a
 * handful of rows; a nested loop then reads the whole of it once per row, which is hours for a hundred thousand. Until the
 * database has counted (within about a minute), such joins are made by hashing or sorting; afterwards it is free again.
 *
 * @param tables `schema.table` of tenant tables
 */
export async function withoutCounting<Result>(
  tx: Tx,
  tables: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  if (await areCounted(tx, tables)) return work()
  await sql`SET LOCAL enable_nestloop = off`.execute(tx)
  const result = await work()
  await sql`SET LOCAL enable_nestloop = on`.execute(tx)
  return result
}

async function areCounted(tx: Tx, tables: readonly string[]): Promise<boolean> {
  // Inside another such piece of work it is off already, and stays off until that one ends.
  const { rows } = await sql<{ counted: boolean }>`SELECT current_setting('enable_nestloop') = 'off'
      OR bool_and(EXISTS (SELECT FROM pg_stats s
      WHERE s.schemaname = split_part(t.name, '.', 1) AND s.tablename = split_part(t.name, '.', 2)
        AND s.attname = 'tenant_id')) AS counted
    FROM unnest(${tables}::text[]) AS t (name)`.execute(tx)
  return rows[0]?.counted ?? false
}
