import { ageOn, firstDayOf } from '#platform/clock/index.ts'
import type { Entitlement } from '#finance/payouts/contract.ts'
import type { Situation } from '#registry/households/contract.ts'
import type { MonitoringRule } from './contract.ts'

/**
 * Tells the model who has been in support since before coming of age: it lets them go on where the file alone would say
 * that they can work. What somebody has stated of them stays as it is.
 */
export function withMinors(
  situation: Situation,
  { from }: Pick<Entitlement, 'from'>,
  minors: MonitoringRule['minors'],
): Situation {
  if (minors === null) return situation
  const began = firstDayOf(from)
  const source = { kind: 'listed' as const, zh: `${from} 起供养时未满 ${minors.under} 周岁`, on: began }
  return {
    ...situation,
    members: situation.members.map((one) =>
      one.bornOn === null ||
      one.bornOn.value > began ||
      ageOn(one.bornOn.value, began) >= minors.under ||
      one.stated?.[minors.fact] != null
        ? one
        : { ...one, stated: { ...one.stated, [minors.fact]: { value: '是', source } } },
    ),
  }
}
