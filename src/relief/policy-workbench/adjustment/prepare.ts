import { addMonths, monthOf, type Clock, type Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { readRatesSince, type Entitlement, type Payouts } from '#finance/payouts/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { answerMany, type LivingEligibility, type ReadModel } from '#relief/eligibility/index.ts'
import type { Drafts } from '../draft/drafts.ts'
import { lawsOf } from '../simulation/laws.ts'
import { firstFelt } from '../simulation/months.ts'
import { lineKind, raiseBegins, type AdjustmentLine } from './adjustment.ts'

export interface PrepareNeeds {
  readonly clock: Clock
  readonly eligibility: LivingEligibility
  readonly readModel: ReadModel
  readonly households: Pick<Households, 'situationsOf'>
  readonly payouts: Pick<Payouts, 'running'>
  readonly drafts: Pick<Drafts, 'get'>
}

/**
 * Every right that runs, or ran in a month the new law reaches back to, computed by the law before and by the new one, in
 * the month the new law is first felt. A raise begins where the amount it raises began: months that were paid by another
 * amount have sums of their own: they are left alone, named, and looked at singly.
 */
export async function linesOf(
  tx: Tx,
  who: Caller,
  draftId: string,
  needs: PrepareNeeds,
): Promise<{ readonly lines: AdjustmentLine[]; readonly fromMonth: Month }> {
  const draft = await needs.drafts.get(tx, who, draftId)
  const { region, programme, startsOn } = draft
  const laws = await lawsOf(draft, needs)
  const fromMonth = firstFelt(laws.base, laws.pack, startsOn)
  const today = needs.clock.today()
  const now = monthOf(today)
  const rights = (await reached(tx, who, { fromMonth, now }, needs)).filter(
    (right) => right.programme === programme && right.rate.per === 'month',
  )
  const rates = await readRatesSince(
    tx,
    who.tenant,
    rights.map(({ id }) => id),
  )
  const ids = rights.map(({ householdId }) => householdId)
  const situations = await needs.households.situationsOf(tx, who.tenant, ids, { factsOn: today, programme })
  const request = { region, programme, factsOn: today, lawOn: startsOn, month: fromMonth }
  const before = answerMany(laws.before, request, situations)
  const after = answerMany(laws.after, request, situations)
  const at = new Map(situations.map(({ householdId }, index) => [householdId, index]))
  const lines = rights.flatMap((right): AdjustmentLine[] => {
    const index = at.get(right.householdId)
    const said = {
      paid: right.rate.amount,
      before: index === undefined ? null : (before[index]?.amount ?? null),
      after: index === undefined ? null : (after[index]?.amount ?? null),
    }
    const { id: entitlementId, householdId, placeId, from } = right
    const reachedFrom = from > fromMonth ? from : fromMonth
    const begins = raiseBegins({ reached: reachedFrom, rate: rates.get(entitlementId) })
    const kind = lineKind(said) ?? (begins.leftFrom === null ? null : 'as-new')
    if (kind === null) return []
    return [{ ...said, ...begins, kind, entitlementId, householdId, placeId, rightVersion: null, undone: null }]
  })
  return { lines, fromMonth }
}

/** Rights in force in any month from the first that is reached to this one, or in the first where that is yet to come. */
async function reached(
  tx: Tx,
  who: Caller,
  { fromMonth, now }: { readonly fromMonth: Month; readonly now: Month },
  { payouts }: PrepareNeeds,
): Promise<readonly Entitlement[]> {
  const found = new Map<string, Entitlement>()
  for (let one = fromMonth; one <= now || one === fromMonth; one = addMonths(one, 1))
    for (const right of await payouts.running(tx, who.tenant, one)) found.set(right.id, right)
  return [...found.values()]
}
