import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { SourceLevel } from '#finance/ledger/index.ts'

/** A line of an open list whose family agreed that a claim is kept back from it. */
export interface Agreed {
  readonly lineId: string
  readonly placeId: PlaceId
  /** What is due for the month. */
  readonly due: Fen
  readonly claimId: string
  readonly agreementId: string
  /** How much a month the family agreed to. */
  readonly monthly: Fen
  /** What is still asked. */
  readonly left: Fen
}

/** Oldest claim first; arrears lines and held claims of other programmes are left alone. */
export async function findAgreed(tx: Tx, tenant: TenantId, runId: string): Promise<Agreed[]> {
  const { rows } = await sql<Agreed>`SELECT l.id AS "lineId", l.place_id AS "placeId", l.fen AS due, c.id AS "claimId",
      a.id AS "agreementId", a.fen AS monthly, (-c.fen - c.repaid_fen - c.dropped_fen)::bigint AS "left"
    FROM payouts.asked_entry a
    JOIN payouts.correction c ON c.tenant_id = a.tenant_id AND c.id = a.about_id AND c.state = 'owed'
      AND c.entry_id IS NOT NULL AND c.repaid_fen + c.dropped_fen < -c.fen
    JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
    JOIN payouts.line l ON l.tenant_id = e.tenant_id AND l.run_id = ${runId} AND l.household_id = e.household_id
      AND l.programme = e.programme AND l.kind = 'regular' AND l.state IN ('listed', 'held')
    WHERE a.tenant_id = ${tenant} AND a.kind = 'deduction' AND a.state = 'confirmed' AND a.ended_at IS NULL
    ORDER BY l.month, l.id, c.month, c.id`.execute(tx)
  return rows
}

export interface Planned {
  readonly lineId: string
  readonly claimId: string
  readonly agreementId: string
  readonly fen: Fen
}

export async function savePlanned(
  tx: Tx,
  tenant: TenantId,
  { runId, planned, at }: { runId: string; planned: readonly Planned[]; at: Date },
): Promise<void> {
  await sql`DELETE FROM payouts.deduction d USING payouts.line l WHERE d.tenant_id = ${tenant} AND d.state = 'planned'
    AND l.tenant_id = ${tenant} AND l.id = d.line_id AND l.run_id = ${runId}`.execute(tx)
  await sql`UPDATE payouts.line SET deducted_fen = 0 WHERE tenant_id = ${tenant} AND run_id = ${runId}
    AND deducted_fen > 0 AND state IN ('listed', 'held')`.execute(tx)
  if (planned.length === 0) return
  await sql`INSERT INTO payouts.deduction (tenant_id, id, line_id, claim_id, agreement_id, fen, state, at)
    SELECT ${tenant}, p.id, p.line_id, p.claim_id, p.agreement_id, p.fen, 'planned', ${at}
    FROM unnest(${planned.map(() => uuid())}::uuid[], ${planned.map(({ lineId }) => lineId)}::uuid[],
      ${planned.map(({ claimId }) => claimId)}::uuid[], ${planned.map(({ agreementId }) => agreementId)}::uuid[],
      ${planned.map(({ fen }) => fen)}::bigint[]) AS p (id, line_id, claim_id, agreement_id, fen)`.execute(tx)
  await sql`UPDATE payouts.line l SET deducted_fen = d.fen FROM (SELECT line_id, sum(fen)::bigint AS fen
      FROM payouts.deduction WHERE tenant_id = ${tenant} AND state = 'planned' GROUP BY line_id) AS d
    WHERE l.tenant_id = ${tenant} AND l.run_id = ${runId} AND l.id = d.line_id`.execute(tx)
}

/** Lines that end before they were approved keep nothing back. */
export async function forgetPlanned(tx: Tx, tenant: TenantId, lines: readonly string[]): Promise<void> {
  await sql`WITH gone AS (DELETE FROM payouts.deduction WHERE tenant_id = ${tenant} AND state = 'planned'
      AND line_id = ANY (${lines}::uuid[]) RETURNING line_id)
    UPDATE payouts.line SET deducted_fen = 0 WHERE tenant_id = ${tenant} AND id IN (SELECT line_id FROM gone)`.execute(
    tx,
  )
}

