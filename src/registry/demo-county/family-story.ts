import { day, type Day } from '#platform/clock/index.ts'
import { fen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { PropertyFinding } from '#registry/households/contract.ts'
import { believedAmount, monthlyIncome, standardOn, type DemoStandard } from './amount.ts'
import type { Chance } from './chance.ts'
import { inventFamily, type InventedIncome, type InventedPerson } from './invented-family.ts'

/** What is odd about a family's record; most are simply right. */
export type Twist =
  | 'none'
  | 'standard-forgotten'
  | 'child-unpaid'
  | 'income-fell'
  | 'income-rose'
  | 'death-unnoticed'
  | 'over-the-line'
  | 'savings-found'
  | 'income-blank'
  | 'savings-blank'
  | 'finding-open'
  | 'registered-away'
  | 'amount-unknown'

/** Shares add up to a county in which three families in four are paid to the fen. */
const shares: readonly (readonly [Twist, number])[] = [
  ['standard-forgotten', 0.042],
  ['child-unpaid', 0.012],
  ['income-fell', 0.028],
  ['income-rose', 0.04],
  ['death-unnoticed', 0.027],
  ['over-the-line', 0.011],
  ['savings-found', 0.005],
  ['income-blank', 0.03],
  ['savings-blank', 0.018],
  ['finding-open', 0.008],
  ['registered-away', 0.002],
  ['amount-unknown', 0.004],
]

export interface Property {
  readonly deposits: Fen | null
  readonly homes: number | null
  readonly vehicles: number
  readonly businesses: number
  readonly finding: PropertyFinding | null
}

/** How a family's record stood from a day on. */
export interface Snapshot {
  readonly persons: readonly InventedPerson[]
  readonly property: Property
  /** Null: the office's own list does not say. */
  readonly paid: Fen | null
}

export interface Story {
  readonly twist: Twist
  readonly since: Day
  /** Snapshots by step; a step at which nothing happened is missing. */
  readonly steps: ReadonlyMap<Step, Snapshot>
}

/** The year of the county, in the order it happened. `on`: the facts hold from; `knownOn`: the day it was typed in. */
export const steps = {
  founded: { on: day('2025-03-01'), knownOn: day('2025-03-03'), reason: '建档：在册家庭转入' },
  raised: { on: day('2025-07-01'), knownOn: day('2025-07-08'), reason: '标准提高，重新计发（合成标准）' },
  reviewed: { on: day('2025-09-01'), knownOn: day('2025-09-16'), reason: '年度复核' },
  births: { on: day('2025-10-01'), knownOn: day('2025-10-20'), reason: '新增人口登记' },
  deaths: { on: day('2025-11-01'), knownOn: day('2025-11-18'), reason: '减少人口登记' },
  winter: { on: day('2026-01-01'), knownOn: day('2026-01-15'), reason: '收入变动登记' },
  property: { on: day('2026-02-01'), knownOn: day('2026-02-26'), reason: '财产核实' },
} as const
export type Step = keyof typeof steps
export const stepNames = Object.keys(steps) as Step[]

function drawTwist(chance: Chance): Twist {
  let rest = chance.next()
  return shares.find(([, share]) => (rest -= share) < 0)?.[0] ?? 'none'
}

/** One family's year. */
export function tellStory(chance: Chance, standards: readonly DemoStandard[]): Story {
  const twist = drawTwist(chance)
  const persons = belowTheLine(chance, twist, standardOn(standards, steps.founded.on))
  const owed = (step: Step, family: readonly InventedPerson[]): Fen =>
    believedAmount(standardOn(standards, steps[step].on), family)
  const told = new Map<Step, Snapshot>()
  let now: Snapshot = { persons, property: drawProperty(chance, twist), paid: owed('founded', persons) }
  const tell = (step: Step, change: Partial<Snapshot>): void => {
    now = { ...now, ...change }
    told.set(step, now)
  }
  tell('founded', twist === 'amount-unknown' ? { paid: null } : {})
  if (twist !== 'standard-forgotten' && now.paid !== null) tell('raised', { paid: owed('raised', now.persons) })
  if (twist === 'none' && chance.is(0.12)) {
    const reviewed = now.persons.map((person) => withWages(person, chance.pick([90n, 95n, 105n, 108n])))
    if (isBelow(reviewed, standardOn(standards, steps.reviewed.on)))
      tell('reviewed', { persons: reviewed, paid: owed('reviewed', reviewed) })
  }
  if (twist === 'child-unpaid' || (twist === 'none' && persons.length > 1 && chance.is(0.008))) {
    const grown = [...now.persons, newborn(now.persons, chance)]
    tell('births', { persons: grown, ...(twist === 'none' ? { paid: owed('births', grown) } : {}) })
  }
  if (twist === 'death-unnoticed' || (twist === 'none' && now.persons.length > 2 && chance.is(0.05))) {
    const remaining = now.persons.slice(0, -1)
    tell('deaths', { persons: remaining, ...(twist === 'none' ? { paid: owed('deaths', remaining) } : {}) })
  }
  if (twist === 'income-fell' || twist === 'income-rose' || twist === 'over-the-line')
    tell('winter', { persons: afterWinter(now.persons, twist, chance, standardOn(standards, steps.winter.on)) })
  if (twist === 'savings-found')
    tell('property', { property: { ...now.property, deposits: yuan(chance.between(90, 240) * 1000) } })
  if (twist === 'finding-open')
    tell('property', { property: { ...now.property, deposits: null, finding: 'not-determined' } })
  return {
    twist,
    since: day(`${chance.between(2016, 2024)}-${String(chance.between(1, 12)).padStart(2, '0')}-01`),
    steps: told,
  }
}

const yuan = (amount: number): Fen => fen(BigInt(amount) * 100n)

const isBelow = (persons: readonly InventedPerson[], standard: Fen): boolean =>
  monthlyIncome(persons) * 10n < standard * BigInt(persons.length) * 9n

/** A family that is entitled at the start, drawn anew until it is; some twists need somebody to lose or to earn. */
function belowTheLine(chance: Chance, twist: Twist, standard: Fen): InventedPerson[] {
  for (let tries = 1; ; tries++) {
    const persons = inventFamily(chance)
    const fits =
      isBelow(persons, standard) &&
      (twist !== 'death-unnoticed' || persons.length > 1) &&
      (twist !== 'income-fell' || monthlyIncome(persons) > 0n)
    if (fits || tries === 200) return fits ? persons : persons.map((person) => ({ ...person, incomes: [] }))
  }
}

const withWages = (person: InventedPerson, percent: bigint): InventedPerson => ({
  ...person,
  incomes: person.incomes.map((one) =>
    one.kind === 'wages' ? { ...one, amount: fen((one.amount * percent) / 100n) } : one,
  ),
})

const newborn = (persons: readonly InventedPerson[], chance: Chance): InventedPerson => ({
  order: persons.length,
  relation: persons[0]!.bornOn < day('1975-01-01') ? 'grandchild' : 'child',
  sex: chance.pick(['male', 'female']),
  bornOn: day(`2025-09-${String(chance.between(2, 28)).padStart(2, '0')}`),
  marital: 'single',
  labour: 'none',
  disability: null,
  isIll: false,
  isStudent: false,
  hasNumber: false,
  incomes: [],
  deduction: zeroFen,
})

/** What the winter brought; the payment was not looked at again. */
function afterWinter(
  persons: readonly InventedPerson[],
  twist: Twist,
  chance: Chance,
  standard: Fen,
): InventedPerson[] {
  if (twist === 'income-fell')
    return persons.map((person) => ({
      ...person,
      incomes: person.incomes.map((one): InventedIncome => ({ ...one, amount: fen((one.amount / 2_400n) * 1_200n) })),
    }))
  const line = standard * BigInt(persons.length) - monthlyIncome(persons)
  const more =
    twist === 'over-the-line'
      ? line + BigInt(chance.between(0, 12) * 2_500)
      : BigInt(chance.between(1, 9)) * (line / 12n / 100n) * 100n
  const [head, ...rest] = persons
  return [{ ...head!, incomes: [...head!.incomes, { kind: 'other', amount: fen(more), per: 'month' }] }, ...rest]
}

function drawProperty(chance: Chance, twist: Twist): Property {
  const isFound = twist === 'none' && chance.is(0.06)
  return {
    deposits: twist === 'savings-blank' ? null : yuan(chance.is(0.55) ? 0 : chance.between(1, 140) * 100),
    homes: chance.is(0.9) ? 1 : 0,
    vehicles: 0,
    businesses: 0,
    finding: isFound ? 'meets' : null,
  }
}
