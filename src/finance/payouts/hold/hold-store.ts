import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { HoldWish } from '../contract.ts'

interface By {
  readonly tenant: TenantId
  readonly id: string
  readonly name: string
}

export interface HoldRow {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly cause: HoldWish['cause']
  readonly why: string
  readonly state: 'open' | 'released' | 'ended'
  readonly at: Date
  readonly byName: string
  readonly closedAt: Date | null
  readonly closedName: string | null
  readonly closedReason: string | null
  readonly lines: number
  readonly fen: Fen
}

/**
 * The place is that of the household's right. The same cause twice is one hold; who has no right here is left out.
 * The same record that a person released before is not held against the family again.
 * @returns ids of the holds that are new
 */
export async function addHolds(tx: Tx, who: By, wishes: readonly HoldWish[], at: Date): Promise<string[]> {
  const rows = wishes.map((wish) => ({ id: uuid(), ...wish, evidence: wish.evidence ?? {} }))
  const { rows: added } = await sql<{ id: string }>`INSERT INTO payouts.hold
      (tenant_id, id, place_id, household_id, programme, cause, why, evidence, state, at, by_id, by_name)
    SELECT ${who.tenant}, w.id, e.place_id, w."householdId", w.programme, w.cause, w.why, w.evidence, 'open', ${at},
      ${who.id}, ${who.name}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w
      (id uuid, "householdId" uuid, programme text, cause text, why text, evidence jsonb)
    CROSS JOIN LATERAL (SELECT place_id FROM payouts.entitlement e WHERE e.tenant_id = ${who.tenant}
      AND e.household_id = w."householdId" AND e.programme = w.programme ORDER BY e.created_at DESC LIMIT 1) AS e
    WHERE w.evidence = '{}'::jsonb OR NOT EXISTS (SELECT FROM payouts.hold o WHERE o.tenant_id = ${who.tenant}
      AND o.household_id = w."householdId" AND o.programme = w.programme AND o.cause = w.cause
      AND o.state = 'released' AND o.evidence = w.evidence)
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  return added.map(({ id }) => id)
}

export async function findOpenHold(
  tx: Tx,
  tenant: TenantId,
  { householdId, programme, cause }: HoldWish,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.hold WHERE tenant_id = ${tenant}
    AND household_id = ${householdId} AND programme = ${programme} AND cause = ${cause} AND state = 'open'`.execute(tx)
  return rows[0]?.id ?? null
}

/** Lines on lists that are not approved stand still at once; what is payable is kept out of the next file. */
export async function stopLines(tx: Tx, tenant: TenantId, holds: readonly string[]): Promise<void> {
  await sql`UPDATE payouts.line l SET state = 'held', hold_id = h.id FROM payouts.hold h
    WHERE l.tenant_id = ${tenant} AND h.tenant_id = ${tenant} AND h.id = ANY (${holds}::uuid[])
      AND l.household_id = h.household_id AND l.programme = h.programme AND l.state IN ('listed', 'waiting')`.execute(
    tx,
  )
}

const columns = sql`h.id, h.household_id AS "householdId", h.place_id AS "placeId", h.programme, h.cause, h.why, h.state,
  h.at, h.by_name AS "byName", h.closed_at AS "closedAt", h.closed_name AS "closedName",
  h.closed_reason AS "closedReason"`

export async function findHoldForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<HoldRow | null> {
  const { rows } = await sql<HoldRow>`SELECT ${columns}, 0 AS lines, 0::bigint AS fen FROM payouts.hold h
    WHERE h.tenant_id = ${tenant} AND h.id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

export async function findHolds(
  tx: Tx,
  tenant: TenantId,
  { state = null, householdId = null }: { state?: string | null; householdId?: string | null },
): Promise<HoldRow[]> {
  const { rows } = await sql<HoldRow>`SELECT ${columns}, s.lines, s.fen FROM payouts.hold h
    CROSS JOIN LATERAL (SELECT count(*)::int AS lines, coalesce(sum(l.fen), 0)::bigint AS fen FROM payouts.line l
      WHERE l.tenant_id = ${tenant} AND l.household_id = h.household_id AND l.programme = h.programme
        AND h.state = 'open' AND l.state IN ('held', 'payable')) AS s
    WHERE h.tenant_id = ${tenant} AND (${state}::text IS NULL OR h.state = ${state})
      AND (${householdId}::uuid IS NULL OR h.household_id = ${householdId})
    ORDER BY h.at DESC LIMIT 500`.execute(tx)
  return rows
}

export async function closeHold(
  tx: Tx,
  who: By,
  { id, state, reason, at }: { id: string; state: 'released' | 'ended'; reason: string; at: Date },
): Promise<void> {
  await sql`UPDATE payouts.hold SET state = ${state}, closed_at = ${at}, closed_by = ${who.id},
    closed_name = ${who.name}, closed_reason = ${reason} WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}

/**
 * Back onto an open list, or into the next one when theirs is out of the maker's hands already. A line that another
 * open hold stops stays held by that one.
 */
export async function freeLines(tx: Tx, tenant: TenantId, hold: HoldRow): Promise<void> {
  const { householdId, programme } = hold
  await sql`UPDATE payouts.line l SET hold_id = o.id FROM payouts.hold o
    WHERE l.tenant_id = ${tenant} AND l.household_id = ${householdId} AND l.programme = ${programme}
      AND l.state = 'held' AND o.tenant_id = ${tenant} AND o.household_id = ${householdId}
      AND o.programme = ${programme} AND o.state = 'open'`.execute(tx)
  await sql`UPDATE payouts.line l SET hold_id = NULL,
      state = CASE WHEN r.state = 'draft' THEN 'listed' ELSE 'waiting' END
    FROM payouts.run r
    WHERE l.tenant_id = ${tenant} AND l.household_id = ${householdId} AND l.programme = ${programme}
      AND l.state = 'held' AND l.hold_id = ${hold.id} AND r.tenant_id = ${tenant} AND r.id = l.run_id`.execute(tx)
}

export interface StoppedLine {
  readonly id: string
  readonly entitlementId: string
  readonly wasPayable: boolean
}

/** Held and payable lines that never went out end here. Other lists' lines are not touched. */
export async function endLines(tx: Tx, tenant: TenantId, hold: HoldRow, reason: string): Promise<StoppedLine[]> {
  const { rows } = await sql<StoppedLine>`WITH chosen AS (SELECT l.id, l.state FROM payouts.line l
      JOIN payouts.run r ON r.tenant_id = l.tenant_id AND r.id = l.run_id
      WHERE l.tenant_id = ${tenant} AND l.household_id = ${hold.householdId} AND l.programme = ${hold.programme}
        AND l.state IN ('held', 'payable') FOR UPDATE OF l)
    UPDATE payouts.line l SET state = 'stopped', reason = ${reason} FROM chosen c
    WHERE l.tenant_id = ${tenant} AND l.id = c.id
    RETURNING l.id, l.entitlement_id AS "entitlementId", c.state = 'payable' AS "wasPayable"`.execute(tx)
  return rows
}
