import { lastDayOf } from '#platform/clock/index.ts'
import { findDeathsAmong } from '#registry/households/index.ts'
import { ledgerChecks, ledgerJobs } from '#finance/ledger/index.ts'
import {
  payoutChecks,
  payoutConsumers,
  payoutRoutes,
  payoutSection,
  payoutTimeline,
  type PaymentFeed,
  type Payouts,
} from '#finance/payouts/index.ts'
import type { CaseFollower, Cases } from '#relief/casework/index.ts'
import type { BankDesk } from './loop-bank.ts'
import type { LoopNeeds, Part } from './loop.ts'

/** A death that the registry knows stops the money of the household until a person has looked. */
export const deathFeed: PaymentFeed = {
  name: 'registry-deaths',
  zh: '户籍和民政死亡登记',
  en: 'Deaths on file',
  check: async (tx, tenant, { programme, month, householdIds }) =>
    (await findDeathsAmong(tx, tenant, householdIds))
      .filter(({ diedOn }) => diedOn <= lastDayOf(month))
      .map(({ householdId, diedOn, source }) => ({
        ...{ householdId, programme, cause: 'death' as const },
        ...{ why: `家庭成员 ${diedOn} 去世（${source}）`, evidence: { diedOn, source } },
      })),
}

export const paymentFeeds: readonly PaymentFeed[] = [deathFeed]

/** Lists, holds, accounts, budgets: routes, the sealing of the ledger, what the household file shows. */
export const payoutPart = (needs: LoopNeeds, { ledger, house }: BankDesk): Part => ({
  routes: payoutRoutes({ ...needs, ledger, house, feeds: paymentFeeds }),
  jobs: ledgerJobs(needs),
  consumers: payoutConsumers,
  sections: [payoutSection],
  timelines: [payoutTimeline],
})

export const moneyChecks = [...ledgerChecks, ...payoutChecks]

/** A decision that gives something begins a right in the same transaction; payments never read a case. */
export const grantFollower = (cases: Pick<Cases, 'decisionOf'>, payouts: Pick<Payouts, 'grant'>): CaseFollower => ({
  name: 'payouts.grant-decided',
  moves: ['approve-decision', 'grant-emergency'],
  follow: async (tx, who, one) => {
    const decision = await cases.decisionOf(tx, who, one.id)
    if (decision === null || decision.outcome !== 'confirmed') return
    const { id, amount, fromMonth, isOnce, caseNumber, householdId, programme } = decision
    if (amount === null || amount <= 0n || fromMonth === null) return
    await payouts.grant(tx, who, {
      ...{ householdId, programme, placeId: one.placeId, from: fromMonth },
      rate: { per: isOnce ? 'once' : 'month', amount },
      source: { kind: 'decision', decisionId: id, caseNumber },
    })
  },
})
