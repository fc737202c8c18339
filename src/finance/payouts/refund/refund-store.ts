import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { SourceLevel } from '#finance/ledger/index.ts'
import { dayOf, setOf, type RightMonth } from '../rights/rights-store.ts'

/**
 * `open` nobody has said how it goes back · `asked` one has · `approved` on its way by the bank · `done` with the household ·
 * `withdrawn` claimed again before anybody had confirmed, or said that it was handed out.
 */
export type RefundState = 'open' | 'asked' | 'approved' | 'done' | 'withdrawn'
/** `claim-fell`: repaid on a claim that was dropped or lowered since · `surplus`: came in beyond what was claimed. */
export type RefundCause = 'claim-fell' | 'surplus'

/** Whose money it is, and of which purse. */
export interface Owing {
  readonly id: string
  readonly rightId: string
  readonly version: number
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly source: SourceLevel
  readonly month: Month
  readonly fen: Fen
}

export interface RefundRow extends Owing {
  readonly cause: RefundCause
  readonly state: RefundState
  readonly entryId: string
  readonly proposalId: string | null
}

const columns = sql`r.id, r.entitlement_id AS "rightId", r.version, r.household_id AS "householdId", r.place_id AS "placeId",
  r.programme, r.source, to_char(r.month, 'YYYY-MM') AS month, r.fen, r.cause, r.state, r.entry_id AS "entryId",
  r.proposal_id AS "proposalId"`

/** What each right is now, for money it owes of its months. @returns in the order of the wishes */
export async function findOwing(
  tx: Tx,
  tenant: TenantId,
  wishes: readonly (RightMonth & { readonly fen: Fen })[],
): Promise<Owing[]> {
  const { rows } = await sql<Owing>`SELECT w.id, e.id AS "rightId", e.version, e.household_id AS "householdId",
      e.place_id AS "placeId", e.programme, e.source, to_char(w.month, 'YYYY-MM') AS month, w.fen
    FROM unnest(${wishes.map(() => uuid())}::uuid[], ${wishes.map(({ rightId }) => rightId)}::uuid[],
      ${wishes.map(({ month }) => dayOf(month))}::date[], ${wishes.map(({ fen }) => fen)}::bigint[])
      WITH ORDINALITY AS w (id, right_id, month, fen, ordinal)
    JOIN payouts.entitlement e ON e.tenant_id = ${tenant} AND e.id = w.right_id ORDER BY w.ordinal`.execute(tx)
  return rows
}

export interface NewRefund extends Owing {
  readonly cause: RefundCause
  readonly repaymentId: string | null
  readonly entryId: string
}

export async function addRefunds(tx: Tx, tenant: TenantId, refunds: readonly NewRefund[], at: Date): Promise<void> {
  const rows = refunds.map(({ month, fen, ...one }) => ({ ...one, month: dayOf(month), fen: String(fen) }))
  await sql`INSERT INTO payouts.refund (tenant_id, id, place_id, entitlement_id, household_id, programme, source, month,
      fen, cause, version, repayment_id, since, entry_id, state)
    SELECT ${tenant}, r.id, r."placeId", r."rightId", r."householdId", r.programme, r.source, r.month, r.fen, r.cause,
      r.version, r."repaymentId", ${at}, r."entryId", 'open'
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "placeId" int, "rightId" uuid,
      "householdId" uuid, programme text, source text, month date, fen bigint, cause text, version int,
      "repaymentId" uuid, "entryId" uuid)`.execute(tx)
}

/** What households paid in for these months and did not get back by a refund, by `right month`. Below zero: more came back. */
export async function findPaidIn(
  tx: Tx,
  tenant: TenantId,
  months: readonly RightMonth[],
): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<RightMonth & { fen: bigint }>`SELECT c.entitlement_id AS "rightId",
      to_char(c.month, 'YYYY-MM') AS month, (sum(c.repaid_fen) - coalesce((SELECT sum(r.fen) FROM payouts.refund r
        WHERE r.tenant_id = ${tenant} AND r.entitlement_id = c.entitlement_id AND r.month = c.month
          AND r.cause = 'claim-fell' AND r.state <> 'withdrawn'), 0))::bigint AS fen
    FROM payouts.correction c WHERE c.tenant_id = ${tenant} AND (c.entitlement_id, c.month) IN ${setOf(months)}
      AND c.repaid_fen > 0 GROUP BY c.entitlement_id, c.month`.execute(tx)
  return new Map(rows.map(({ rightId, month, fen }) => [`${rightId} ${month}`, fen]))
}

