import { sql, type RawBuilder } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { SourceLevel } from '#finance/ledger/index.ts'
import type { PayRate } from '../contract.ts'

export const dayOf = (month: Month): string => `${month}-01`
/** A month of one right. */
export interface RightMonth {
  readonly rightId: string
  readonly month: Month
}
/** Rows of right and first day, to be held against `(entitlement_id, month)`. */
export const setOf = (months: readonly RightMonth[]): RawBuilder<unknown> =>
  sql`(SELECT * FROM unnest(${months.map(({ rightId }) => rightId)}::uuid[],
    ${months.map(({ month }) => dayOf(month))}::date[]))`
export const monthText = (column: RawBuilder<unknown>): RawBuilder<Month> => sql<Month>`to_char(${column}, 'YYYY-MM')`

export interface RightRow {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly source: SourceLevel
  readonly from: Month
  readonly stops: Month | null
  readonly isOnce: boolean
  readonly version: number
  readonly linedThrough: Month | null
  readonly origin: 'decision' | 'legacy' | 'campaign'
  readonly originRef: string
  readonly caseNumber: string | null
}

const rightColumns = sql`e.id, e.household_id AS "householdId", e.place_id AS "placeId", e.programme, e.source,
  to_char(e.from_month, 'YYYY-MM') AS "from", to_char(e.stops_month, 'YYYY-MM') AS stops, e.is_once AS "isOnce",
  e.version, to_char(e.lined_through, 'YYYY-MM') AS "linedThrough", e.origin, e.origin_ref AS "originRef",
  e.case_number AS "caseNumber"`

export interface NewRight extends RightRow {
  readonly group: string
  readonly rate: PayRate
  readonly why: string
  readonly decisionId: string | null
}

/**
 * Many at once. Who has a right of the same origin, or an open one of the same group, is passed over: the answer names
 * who went in. Each comes with its first version.
 */
export async function addRights(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string; readonly name: string },
  rights: readonly NewRight[],
  at: Date,
): Promise<Set<string>> {
  const rows = rights.map(({ rate, ...one }) => ({ ...one, per: rate.per, fen: String(rate.amount) }))
  const records = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "householdId" uuid,
    "placeId" int, programme text, "group" text, source text, "from" text, stops text, "isOnce" boolean,
    "linedThrough" text, origin text, "originRef" text, "caseNumber" text, per text, fen bigint, why text,
    "decisionId" text)`
  const { rows: added } = await sql<{ id: string }>`INSERT INTO payouts.entitlement (tenant_id, id, place_id,
      household_id, programme, exclusion_group, source, from_month, stops_month, is_once, version, lined_through, origin,
      origin_ref, case_number, created_at)
    SELECT ${who.tenant}, r.id, r."placeId", r."householdId", r.programme, r."group", r.source,
      (r."from" || '-01')::date, (r.stops || '-01')::date, r."isOnce", 1, (r."linedThrough" || '-01')::date, r.origin,
      r."originRef", r."caseNumber", ${at} FROM ${records}
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  const ids = new Set(added.map(({ id }) => id))
  await sql`INSERT INTO payouts.entitlement_version
      (tenant_id, entitlement_id, version, kind, per, fen, from_month, why, decision_id, at, by_id, by_name)
    SELECT ${who.tenant}, r.id, 1, 'grant', r.per, r.fen, (r."from" || '-01')::date, r.why, r."decisionId", ${at},
      ${who.id}, ${who.name} FROM ${records} WHERE r.id = ANY (${[...ids]}::uuid[])`.execute(tx)
  return ids
}

export async function findByOrigin(
  tx: Tx,
  tenant: TenantId,
  { householdId, programme, origin, ref }: { householdId: string; programme: string; origin: string; ref: string },
): Promise<RightRow | null> {
  const { rows } = await sql<RightRow>`SELECT ${rightColumns} FROM payouts.entitlement e
    WHERE e.tenant_id = ${tenant} AND e.household_id = ${householdId} AND e.programme = ${programme}
      AND e.origin = ${origin} AND e.origin_ref = ${ref}`.execute(tx)
  return rows[0] ?? null
}

