import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Lead, LeadState } from './contract.ts'

const columns = sql`id, tenant_id AS "tenant", number, place_id AS "placeId", state, hardship, urgency,
  household_id AS "householdId", case_id AS "caseId", case_number AS "caseNumber", reported_on AS "reportedOn",
  due_on AS "dueOn", escalated_on AS "escalatedOn", result, closed_on AS "closedOn", version`

/** `XS-2026-000001`: the next number of the year; two at once wait for each other. */
export async function nextNumber(tx: Tx, tenant: TenantId, year: number): Promise<string> {
  const { rows } = await sql<{ last: number }>`INSERT INTO discovery.counter (tenant_id, year, last)
    VALUES (${tenant}, ${year}, 1)
    ON CONFLICT (tenant_id, year) DO UPDATE SET last = discovery.counter.last + 1 RETURNING last`.execute(tx)
  return `XS-${year}-${String(rows[0]!.last).padStart(6, '0')}`
}

export interface FamilyKeys {
  readonly householdId: string | null
  readonly personHash: Buffer | null
  readonly phoneHash: Buffer | null
}

/** Until the transaction ends, nobody else looks for or adds a lead of this family. */
export async function lockFamily(tx: Tx, tenant: TenantId, keys: FamilyKeys): Promise<void> {
  const names = [keys.householdId, keys.personHash?.toString('hex'), keys.phoneHash?.toString('hex')]
  for (const name of names.filter((one) => one !== null && one !== undefined).toSorted())
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`discovery:${tenant}:${name}`}, 0))`.execute(tx)
}

/** The oldest open lead in sight about the same household, person or phone. */
export async function findOpenOfFamily(tx: Tx, tenant: TenantId, keys: FamilyKeys): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`SELECT ${columns} FROM discovery.lead
    WHERE tenant_id = ${tenant} AND state IN ('new', 'in-hand', 'applied')
      AND (household_id = ${keys.householdId} OR person_hash = ${keys.personHash} OR phone_hash = ${keys.phoneHash})
    ORDER BY reported_at, id LIMIT 1 FOR UPDATE`.execute(tx)
  return rows[0]
}

export async function insertLead(
  tx: Tx,
  lead: Omit<Lead, 'caseId' | 'caseNumber' | 'escalatedOn' | 'result' | 'closedOn' | 'version' | 'state'> &
    FamilyKeys & { readonly nameHash: Buffer | null; readonly at: Date },
): Promise<Lead> {
  const { rows } =
    await sql<Lead>`INSERT INTO discovery.lead (tenant_id, id, place_id, number, state, hardship, urgency,
      household_id, person_hash, phone_hash, name_hash, reported_at, reported_on, due_on, version)
    VALUES (${lead.tenant}, ${lead.id}, ${lead.placeId}, ${lead.number}, 'new', ${lead.hardship}, ${lead.urgency},
      ${lead.householdId}, ${lead.personHash}, ${lead.phoneHash}, ${lead.nameHash}, ${lead.at}, ${lead.reportedOn},
      ${lead.dueOn}, 1)
    RETURNING ${columns}`.execute(tx)
  return rows[0]!
}

/** What a second telling adds: whatever was not known before, and the nearer due day. */
export async function enrichLead(
  tx: Tx,
  lead: Lead,
  more: FamilyKeys & { readonly nameHash: Buffer | null; readonly dueOn: Day; readonly urgency: string },
): Promise<Lead> {
  const { rows } = await sql<Lead>`UPDATE discovery.lead SET
      household_id = coalesce(household_id, ${more.householdId}),
      person_hash = coalesce(person_hash, ${more.personHash}),
      phone_hash = coalesce(phone_hash, ${more.phoneHash}), name_hash = coalesce(name_hash, ${more.nameHash}),
      urgency = CASE WHEN ${more.dueOn}::date < due_on THEN ${more.urgency} ELSE urgency END,
      due_on = least(due_on, ${more.dueOn}::date), version = version + 1
    WHERE tenant_id = ${lead.tenant} AND id = ${lead.id} RETURNING ${columns}`.execute(tx)
  return rows[0]!
}

export async function findLead(tx: Tx, tenant: TenantId, id: string): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`SELECT ${columns} FROM discovery.lead
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0]
}

