import type { Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Payouts } from '#finance/payouts/contract.ts'
import type { StatusOver } from '#relief/casework/index.ts'

/** What is given in a month on a decision that was published; `ended` when nothing is any more; null: nobody knows. */
export type AidOn = (
  tx: Tx,
  tenant: TenantId,
  one: { readonly householdId: string; readonly caseNumber: string; readonly decisionId: string },
  month: Month,
) => Promise<{ readonly amount: Fen } | 'ended' | null>

/**
 * A right goes on under the decisions of its case, whichever of them began it; what another case has replaced is over, as is
 * a status that no longer stands.
 */
export const createAidOn =
  ({
    payouts,
    isStatusOver,
  }: {
    readonly payouts: Pick<Payouts, 'ofHousehold'>
    readonly isStatusOver: StatusOver
  }): AidOn =>
  async (tx, tenant, one, month) => {
    const rights = await payouts.ofHousehold(tx, tenant, one.householdId)
    const own = rights.filter(({ source }) => source.kind === 'decision' && source.caseNumber === one.caseNumber)
    if (own.length === 0) return (await isStatusOver(tx, tenant, { ...one, month })) ? 'ended' : null
    const now = own.find(({ from, until }) => from <= month && (until === null || month <= until))
    if (now !== undefined) return now.rate.per === 'month' ? { amount: now.rate.amount } : null
    // Not begun yet is not over: aid begins with the month after the decision.
    return own.every(({ until }) => until !== null && until < month) ? 'ended' : null
  }
