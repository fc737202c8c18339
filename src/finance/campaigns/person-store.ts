import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Drawn } from './draw-list.ts'

/** Takes away what was drawn before. */
export async function forgetPersons(tx: Tx, tenant: TenantId, parts: readonly string[]): Promise<void> {
  await sql`DELETE FROM campaigns.person WHERE tenant_id = ${tenant} AND part_id = ANY (${parts}::uuid[])
    AND state <> 'cancelled'`.execute(tx)
}

/** What the lists of a campaign that are handed on, or approved, say of a person in a group. */
export interface SaidBefore {
  readonly personId: string
  readonly subject: string
  readonly ordinal: number
  readonly state: 'listed' | 'excluded' | 'cancelled'
  readonly reason: string | null
  readonly detail: string | null
}

/** Oldest list first. */
export async function findSaidBefore(tx: Tx, tenant: TenantId, campaignId: string): Promise<SaidBefore[]> {
  const { rows } = await sql<SaidBefore>`SELECT p.person_id AS "personId", encode(p.subject, 'hex') AS subject,
      p.group_ordinal AS ordinal, p.state, p.reason, p.detail
    FROM campaigns.person p JOIN campaigns.part t ON t.tenant_id = p.tenant_id AND t.id = p.part_id
    WHERE p.tenant_id = ${tenant} AND p.campaign_id = ${campaignId} AND t.state IN ('submitted', 'approved')
    ORDER BY t.sequence, p.id`.execute(tx)
  return rows
}

/** Ten columns a row: what one statement carries. */
const rowsAtOnce = 5000

export async function addPersons(
  tx: Tx,
  tenant: TenantId,
  {
    campaignId,
    rows,
  }: { readonly campaignId: string; readonly rows: readonly (Drawn & { readonly partId: string })[] },
): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce).map(({ group, why, ...row }) => ({
      ...{ ...row, id: uuid(), ordinal: group.ordinal, fen: String(group.amount) },
      ...{ state: why === null ? 'listed' : 'excluded', reason: why?.reason ?? null, detail: why?.detail ?? null },
    }))
    await sql`INSERT INTO campaigns.person (tenant_id, id, place_id, campaign_id, part_id, person_id, household_id,
        subject, group_ordinal, fen, state, reason, detail, died_on)
      SELECT ${tenant}, r.id, r."placeId", ${campaignId}, r."partId", r."personId", r."householdId",
        decode(r.subject, 'hex'), r.ordinal, r.fen, r.state, r.reason, r.detail, r."diedOn"
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS r (id uuid, "placeId" int, "partId" uuid,
        "personId" uuid, "householdId" uuid, subject text, ordinal int, fen bigint, state text, reason text, detail text,
        "diedOn" date)`.execute(tx)
  }
}

export interface ListedRow {
  readonly id: string
  readonly personId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly subject: string
  readonly ordinal: number
  readonly amount: Fen
}
const listedColumns = sql`id, person_id AS "personId", household_id AS "householdId", place_id AS "placeId",
  encode(subject, 'hex') AS subject, group_ordinal AS ordinal, fen AS amount`

export async function findListed(tx: Tx, tenant: TenantId, partId: string): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`SELECT ${listedColumns} FROM campaigns.person
    WHERE tenant_id = ${tenant} AND part_id = ${partId} AND state = 'listed' ORDER BY id`.execute(tx)
  return rows
}

/** Lists with somebody on them. */
export async function findPeopled(tx: Tx, tenant: TenantId, parts: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT part_id AS id FROM campaigns.person
    WHERE tenant_id = ${tenant} AND part_id = ANY (${parts}::uuid[]) AND state = 'listed'`.execute(tx)
  return rows.map(({ id }) => id)
}

/** @returns how many were claimed; fewer than given: somebody stands on another approved list under the document. */
export async function claimPersons(
  tx: Tx,
  { documentKey, campaignId, rows }: { documentKey: string; campaignId: string; rows: readonly ListedRow[] },
): Promise<number> {
  // In one order, so that two lists that share two persons wait for each other and do not lock each other out.
  const given = rows.toSorted((one, other) => (one.subject < other.subject ? -1 : 1))
  const claimed = await sql`INSERT INTO campaigns.listed_person (document_key, subject, campaign_id, row_id)
    SELECT ${documentKey}, decode(r.subject, 'hex'), ${campaignId}, r.id
    FROM unnest(${given.map(({ subject }) => subject)}::text[], ${given.map(({ id }) => id)}::uuid[]) AS r (subject, id)
    ON CONFLICT DO NOTHING`.execute(tx)
  return Number(claimed.numAffectedRows ?? 0)
}

export async function releasePersons(tx: Tx, rows: readonly string[]): Promise<void> {
  await sql`DELETE FROM campaigns.listed_person WHERE row_id = ANY (${rows}::uuid[])`.execute(tx)
}

export async function saveRights(tx: Tx, tenant: TenantId, rights: ReadonlyMap<string, string>): Promise<void> {
  await sql`UPDATE campaigns.person p SET entitlement_id = r.right
    FROM unnest(${[...rights.keys()]}::uuid[], ${[...rights.values()]}::uuid[]) AS r (id, "right")
    WHERE p.tenant_id = ${tenant} AND p.id = r.id`.execute(tx)
}

export interface StandingRow {
  readonly id: string
  readonly campaignId: string
  readonly partId: string
  readonly state: 'listed' | 'excluded' | 'cancelled'
  readonly right: string | null
  readonly householdId: string
}
const standingColumns = sql`id, campaign_id AS "campaignId", part_id AS "partId", state, entitlement_id AS "right",
  household_id AS "householdId"`

export async function findPersonForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<StandingRow | null> {
  const { rows } = await sql<StandingRow>`SELECT ${standingColumns} FROM campaigns.person
    WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

export async function lockListed(tx: Tx, tenant: TenantId, campaignId: string): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`SELECT ${standingColumns} FROM campaigns.person
    WHERE tenant_id = ${tenant} AND campaign_id = ${campaignId} AND state = 'listed' ORDER BY id FOR UPDATE`.execute(tx)
  return rows
}

export async function savePersonsCancelled(
  tx: Tx,
  who: Caller,
  { ids, at, reason }: { readonly ids: readonly string[]; readonly at: Date; readonly reason: string },
): Promise<void> {
  await sql`UPDATE campaigns.person SET state = 'cancelled', cancelled_at = ${at}, cancelled_name = ${who.name},
    cancelled_reason = ${reason} WHERE tenant_id = ${who.tenant} AND id = ANY (${ids}::uuid[])`.execute(tx)
}