/** One deduction with both its purses: of the line, and of the claim. */
export interface Deduction {
  readonly id: string
  readonly fen: Fen
  readonly householdId: string
  readonly programme: string
  readonly lineMonth: Month
  readonly lineSource: SourceLevel
  readonly lineYear: number
  readonly claimId: string
  readonly claimMonth: Month
  readonly claimSource: SourceLevel
  /** The right the claim is of. */
  readonly rightId: string
  readonly left: Fen
  readonly isAgreed: boolean
  /** The paper of consent. */
  readonly consent: string
}

const columns = sql`d.id, d.fen, l.household_id AS "householdId", l.programme, to_char(l.month, 'YYYY-MM') AS "lineMonth",
  l.source AS "lineSource", l.budget_year AS "lineYear", c.id AS "claimId", to_char(c.month, 'YYYY-MM') AS "claimMonth",
  e.source AS "claimSource", e.id AS "rightId", (-c.fen - c.repaid_fen - c.dropped_fen)::bigint AS "left",
  c.state = 'owed' AND a.state = 'confirmed' AND a.ended_at IS NULL AS "isAgreed", a.reason AS consent`
const joined = sql`FROM payouts.deduction d
  JOIN payouts.line l ON l.tenant_id = d.tenant_id AND l.id = d.line_id
  JOIN payouts.correction c ON c.tenant_id = d.tenant_id AND c.id = d.claim_id
  JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
  JOIN payouts.asked_entry a ON a.tenant_id = d.tenant_id AND a.id = d.agreement_id`

/** Of a list that was just approved. Claims are locked: a repayment booked meanwhile is seen, or waits. */
export async function findToBook(tx: Tx, tenant: TenantId, runId: string): Promise<Deduction[]> {
  const { rows } = await sql<Deduction>`SELECT ${columns} ${joined}
    WHERE d.tenant_id = ${tenant} AND l.run_id = ${runId} AND d.state = 'planned' AND l.state = 'payable'
    ORDER BY c.id, d.id FOR UPDATE OF c`.execute(tx)
  return rows
}

export async function findBooked(tx: Tx, tenant: TenantId, lines: readonly string[]): Promise<Deduction[]> {
  const { rows } = await sql<Deduction>`SELECT ${columns} ${joined}
    WHERE d.tenant_id = ${tenant} AND d.state = 'booked' AND d.line_id = ANY (${lines}::uuid[])
    ORDER BY c.id, d.id FOR UPDATE OF c, d`.execute(tx)
  return rows
}

export async function markBooked(tx: Tx, tenant: TenantId, { id, claimId, fen }: Deduction): Promise<void> {
  await sql`UPDATE payouts.deduction SET state = 'booked' WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  await sql`UPDATE payouts.correction SET repaid_fen = repaid_fen + ${fen}
    WHERE tenant_id = ${tenant} AND id = ${claimId}`.execute(tx)
}

/** That much of the claim ends here; whether it is owed after all is for the right to say. */
export async function markReversed(tx: Tx, tenant: TenantId, { id, claimId, fen }: Deduction): Promise<void> {
  await sql`WITH gone AS (UPDATE payouts.deduction SET state = 'reversed' WHERE tenant_id = ${tenant} AND id = ${id}
      RETURNING line_id, fen)
    UPDATE payouts.line l SET deducted_fen = l.deducted_fen - g.fen FROM gone g
    WHERE l.tenant_id = ${tenant} AND l.id = g.line_id`.execute(tx)
  await sql`UPDATE payouts.correction SET repaid_fen = repaid_fen - ${fen}, dropped_fen = dropped_fen + ${fen}
    WHERE tenant_id = ${tenant} AND id = ${claimId}`.execute(tx)
}

export interface DeductionOfClaim {
  readonly claimId: string
  readonly month: Month
  readonly fen: Fen
  readonly state: 'planned' | 'booked' | 'reversed'
  readonly runId: string
}

/** What was kept back for claims, month by month, oldest first. */
export async function findDeductionsOf(
  tx: Tx,
  tenant: TenantId,
  claims: readonly string[],
): Promise<DeductionOfClaim[]> {
  const { rows } = await sql<DeductionOfClaim>`SELECT d.claim_id AS "claimId", to_char(l.month, 'YYYY-MM') AS month,
      d.fen, d.state, l.run_id AS "runId"
    FROM payouts.deduction d JOIN payouts.line l ON l.tenant_id = d.tenant_id AND l.id = d.line_id
    WHERE d.tenant_id = ${tenant} AND d.claim_id = ANY (${claims}::uuid[])
    ORDER BY l.month, d.at, d.id`.execute(tx)
  return rows
}
