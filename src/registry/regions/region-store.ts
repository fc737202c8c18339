import { sql } from 'kysely'
import { copyIn, type Db } from '#platform/db/index.ts'
import type { Region } from './contract.ts'

export async function readRegions(db: Db): Promise<Region[]> {
  const { rows } = await sql<Region>`
    SELECT code, name, level, parent, valid_from AS "validFrom", valid_to AS "validTo", counted_in AS "countedIn",
      place_id AS "placeId"
    FROM regions.region ORDER BY length(code), code`.execute(db)
  return rows
}

/** Adds regions that are not there; those that are stay as they are, with their number. @returns how many were new. */
export async function addRegions(db: Db, regions: readonly Region[]): Promise<number> {
  return db.transaction().execute(async (tx) => {
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
  })
}