/** A refund `r` the household has, or is about to have: confirmed, or one person says that it was handed out already. */
export const isOnItsWay = sql`(r.state = 'approved' OR (r.state = 'asked' AND EXISTS (SELECT FROM payouts.refund_proposal p
  WHERE p.tenant_id = r.tenant_id AND p.id = r.proposal_id AND p.way = 'hand')))`

/** Rights of a household and programme share a proposal: all their refunds that are not confirmed are one lock. */
export interface Purse {
  readonly householdId: string
  readonly programme: string
}

/** Locked in one order until the transaction ends: of two who act at once the second sees what the first did. */
export async function lockUnconfirmed(tx: Tx, tenant: TenantId, which: Purse): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`SELECT ${columns} FROM payouts.refund r
    WHERE r.tenant_id = ${tenant} AND r.household_id = ${which.householdId} AND r.programme = ${which.programme}
      AND r.state IN ('open', 'asked') ORDER BY r.id FOR UPDATE`.execute(tx)
  return rows
}

/** The same lock for many rights. @returns those of the months themselves, of claims that fell, not on their way */
export async function lockUnconfirmedOf(
  tx: Tx,
  tenant: TenantId,
  months: readonly RightMonth[],
): Promise<readonly RefundRow[]> {
  const rights = [...new Set(months.map(({ rightId }) => rightId))]
  await sql`SELECT FROM payouts.refund r WHERE r.tenant_id = ${tenant} AND r.state IN ('open', 'asked')
      AND (r.household_id, r.programme) IN (SELECT e.household_id, e.programme FROM payouts.entitlement e
        WHERE e.tenant_id = ${tenant} AND e.id = ANY (${rights}::uuid[]))
    ORDER BY r.id FOR UPDATE`.execute(tx)
  const { rows } = await sql<RefundRow>`SELECT ${columns} FROM payouts.refund r
    WHERE r.tenant_id = ${tenant} AND (r.entitlement_id, r.month) IN ${setOf(months)} AND r.cause = 'claim-fell'
      AND r.state IN ('open', 'asked') AND NOT ${isOnItsWay} ORDER BY r.id`.execute(tx)
  return rows
}

export async function saveState(
  tx: Tx,
  tenant: TenantId,
  {
    ids,
    state,
    proposalId = null,
    doneOn = null,
  }: {
    readonly ids: readonly string[]
    readonly state: RefundState
    readonly proposalId?: string | null
    readonly doneOn?: Day | null
  },
): Promise<void> {
  await sql`UPDATE payouts.refund SET state = ${state}, proposal_id = ${proposalId}, done_on = ${doneOn}
    WHERE tenant_id = ${tenant} AND id = ANY (${ids}::uuid[])`.execute(tx)
}

/** Nobody has confirmed them, and what they were about is not what it was: their refunds are open again. */
export async function lapse(tx: Tx, tenant: TenantId, proposals: readonly string[]): Promise<void> {
  await sql`UPDATE payouts.refund SET state = 'open', proposal_id = NULL
    WHERE tenant_id = ${tenant} AND proposal_id = ANY (${proposals}::uuid[]) AND state = 'asked'`.execute(tx)
  await sql`UPDATE payouts.refund_proposal SET state = 'lapsed'
    WHERE tenant_id = ${tenant} AND id = ANY (${proposals}::uuid[]) AND state = 'asked'`.execute(tx)
}

/** Rights whose arrears that wait are, in part or whole, money the household had paid in itself. */
export async function findRightsOwingUntold(tx: Tx, tenant: TenantId): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT w.entitlement_id AS id FROM payouts.correction w
    WHERE w.tenant_id = ${tenant} AND w.state = 'waiting'
      AND NOT EXISTS (SELECT FROM payouts.line l WHERE l.tenant_id = ${tenant} AND l.correction_id = w.id)
      AND coalesce((SELECT sum(c.repaid_fen) FROM payouts.correction c WHERE c.tenant_id = ${tenant}
          AND c.entitlement_id = w.entitlement_id AND c.month = w.month), 0)
        > coalesce((SELECT sum(r.fen) FROM payouts.refund r WHERE r.tenant_id = ${tenant}
          AND r.entitlement_id = w.entitlement_id AND r.month = w.month AND r.cause = 'claim-fell'
          AND r.state <> 'withdrawn'), 0)
    ORDER BY id`.execute(tx)
  return rows.map(({ id }) => id)
}
