import { sql } from 'kysely'
import { copyIn, type Db, type Tx } from '#platform/db/index.ts'
import type { Region } from './contract.ts'

export async function readRegions(db: Db): Promise<Region[]> {
  const { rows } = await sql<Region>`
    SELECT code, name, level, parent, valid_from AS "validFrom", valid_to AS "validTo", counted_in AS "countedIn",
      place_id AS "placeId"
    FROM regions.region ORDER BY length(code), code`.execute(db)
  return rows
}

/** Adds regions that are not there; those that are stay as they are, with their number. @returns how many were new. */
export const addRegions = (db: Db, regions: readonly Region[]): Promise<number> =>
  db.transaction().execute((tx) => addRegionsIn(tx, regions))

export async function addRegionsIn(tx: Tx, regions: readonly Region[]): Promise<number> {
  const { rows } = await sql<{ code: string }>`SELECT code FROM regions.region`.execute(tx)
  const known = new Set(rows.map(({ code }) => code))
  const fresh = regions.filter(({ code }) => !known.has(code))
  if (fresh.length === 0) return 0
  const columns = ['code', 'name', 'level', 'parent', 'valid_from', 'valid_to', 'counted_in']
  return copyIn(
    tx,
    'regions.region',
    columns,
    fresh.map((one) => [one.code, one.name, one.level, one.parent, one.validFrom, one.validTo, one.countedIn]),
  )
}

/** Renames, ends or moves regions that are there. @returns how many are now different. */
export async function changeRegions(tx: Tx, regions: readonly Region[]): Promise<number> {
  const list = regions.map(({ code, name, level, parent, validFrom, validTo }) => ({
    ...{ code, name, level, parent, valid_from: validFrom, valid_to: validTo },
  }))
  const { rows } = await sql`
    UPDATE regions.region AS kept
    SET name = said.name, level = said.level, parent = said.parent, valid_from = said.valid_from,
      valid_to = said.valid_to
    FROM jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      AS said(code text, name text, level text, parent text, valid_from date, valid_to date)
    WHERE kept.code = said.code
      AND (kept.name, kept.level, kept.parent, kept.valid_from, kept.valid_to)
        IS DISTINCT FROM (said.name, said.level, said.parent, said.valid_from, said.valid_to)
    RETURNING kept.code`.execute(tx)
  return rows.length
}
