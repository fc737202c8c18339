import { sql } from 'kysely'
import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { SourceLevel } from '#finance/ledger/index.ts'

export interface AskedRow {
  readonly id: string
  readonly kind: 'allotment-reversal' | 'repayment' | 'deduction'
  readonly aboutId: string
  readonly fen: Fen
  readonly reason: string
  readonly receivedOn: Day | null
  readonly state: 'asked' | 'confirmed' | 'refused'
  readonly askedAt: Date
  readonly askedBy: string
  readonly askedName: string
  readonly decidedAt: Date | null
  readonly decidedName: string | null
  readonly decidedReason: string | null
  /** Of an agreement to keep repayments back: it runs no more. */
  readonly endedAt: Date | null
  readonly endedName: string | null
  readonly endedReason: string | null
}

const columns = sql`a.id, a.kind, a.about_id AS "aboutId", a.fen, a.reason, a.received_on AS "receivedOn", a.state,
  a.asked_at AS "askedAt", a.asked_by AS "askedBy", a.asked_name AS "askedName", a.decided_at AS "decidedAt",
  a.decided_name AS "decidedName", a.decided_reason AS "decidedReason", a.ended_at AS "endedAt",
  a.ended_name AS "endedName", a.ended_reason AS "endedReason"`

interface By {
  readonly tenant: TenantId
  readonly id: string
  readonly name: string
}

export async function addAsked(
  tx: Tx,
  who: By,
  {
    id,
    kind,
    aboutId,
    fen,
    reason,
    receivedOn,
  }: Pick<AskedRow, 'id' | 'kind' | 'aboutId' | 'fen' | 'reason' | 'receivedOn'>,
  at: Date,
): Promise<void> {
  await sql`INSERT INTO payouts.asked_entry
      (tenant_id, id, kind, about_id, fen, reason, received_on, state, asked_at, asked_by, asked_name)
    VALUES (${who.tenant}, ${id}, ${kind}, ${aboutId}, ${fen}, ${reason}, ${receivedOn}, 'asked', ${at}, ${who.id},
      ${who.name})`.execute(tx)
}

/** Locked until the transaction ends: of two who decide at once the second sees what the first did. */
export async function findAskedForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<AskedRow | null> {
  const { rows } = await sql<AskedRow>`SELECT ${columns} FROM payouts.asked_entry a
    WHERE a.tenant_id = ${tenant} AND a.id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

export async function saveDecided(
  tx: Tx,
  who: By,
  { id, state, reason, at }: { id: string; state: 'confirmed' | 'refused'; reason: string | null; at: Date },
): Promise<void> {
  await sql`UPDATE payouts.asked_entry SET state = ${state}, decided_at = ${at}, decided_by = ${who.id},
    decided_name = ${who.name}, decided_reason = ${reason} WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}

/** Newest first, those that wait before all others. */
export async function findAskedAbout(
  tx: Tx,
  tenant: TenantId,
  { kind, about }: { kind: AskedRow['kind']; about: readonly string[] },
): Promise<AskedRow[]> {
  const { rows } = await sql<AskedRow>`SELECT ${columns} FROM payouts.asked_entry a
    WHERE a.tenant_id = ${tenant} AND a.kind = ${kind} AND a.about_id = ANY (${about}::uuid[])
    ORDER BY (a.state = 'asked') DESC, a.asked_at DESC, a.id`.execute(tx)
  return rows
}

export interface AllotmentRow {
  readonly id: string
  readonly programme: string
  readonly source: SourceLevel
  readonly year: number
  readonly fen: Fen
  readonly document: string
  readonly at: Date
  readonly byName: string
  readonly isReversed: boolean
}

/** Allotments as they were booked. */
const booked = (
  tenant: TenantId,
) => sql`ledger.entry e JOIN ledger.leg l ON l.tenant_id = e.tenant_id AND l.entry_id = e.id AND l.account = 'allotment'
    WHERE e.tenant_id = ${tenant} AND e.kind = 'payouts.allotted' AND e.reverses IS NULL`
const allotmentColumns = (
  tenant: TenantId,
) => sql`e.id, l.programme, l.source, l.budget_year AS year, l.amount AS fen, e.why AS document, e.at,
  e.by_name AS "byName",
  EXISTS (SELECT FROM ledger.entry r WHERE r.tenant_id = ${tenant} AND r.reverses = e.id) AS "isReversed"`

export async function findAllotment(tx: Tx, tenant: TenantId, id: string): Promise<AllotmentRow | undefined> {
  const { rows } = await sql<AllotmentRow>`SELECT ${allotmentColumns(tenant)} FROM ${booked(tenant)}
    AND e.id = ${id}`.execute(tx)
  return rows[0]
}

