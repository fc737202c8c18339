import type { Day } from '#platform/clock/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type { HouseholdEntry, LegacyBenefit, MemberCorrection, MemberEntry, Statement } from './contract.ts'
import {
  incomeKinds,
  type Fact,
  type FactSource,
  type Income,
  type MemberFacts,
  type Situation,
  type StatedFacts,
} from './facts.ts'

/** A value as the database keeps it: money as the digits of its fen. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** One stated fact, ready to be kept. */
export interface StatedFact {
  /** `income.wages`, `deposits`, `benefit.dibao`. */
  readonly kind: string
  readonly value: Json
  readonly source: FactSource
}

/** The same value always gives the same text, whatever order its fields come in. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value as Readonly<Record<string, Json>>).toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  return `{${fields.map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`).join(',')}}`
}

interface Codec<Value> {
  readonly write: (value: Value) => Json
  readonly read: (json: Json) => Value
}
/** Words and numbers are kept as they are; the database's own type is the proof of what was written. */
const plain = <Value extends Json>(): Codec<Value> => ({ write: (value) => value, read: (json) => json as Value })
const money: Codec<Fen> = { write: String, read: (json) => fen(BigInt(String(json))) }
const income: Codec<Income> = {
  write: ({ amount, per }) => ({ fen: String(amount), per }),
  read: (json) => {
    const { fen: digits, per } = json as { fen: string; per: Income['per'] }
    return { amount: fen(BigInt(digits)), per }
  },
}

type ValueOf<F> = NonNullable<F> extends { readonly value: infer Value } ? Value : never
type Codecs<Facts> = { readonly [Name in keyof Facts]: readonly [kind: string, codec: Codec<ValueOf<Facts[Name]>>] }

type PersonFacts = Omit<MemberFacts, 'id' | 'name' | 'relation' | 'incomes' | 'stated'>
const personCodecs: Codecs<PersonFacts> = {
  bornOn: ['born-on', plain<Day>()],
  sex: ['sex', plain()],
  registeredAt: ['registered-at', plain()],
  residesAt: ['resides-at', plain()],
  urbanRural: ['urban-rural', plain()],
  maritalStatus: ['marital-status', plain()],
  labourCapacity: ['labour-capacity', plain()],
  disability: ['disability', plain()],
  seriousIllness: ['serious-illness', plain()],
  fullTimeStudy: ['full-time-study', plain()],
  counted: ['counted', plain()],
  deduction: ['deduction', income],
}

type HouseholdFacts = Omit<Situation, 'householdId' | 'number' | 'members' | 'paidNow' | 'stated'>
const householdCodecs: Codecs<HouseholdFacts> = {
  deposits: ['deposits', money],
  homes: ['homes', plain()],
  vehicles: ['vehicles', plain()],
  businesses: ['businesses', plain()],
  propertyFinding: ['property-finding', plain()],
  staffRelative: ['staff-relative', plain()],
}

function statedBy<Facts>(codecs: Codecs<Facts>, facts: Partial<Facts>): StatedFact[] {
  return (Object.keys(codecs) as (keyof Facts)[]).flatMap((name) => {
    const fact = (facts[name] ?? null) as Fact<ValueOf<Facts[typeof name]>>
    const [kind, codec] = codecs[name]
    return fact === null ? [] : [{ kind, value: codec.write(fact.value), source: fact.source }]
  })
}

/** A fact as it was read for one day. */
export interface FoundFact {
  readonly kind: string
  readonly value: Json
  readonly source: FactSource
}

function readBy<Facts>(codecs: Codecs<Facts>, found: ReadonlyMap<string, FoundFact>): Facts {
  const entries = (Object.keys(codecs) as (keyof Facts)[]).map((name) => {
    const [kind, codec] = codecs[name]
    const fact = found.get(kind)
    return [name, fact === undefined ? null : { value: codec.read(fact.value), source: fact.source }]
  })
  return Object.fromEntries(entries) as Facts
}

/** Where a kind of fact stands in a situation, and how its value is read. */
export interface FactPlace {
  readonly of: 'member' | 'income' | 'household' | 'benefit' | 'stated'
  /** Name of the field; of a benefit, its kind; of a stated fact, the key of its pack. */
  readonly name: string
  readonly read: (json: Json) => unknown
}

const placesOf = <Facts>(of: FactPlace['of'], codecs: Codecs<Facts>): [string, FactPlace][] =>
  Object.entries(codecs as Readonly<Record<string, readonly [string, Codec<unknown>]>>).map(([name, [kind, codec]]) => [
    kind,
    { of, name, read: codec.read },
  ])

const placeByKind: ReadonlyMap<string, FactPlace> = new Map<string, FactPlace>([
  ...placesOf('member', personCodecs),
  ...incomeKinds.map((name): [string, FactPlace] => [`income.${name}`, { of: 'income', name, read: income.read }]),
  ...placesOf('household', householdCodecs),
])

