import { sql } from 'kysely'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { createAccounts, type Accounts } from './account/accounts.ts'
import { createAskedEntries, type AskedEntries } from './asked/asked.ts'
import type { PayDesk, PayListGate, Payment, PaymentFeed, Payouts } from './contract.ts'
import type { DeductionRuleAt } from './deduct/deduct.ts'
import { createPayDesk } from './desk/desk.ts'
import { lineHold } from './hold/hold-store.ts'
import { openReason, type LineHold } from './hold/hold-words.ts'
import { createHolds, type Holds } from './hold/holds.ts'
import { createOneOffs, type OneOffs } from './once/one-offs.ts'
import { moneyBackOf } from './refund/money-back.ts'
import { createRefunds, type Refunds } from './refund/refunds.ts'
import { createRights } from './rights/rights.ts'
import { createRuns, type Runs } from './run/runs.ts'

export interface PayoutNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
  readonly vault: Vault
  readonly households: Pick<Households, 'idsOf' | 'list'>
  /** Asked before a list is frozen. */
  readonly feeds: readonly PaymentFeed[]
  /** Asked before a list is made, and before it is approved. */
  readonly listGates?: readonly PayListGate[] | undefined
  /** Asked before a list is computed, handed over, approved and sent: nothing is listed or sent in the middle of them. */
  readonly pauses?: readonly PayListGate[] | undefined
  /** What a place allows to be kept back of later payments; without it nothing may be, anywhere. */
  readonly deductionRule?: DeductionRuleAt | undefined
}

/** Everything that pays, put together once. */
export interface PayHouse {
  readonly payouts: Payouts
  readonly runs: Runs
  readonly holds: Holds
  readonly accounts: Accounts
  readonly desk: PayDesk
  readonly asked: AskedEntries
  readonly once: OneOffs
  readonly refunds: Refunds
}

export function createPayHouse(needs: PayoutNeeds): PayHouse {
  const rights = createRights(needs)
  const holds = createHolds(needs)
  return {
    payouts: {
      ...{ ...rights, hold: holds.hold, moneyBackOf },
      paymentsOf: (tx, tenant, householdId) => paymentsOf(tx, tenant, householdId, needs.vault),
    },
    ...{ holds, runs: createRuns(needs), accounts: createAccounts(needs), desk: createPayDesk(needs) },
    asked: createAskedEntries(needs),
    once: createOneOffs(needs),
    refunds: createRefunds(needs),
  }
}

/** Payments of one household, newest first. What is on a list that is not approved yet is no payment. */
async function paymentsOf(tx: Tx, tenant: TenantId, householdId: string, vault: Vault): Promise<Payment[]> {
  const { rows } = await sql<
    Payment & LineHold
  >`SELECT to_char(l.month, 'YYYY-MM') AS month, l.programme, l.fen AS amount,
      l.deducted_fen AS deducted,
      CASE l.state WHEN 'waiting' THEN 'held' ELSE l.state END AS state, l.settled_on AS "on",
      l.reason, ${lineHold}
    FROM payouts.line l LEFT JOIN payouts.hold h ON h.tenant_id = l.tenant_id AND h.id = l.hold_id
    WHERE l.tenant_id = ${tenant} AND l.household_id = ${householdId} AND l.kind <> 'refund'
      AND l.state IN ('payable', 'in-bank', 'paid', 'returned', 'held', 'waiting')
    ORDER BY l.month DESC, l.kind, l.id`.execute(tx)
  const box = await vault.boxOf(tenant)
  return rows.map(({ holdId, why, words, closedReason, closedWords, ...payment }) => ({
    ...payment,
    reason: openReason(box, { holdId, why, words, closedReason, closedWords, ...payment }),
  }))
}
