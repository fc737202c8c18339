import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { LookNeeds } from '../rights/look-again.ts'
import { movedLegs } from '../run/line-store.ts'
import type { RunRow } from '../run/run-store.ts'
import type { Purse } from './refund-store.ts'
import { setAgainstClaims } from './set-against.ts'

/** What two people sent by the bank comes with the next list of its programme, one line for each month. */
export async function computeRefunds(tx: Tx, tenant: TenantId, run: RunRow, at: Date): Promise<void> {
  await sql`INSERT INTO payouts.line (tenant_id, id, place_id, run_id, entitlement_id, household_id, programme, source,
      budget_year, month, kind, fen, version, right_version, movement, refund_id, state)
    SELECT ${tenant}, payouts.new_id(${at}), r.place_id, ${run.id}, e.id, r.household_id, r.programme, r.source,
      extract(year FROM r.month)::int, r.month, 'refund', r.fen, r.version, e.version, 'refund', r.id, 'listed'
    FROM payouts.refund r
    JOIN payouts.entitlement e ON e.tenant_id = r.tenant_id AND e.id = r.entitlement_id
    WHERE r.tenant_id = ${tenant} AND r.programme = ${run.programme} AND r.state = 'approved'
      AND NOT EXISTS (SELECT FROM payouts.line o WHERE o.tenant_id = ${tenant} AND o.refund_id = r.id
        AND o.state <> 'stopped')`.execute(tx)
}

/** The bank has paid them: the money is with its household. */
export async function markRefunded(tx: Tx, tenant: TenantId, lines: readonly string[]): Promise<void> {
  await sql`UPDATE payouts.refund r SET state = 'done', done_on = l.settled_on FROM payouts.line l
    WHERE l.tenant_id = ${tenant} AND l.id = ANY (${lines}::uuid[]) AND l.kind = 'refund' AND l.state = 'paid'
      AND r.tenant_id = ${tenant} AND r.id = l.refund_id AND r.state = 'approved'`.execute(tx)
}

interface OffLists {
  /** Lines that the bank has just returned, or those a hold keeps that ends without payment. */
  readonly which: { readonly returned: readonly string[] } | { readonly held: Purse }
  readonly about: { readonly kind: string; readonly id: string }
}

interface Gone {
  readonly id: string
  readonly runId: string
  readonly refundId: string
  readonly householdId: string
  readonly was: 'held' | 'listed' | 'waiting' | 'payable' | 'returned'
}

/**
 * The money did not arrive and is still the household's: the line ends here, what was booked for it goes back to what is to
 * be refunded, and it stands on the work list again, with the reason; or is withdrawn where its month is claimed. @returns the lists whose lines these were
 */
export async function backToWorkList(
  tx: Tx,
  who: Caller,
  { which, about }: OffLists,
  needs: LookNeeds,
): Promise<string[]> {
  const { ledger, audit, clock } = needs
  const by = 'returned' in which ? 'bank' : 'hold'
  const gone = await endLines(tx, who.tenant, which)
  for (const from of ['payable', 'returned'] as const) {
    const ids = gone.filter(({ was }) => was === from).map(({ id }) => id)
    const [first] = ids.toSorted()
    if (first === undefined) continue
    await ledger.postQuery(tx, who, {
      ...{ key: `payouts.refund-failed:${about.id}:${from}:${first}`, kind: 'payouts.refund-failed' },
      ...{ why: by === 'bank' ? '银行退回，仍应退还' : '暂缓的不再发，仍应退还', on: clock.today(), about },
      legs: movedLegs(
        sql`SELECT * FROM payouts.line WHERE tenant_id = ${who.tenant} AND id = ANY (${ids}::uuid[])`,
        from,
        'to-refund',
      ),
    })
  }
  const failed = [...gone, ...('held' in which ? await findUnlisted(tx, who.tenant, which.held) : [])]
  await sql`UPDATE payouts.refund r SET state = 'open', proposal_id = NULL, failed_on = ${clock.today()}, failed_by = ${by},
      failed_reason = CASE WHEN ${by} = 'bank' THEN coalesce((SELECT l.reason FROM payouts.line l
        WHERE l.tenant_id = ${who.tenant} AND l.refund_id = r.id AND l.id = ANY (${gone.map(({ id }) => id)}::uuid[])), '') END
    WHERE r.tenant_id = ${who.tenant} AND r.id = ANY (${failed.map(({ refundId }) => refundId)}::uuid[])
      AND r.state = 'approved'`.execute(tx)
  await audit.recordMany(
    tx,
    who,
    failed.map(({ refundId, householdId }) => ({
      ...{ action: 'payouts.refund-failed', about: { kind: 'household', id: householdId } },
      after: { refund: refundId, by },
    })),
  )
  await setAgainstClaims(
    tx,
    who,
    failed.map(({ refundId }) => refundId),
    needs,
  )
  return [...new Set(gone.map(({ runId }) => runId))]
}

/** Refunds that were to go with the next list of what a hold stops. */
async function findUnlisted(tx: Tx, tenant: TenantId, { householdId, programme }: Purse) {
  const { rows } = await sql<Pick<Gone, 'refundId' | 'householdId'>>`SELECT r.id AS "refundId",
      r.household_id AS "householdId" FROM payouts.refund r
    WHERE r.tenant_id = ${tenant} AND r.household_id = ${householdId} AND r.programme = ${programme}
      AND r.state = 'approved' AND NOT EXISTS (SELECT FROM payouts.line l WHERE l.tenant_id = ${tenant}
        AND l.refund_id = r.id AND l.state <> 'stopped') ORDER BY r.id FOR UPDATE`.execute(tx)
  return rows
}

async function endLines(tx: Tx, tenant: TenantId, which: OffLists['which']): Promise<Gone[]> {
  const chosen =
    'returned' in which
      ? sql`l.id = ANY (${which.returned}::uuid[]) AND l.state = 'returned'`
      : sql`l.household_id = ${which.held.householdId} AND l.programme = ${which.held.programme}
          AND l.state IN ('held', 'payable')`
  const { rows } = await sql<Gone>`WITH found AS (SELECT l.id, l.state FROM payouts.line l
      WHERE l.tenant_id = ${tenant} AND l.kind = 'refund' AND ${chosen} ORDER BY l.id FOR UPDATE)
    UPDATE payouts.line l SET state = 'stopped', hold_id = NULL FROM found f WHERE l.tenant_id = ${tenant} AND l.id = f.id
    RETURNING l.id, l.run_id AS "runId", l.refund_id AS "refundId", l.household_id AS "householdId",
      f.state AS was`.execute(tx)
  return rows
}
