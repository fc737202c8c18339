import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { fen } from '#platform/money/index.ts'
import type { MoneyBack } from '../contract.ts'

type Refunded = MoneyBack['refunds'][number]
interface Row extends Omit<MoneyBack, 'refunds'> {
  readonly refunds: readonly (Omit<Refunded, 'amount'> & { readonly amount: string })[]
}

/** What one household paid back, and what of it returns, when and how. A refund that was withdrawn is none. */
export async function moneyBackOf(tx: Tx, tenant: TenantId, householdId: string): Promise<MoneyBack[]> {
  const { rows } = await sql<Row>`WITH back AS (
      SELECT r.programme, r.month, r.id, r.fen, r.done_on, p.way,
        CASE r.state WHEN 'done' THEN 'done' WHEN 'approved' THEN 'on-its-way' ELSE 'due' END AS state,
        CASE r.cause WHEN 'surplus' THEN r.fen ELSE 0 END AS beyond
      FROM payouts.refund r LEFT JOIN payouts.refund_proposal p ON p.tenant_id = ${tenant} AND p.id = r.proposal_id
      WHERE r.tenant_id = ${tenant} AND r.household_id = ${householdId} AND r.state <> 'withdrawn'),
    paid_in AS (
      SELECT e.programme, c.month, c.repaid_fen AS fen FROM payouts.entitlement e
      JOIN payouts.correction c ON c.tenant_id = ${tenant} AND c.entitlement_id = e.id AND c.repaid_fen > 0
      WHERE e.tenant_id = ${tenant} AND e.household_id = ${householdId}
      UNION ALL SELECT programme, month, beyond FROM back)
    SELECT i.programme, to_char(i.month, 'YYYY-MM') AS month, sum(i.fen)::bigint AS repaid,
      coalesce((SELECT jsonb_agg(jsonb_build_object('amount', b.fen::text, 'state', b.state,
          'way', CASE WHEN b.state <> 'due' THEN b.way END, 'on', b.done_on) ORDER BY b.done_on, b.id)
        FROM back b WHERE b.programme = i.programme AND b.month = i.month), '[]') AS refunds
    FROM paid_in i GROUP BY i.programme, i.month HAVING sum(i.fen) > 0 ORDER BY i.month DESC, i.programme`.execute(tx)
  return rows.map(({ refunds, ...month }) => ({
    ...month,
    refunds: refunds.map((one) => ({ ...one, amount: fen(BigInt(one.amount)) })),
  }))
}
