import { beforeAll, describe, expect, it } from 'vitest'
import { day, month, stoppedClock } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type { Entitlement } from '#finance/payouts/contract.ts'
import type { Fact, Situation } from '#registry/households/contract.ts'
import {
  createEligibility,
  loadPacks,
  placesAboveByCode,
  readModel,
  type Eligibility,
} from '#relief/eligibility/index.ts'
import type { MonitoringRule } from './contract.ts'
import { lookAt } from './look.ts'

const policyFolder = new URL('../../../policy', import.meta.url).pathname
const who = systemCaller('test', 7 as TenantId)
const today = day('2026-03-02')
const county = '999901'
const householdCount = 400

let eligibility: Eligibility
/** Households a whole sum was made for. */
let summed: string[] = []
beforeAll(async () => {
  const law = createEligibility({ packs: await loadPacks(policyFolder, readModel), placesAbove: placesAboveByCode })
  eligibility = {
    ...law,
    assess: (request, options) => {
      summed.push(request.situation.householdId)
      return law.assess(request, options)
    },
  }
})

const known = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'listed', zh: '名单', on: day('2026-01-05') },
})
const nothing = known({ amount: fen(0n), per: 'month' as const })
const familyOf = (index: number): Situation => ({
  ...{ householdId: `household-${index}`, number: `QH-${index}`, paidNow: null },
  ...{ deposits: known(fen(0n)), homes: known(1), vehicles: known(0), businesses: known(0) },
  ...{ propertyFinding: known('meets' as const), staffRelative: null },
  members: [
    {
      ...{ id: `person-${index}`, name: '居民甲', relation: 'head', bornOn: known(day('1958-01-01')) },
      ...{ sex: null, registeredAt: known(county), residesAt: null, urbanRural: known('rural' as const) },
      ...{ maritalStatus: null, labourCapacity: known('none' as const), disability: known('none' as const) },
      ...{ seriousIllness: known(false), fullTimeStudy: known(false), counted: known('counted' as const) },
      incomes: {
        ...{ business: nothing, property: nothing, transfers: nothing, other: nothing },
        wages: known({ amount: fen(BigInt(index * 100)), per: 'month' as const }),
      },
      deduction: nothing,
    },
  ],
})
const families = Array.from({ length: householdCount }, (_, index) => familyOf(index))

const rightOf = (householdId: string, amount: Fen): Entitlement => ({
  ...{ id: `right-${householdId}`, householdId, placeId: 1 as PlaceId, programme: 'dibao' },
  ...{ rate: { per: 'month', amount }, from: month('2025-01'), until: null, version: 1 },
  source: { kind: 'legacy' } as never,
})
const dueTo = (situation: Situation): Fen => {
  const request = {
    region: county,
    programme: 'dibao',
    month: month('2026-03'),
    factsOn: today,
    lawOn: today,
    situation,
  }
  return eligibility.assess(request).amount ?? fen(0n)
}
const look = (rights: readonly Entitlement[], died: readonly string[] = []) =>
  lookAt(
    null as unknown as Tx,
    {
      clock: stoppedClock('2026-03-02T09:00:00+08:00'),
      eligibility,
      regionOf: () => Promise.resolve(county),
      rules: { on: () => ({ minors: null }) as unknown as MonitoringRule },
      households: {
        situationsOf: () => Promise.resolve(families),
        deathsOf: () => Promise.resolve(died.map((personId) => ({ personId, diedOn: day('2026-02-20') }) as never)),
      },
    },
    who,
    rights,
  )

describe('每月重算一遍：只给有话要说的那几户列算式', () => {
  const different = new Set(['household-7', 'household-200', 'household-399'])
  const rights = () =>
    families.map((family) => {
      const due = dueTo(family)
      return rightOf(family.householdId, different.has(family.householdId) ? fen(due + 100n) : due)
    })

  it('发的正是该发的，一张算式也不列；发错的那几户，说得出错在哪', async () => {
    const paid = rights()
    const entitled = new Set(
      paid.filter(({ rate }) => rate.per === 'month' && rate.amount > 0n).map((one) => one.householdId),
    )
    summed = []
    const looks = await look(paid)
    const spoken = looks.filter(({ finding }) => finding !== null).map(({ right }) => right.householdId)
    // Whoever earns above the standard is not entitled: that is said with its reasons, so it is summed.
    expect(new Set(summed)).toEqual(new Set(spoken))
    expect(spoken.filter((id) => entitled.has(id)).toSorted()).toEqual(
      [...different].filter((id) => entitled.has(id)).toSorted(),
    )
    expect(summed.length).toBeLessThan(householdCount / 2)
  })

  it('要看算式的时候，列出来的就是测算的，只列一次', async () => {
    const [agreed] = await look(rights())
    summed = []
    const { request, right } = agreed!
    expect(agreed!.result).toEqual(eligibility.assess(request))
    expect([agreed!.result.amount, agreed!.cause]).toEqual([
      right.rate.per === 'month' ? right.rate.amount : null,
      agreed!.cause,
    ])
    expect(summed).toEqual(['household-0', 'household-0'])
  })

  it('有人去世的户，数一样也要列', async () => {
    const paid = rights()
    const looks = await look(paid, ['person-3'])
    expect(looks[3]!.finding).toMatchObject({ kind: 'death', eventOn: '2026-02-20' })
  })
})
