import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'

export interface DeclaredKin {
  readonly id: string
  readonly officer: { readonly id: string; readonly name: string }
  readonly personId: string
  readonly personShown: string
  readonly relation: string
  readonly declaredOn: Day
  /** Somebody says it is over; it stands until a second person confirms. */
  readonly ending: KinEnding | null
}

export interface KinEnding {
  readonly by: { readonly id: string; readonly name: string }
  readonly on: Day
  /** Ciphertext. */
  readonly reason: Buffer
}

export async function insertKin(
  tx: Tx,
  tenant: TenantId,
  kin: Omit<DeclaredKin, 'ending'> & { readonly declaredBy: string },
): Promise<void> {
  await sql`
    INSERT INTO casework.declared_kin (tenant_id, id, officer_id, officer_name, person_id, person_shown, relation,
      declared_on, declared_by)
    VALUES (${tenant}, ${kin.id}, ${kin.officer.id}, ${kin.officer.name}, ${kin.personId}, ${kin.personShown},
      ${kin.relation}, ${kin.declaredOn}, ${kin.declaredBy})`.execute(tx)
}

/** Officers who have declared kin among these persons, on file now, wherever in the office the persons are handled. */
export async function officersWithKin(
  tx: Tx,
  tenant: TenantId,
  persons: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ officer: string }>`
    SELECT DISTINCT officer_id AS officer FROM casework.declared_kin
    WHERE tenant_id = ${tenant} AND person_id = ANY(${[...persons]}::uuid[]) AND ended_on IS NULL`.execute(tx)
  return new Set(rows.map(({ officer }) => officer))
}

interface KinRecord {
  readonly id: string
  readonly officerId: string
  readonly officerName: string
  readonly personId: string
  readonly personShown: string
  readonly relation: string
  readonly declaredOn: Day
  readonly askedBy: string | null
  readonly askedByName: string | null
  readonly askedOn: Day | null
  readonly reason: Buffer | null
}

const columns = sql`id, officer_id AS "officerId", officer_name AS "officerName", person_id AS "personId",
  person_shown AS "personShown", relation, declared_on AS "declaredOn", end_asked_by AS "askedBy",
  end_asked_by_name AS "askedByName", end_asked_on AS "askedOn", end_reason AS reason`

const kinFrom = ({
  askedBy,
  askedByName,
  askedOn,
  reason,
  officerId,
  officerName,
  ...row
}: KinRecord): DeclaredKin => ({
  ...row,
  officer: { id: officerId, name: officerName },
  ending:
    askedBy === null || askedOn === null || reason === null
      ? null
      : { by: { id: askedBy, name: askedByName ?? '' }, on: askedOn, reason },
})

/** Of one officer, of all whose end waits, or of everybody. */
export async function readKin(
  tx: Tx,
  tenant: TenantId,
  of: { readonly officer: string; readonly orWaiting: boolean } | 'everybody',
): Promise<DeclaredKin[]> {
  const whose =
    of === 'everybody' ? sql`true` : sql`(officer_id = ${of.officer} OR (${of.orWaiting} AND end_asked_by IS NOT NULL))`
  const { rows } = await sql<KinRecord>`SELECT ${columns} FROM casework.declared_kin
    WHERE tenant_id = ${tenant} AND ended_on IS NULL AND ${whose}
    ORDER BY end_asked_by IS NULL, officer_name, declared_on, id`.execute(tx)
  return rows.map(kinFrom)
}

/** Locked until the transaction ends: of two who answer one question, the second finds it answered. */
export async function lockKin(tx: Tx, tenant: TenantId, id: string): Promise<DeclaredKin | undefined> {
  const { rows } = await sql<KinRecord>`SELECT ${columns} FROM casework.declared_kin
    WHERE tenant_id = ${tenant} AND id = ${id} AND ended_on IS NULL FOR UPDATE`.execute(tx)
  return rows[0] === undefined ? undefined : kinFrom(rows[0])
}

/** Null: the question is taken off again. */
export async function saveKinEnding(tx: Tx, tenant: TenantId, id: string, ending: KinEnding | null): Promise<void> {
  await sql`UPDATE casework.declared_kin SET end_asked_by = ${ending?.by.id ?? null},
      end_asked_by_name = ${ending?.by.name ?? null}, end_asked_on = ${ending?.on ?? null},
      end_reason = ${ending?.reason ?? null}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

/** It ends; the row stays. */
export async function endKinRow(
  tx: Tx,
  tenant: TenantId,
  { id, on, by }: { readonly id: string; readonly on: Day; readonly by: string },
): Promise<void> {
  await sql`UPDATE casework.declared_kin SET ended_on = ${on}, ended_by = ${by}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}
