import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import { must } from '#platform/errors/index.ts'

/** One JSON text of this many rows stays well below a megabyte. */
const rowsAtOnce = 2_000

export type CellOf = string | number | bigint | boolean | null | Date | Buffer | readonly string[] | object

/**
 * Adds many rows in few statements. The rows travel as one JSON parameter and the database takes the types from
 * `columns`, so row-level security and constraints hold as for any INSERT. Names come from our own code.
 *
 * @param columns name → type of each column: `{ id: 'uuid', value: 'jsonb' }`.
 */
export async function insertRows<Columns extends Readonly<Record<string, string>>>(
  tx: Tx,
  table: string,
  columns: Columns,
  rows: readonly Readonly<Record<keyof Columns, CellOf>>[],
): Promise<void> {
  const names = Object.keys(columns)
  must(/^[a-z_.]+$/.test(table) && names.every((name) => /^[a-z_0-9]+$/.test(name)), 'plain names of table and columns')
  const list = sql.raw(names.join(', '))
  const types = sql.raw(names.map((name) => `${name} ${columns[name]}`).join(', '))
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const part = JSON.stringify(rows.slice(at, at + rowsAtOnce), asJson)
    await sql`INSERT INTO ${sql.raw(table)} (${list})
      SELECT ${list} FROM jsonb_to_recordset(${part}::jsonb) AS r(${types})`.execute(tx)
  }
}

/**
 * Changes many rows in few statements; `tenant_id` and `id` find the row.
 * @param set the assignments, in terms of the row `t` and what was sent, `r`: `name = r.name`.
 */
export async function updateRows<Columns extends Readonly<Record<string, string>>>(
  tx: Tx,
  { table, columns, set }: { readonly table: string; readonly columns: Columns; readonly set: string },
  rows: readonly Readonly<Record<keyof Columns, CellOf>>[],
): Promise<void> {
  must(/^[a-z_.]+$/.test(table) && /^[a-z_0-9\s=.,()]+$/.test(set), 'plain names of table and columns')
  const types = sql.raw(
    Object.entries(columns)
      .map((pair) => pair.join(' '))
      .join(', '),
  )
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const part = JSON.stringify(rows.slice(at, at + rowsAtOnce), asJson)
    await sql`UPDATE ${sql.raw(table)} t SET ${sql.raw(set)}
      FROM jsonb_to_recordset(${part}::jsonb) AS r(${types})
      WHERE t.tenant_id = r.tenant_id AND t.id = r.id`.execute(tx)
  }
}

/** `this` holds the value before its own toJSON: a Buffer would be an object by now. */
function asJson(this: unknown, name: string, value: unknown): unknown {
  const raw = (this as Readonly<Record<string, unknown>>)[name]
  if (Buffer.isBuffer(raw)) return `\\x${raw.toString('hex')}`
  return typeof value === 'bigint' ? String(value) : value
}
