import { addDays, day, type Day } from '#platform/clock/index.ts'
import type { Chance } from '#platform/decisions/testing/chance.ts'
import { fen } from '#platform/money/index.ts'
import {
  incomeKinds,
  type Fact,
  type Income,
  type MemberFacts,
  type Situation,
  type StatedFacts,
} from '#registry/households/facts.ts'
import type { FactDefinition } from '../packs/schema.ts'
import { fact, household, person } from '../testing-packs.ts'

export interface RandomWish {
  readonly chance: Chance
  readonly count: number
  readonly facts: readonly FactDefinition[]
  /** Codes of places people are registered in. */
  readonly places: readonly string[]
  /** How often a fact is not known. */
  readonly missing: number
}

/** Households of every shape, some with values that fit in no column, for holding two ways of deciding equal. */
export const randomHouseholds = (wish: RandomWish): Situation[] =>
  Array.from({ length: wish.count }, (_, index) => randomHousehold(index, wish))

function randomHousehold(index: number, wish: RandomWish): Situation {
  const { chance } = wish
  const size = chance.happens(0.02) ? chance.pick([0, 13, 20]) : chance.between(1, 5)
  const tier = chance.pick(['urban', 'rural'] as const)
  const members = Array.from({ length: size }, (_, at) => randomMember(at, tier, wish))
  return household(members, {
    ...{ householdId: `household-${index}`, deposits: some(wish, () => amountIn(chance)) },
    ...{ homes: some(wish, () => chance.below(3)), vehicles: some(wish, () => chance.below(2)) },
    businesses: some(wish, () => (chance.happens(0.02) ? 123_456 : chance.below(2))),
    propertyFinding: chance.happens(0.5) ? null : fact(chance.pick(['meets', 'fails', 'not-determined'] as const)),
    paidNow: some(wish, () => amountIn(chance)),
    stated: statedBy('household', wish),
  })
}

function randomMember(at: number, tier: 'urban' | 'rural', wish: RandomWish): MemberFacts {
  const { chance } = wish
  const income = (): Fact<Income> =>
    some(wish, () => ({ amount: amountIn(chance), per: chance.pick(['month', 'month', 'year'] as const) }))
  return person(String(at + 1), {
    ...{ relation: at === 0 ? 'head' : chance.pick(['spouse', 'child', 'parent'] as const) },
    ...{ bornOn: some(wish, () => bornIn(chance)), sex: some(wish, () => chance.pick(['male', 'female'] as const)) },
    ...{ registeredAt: some(wish, () => chance.pick(wish.places)), urbanRural: some(wish, () => tier) },
    maritalStatus: some(wish, () => chance.pick(['single', 'married', 'divorced', 'widowed'] as const)),
    labourCapacity: some(wish, () => chance.pick(['full', 'partial', 'none'] as const)),
    disability: some(wish, () =>
      chance.happens(0.5)
        ? ('none' as const)
        : {
            kind: chance.pick(['limb', 'intellectual', 'mental', 'sight'] as const),
            grade: chance.pick([1, 2, 3, 4] as const),
          },
    ),
    ...{ seriousIllness: some(wish, () => chance.happens(0.3)), fullTimeStudy: some(wish, () => chance.happens(0.3)) },
    counted: some(wish, () => chance.pick(['counted', 'counted', 'counted', 'in-prison', 'clergy-apart'] as const)),
    incomes: Object.fromEntries(incomeKinds.map((kind) => [kind, income()])) as MemberFacts['incomes'],
    deduction: income(),
    stated: statedBy('member', wish),
  })
}

const some = <Value>({ chance, missing }: RandomWish, make: () => Value): Fact<Value> =>
  chance.happens(missing) ? null : fact(make())

/** Nothing, a round sum, a sum with fen, and now and then more than any column holds. */
const amountIn = (chance: Chance) =>
  fen(chance.happens(0.003) ? 9_007_199_254_740_993n : chance.pick([0, 0, 30_000, 81_000, chance.below(200_000)]))
const bornIn = (chance: Chance): Day =>
  chance.happens(0.01) ? day('2031-01-01') : addDays(day('1925-01-01'), chance.below(37_000))

const statedBy = (of: FactDefinition['of'], wish: RandomWish): StatedFacts =>
  Object.fromEntries(
    wish.facts
      .filter((definition) => definition.of === of)
      .map((definition) => [definition.key, some(wish, () => textFor(definition, wish.chance))]),
  )

function textFor({ type, options }: FactDefinition, chance: Chance): string {
  switch (type) {
    case 'yuan':
      return chance.pick(['0.00', '500.00', '1234.5', '99999999.99'])
    case 'number':
      return chance.pick(['0', '1', '3', '12', '2.5'])
    case 'date':
      return addDays(day('2023-01-01'), chance.below(1200))
    case 'yes-no':
      return chance.pick(['是', '否'])
    case 'choice':
      return chance.pick(options?.map(({ value }) => value) ?? [''])
  }
}