/** Null for a kind that no situation shows. */
export const placeOfFact = (kind: string): FactPlace | null =>
  kind.startsWith('benefit.')
    ? { of: 'benefit', name: kind, read: (json) => json }
    : kind.startsWith(statedPrefix)
      ? { of: 'stated', name: kind.slice(statedPrefix.length), read: String }
      : (placeByKind.get(kind) ?? null)

/** Facts only some programmes ask for are kept like every other, under the key of their pack: `stated.child.situation`. */
const statedPrefix = 'stated.'

const statedFacts = (stated: StatedFacts = {}): StatedFact[] =>
  Object.entries(stated).flatMap(([key, fact]) =>
    fact === null ? [] : [{ kind: `${statedPrefix}${key}`, value: fact.value, source: fact.source }],
  )

/** Nothing where none is known, so that a household nobody was asked about looks as it always did. */
function statedFrom(found: ReadonlyMap<string, FoundFact>): { readonly stated?: StatedFacts } {
  const known = [...found.values()].filter(({ kind }) => kind.startsWith(statedPrefix))
  if (known.length === 0) return {}
  return {
    stated: Object.fromEntries(
      known.map(({ kind, value, source }) => [kind.slice(statedPrefix.length), { value: String(value), source }]),
    ),
  }
}

/** What an entry states about one person. Nulls say nothing and leave nothing behind. */
export const factsOfMember = (entry: MemberEntry): StatedFact[] => [
  ...statedBy(personCodecs, entry),
  ...statedIncomes(entry.incomes),
]

const statedIncomes = (incomes: NonNullable<MemberCorrection['incomes']>): StatedFact[] =>
  incomeKinds.flatMap((kind) => {
    const fact = incomes[kind] ?? null
    return fact === null ? [] : [{ kind: `income.${kind}`, value: income.write(fact.value), source: fact.source }]
  })

/** What a correction states about one person. */
export const correctionsOfMember = ({
  id: _,
  incomes = {},
  diedOn = null,
  stated,
  ...facts
}: MemberCorrection): StatedFact[] => [
  ...statedBy(personCodecs, facts),
  ...statedFacts(stated),
  ...statedIncomes(incomes),
  ...(diedOn === null ? [] : [{ kind: 'died-on', value: diedOn.value, source: diedOn.source }]),
]

export const correctionsOfHousehold = ({ stated, ...facts }: NonNullable<Statement['household']>): StatedFact[] => [
  ...statedBy(householdCodecs, facts),
  ...statedFacts(stated),
]

const benefitJson = ({ amount, since }: LegacyBenefit): Json => ({
  fen: amount === null ? null : String(amount),
  since,
})

export const factsOfHousehold = (entry: HouseholdEntry): StatedFact[] => [
  ...statedBy(householdCodecs, entry),
  ...entry.benefits.map((benefit) => ({
    kind: `benefit.${benefit.programme}`,
    value: benefitJson(benefit),
    source: benefit.source,
  })),
]

export const memberFactsFrom = (
  found: ReadonlyMap<string, FoundFact>,
): Omit<MemberFacts, 'id' | 'name' | 'relation'> => ({
  ...readBy(personCodecs, found),
  ...statedFrom(found),
  incomes: {
    wages: incomeFrom(found, 'wages'),
    business: incomeFrom(found, 'business'),
    property: incomeFrom(found, 'property'),
    transfers: incomeFrom(found, 'transfers'),
    other: incomeFrom(found, 'other'),
  },
})

function incomeFrom(found: ReadonlyMap<string, FoundFact>, kind: string): Fact<Income> {
  const fact = found.get(`income.${kind}`)
  return fact === undefined ? null : { value: income.read(fact.value), source: fact.source }
}

/** @param programme whose payment counts as "paid now"; without it the first benefit on file. */
export function householdFactsFrom(
  found: ReadonlyMap<string, FoundFact>,
  programme: string | undefined,
): HouseholdFacts & Pick<Situation, 'paidNow' | 'stated'> {
  return { ...readBy(householdCodecs, found), ...statedFrom(found), paidNow: paidNowFrom(found, programme) }
}

export function paidNowFrom(
  found: ReadonlyMap<string, FoundFact>,
  programme: string | undefined,
): Situation['paidNow'] {
  const benefits = benefitsFrom(found)
  const wanted = programme === undefined ? benefits[0] : benefits.find((one) => one.programme === programme)
  return wanted === undefined || wanted.amount === null ? null : { value: wanted.amount, source: wanted.source }
}

export const benefitsFrom = (found: ReadonlyMap<string, FoundFact>): LegacyBenefit[] =>
  [...found.values()]
    .filter(({ kind }) => kind.startsWith('benefit.'))
    .toSorted((one, other) => (one.kind < other.kind ? -1 : 1))
    .map(({ kind, value, source }) => {
      const { fen: digits, since } = value as { fen: string | null; since: Day | null }
      return {
        programme: kind.slice('benefit.'.length),
        amount: digits === null ? null : fen(BigInt(digits)),
        since,
        source,
      }
    })
