import { addMonths, lastDayOf, monthOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { findDeathsAmong } from '#registry/households/index.ts'
import { campaignChecks, campaignDeathFeed } from '#finance/campaigns/index.ts'
import { ledgerChecks, ledgerJobs } from '#finance/ledger/index.ts'
import {
  oneOffSerial,
  payoutChecks,
  payoutConsumers,
  payoutRoutes,
  payoutSection,
  payoutTimeline,
  type Entitlement,
  type PaymentFeed,
  type Payouts,
} from '#finance/payouts/index.ts'
import type { Case, CaseFollower, Cases, Decision } from '#relief/casework/index.ts'
import type { BankDesk } from './loop-bank.ts'
import type { LoopNeeds, Part } from './loop.ts'

/**
 * A death that the registry knows stops the money of the household until a person has looked. One-off subsidies are paid by
 * the person: `campaignDeathFeed` asks about exactly those.
 */
export const deathFeed: PaymentFeed = {
  name: 'registry-deaths',
  zh: '户籍和民政死亡登记',
  en: 'Deaths on file',
  check: async (tx, tenant, { programme, month, householdIds }) =>
    (oneOffSerial(programme) === null ? await findDeathsAmong(tx, tenant, householdIds) : [])
      .filter(({ diedOn }) => diedOn <= lastDayOf(month))
      .map(({ householdId, diedOn, source }) => ({
        ...{ householdId, programme, cause: 'death' as const },
        ...{ why: `家庭成员 ${diedOn} 去世（${source}）`, evidence: { diedOn, source } },
      })),
}

export const paymentFeeds: readonly PaymentFeed[] = [deathFeed, campaignDeathFeed]

/** Lists, holds, accounts, budgets: routes, the sealing of the ledger, what the household file shows. */
export const payoutPart = (needs: LoopNeeds, { ledger, house, deductionRule }: BankDesk): Part => ({
  routes: payoutRoutes({ ...needs, ledger, house, deductionRule, feeds: paymentFeeds }),
  jobs: ledgerJobs(needs),
  consumers: payoutConsumers,
  sections: [payoutSection],
  timelines: [payoutTimeline],
})

export const moneyChecks = [...ledgerChecks, ...payoutChecks, ...campaignChecks]

type Rights = Pick<Payouts, 'grant' | 'change' | 'end' | 'ofHousehold'>

/**
 * A decision that gives something begins a right in the same transaction; payments never read a case. When a case is
 * reconsidered its right follows the decision that stands now: another amount from the month its letter names, or no
 * more after the month of the decision.
 */
export const grantFollower = (cases: Pick<Cases, 'decisionOf'>, payouts: Rights): CaseFollower => ({
  name: 'payouts.grant-decided',
  moves: ['approve-decision', 'grant-emergency'],
  follow: async (tx, who, one) => {
    const decision = await cases.decisionOf(tx, who, one.id)
    if (decision === null) return
    const right = decision.isOnce ? null : await rightOf(tx, decision, one, payouts)
    const wish = right === null ? null : { entitlementId: right.id, decisionId: decision.id, why: whyOf(decision) }
    const { id, amount, fromMonth, isOnce, caseNumber, householdId, programme, outcome, decidedOn } = decision
    if (outcome === 'refused') {
      if (wish !== null) await payouts.end(tx, who, { ...wish, after: monthOf(decidedOn) })
      return
    }
    if (amount === null || amount <= 0n || fromMonth === null) return
    const rate = { per: isOnce ? 'once' : 'month', amount } as const
    if (wish !== null) {
      await payouts.change(tx, who, { ...wish, rate, from: fromMonth })
      return
    }
    await payouts.grant(tx, who, {
      ...{ householdId, programme, placeId: one.placeId, from: fromMonth, rate },
      source: { kind: 'decision', decisionId: id, caseNumber },
    })
  },
})

const whyOf = ({ number }: Decision): string => `重新审查，决定 ${number}`

/** The right an earlier decision of this case began and that still runs when the new one takes hold. */
async function rightOf(tx: Tx, decision: Decision, one: Case, payouts: Rights): Promise<Entitlement | null> {
  const { householdId, programme, caseNumber, decidedOn } = decision
  const from = decision.fromMonth ?? addMonths(monthOf(decidedOn), 1)
  const rights = await payouts.ofHousehold(tx, one.tenant, householdId)
  return (
    rights.find(
      ({ source, until, ...right }) =>
        right.programme === programme &&
        right.rate.per !== 'once' &&
        source.kind === 'decision' &&
        source.caseNumber === caseNumber &&
        (until === null || until >= from),
    ) ?? null
  )
}
