import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { partColumns, type PartRow } from './campaign-store.ts'
import type { Tally } from './progress.ts'

export type PartTally = Pick<PartRow, 'id' | 'campaignId' | 'placeId'> & Tally

/** How far each list of these campaigns is, as far as the reader's places go. */
export async function readTallies(tx: Tx, tenant: TenantId, campaigns: readonly string[]): Promise<PartTally[]> {
  const { rows } = await sql<PartTally>`SELECT t.id, t.campaign_id AS "campaignId", t.place_id AS "placeId",
      (t.drawn_at IS NULL AND t.state = 'draft')::int AS undrawn, s.*
    FROM campaigns.part t
    JOIN campaigns.campaign c ON c.tenant_id = t.tenant_id AND c.id = t.campaign_id
    CROSS JOIN LATERAL (SELECT
        count(*) FILTER (WHERE p.state = 'listed')::int AS listed,
        coalesce(sum(p.fen) FILTER (WHERE p.state = 'listed'), 0)::bigint AS "listedFen",
        count(*) FILTER (WHERE p.state = 'excluded')::int AS excluded,
        count(*) FILTER (WHERE p.state = 'cancelled')::int AS cancelled,
        count(*) FILTER (WHERE l.state = 'paid')::int AS paid,
        coalesce(sum(p.fen) FILTER (WHERE l.state = 'paid'), 0)::bigint AS "paidFen",
        count(*) FILTER (WHERE l.state = 'paid' AND l.settled_on >= c.due_before)::int AS "paidLate",
        count(*) FILTER (WHERE l.state = 'returned')::int AS returned,
        count(*) FILTER (WHERE l.state = 'held')::int AS held,
        count(*) FILTER (WHERE p.state = 'listed' AND l.state = 'stopped')::int AS stopped
      FROM campaigns.person p
      LEFT JOIN payouts.line l ON l.tenant_id = p.tenant_id AND l.entitlement_id = p.entitlement_id
        AND l.kind = 'regular'
      WHERE p.tenant_id = t.tenant_id AND p.part_id = t.id) AS s
    WHERE t.tenant_id = ${tenant} AND t.campaign_id = ANY (${campaigns}::uuid[])
    ORDER BY t.place_id, t.sequence`.execute(tx)
  return rows
}

export async function findParts(tx: Tx, tenant: TenantId, campaignId: string): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`SELECT ${partColumns}
    FROM campaigns.part p WHERE p.tenant_id = ${tenant} AND p.campaign_id = ${campaignId}
    ORDER BY p.place_id, p.sequence`.execute(tx)
  return rows
}

export interface PayList {
  readonly id: string
  readonly number: string
  readonly state: 'draft' | 'frozen' | 'approved' | 'done'
}

/** The pay lists made of approved lists. */
export async function findPayLists(tx: Tx, tenant: TenantId, programme: string): Promise<PayList[]> {
  const { rows } = await sql<PayList>`SELECT id, number, state FROM payouts.run
    WHERE tenant_id = ${tenant} AND programme = ${programme} ORDER BY sequence`.execute(tx)
  return rows
}

/** Approved persons that stand on no pay list yet. */
export async function countUnlined(tx: Tx, tenant: TenantId, campaignId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM campaigns.person p
    WHERE p.tenant_id = ${tenant} AND p.campaign_id = ${campaignId} AND p.state = 'listed'
      AND p.entitlement_id IS NOT NULL AND NOT EXISTS (SELECT FROM payouts.line l
        WHERE l.tenant_id = p.tenant_id AND l.entitlement_id = p.entitlement_id)`.execute(tx)
  return rows[0]?.count ?? 0
}
