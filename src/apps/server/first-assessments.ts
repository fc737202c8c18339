import { monthOf } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Product } from './compose.ts'

/** Households assessed and kept in one transaction: small enough to stop between two, large enough to be quick. */
const householdsAtOnce = 150

/**
 * Assesses every household of the demonstration's bureau once for the current month, so that each file opens on a sum.
 * Who has one already is passed over: a second start goes on where the first one stopped.
 */
export async function assessEveryone(
  { db, clock, households, eligibility, assessments }: Product,
  { tenant, region, isStopping }: { tenant: TenantId; region: string; isStopping: () => boolean },
): Promise<void> {
  const who = { ...systemCaller('first-assessments', tenant), name: '每月测算' }
  const today = clock.today()
  const all = await who.transaction(db, (tx) => households.idsOf(tx, tenant))
  for (let at = 0; at < all.length && !isStopping(); at += householdsAtOnce) {
    const keys = all.slice(at, at + householdsAtOnce)
    await who.transaction(db, async (tx) => {
      const question = { programme: 'dibao', month: monthOf(today), householdIds: keys.map(({ id }) => id) }
      const assessed = await assessments.assessed(tx, who, question)
      const waiting = new Map(keys.filter(({ id }) => !assessed.has(id)).map(({ id, placeId }) => [id, placeId]))
      const situations = await households.situationsOf(tx, tenant, [...waiting.keys()], { factsOn: today })
      const answers = situations.map((situation) => {
        const request = {
          region,
          programme: question.programme,
          month: question.month,
          factsOn: today,
          lawOn: today,
          situation,
        }
        const placeId = given(waiting.get(situation.householdId), 'the place of a household in sight')
        return { householdId: situation.householdId, placeId, request, result: eligibility.assess(request) }
      })
      if (answers.length > 0) await assessments.keep(tx, who, answers)
    })
  }
}
