import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { HouseholdOrder } from './contract.ts'

/** The filter with everything looked up already. */
export interface ListCondition {
  readonly places?: readonly PlaceId[] | undefined
  readonly programme?: string | undefined
  readonly registeredAt?: readonly string[] | undefined
  readonly urbanRural?: string | undefined
  readonly ids?: readonly string[] | undefined
  /** The whole number, in capitals. */
  readonly number?: string | undefined
  /** Prefixes: of the number, of a name, of pinyin or initials; or the hash of an ID number. */
  readonly text?:
    | {
        readonly number: string | null
        readonly name: string | null
        readonly spelt: string | null
        readonly hash: Buffer | null
      }
    | undefined
}

export interface ListRow {
  readonly id: string
  readonly number: string
  readonly headName: string
  readonly placeId: PlaceId
  readonly members: number
  readonly programmes: readonly string[]
  readonly paid: Fen | null
  readonly paidSince: Day | null
  readonly changedAt: Date
}

const orders: Readonly<Record<HouseholdOrder, ReturnType<typeof sql>>> = {
  number: sql`number COLLATE "C"`,
  place: sql`place_id, number COLLATE "C"`,
  members: sql`member_count DESC, number COLLATE "C"`,
  paid: sql`paid_fen DESC NULLS LAST, number COLLATE "C"`,
  changed: sql`changed_at DESC, number COLLATE "C"`,
}

const between = (column: string, text: string) =>
  sql`(${sql.raw(column)} COLLATE "C" >= ${text} AND ${sql.raw(column)} COLLATE "C" < ${`${text}\u{10FFFF}`})`

function conditions(
  tenant: TenantId,
  { places, programme, registeredAt, urbanRural, ids, number, text }: ListCondition,
) {
  const all = [sql`tenant_id = ${tenant}`]
  if (places !== undefined) all.push(sql`place_id = ANY(${places}::int[])`)
  if (programme !== undefined) all.push(sql`${programme} = ANY(programmes)`)
  if (urbanRural !== undefined) all.push(sql`urban_rural = ${urbanRural}`)
  if (number !== undefined) all.push(sql`upper(number) = ${number}`)
  if (ids !== undefined) all.push(sql`id = ANY(${ids}::uuid[])`)
  if (registeredAt !== undefined)
    all.push(sql`id IN (SELECT household_id FROM households.person
      WHERE tenant_id = ${tenant} AND registered_at = ANY(${registeredAt}::text[]) AND household_id IS NOT NULL)`)
  if (text !== undefined) {
    const persons = [
      ...(text.hash === null ? [] : [sql`id_hash = ${text.hash}`]),
      ...(text.name === null ? [] : [between('name', text.name)]),
      ...(text.spelt === null ? [] : [between('name_pinyin', text.spelt), between('initials', text.spelt)]),
    ].map(
      (one) =>
        sql`id IN (SELECT household_id FROM households.person WHERE tenant_id = ${tenant} AND household_id IS NOT NULL AND ${one})`,
    )
    const numbers = text.number === null ? [] : [between('number', text.number)]
    all.push(sql`(${sql.join([...numbers, ...persons], sql` OR `)})`)
  }
  return sql.join(all, sql` AND `)
}

export async function readListPage(
  tx: Tx,
  tenant: TenantId,
  condition: ListCondition,
  { order, page, size }: { order: HouseholdOrder; page: number; size: number },
): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`
    SELECT id, number, head_name AS "headName", place_id AS "placeId", member_count AS members, programmes,
      paid_fen AS paid, paid_since AS "paidSince", changed_at AS "changedAt"
    FROM households.household WHERE ${conditions(tenant, condition)}
    ORDER BY ${orders[order]} LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  return rows
}

export interface ListTotals {
  readonly count: number
  readonly members: number
  readonly paid: Fen
}

export async function readListTotals(tx: Tx, tenant: TenantId, condition: ListCondition): Promise<ListTotals> {
  const { rows } = await sql<ListTotals>`
    SELECT count(*)::int AS count, coalesce(sum(member_count), 0)::int AS members,
      coalesce(sum(paid_fen), 0)::bigint AS paid
    FROM households.household WHERE ${conditions(tenant, condition)}`.execute(tx)
  return rows[0]!
}
