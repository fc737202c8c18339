import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { HoldWish } from '../contract.ts'
import { digestOf, wordsUse, type SaidClosing, type SaidWhy } from './hold-words.ts'

interface By {
  readonly tenant: TenantId
  readonly id: string
  readonly name: string
}

export interface HoldRow extends SaidWhy, SaidClosing {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly cause: HoldWish['cause']
  readonly state: 'open' | 'released' | 'ended'
  readonly at: Date
  readonly byId: string
  readonly byName: string
  readonly closedAt: Date | null
  readonly closedName: string | null
  readonly lines: number
  readonly fen: Fen
  /** Other holds of the household that are open: they keep its lines when this one is closed. */
  readonly others: number
}

/**
 * The place is that of the household's right. The same record, or the same words of an office, twice is one hold; another
 * cause is one of its own. Who has no right here is left out.
 * The same record that a person released before is not held against the family again.
 * @returns ids of the holds that are new
 */
export async function addHolds(
  tx: Tx,
  who: By,
  wishes: readonly HoldWish[],
  { at, vault }: { at: Date; vault: Vault },
): Promise<string[]> {
  const box = await vault.boxOf(who.tenant)
  const rows = wishes.map(({ why, ...wish }) => {
    const id = uuid()
    const words = box.seal(why, wordsUse.why(id)).toString('hex')
    const digest = digestOf(vault, { householdId: wish.householdId, why }).toString('hex')
    return { id, ...wish, words, digest, evidence: wish.evidence ?? {} }
  })
  const { rows: added } = await sql<{ id: string }>`INSERT INTO payouts.hold
      (tenant_id, id, place_id, household_id, programme, cause, words, why_digest, evidence, state, at, by_id, by_name)
    SELECT ${who.tenant}, w.id, e.place_id, w."householdId", w.programme, w.cause, decode(w.words, 'hex'),
      decode(w.digest, 'hex'), w.evidence, 'open', ${at},
      ${who.id}, ${who.name}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w
      (id uuid, "householdId" uuid, programme text, cause text, words text, digest text, evidence jsonb)
    CROSS JOIN LATERAL (SELECT place_id FROM payouts.entitlement e WHERE e.tenant_id = ${who.tenant}
      AND e.household_id = w."householdId" AND e.programme = w.programme ORDER BY e.created_at DESC LIMIT 1) AS e
    WHERE w.evidence = '{}'::jsonb OR NOT EXISTS (SELECT FROM payouts.hold o WHERE o.tenant_id = ${who.tenant}
      AND o.household_id = w."householdId" AND o.programme = w.programme AND o.cause = w.cause
      AND o.state = 'released' AND o.evidence = w.evidence)
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  return added.map(({ id }) => id)
}

/** The same record, or the same words; also where they stand in clear from before, until the job has sealed them. */
export async function findOpenHold(
  tx: Tx,
  tenant: TenantId,
  { householdId, programme, cause, why, evidence = {} }: HoldWish,
  vault: Vault,
): Promise<string | null> {
  const digest = digestOf(vault, { householdId, why })
  const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.hold WHERE tenant_id = ${tenant}
    AND household_id = ${householdId} AND programme = ${programme} AND cause = ${cause} AND state = 'open'
    AND evidence = ${JSON.stringify(evidence)}::jsonb AND (evidence <> '{}'::jsonb OR why_digest = ${digest} OR why = ${why})`.execute(
    tx,
  )
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

const columns = sql`h.id, h.household_id AS "householdId", h.place_id AS "placeId", h.programme, h.cause, h.why, h.words, h.state,
  h.at, h.by_id AS "byId", h.by_name AS "byName", h.closed_at AS "closedAt", h.closed_name AS "closedName",
  h.closed_reason AS "closedReason", h.closed_words AS "closedWords"`

/**
 * Of the holds of one household that are open, all are locked, in one order: of two people who close two of them at once
 * the second sees what the first did.
 */
export async function findHoldForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<HoldRow | null> {
  await sql`SELECT FROM payouts.hold h JOIN payouts.hold o ON o.tenant_id = h.tenant_id
      AND o.household_id = h.household_id AND o.programme = h.programme
    WHERE h.tenant_id = ${tenant} AND h.id = ${id} AND (o.state = 'open' OR o.id = h.id)
    ORDER BY o.id FOR UPDATE OF o`.execute(tx)
  const { rows } = await sql<HoldRow>`SELECT ${columns}, 0 AS lines, 0::bigint AS fen, 0 AS others
    FROM payouts.hold h WHERE h.tenant_id = ${tenant} AND h.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** The hold `h` of a line, for `openReason`. */
export const lineHold = sql`h.id AS "holdId", h.why, h.words, h.closed_reason AS "closedReason", h.closed_words AS "closedWords"`

/** Whose money is stopped: one household, one programme, by one hold or more. */
export interface HeldGroup {
  readonly householdId: string
  readonly programme: string
}

/** The causes of some households, the oldest of each first; households in the order they were asked for. */
export async function findHolds(
  tx: Tx,
  tenant: TenantId,
  { groups, state = null }: { groups: readonly HeldGroup[]; state?: HoldRow['state'] | null },
): Promise<HoldRow[]> {
  const { rows } = await sql<HoldRow>`SELECT ${columns}, s.lines, s.fen, o.others
    FROM unnest(${groups.map(({ householdId }) => householdId)}::uuid[],
      ${groups.map(({ programme }) => programme)}::text[]) WITH ORDINALITY AS g (household_id, programme, ordinal)
    JOIN payouts.hold h ON h.tenant_id = ${tenant} AND h.household_id = g.household_id AND h.programme = g.programme
    CROSS JOIN LATERAL (SELECT count(*)::int AS lines, coalesce(sum(s.fen), 0)::bigint AS fen FROM (
      SELECT l.fen FROM payouts.line l WHERE l.tenant_id = ${tenant} AND l.household_id = h.household_id
        AND l.programme = h.programme AND l.state IN ('held', 'payable')
      UNION ALL
      SELECT c.fen FROM payouts.correction c
      JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
      WHERE c.tenant_id = ${tenant} AND e.household_id = h.household_id AND e.programme = h.programme
        AND c.state = 'waiting' AND NOT EXISTS (SELECT FROM payouts.line l
          WHERE l.tenant_id = ${tenant} AND l.correction_id = c.id)) AS s WHERE h.state = 'open') AS s
    CROSS JOIN LATERAL (SELECT count(*)::int AS others FROM payouts.hold o WHERE o.tenant_id = ${tenant}
      AND o.household_id = h.household_id AND o.programme = h.programme AND o.state = 'open' AND o.id <> h.id) AS o
    WHERE ${state}::text IS NULL OR h.state = ${state}
    ORDER BY g.ordinal, h.at, h.id`.execute(tx)
  return rows
}

/** Every programme a household was ever held for, the newest first. */
export async function findHeldOf(tx: Tx, tenant: TenantId, householdId: string): Promise<HeldGroup[]> {
  const { rows } = await sql<HeldGroup>`SELECT household_id AS "householdId", programme FROM payouts.hold
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}
    GROUP BY household_id, programme ORDER BY max(at) DESC, programme`.execute(tx)
  return rows
}

export interface HoldFilter {
  readonly state: HoldRow['state']
  readonly cause?: HoldWish['cause'] | undefined
}

const filtered = (tenant: TenantId, { state, cause }: HoldFilter) => sql`h.tenant_id = ${tenant}
  AND h.state = ${state} AND (${cause ?? null}::text IS NULL OR h.cause = ${cause ?? null})`

/** Whom a filter is about, for a search among them. */
export async function findHeldHouseholds(tx: Tx, tenant: TenantId, filter: HoldFilter): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT h.household_id AS id FROM payouts.hold h
    WHERE ${filtered(tenant, filter)}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** One page of them, the newest hold first, and how many there are in all. `households` null: no search. */
export async function findHeldPage(
  tx: Tx,
  tenant: TenantId,
  filter: HoldFilter & { readonly households: readonly string[] | null; readonly page: number; readonly size: number },
): Promise<{ groups: HeldGroup[]; count: number }> {
  const { households, page, size } = filter
  const groups = sql`SELECT h.household_id, h.programme, max(h.at) AS at FROM payouts.hold h
    WHERE ${filtered(tenant, filter)} AND (${households}::uuid[] IS NULL OR h.household_id = ANY (${households}::uuid[]))
    GROUP BY h.household_id, h.programme`
  const { rows } = await sql<HeldGroup>`SELECT household_id AS "householdId", programme FROM (${groups}) AS g
    ORDER BY at DESC, household_id, programme LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (${groups}) AS g`.execute(tx)
  return { groups: rows, count: counted.rows[0]?.count ?? 0 }
}

export async function closeHold(
  tx: Tx,
  who: By,
  { id, state, words, at }: { id: string; state: 'released' | 'ended'; words: Buffer; at: Date },
): Promise<void> {
  await sql`UPDATE payouts.hold SET state = ${state}, closed_at = ${at}, closed_by = ${who.id},
    closed_name = ${who.name}, closed_words = ${words} WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}

