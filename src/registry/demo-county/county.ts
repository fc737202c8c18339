import type { Day } from '#platform/clock/index.ts'
import { zeroFen } from '#platform/money/index.ts'
import {
  incomeKinds,
  type Fact,
  type FactSource,
  type HouseholdEntry,
  type Income,
  type MemberEntry,
} from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { DemoStandard } from './amount.ts'
import { chanceFrom, type Chance } from './chance.ts'
import { stepNames, steps, tellStory, type Snapshot, type Step, type Story, type Twist } from './family-story.ts'
import type { InventedPerson } from './invented-family.ts'
import { inventedIdNumber, inventedName } from './invented-person.ts'

export interface CountyWish {
  readonly directory: RegionDirectory
  /** Dibao standards in fen per person and month, ascending by day; the first lasts from the beginning. */
  readonly standards: readonly DemoStandard[]
  readonly seed?: number
  readonly households?: number
}

/** One moment of the county's history and everything typed in at it. */
export interface CountyStep {
  readonly name: Step
  readonly on: Day
  readonly knownOn: Day
  readonly reason: string
  readonly entries: readonly HouseholdEntry[]
}

export const householdsUsual = 2_265
export const seedUsual = 990_000

/** Households by town, in the order of the town's code list: larger towns have more. */
const townShares: Readonly<Record<string, number>> = {
  '100': 318,
  '101': 256,
  '001': 238,
  '102': 294,
  '103': 263,
  '104': 243,
  '200': 219,
  '002': 221,
  '105': 213,
}

interface Family {
  readonly index: number
  readonly village: string
  readonly isUrban: boolean
  readonly serials: readonly number[]
  readonly story: Story
}

/** The whole history of the invented county, step by step. Nothing here reads a clock or a database. */
export function countyHistory(wish: CountyWish): CountyStep[] {
  const families = inventFamilies(wish)
  return stepNames.map((name) => ({
    name,
    ...steps[name],
    entries: families.flatMap((family) => {
      const snapshot = family.story.steps.get(name)
      return snapshot === undefined ? [] : [entryFrom(family, snapshot, name)]
    }),
  }))
}

/** The county as its list states it at the end of the history: what an official would hand in as a roster. */
export function countyToday(wish: CountyWish): HouseholdEntry[] {
  return inventFamilies(wish).map((family) => {
    const last = stepNames.findLast((name) => family.story.steps.has(name))!
    return entryFrom(family, family.story.steps.get(last)!, last)
  })
}

/** How many families carry which oddity. */
export function countTwists(wish: CountyWish): ReadonlyMap<Twist, number> {
  const counts = new Map<Twist, number>()
  for (const { story } of inventFamilies(wish)) counts.set(story.twist, (counts.get(story.twist) ?? 0) + 1)
  return counts
}

function inventFamilies({
  directory,
  standards,
  seed = seedUsual,
  households = householdsUsual,
}: CountyWish): Family[] {
  const villages = villageWheel(directory)
  let serial = 0
  return Array.from({ length: households }, (_, index): Family => {
    const chance: Chance = chanceFrom(seed * 31 + index)
    const village = villages[Math.floor(((index * 0.618_033_988_75) % 1) * villages.length)]!
    const story = tellStory(chance, standards)
    const size = Math.max(...[...story.steps.values()].map(({ persons }) => persons.length))
    return {
      index: index + 1,
      village: village.code,
      isUrban: village.name.endsWith('社区'),
      serials: Array.from({ length: size }, () => serial++),
      story,
    }
  })
}

/** Every village as often as its share of the town's households. */
function villageWheel(directory: RegionDirectory): { readonly code: string; readonly name: string }[] {
  return directory.children(syntheticCounty).flatMap((town) => {
    const villages = directory.children(town.code)
    const each = Math.max(1, Math.round((townShares[town.code.slice(6)] ?? 200) / villages.length))
    return villages.flatMap((village) => Array.from({ length: each }, () => village))
  })
}

const numberOf = (index: number): string => `QH-${String(index).padStart(4, '0')}`

function entryFrom(family: Family, { persons, property, paid }: Snapshot, step: Step): HouseholdEntry {
  const { on, knownOn, reason } = steps[step]
  const source: FactSource = { kind: 'synthetic', zh: `合成数据：${reason}`, on: knownOn }
  const fact = <Value>(value: Value | null): Fact<Value> => (value === null ? null : { value, source })
  return {
    number: numberOf(family.index),
    place: family.village,
    validFrom: on,
    reason,
    members: persons.map((person) => memberFrom(family, person, source)),
    deposits: fact(property.deposits),
    homes: fact(property.homes),
    vehicles: fact(property.vehicles),
    businesses: fact(property.businesses),
    propertyFinding: fact(property.finding),
    staffRelative: fact(family.index % 211 === 0),
    benefits: [{ programme: 'dibao', amount: paid, since: family.story.since, source }],
    references: [
      { system: 'provincial-platform', kind: 'household', number: `P99${String(family.index * 7 + 10_000)}` },
    ],
  }
}

function memberFrom(
  { index, village, isUrban, serials, story }: Family,
  person: InventedPerson,
  source: FactSource,
): MemberEntry {
  const fact = <Value>(value: Value): Fact<Value> => ({ value, source })
  const isHead = person.relation === 'head'
  const isBlank = story.twist === 'income-blank' && isHead
  const income = (kind: (typeof incomeKinds)[number]): Fact<Income> => {
    if (isBlank && (kind === 'wages' || kind === 'business')) return null
    const stated = person.incomes.find((one) => one.kind === kind)
    return fact(stated === undefined ? { amount: zeroFen, per: 'month' } : { amount: stated.amount, per: stated.per })
  }
  return {
    name: inventedName(index, person.order),
    relation: person.relation,
    document: person.hasNumber
      ? { kind: 'id-card', number: inventedIdNumber(person.bornOn, person.sex, serials[person.order]!) }
      : { kind: 'none-newborn', number: null },
    bornOn: fact(person.bornOn),
    sex: fact(person.sex),
    registeredAt: fact(story.twist === 'registered-away' && isHead ? '330402' : village),
    residesAt: fact(village),
    urbanRural: fact(isUrban ? 'urban' : 'rural'),
    maritalStatus: fact(person.marital),
    labourCapacity: fact(person.labour),
    disability: fact(person.disability ?? 'none'),
    seriousIllness: fact(person.isIll),
    fullTimeStudy: fact(person.isStudent),
    counted: fact('counted'),
    incomes: {
      wages: income('wages'),
      business: income('business'),
      property: income('property'),
      transfers: income('transfers'),
      other: income('other'),
    },
    deduction: fact({ amount: person.deduction, per: 'month' }),
  }
}
