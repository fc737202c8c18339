import type { Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { zeroFen } from '#platform/money/index.ts'
import type { Entitlement, Payouts } from '#finance/payouts/contract.ts'
import type { StandingStatus, StandingStatuses } from '#relief/casework/index.ts'
import type { Review } from './review-row.ts'

interface WatchNeeds {
  readonly payouts: Pick<Payouts, 'running'>
  /** Statuses (认定) that stand; casework knows them. */
  readonly statuses: StandingStatuses
}

/**
 * Everything of a programme that is looked at again: what is paid each month, and statuses, for which nothing is paid. A
 * status is no right: it reaches no pay list, and this shape of it leaves this module nowhere.
 */
export async function watchedIn(
  tx: Tx,
  tenant: TenantId,
  { programme, month }: { readonly programme: string; readonly month: Month },
  { payouts, statuses }: WatchNeeds,
): Promise<readonly Entitlement[]> {
  const rights = (await payouts.running(tx, tenant, month)).filter(
    (right) => right.programme === programme && right.rate.per === 'month',
  )
  return [...rights, ...(await statuses(tx, tenant, { programme, month })).map(asWatched)]
}

const asWatched = ({ id, caseNumber, ...status }: StandingStatus): Entitlement => ({
  ...status,
  ...{ id, until: null, version: 1, rate: { per: 'month', amount: zeroFen } },
  source: { kind: 'decision', decisionId: id, caseNumber },
})

/**
 * A right to be paid is above zero; a review about nothing paid is one of a status, or of care that is assessed for the
 * first time.
 */
export const isOfStatus = ({ paid, kind }: Pick<Review, 'paid' | 'kind'>): boolean => paid === 0n && kind !== 'care'