/** One page of a budget year (null: of all), newest first; `count` is of all of them. */
export async function findAllotments(
  tx: Tx,
  tenant: TenantId,
  { year, page, size }: { readonly year: number | null; readonly page: number; readonly size: number },
): Promise<{ readonly rows: AllotmentRow[]; readonly count: number }> {
  const matched = sql`${booked(tenant)} AND (${year}::int IS NULL OR l.budget_year = ${year})`
  const { rows } = await sql<AllotmentRow>`SELECT ${allotmentColumns(tenant)} FROM ${matched}
    ORDER BY e.at DESC, e.id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${matched}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

export interface ClaimRow {
  readonly id: string
  readonly rightId: string
  /** Of the right, now. */
  readonly version: number
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly source: SourceLevel
  readonly month: Month
  /** What was paid too much, above zero. */
  readonly fen: Fen
  readonly repaid: Fen
  /** What is asked for no more since its reason went away: all that was left. */
  readonly dropped: Fen
  readonly why: string
  readonly at: Date
  /** Nothing is to be recovered any more; what came in before and waits for the second person is still answered. */
  readonly isDropped: boolean
}

const claims = (
  tenant: TenantId,
) => sql`SELECT c.id, e.id AS "rightId", e.version, e.household_id AS "householdId", e.place_id AS "placeId", e.programme, e.source,
    to_char(c.month, 'YYYY-MM') AS month, -c.fen AS fen, c.repaid_fen AS repaid,
    c.dropped_fen AS dropped, v.why, c.at, c.state <> 'owed' OR (c.dropped_fen > 0 AND c.repaid_fen + c.dropped_fen = -c.fen) AS "isDropped", c.state
  FROM payouts.correction c
  JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
  JOIN payouts.entitlement_version v ON v.tenant_id = c.tenant_id AND v.entitlement_id = c.entitlement_id
    AND v.version = c.version
  WHERE c.tenant_id = ${tenant} AND c.entry_id IS NOT NULL`

/** `open`: something is left, or a repayment waits for the second person (money came in, also for a dropped one). */
export type ClaimsShown = 'open' | 'closed' | 'all'

/** Claims of the ledger; those that were dropped too: money may still come in for them. */
const shown = (tenant: TenantId, which: ClaimsShown) => sql`SELECT * FROM (SELECT k.*,
    (repaid + dropped < fen AND NOT "isDropped") OR "isWaiting" AS "isOpen"
  FROM (SELECT b.*, EXISTS (SELECT FROM payouts.asked_entry a WHERE a.tenant_id = ${tenant} AND a.kind = 'repayment'
      AND a.about_id = b.id AND a.state = 'asked') AS "isWaiting" FROM (${claims(tenant)}) AS b) AS k) AS claim
  WHERE ${which} = 'all' OR "isOpen" = (${which} = 'open')`

export interface ClaimFilter {
  readonly show: ClaimsShown
  /** Null: no search. */
  readonly households: readonly string[] | null
}

const chosen = (tenant: TenantId, { show, households }: ClaimFilter) => sql`SELECT * FROM (${shown(tenant, show)}) AS s
  WHERE ${households}::uuid[] IS NULL OR "householdId" = ANY (${households}::uuid[])`

/** One page, those with something left first, then the newest. */
export async function findClaims(
  tx: Tx,
  tenant: TenantId,
  filter: ClaimFilter & { readonly page: number; readonly size: number },
): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`${chosen(tenant, filter)}
    ORDER BY NOT "isOpen", at DESC, id LIMIT ${filter.size} OFFSET ${(filter.page - 1) * filter.size}`.execute(tx)
  return rows
}

export interface ClaimTotals {
  readonly count: number
  readonly left: Fen
  readonly households: string[]
}

/** Of everything the filter matches, not of a page. */
export async function sumClaims(tx: Tx, tenant: TenantId, filter: ClaimFilter): Promise<ClaimTotals> {
  const { rows } = await sql<ClaimTotals>`SELECT count(*)::int AS count,
      coalesce(sum(fen - repaid - dropped) FILTER (WHERE NOT "isDropped"), 0)::bigint AS "left",
      coalesce(array_agg(DISTINCT "householdId"), '{}') AS households
    FROM (${chosen(tenant, filter)}) AS all_of_them`.execute(tx)
  return rows[0] ?? { count: 0, left: 0n as Fen, households: [] }
}

/** Locked until the transaction ends: two repayments never take more than is left. */
export async function findClaimForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<ClaimRow | null> {
  const { rows } = await sql<ClaimRow>`${claims(tenant)} AND c.state = 'owed'
    AND (c.dropped_fen = 0 OR c.repaid_fen + c.dropped_fen < -c.fen) AND c.id = ${id} FOR UPDATE OF c`.execute(tx)
  return rows[0] ?? null
}

/** Money comes in also for a claim that was dropped, or is repaid in full: what is left of it is nothing then. Locked. */
export async function findRepayableForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<ClaimRow | null> {
  const { rows } = await sql<ClaimRow>`${claims(tenant)} AND c.id = ${id} FOR UPDATE OF c`.execute(tx)
  return rows[0] ?? null
}

export async function saveRepaid(tx: Tx, tenant: TenantId, id: string, fen: Fen): Promise<void> {
  await sql`UPDATE payouts.correction SET repaid_fen = repaid_fen + ${fen}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}
