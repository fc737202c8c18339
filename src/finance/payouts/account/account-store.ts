import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'

export interface AccountRow {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly holder: Buffer
  readonly bank: string
  readonly number: Buffer
  readonly lastFour: string
  readonly state: 'proposed' | 'active' | 'replaced' | 'refused'
  readonly why: string
  readonly proposedAt: Date
  readonly proposedBy: string
  readonly proposedName: string
  readonly decidedAt: Date | null
  readonly decidedName: string | null
  /** Why it was refused. */
  readonly decidedReason: string | null
}

const columns = sql`a.id, a.household_id AS "householdId", a.place_id AS "placeId", a.holder, a.bank, a.number,
  a.last_four AS "lastFour", a.state, a.why, a.proposed_at AS "proposedAt", a.proposed_by AS "proposedBy",
  a.proposed_name AS "proposedName", a.decided_at AS "decidedAt", a.decided_name AS "decidedName",
  a.decided_reason AS "decidedReason"`

export type NewAccount = Pick<
  AccountRow,
  'id' | 'householdId' | 'placeId' | 'holder' | 'bank' | 'number' | 'lastFour' | 'state' | 'why'
>

/** Many at once; who has an account in use already is passed over when it is to be used at once. */
export async function addAccounts(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string; readonly name: string },
  accounts: readonly NewAccount[],
  at: Date,
): Promise<number> {
  const rows = accounts.map((one) => ({
    ...one,
    ...{ holder: one.holder.toString('hex'), number: one.number.toString('hex') },
  }))
  const added = await sql`INSERT INTO payouts.account (tenant_id, id, place_id, household_id, holder, bank, number,
      last_four, state, why, proposed_at, proposed_by, proposed_name)
    SELECT ${who.tenant}, r.id, r."placeId", r."householdId", decode(r.holder, 'hex'), r.bank, decode(r.number, 'hex'),
      r."lastFour", r.state, r.why, ${at}, ${who.id}, ${who.name}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "placeId" int, "householdId" uuid,
      holder text, bank text, number text, "lastFour" text, state text, why text)
    ON CONFLICT DO NOTHING`.execute(tx)
  return Number(added.numAffectedRows ?? 0)
}

export async function findAccountForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`SELECT ${columns} FROM payouts.account a
    WHERE a.tenant_id = ${tenant} AND a.id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

export async function findAccounts(tx: Tx, tenant: TenantId, householdId: string): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`SELECT ${columns} FROM payouts.account a
    WHERE a.tenant_id = ${tenant} AND a.household_id = ${householdId} ORDER BY a.proposed_at DESC`.execute(tx)
  return rows
}

/** Waiting for a second person: those of others first, then the longest wait. Scope is the guard of the table. */
export async function findProposed(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string },
  size: number,
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`SELECT ${columns} FROM payouts.account a
    WHERE a.tenant_id = ${who.tenant} AND a.state = 'proposed'
    ORDER BY (a.proposed_by = ${who.id}), a.proposed_at, a.id LIMIT ${size}`.execute(tx)
  return rows
}

export async function countProposed(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string },
): Promise<{ readonly count: number; readonly toDecide: number }> {
  const { rows } = await sql<{ count: number; toDecide: number }>`SELECT count(*)::int AS count,
      count(*) FILTER (WHERE a.proposed_by <> ${who.id})::int AS "toDecide"
    FROM payouts.account a WHERE a.tenant_id = ${who.tenant} AND a.state = 'proposed'`.execute(tx)
  return rows[0] ?? { count: 0, toDecide: 0 }
}

type Decision = { readonly state: 'active' } | { readonly state: 'refused'; readonly reason: string }

/** The old one is replaced in the same breath: one account in use. */
export async function decideAccount(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string; readonly name: string },
  { account, at, ...how }: { account: AccountRow; at: Date } & Decision,
): Promise<void> {
  if (how.state === 'active')
    await sql`UPDATE payouts.account SET state = 'replaced' WHERE tenant_id = ${who.tenant}
      AND household_id = ${account.householdId} AND state = 'active'`.execute(tx)
  await sql`UPDATE payouts.account SET state = ${how.state}, decided_at = ${at}, decided_by = ${who.id},
    decided_name = ${who.name}, decided_reason = ${how.state === 'refused' ? how.reason : null} WHERE tenant_id = ${who.tenant} AND id = ${account.id}`.execute(
    tx,
  )
}
