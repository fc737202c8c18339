import { sql, type RawBuilder } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { Db, PlaceId, TenantId } from '#platform/db/index.ts'

export interface OfficerRow {
  readonly id: string
  readonly tenant: TenantId
  readonly name: string
  readonly post: string
  readonly since: Day
  readonly until: Day | null
  readonly roles: readonly { readonly id: string; readonly role: string; readonly place: PlaceId | null }[]
}

/** Officers with the roles in force on a day over the records of one tenant: a number, or the officer's own. */
const officers = (tenant: RawBuilder<unknown>, on: Day): RawBuilder<OfficerRow> => sql<OfficerRow>`
  SELECT officer.id, officer.tenant_id AS tenant, officer.name, officer.post, officer.since, officer.until,
    coalesce(
      (SELECT json_agg(json_build_object('id', held.id, 'role', held.role, 'place', held.place_id) ORDER BY held.id)
       FROM officers.assignment held
       WHERE held.officer_id = officer.id AND held.tenant_id = ${tenant}
         AND held.since <= ${on} AND (held.until IS NULL OR held.until > ${on})), '[]') AS roles
  FROM officers.officer officer`

/** Somebody who serves on the day; null for strangers and for those who have left. */
export async function findServing(db: Db, id: string, tenant: TenantId, on: Day): Promise<OfficerRow | null> {
  const found = await sql<OfficerRow>`
    ${officers(sql`${tenant}`, on)}
    WHERE officer.id = ${id} AND officer.since <= ${on} AND (officer.until IS NULL OR officer.until > ${on})`.execute(
    db,
  )
  return found.rows[0] ?? null
}

/** Everybody of one office, also those who have left, by name in pinyin order. */
export async function listOfficers(db: Db, tenant: TenantId, on: Day): Promise<readonly OfficerRow[]> {
  const found = await sql<OfficerRow>`
    ${officers(sql`${tenant}`, on)} WHERE officer.tenant_id = ${tenant}
    ORDER BY officer.name COLLATE "zh-x-icu", officer.id`.execute(db)
  return found.rows
}

export async function findOfficer(db: Db, id: string, tenant: TenantId, on: Day): Promise<OfficerRow | null> {
  const found = await sql<OfficerRow>`
    ${officers(sql`${tenant}`, on)} WHERE officer.id = ${id} AND officer.tenant_id = ${tenant}`.execute(db)
  return found.rows[0] ?? null
}

/** The accounts a demonstration offers, in the order of its sign-in page. */
export async function listDemoOfficers(db: Db, on: Day): Promise<readonly OfficerRow[]> {
  const found = await sql<OfficerRow>`
    ${officers(sql`officer.tenant_id`, on)}
    WHERE officer.is_demo AND officer.since <= ${on} AND (officer.until IS NULL OR officer.until > ${on})
    ORDER BY officer.demo_position, officer.id`.execute(db)
  return found.rows
}

/** How many serve in a role on a day. */
export async function countHolders(db: Db, tenant: TenantId, role: string, on: Day): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT held.officer_id)::int AS count FROM officers.assignment held
    JOIN officers.officer officer ON officer.id = held.officer_id
    WHERE held.tenant_id = ${tenant} AND held.role = ${role}
      AND held.since <= ${on} AND (held.until IS NULL OR held.until > ${on})
      AND officer.since <= ${on} AND (officer.until IS NULL OR officer.until > ${on})`.execute(db)
  return rows[0]?.count ?? 0
}

/** Of all offices, those who left included. */
export async function countOfficers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM officers.officer`.execute(db)
  return rows[0]?.count ?? 0
}