/** Locks the row until the transaction ends: two people who act at once act one after the other. */
export async function findLeadForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`SELECT ${columns} FROM discovery.lead
    WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0]
}

export async function findLeadOfCase(tx: Tx, tenant: TenantId, caseId: string): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`SELECT ${columns} FROM discovery.lead
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} FOR UPDATE`.execute(tx)
  return rows[0]
}

export interface LeadChange {
  readonly state?: LeadState
  readonly householdId?: string
  readonly takenBy?: { readonly id: string; readonly name: string }
  readonly caseId?: string
  readonly caseNumber?: string
  readonly result?: string
  readonly closedOn?: Day
  readonly joinedInto?: string
}

export async function saveLead(tx: Tx, lead: Lead, change: LeadChange): Promise<Lead> {
  const { rows } = await sql<Lead>`UPDATE discovery.lead SET
      state = coalesce(${change.state ?? null}, state),
      household_id = coalesce(${change.householdId ?? null}::uuid, household_id),
      taken_by_id = coalesce(${change.takenBy?.id ?? null}, taken_by_id),
      taken_by_name = coalesce(${change.takenBy?.name ?? null}, taken_by_name),
      case_id = coalesce(${change.caseId ?? null}::uuid, case_id),
      case_number = coalesce(${change.caseNumber ?? null}, case_number),
      result = coalesce(${change.result ?? null}, result),
      closed_on = coalesce(${change.closedOn ?? null}::date, closed_on),
      joined_into = coalesce(${change.joinedInto ?? null}::uuid, joined_into), version = version + 1
    WHERE tenant_id = ${lead.tenant} AND id = ${lead.id} RETURNING ${columns}`.execute(tx)
  return rows[0]!
}

/** Open and untouched by any case on the day after the due day, and the town head was not told yet. */
export async function leadsToEscalate(tx: Tx, tenant: TenantId, today: Day): Promise<readonly Lead[]> {
  const { rows } = await sql<Lead>`SELECT ${columns} FROM discovery.lead
    WHERE tenant_id = ${tenant} AND state IN ('new', 'in-hand') AND due_on < ${today} AND escalated_on IS NULL
    ORDER BY due_on, id FOR UPDATE SKIP LOCKED`.execute(tx)
  return rows
}

export async function markEscalated(tx: Tx, lead: Lead, today: Day): Promise<void> {
  await sql`UPDATE discovery.lead SET escalated_on = ${today}, version = version + 1
    WHERE tenant_id = ${lead.tenant} AND id = ${lead.id} AND escalated_on IS NULL`.execute(tx)
}

/** A household was handed over: what is known about it goes along; what its reporters see stays theirs. */
export async function moveLeads(tx: Tx, tenant: TenantId, householdId: string, placeId: PlaceId): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM discovery.lead
    WHERE tenant_id = ${tenant} AND household_id = ${householdId} FOR UPDATE`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await sql`UPDATE discovery.photo SET place_id = ${placeId} WHERE tenant_id = ${tenant} AND source_id IN (
    SELECT id FROM discovery.source WHERE tenant_id = ${tenant} AND lead_id = ANY(${ids}::uuid[]))`.execute(tx)
  await sql`UPDATE discovery.source SET place_id = ${placeId}
    WHERE tenant_id = ${tenant} AND lead_id = ANY(${ids}::uuid[])`.execute(tx)
  await sql`UPDATE discovery.step SET place_id = ${placeId}
    WHERE tenant_id = ${tenant} AND lead_id = ANY(${ids}::uuid[])`.execute(tx)
  await sql`UPDATE discovery.lead SET place_id = ${placeId}
    WHERE tenant_id = ${tenant} AND id = ANY(${ids}::uuid[])`.execute(tx)
  await sql`UPDATE discovery.admission SET place_id = ${placeId}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}
