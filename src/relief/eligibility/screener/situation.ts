import type { Day } from '#platform/clock/index.ts'
import { zeroFen } from '#platform/money/index.ts'
import type { Fact, FactSource, Income, MemberFacts, Situation } from '#registry/households/facts.ts'
import { nation } from '../packs/places.ts'
import type { Answers } from './answers.ts'

/** Names nobody, in the reader's language: sentences of the answer speak of these. */
export interface Speaking {
  readonly today: Day
  readonly language: 'zh' | 'en'
}

const noId = '00000000-0000-7000-8000-000000000000'

const factsFor = ({ today }: Speaking) => {
  const source: FactSource = { kind: 'declared', zh: '您刚才写的', on: today }
  return <Value>(value: Value | null): Fact<Value> => (value === null ? null : { value, source })
}

const nobody = (id: string, name: string, relation: MemberFacts['relation']): MemberFacts => ({
  ...{ id, name, relation, bornOn: null, sex: null, registeredAt: null, residesAt: null, urbanRural: null },
  ...{ maritalStatus: null, labourCapacity: null, disability: null, seriousIllness: null, fullTimeStudy: null },
  counted: null,
  incomes: { wages: null, business: null, property: null, transfers: null, other: null },
  deduction: null,
})

/**
 * The household as one sum: the income of all was asked together, so it stands with the first person and the rest have
 * none of their own. Null when nobody can say how many live there.
 */
export function householdFrom(answers: Answers, speaking: Speaking): Situation | null {
  const { place, people, registered } = answers
  if (people === null || place === null) return null
  const fact = factsFor(speaking)
  const none = fact<Income>({ amount: zeroFen, per: 'month' })
  const name = (number: number): string =>
    speaking.language === 'en'
      ? number === 1
        ? 'the household'
        : `person ${number}`
      : number === 1
        ? '全家'
        : `第${number}口人`
  const members = Array.from({ length: people }, (_, index): MemberFacts => ({
    ...nobody(String(index + 1), name(index + 1), index === 0 ? 'head' : 'other'),
    registeredAt: fact(registered.isHere === null ? null : registered.isHere ? place.region : nation),
    urbanRural: fact(registered.tier),
    counted: fact<'counted'>('counted'),
    incomes: {
      ...{ wages: none, business: none, property: none, transfers: none },
      other: index === 0 ? fact(answers.income) : none,
    },
    deduction: none,
  }))
  return situation(members, answers, fact)
}

/** Only the older people, each with a birth date; they were asked for as registered in the place. Null: nobody to ask. */
export function eldersFrom(answers: Answers, speaking: Speaking): Situation | null {
  const { place, elders } = answers
  if (place === null || elders === null || elders.length === 0) return null
  const fact = factsFor(speaking)
  const members = elders.map((born, index): MemberFacts => ({
    ...nobody(
      String(index + 1),
      speaking.language === 'en'
        ? `older person ${index + 1}`
        : elders.length === 1
          ? '家里的老人'
          : `第${index + 1}位老人`,
      index === 0 ? 'head' : 'other',
    ),
    bornOn: fact(born),
    registeredAt: fact(place.region),
  }))
  return situation(members, answers, fact)
}

const situation = (
  members: readonly MemberFacts[],
  answers: Answers,
  fact: ReturnType<typeof factsFor>,
): Situation => ({
  householdId: noId,
  number: '',
  members,
  deposits: fact(answers.deposits),
  homes: fact(answers.homes),
  vehicles: fact(answers.vehicles),
  businesses: fact(answers.businesses),
  propertyFinding: null,
  staffRelative: null,
  paidNow: fact(answers.paid),
})
