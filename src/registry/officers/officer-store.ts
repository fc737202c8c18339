import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/index.ts'
import type { Db, PlaceId, TenantId } from '#platform/db/index.ts'

export interface OfficerDraft {
  readonly id: string
  readonly tenant: TenantId
  readonly name: string
  readonly post: string
  readonly since: Day
  /** Position on the demonstration's sign-in page; null for everybody else. */
  readonly demoPosition: number | null
}

/** False when the id is there already (a seed that runs twice). */
export async function insertOfficer(db: Db, officer: OfficerDraft): Promise<boolean> {
  const inserted = await sql`
    INSERT INTO officers.officer (id, tenant_id, name, post, since, is_demo, demo_position)
    VALUES (${officer.id}, ${officer.tenant}, ${officer.name}, ${officer.post}, ${officer.since},
      ${officer.demoPosition !== null}, ${officer.demoPosition})
    ON CONFLICT (id) DO NOTHING RETURNING id`.execute(db)
  return inserted.rows.length === 1
}

export interface AssignmentDraft {
  readonly id: string
  readonly officer: string
  readonly tenant: TenantId
  readonly role: string
  readonly place: PlaceId | null
  readonly since: Day
}

/** False when the person holds this role here already. */
export async function insertAssignment(db: Db, assignment: AssignmentDraft): Promise<boolean> {
  const inserted = await sql`
    INSERT INTO officers.assignment (id, officer_id, tenant_id, role, place_id, since)
    VALUES (${assignment.id}, ${assignment.officer}, ${assignment.tenant}, ${assignment.role}, ${assignment.place},
      ${assignment.since})
    ON CONFLICT DO NOTHING RETURNING id`.execute(db)
  return inserted.rows.length === 1
}

/** Ends it today; from this moment it grants nothing. */
export async function endAssignment(db: Db, officer: string, id: string, on: Day): Promise<string | null> {
  const ended = await sql<{ role: string }>`
    UPDATE officers.assignment SET until = ${on}
    WHERE id = ${id} AND officer_id = ${officer} AND until IS NULL RETURNING role`.execute(db)
  return ended.rows[0]?.role ?? null
}

export async function endService(db: Db, tenant: TenantId, officer: string, on: Day): Promise<boolean> {
  const ended = await sql`
    UPDATE officers.officer SET until = ${on}
    WHERE id = ${officer} AND tenant_id = ${tenant} AND until IS NULL RETURNING id`.execute(db)
  return ended.rows.length === 1
}

/** A second administrator agrees that somebody's account is worked on. */
export async function insertConsent(
  db: Db,
  consent: { readonly id: string; readonly officer: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO officers.consent (id, officer_id, given_by, given_at)
    VALUES (${consent.id}, ${consent.officer}, ${consent.by}, ${consent.at})`.execute(db)
}

/** Uses up one unused consent of somebody else; false when there is none. */
export async function takeConsent(
  db: Db,
  wish: { readonly officer: string; readonly notBy: string; readonly since: Date; readonly at: Date },
): Promise<boolean> {
  const taken = await sql`
    UPDATE officers.consent SET used_at = ${wish.at} WHERE id = (
      SELECT id FROM officers.consent
      WHERE officer_id = ${wish.officer} AND given_by <> ${wish.notBy} AND used_at IS NULL
        AND given_at > ${wish.since} AND given_at <= ${wish.at}
      ORDER BY given_at LIMIT 1 FOR UPDATE)
    RETURNING id`.execute(db)
  return taken.rows.length === 1
}

export interface OfficerChange {
  readonly officer: string
  readonly action:
    | 'added'
    | 'left'
    | 'role-given'
    | 'role-taken'
    | 'password-reset'
    | 'second-factor-removed'
    | 'consent-given'
  readonly details: Readonly<Record<string, string | number | null>>
}

export async function logChange(
  db: Db,
  by: { readonly id: string; readonly name: string },
  change: OfficerChange,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO officers.change_log (id, officer_id, action, details, by_id, by_name, at)
    VALUES (${uuid()}, ${change.officer}, ${change.action}, ${JSON.stringify(change.details)}::jsonb,
      ${by.id}, ${by.name}, ${at})`.execute(db)
}
