import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { SearchHit } from './contract.ts'

export interface FoundRow {
  readonly householdId: string
  readonly number: string
  readonly headName: string
  readonly placeId: PlaceId
  readonly personName: string
}
export interface Found extends FoundRow {
  readonly by: SearchHit['by']
}

/** Everything that begins with the text. Comparison in byte order may use an index behind the second wall; LIKE may not. */
const begins = (column: string, text: string) =>
  sql`${sql.raw(column)} COLLATE "C" >= ${text} AND ${sql.raw(column)} COLLATE "C" < ${`${text}\u{10FFFF}`}`

const hit = sql`h.id AS "householdId", h.number, h.head_name AS "headName", h.place_id AS "placeId"`

type Condition = ReturnType<typeof sql>

async function persons(
  tx: Tx,
  tenant: TenantId,
  condition: Condition,
  order: Condition,
  countMax: number,
): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`SELECT ${hit}, p.name AS "personName"
    FROM (SELECT tenant_id, household_id, name, name_pinyin, initials FROM households.person
      WHERE tenant_id = ${tenant} AND household_id IS NOT NULL AND ${condition} ORDER BY ${order} LIMIT ${countMax}) p
    JOIN households.household h ON h.tenant_id = p.tenant_id AND h.id = p.household_id`.execute(tx)
  return rows
}

const spelling = { name: 'name', pinyin: 'name_pinyin', initials: 'initials' } as const

export const findByName = (
  tx: Tx,
  tenant: TenantId,
  by: keyof typeof spelling,
  text: string,
  countMax: number,
): Promise<FoundRow[]> =>
  persons(tx, tenant, begins(spelling[by], text), sql.raw(`${spelling[by]} COLLATE "C"`), countMax)

/** Reads every name of the tenant: only when nothing begins with the text. */
export const findWithin = (tx: Tx, tenant: TenantId, text: string, countMax: number): Promise<FoundRow[]> =>
  persons(tx, tenant, sql`position(${text} IN name) > 0`, sql`name COLLATE "C"`, countMax)

export const findByHash = (
  tx: Tx,
  tenant: TenantId,
  column: 'id_hash' | 'tail_hash',
  hash: Buffer,
  countMax: number,
): Promise<FoundRow[]> => persons(tx, tenant, sql`${sql.raw(column)} = ${hash}`, sql`name COLLATE "C"`, countMax)

export async function findByNumber(tx: Tx, tenant: TenantId, text: string, countMax: number): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`SELECT ${hit}, h.head_name AS "personName" FROM households.household h
    WHERE h.tenant_id = ${tenant} AND ${begins('h.number', text)}
    ORDER BY h.number COLLATE "C" LIMIT ${countMax}`.execute(tx)
  return rows
}

/** `0406` in `QH-0406`: only when no number begins with it. */
export async function findNumberWithin(tx: Tx, tenant: TenantId, text: string, countMax: number): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`SELECT ${hit}, h.head_name AS "personName" FROM households.household h
    WHERE h.tenant_id = ${tenant} AND position(${text} IN h.number) > 0 ORDER BY h.number COLLATE "C" LIMIT ${countMax}`.execute(
    tx,
  )
  return rows
}

export async function countByPlace(
  tx: Tx,
  tenant: TenantId,
  places: readonly PlaceId[],
): Promise<ReadonlyMap<PlaceId, number>> {
  const { rows } = await sql<{ placeId: PlaceId; count: number }>`
    SELECT place_id AS "placeId", count(*)::int AS count FROM households.household
    WHERE tenant_id = ${tenant} AND place_id = ANY(${places}::int[]) GROUP BY place_id`.execute(tx)
  return new Map(rows.map(({ placeId, count }) => [placeId, count]))
}
