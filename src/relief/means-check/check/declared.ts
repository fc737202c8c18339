import { ageOn, type Day } from '#platform/clock/index.ts'
import { maskName } from '#registry/households/index.ts'
import {
  incomeKinds,
  type Fact,
  type FactSource,
  type Income,
  type Relation,
  type Situation,
} from '#registry/households/contract.ts'
import type { FactName } from '../departments/department.ts'

/** A declared value as the report keeps it, with the source it had on the day of asking. */
export interface DeclaredValue {
  readonly value:
    | { readonly kind: 'money'; readonly fen: string; readonly per: 'once' | 'month' | 'year' }
    | { readonly kind: 'count'; readonly count: number }
    | { readonly kind: 'day'; readonly day: Day }
    | { readonly kind: 'region'; readonly code: string }
  readonly source: FactSource
}

/** By subject (a person's id or `household`) and fact. What is not there is unknown. */
export type Declared = Readonly<Record<string, Partial<Readonly<Record<FactName, DeclaredValue>>>>>

export interface CheckedPerson {
  readonly id: string
  /** Masked. */
  readonly name: string
  readonly relation: Relation
  /** Unknown births count as grown up: nobody is asked about without a signature. */
  readonly isAdult: boolean
}

/** 民法典 art. 17: eighteen full years. */
const adultAge = 18

export const householdSubject = 'household'

export const peopleOf = ({ members }: Situation, on: Day): CheckedPerson[] =>
  members.map(({ id, name, relation, bornOn }) => ({
    ...{ id, name: maskName(name), relation },
    isAdult: bornOn === null || ageOn(bornOn.value, on) >= adultAge,
  }))

/** What the file holds that a department can speak to. */
export function declaredOf({ members, deposits, homes, vehicles, businesses }: Situation): Declared {
  const money = (fact: Fact<bigint>): DeclaredValue | null =>
    fact && { value: { kind: 'money', fen: String(fact.value), per: 'once' }, source: fact.source }
  const count = (fact: Fact<number>): DeclaredValue | null =>
    fact && { value: { kind: 'count', count: fact.value }, source: fact.source }
  return {
    [householdSubject]: known({
      deposits: money(deposits),
      homes: count(homes),
      vehicles: count(vehicles),
      businesses: count(businesses),
    }),
    ...Object.fromEntries(
      members.map(({ id, incomes, registeredAt }) => [
        id,
        known({
          ...Object.fromEntries(incomeKinds.map((kind) => [`income.${kind}`, income(incomes[kind])])),
          'registered-at': registeredAt && {
            value: { kind: 'region', code: registeredAt.value },
            source: registeredAt.source,
          },
        }),
      ]),
    ),
  }
}

const income = (fact: Fact<Income>): DeclaredValue | null =>
  fact && { value: { kind: 'money', fen: String(fact.value.amount), per: fact.value.per }, source: fact.source }

const known = (facts: Readonly<Record<string, DeclaredValue | null>>): Partial<Record<FactName, DeclaredValue>> =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null))