/** Lines stay held by another hold of the household that is open. @returns whether there is one */
export async function keptByAnother(tx: Tx, tenant: TenantId, hold: HoldRow): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.hold WHERE tenant_id = ${tenant}
    AND household_id = ${hold.householdId} AND programme = ${hold.programme} AND state = 'open' ORDER BY at, id
    LIMIT 1`.execute(tx)
  const [other] = rows
  if (!other) return false
  await sql`UPDATE payouts.line SET hold_id = ${other.id} WHERE tenant_id = ${tenant}
    AND household_id = ${hold.householdId} AND programme = ${hold.programme} AND state = 'held'`.execute(tx)
  return true
}

/** Back onto an open list, or into the next one when theirs is out of the maker's hands already. */
export async function freeLines(tx: Tx, tenant: TenantId, { id, householdId, programme }: HoldRow): Promise<void> {
  await sql`UPDATE payouts.line l SET hold_id = NULL,
      state = CASE WHEN r.state = 'draft' THEN 'listed' ELSE 'waiting' END
    FROM payouts.run r
    WHERE l.tenant_id = ${tenant} AND l.household_id = ${householdId} AND l.programme = ${programme}
      AND l.state = 'held' AND l.hold_id = ${id} AND r.tenant_id = ${tenant} AND r.id = l.run_id`.execute(tx)
}

export interface StoppedLine {
  readonly id: string
  readonly runId: string
  readonly entitlementId: string
  readonly correctionId: string | null
  readonly wasPayable: boolean
}

/**
 * Held and payable lines that never went out end here, each by its hold, which says why. Refunds do not: that money is the
 * household's own.
 */
export async function endLines(tx: Tx, tenant: TenantId, hold: HoldRow): Promise<StoppedLine[]> {
  const { rows } = await sql<StoppedLine>`WITH chosen AS (SELECT l.id, l.state FROM payouts.line l
      JOIN payouts.run r ON r.tenant_id = l.tenant_id AND r.id = l.run_id
      WHERE l.tenant_id = ${tenant} AND l.household_id = ${hold.householdId} AND l.programme = ${hold.programme}
        AND l.kind <> 'refund' AND l.state IN ('held', 'payable') FOR UPDATE OF l)
    UPDATE payouts.line l SET state = 'stopped', hold_id = ${hold.id}, reason = NULL FROM chosen c
    WHERE l.tenant_id = ${tenant} AND l.id = c.id
    RETURNING l.id, l.run_id AS "runId", l.entitlement_id AS "entitlementId", l.correction_id AS "correctionId",
      c.state = 'payable' AS "wasPayable"`.execute(tx)
  return rows
}

/**
 * What the lines stood for is decided too: their arrears, and arrears that were still to come, are not asked for again;
 * and what never reached the family is not claimed back from it.
 */
export async function endCorrections(
  tx: Tx,
  tenant: TenantId,
  { rights, stopped }: { rights: readonly string[]; stopped: readonly StoppedLine[] },
): Promise<void> {
  await sql`UPDATE payouts.correction SET state = 'ended' WHERE tenant_id = ${tenant}
    AND entitlement_id = ANY (${rights}::uuid[]) AND (state = 'waiting'
      OR (state = 'lined' AND id = ANY (${stopped.flatMap((line) => line.correctionId ?? [])}::uuid[])))`.execute(tx)
  await sql`UPDATE payouts.correction c SET state = 'cancelled' FROM payouts.line l
    WHERE c.tenant_id = ${tenant} AND c.state = 'owed' AND c.entry_id IS NULL AND l.tenant_id = ${tenant}
      AND l.entitlement_id = c.entitlement_id AND l.month = c.month AND l.kind = 'regular'
      AND l.id = ANY (${stopped.map(({ id }) => id)}::uuid[])`.execute(tx)
  await sql`UPDATE payouts.entitlement e SET lined_through = l.month
    FROM (SELECT entitlement_id, max(month) AS month FROM payouts.line WHERE tenant_id = ${tenant}
      AND kind = 'regular' AND id = ANY (${stopped.map(({ id }) => id)}::uuid[]) GROUP BY entitlement_id) AS l
    WHERE e.tenant_id = ${tenant} AND e.id = l.entitlement_id
      AND (e.lined_through IS NULL OR e.lined_through < l.month)`.execute(tx)
}
