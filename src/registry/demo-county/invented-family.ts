import { addDays, day, type Day } from '#platform/clock/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type {
  DisabilityKind,
  IncomeKind,
  LabourCapacity,
  MaritalStatus,
  Relation,
} from '#registry/households/contract.ts'
import type { Chance } from './chance.ts'

export interface InventedIncome {
  readonly kind: IncomeKind
  readonly amount: Fen
  readonly per: 'month' | 'year'
}

/** A person of the invented county, without the facts' sources. */
export interface InventedPerson {
  /** Place in the family; also the stem of the name. */
  readonly order: number
  readonly relation: Relation
  readonly sex: 'male' | 'female'
  readonly bornOn: Day
  readonly marital: MaritalStatus
  readonly labour: LabourCapacity
  readonly disability: { readonly kind: DisabilityKind; readonly grade: 1 | 2 | 3 | 4 } | null
  readonly isIll: boolean
  readonly isStudent: boolean
  readonly hasNumber: boolean
  readonly incomes: readonly InventedIncome[]
  readonly deduction: Fen
}

/** Ages and states are as on this day. */
export const foundedOn = day('2025-03-01')

/** Shapes of families on assistance: mostly alone and old, seldom large. */
const shapes: readonly { readonly share: number; readonly members: readonly Kind[] }[] = [
  { share: 0.3, members: ['elder'] },
  { share: 0.22, members: ['worn'] },
  { share: 0.12, members: ['elder', 'old-spouse'] },
  { share: 0.09, members: ['parent', 'pupil'] },
  { share: 0.07, members: ['elder', 'dependent'] },
  { share: 0.1, members: ['parent', 'spouse', 'pupil'] },
  { share: 0.04, members: ['elder', 'old-spouse', 'dependent'] },
  { share: 0.04, members: ['parent', 'spouse', 'pupil', 'granny'] },
  { share: 0.02, members: ['parent', 'spouse', 'pupil', 'pupil'] },
]
type Kind = 'elder' | 'old-spouse' | 'worn' | 'parent' | 'spouse' | 'pupil' | 'dependent' | 'granny'

const ages: Readonly<Record<Kind, readonly [number, number]>> = {
  elder: [60, 92],
  'old-spouse': [58, 88],
  worn: [34, 59],
  parent: [32, 54],
  spouse: [30, 53],
  pupil: [4, 21],
  dependent: [26, 52],
  granny: [64, 90],
}
const relations: Readonly<Record<Kind, Relation>> = {
  elder: 'head',
  worn: 'head',
  parent: 'head',
  'old-spouse': 'spouse',
  spouse: 'spouse',
  pupil: 'child',
  dependent: 'child',
  granny: 'parent',
}

export function inventFamily(chance: Chance): InventedPerson[] {
  let rest = chance.next()
  const shape = shapes.find(({ share }) => (rest -= share) < 0) ?? shapes[0]!
  const headSex = chance.is(0.55) ? 'male' : 'female'
  return shape.members.map((kind, order) => inventPerson(chance, { kind, order, headSex, size: shape.members.length }))
}

interface Part {
  readonly kind: Kind
  readonly order: number
  readonly headSex: 'male' | 'female'
  readonly size: number
}

function inventPerson(chance: Chance, { kind, order, headSex, size }: Part): InventedPerson {
  const [least, most] = ages[kind]
  const age = chance.between(least, most)
  const isSpouse = kind === 'old-spouse' || kind === 'spouse'
  const otherSex = headSex === 'male' ? 'female' : 'male'
  const disability = inventDisability(chance, kind)
  const labour = labourOf(chance, kind, age, disability !== null && disability.grade <= 2)
  const isIll = chance.is(kind === 'worn' ? 0.35 : kind === 'pupil' ? 0.01 : 0.12)
  return {
    order,
    relation: relations[kind],
    sex: order === 0 ? headSex : isSpouse ? otherSex : chance.pick(['male', 'female']),
    bornOn: addDays(foundedOn, -Math.round(age * 365.25) - chance.between(0, 364)),
    marital: maritalOf(chance, kind, size),
    labour,
    disability,
    isIll,
    isStudent: kind === 'pupil' && age >= 6,
    hasNumber: true,
    incomes: inventIncomes(chance, kind, labour, age),
    deduction: isIll && chance.is(0.3) ? yuan(chance.between(2, 12) * 25) : yuan(0),
  }
}

const yuan = (amount: number): Fen => fen(BigInt(amount) * 100n)

function inventDisability(chance: Chance, kind: Kind): InventedPerson['disability'] {
  const share = {
    elder: 0.12,
    'old-spouse': 0.08,
    worn: 0.55,
    parent: 0.12,
    spouse: 0.18,
    pupil: 0.04,
    dependent: 0.85,
    granny: 0.1,
  }[kind]
  if (!chance.is(share)) return null
  return {
    kind: chance.pick(['limb', 'limb', 'mental', 'intellectual', 'sight', 'hearing', 'speech', 'multiple']),
    grade: chance.pick([1, 2, 2, 3, 3, 4]),
  }
}

function labourOf(chance: Chance, kind: Kind, age: number, isSevere: boolean): LabourCapacity {
  if (isSevere || age >= 75 || kind === 'pupil') return 'none'
  if (kind === 'worn' || kind === 'dependent' || age >= 60) return chance.pick(['partial', 'none', 'partial'])
  return chance.pick(['full', 'full', 'partial'])
}

function maritalOf(chance: Chance, kind: Kind, size: number): MaritalStatus {
  if (kind === 'pupil') return 'single'
  if (kind === 'dependent') return chance.pick(['single', 'single', 'divorced'])
  if (kind === 'old-spouse' || kind === 'spouse') return 'married'
  if (kind === 'granny') return 'widowed'
  if (size > 2 || (kind === 'elder' && size === 2 && chance.is(0.6))) return 'married'
  return kind === 'elder'
    ? chance.pick(['widowed', 'widowed', 'single', 'divorced'])
    : chance.pick(['single', 'divorced'])
}

/** Modest sums, in steps people really state. Yearly ones divide by twelve except now and then. */
function inventIncomes(chance: Chance, kind: Kind, labour: LabourCapacity, age: number): InventedIncome[] {
  const incomes: InventedIncome[] = []
  if (labour === 'full') incomes.push({ kind: 'wages', amount: yuan(chance.between(18, 34) * 50), per: 'month' })
  if (labour === 'partial' && kind !== 'elder' && chance.is(0.45))
    incomes.push({ kind: 'wages', amount: yuan(chance.between(4, 14) * 50), per: 'month' })
  if (kind === 'elder' && chance.is(0.35))
    incomes.push({
      kind: 'business',
      amount: yuan(chance.between(3, 24) * 120 + (chance.is(0.08) ? 50 : 0)),
      per: 'year',
    })
  if (age >= 60 && chance.is(0.5))
    incomes.push({ kind: 'transfers', amount: yuan(chance.between(6, 24) * 10), per: 'month' })
  if (chance.is(0.05)) incomes.push({ kind: 'property', amount: yuan(chance.between(4, 30) * 60), per: 'year' })
  return incomes
}
