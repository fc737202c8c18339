import { lastDayOf, type Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { findDeathsAmong } from '#registry/households/index.ts'
import { campaignChecks, campaignDeathFeed } from '#finance/campaigns/index.ts'
import { ledgerChecks, ledgerJobs } from '#finance/ledger/index.ts'
import {
  holdJobs,
  oneOffSerial,
  payoutChecks,
  payoutConsumers,
  payoutRoutes,
  payoutSection,
  payoutTimeline,
  refundJobs,
  refundSection,
  standingRights,
  type Entitlement,
  type PaymentFeed,
  type Payouts,
} from '#finance/payouts/index.ts'
import { standsUntil, type Case, type CaseFollower, type Cases, type Decision } from '#relief/casework/index.ts'
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

/** Lists, holds, accounts, budgets, refunds: routes, the sealing of the ledger, what the household file shows. */
export const payoutPart = (needs: LoopNeeds, { ledger, house, deductionRule }: BankDesk): Part => ({
  routes: payoutRoutes({ ...needs, ledger, house, deductionRule, feeds: paymentFeeds }),
  jobs: [...ledgerJobs(needs), ...refundJobs({ ...needs, ledger }), ...holdJobs(needs)],
  consumers: payoutConsumers,
  sections: [payoutSection(needs), refundSection],
  timelines: [payoutTimeline(needs)],
  standing: [standingRights],
})

export const moneyChecks = [...ledgerChecks, ...payoutChecks, ...campaignChecks]

type Rights = Pick<Payouts, 'grant' | 'change' | 'end' | 'ofHousehold'>

/**
 * A decision that gives something begins a right in the same transaction; payments never read a case. What the household is
 * paid already follows the one rule of what stands (`standsUntil`): reconsidered in its own case its right gets another
 * amount from the month its letter names, or ends after the month of the decision; a grant in another case replaces it from
 * its own first month; a refusal in another case leaves it alone. What comes with a right (`endsAlso`: care with support) ends
 * with it where a refusal ends it.
 */
export const grantFollower = (
  cases: Pick<Cases, 'decisionOf'>,
  payouts: Rights,
  endsAlso: (programme: string) => readonly string[],
): CaseFollower => ({
  name: 'payouts.grant-decided',
  moves: ['approve-decision', 'grant-emergency'],
  follow: async (tx, who, one) => {
    const decision = await cases.decisionOf(tx, who, one.id)
    if (decision === null) return
    const { id, amount, fromMonth, isOnce, caseNumber, householdId, programme, outcome } = decision
    const isGrant = outcome === 'confirmed' && amount !== null && amount > 0n && fromMonth !== null
    if (outcome === 'confirmed' && !isGrant) return
    const touched = isOnce ? [] : await touchedBy(tx, decision, one, payouts)
    const beside = isGrant ? [] : await besideOf(tx, touched, one, { payouts, programmes: endsAlso(programme) })
    for (const { right, until } of [...touched, ...beside]) {
      const wish = { entitlementId: right.id, decisionId: id }
      if (isGrant && caseOf(right) === caseNumber) {
        const rate = { per: 'month', amount } as const
        await payouts.change(tx, who, { ...wish, rate, from: fromMonth, why: `重新审查，决定 ${decision.number}` })
        return
      }
      const why = `${isGrant ? '由新的决定接替' : '重新审查'}，决定 ${decision.number}`
      await payouts.end(tx, who, { ...wish, after: until, why })
    }
    if (!isGrant) return
    await payouts.grant(tx, who, {
      ...{ householdId, programme, placeId: one.placeId, from: fromMonth },
      rate: { per: isOnce ? 'once' : 'month', amount },
      source: { kind: 'decision', decisionId: id, caseNumber },
    })
  },
})

const caseOf = ({ source }: Entitlement): string | null => (source.kind === 'decision' ? source.caseNumber : null)

interface Touched {
  readonly right: Entitlement
  readonly until: Month
}

/** Rights that come with those that are ended, and would go on past them. */
async function besideOf(
  tx: Tx,
  ended: readonly Touched[],
  { tenant, householdId }: Case,
  { payouts, programmes }: { readonly payouts: Rights; readonly programmes: readonly string[] },
): Promise<Touched[]> {
  const last = ended
    .map(({ until }) => until)
    .toSorted()
    .at(-1)
  if (last === undefined || programmes.length === 0) return []
  const rights = await payouts.ofHousehold(tx, tenant, householdId)
  return rights.flatMap((right) =>
    programmes.includes(right.programme) && (right.until === null || right.until > last)
      ? [{ right, until: last }]
      : [],
  )
}

/** Monthly rights of the programme that would go on past the month up to which the decision lets them stand. */
async function touchedBy(tx: Tx, decision: Decision, one: Case, payouts: Rights): Promise<Touched[]> {
  const rights = await payouts.ofHousehold(tx, one.tenant, decision.householdId)
  return rights.flatMap((right) => {
    const until = standsUntil({ caseNumber: caseOf(right) }, decision)
    const isTouched =
      right.programme === decision.programme &&
      right.rate.per !== 'once' &&
      until !== null &&
      (right.until === null || right.until > until)
    return isTouched ? [{ right, until }] : []
  })
}