/** Locked until the transaction ends, always in one order: changes of one right follow each other. */
export async function findRightsForUpdate(tx: Tx, tenant: TenantId, ids: readonly string[]): Promise<RightRow[]> {
  const { rows } = await sql<RightRow>`SELECT ${rightColumns} FROM payouts.entitlement e
    WHERE e.tenant_id = ${tenant} AND e.id = ANY (${ids}::uuid[]) ORDER BY e.id FOR UPDATE`.execute(tx)
  return rows
}

/** The rights of a household in a programme, locked before their lines and refunds. */
export async function lockRightsOf(
  tx: Tx,
  tenant: TenantId,
  { householdId, programme }: { readonly householdId: string; readonly programme: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.entitlement WHERE tenant_id = ${tenant}
    AND household_id = ${householdId} AND programme = ${programme} ORDER BY id FOR UPDATE`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function findRights(
  tx: Tx,
  tenant: TenantId,
  filter: { readonly householdId?: string; readonly runningIn?: Month },
): Promise<RightRow[]> {
  const { householdId = null, runningIn = null } = filter
  const { rows } = await sql<RightRow>`SELECT ${rightColumns} FROM payouts.entitlement e
    WHERE e.tenant_id = ${tenant} AND (${householdId}::uuid IS NULL OR e.household_id = ${householdId})
      AND (${runningIn}::text IS NULL OR ((${runningIn} || '-01')::date >= e.from_month
        AND ((${runningIn} || '-01')::date < e.stops_month OR e.stops_month IS NULL)))
    ORDER BY e.from_month DESC, e.id`.execute(tx)
  return rows
}

export interface VersionRow {
  readonly entitlementId: string
  readonly version: number
  readonly kind: 'grant' | 'change' | 'end' | 'undo'
  readonly per: PayRate['per'] | null
  readonly fen: Fen | null
  readonly from: Month
  readonly why: string
  readonly decisionId: string | null
  readonly undoes: number | null
  readonly at: Date
  readonly byName: string
}

/** Oldest first. */
export async function findVersions(tx: Tx, tenant: TenantId, rights: readonly string[]): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`SELECT entitlement_id AS "entitlementId", version, kind, per, fen,
      to_char(from_month, 'YYYY-MM') AS "from", why, decision_id AS "decisionId", undoes, at, by_name AS "byName"
    FROM payouts.entitlement_version
    WHERE tenant_id = ${tenant} AND entitlement_id = ANY (${rights}::uuid[])
    ORDER BY entitlement_id, version`.execute(tx)
  return rows
}

export async function addVersions(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string; readonly name: string },
  versions: readonly VersionRow[],
): Promise<void> {
  const rows = versions.map(({ entitlementId: id, from, fen, ...one }) => ({
    ...one,
    id,
    on: dayOf(from),
    fen: text(fen),
  }))
  await sql`INSERT INTO payouts.entitlement_version
      (tenant_id, entitlement_id, version, kind, per, fen, from_month, why, decision_id, undoes, at, by_id, by_name)
    SELECT ${who.tenant}, v.id, v.version, v.kind, v.per, v.fen, v."on", v.why, v."decisionId", v.undoes, v.at,
      ${who.id}, v."byName"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v (id uuid, version int, kind text, per text, fen bigint,
      "on" date, why text, "decisionId" text, undoes int, at timestamptz, "byName" text)`.execute(tx)
}
const text = (fen: Fen | null): string | null => (fen === null ? null : String(fen))

export async function saveRights(
  tx: Tx,
  tenant: TenantId,
  rights: readonly { id: string; version: number; stops: Month | null }[],
): Promise<void> {
  await sql`UPDATE payouts.entitlement e SET version = r.version, stops_month = r.stops
    FROM unnest(${rights.map(({ id }) => id)}::uuid[], ${rights.map(({ version }) => version)}::int[],
      ${rights.map(({ stops }) => (stops === null ? null : dayOf(stops)))}::date[]) AS r (id, version, stops)
    WHERE e.tenant_id = ${tenant} AND e.id = r.id`.execute(tx)
}
