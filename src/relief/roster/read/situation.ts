import type { Day } from '#platform/clock/index.ts'
import type { HouseholdEntry, MemberEntry } from '#registry/households/contract.ts'
import type {
  DocumentKind,
  Fact,
  FactSource,
  IncomeKind,
  Income,
  MemberFacts,
  Situation,
} from '#registry/households/facts.ts'
import { incomeKinds } from '#registry/households/facts.ts'
import type { Fen } from '#platform/money/index.ts'
import { columnOf, type ColumnName } from '../columns/columns.ts'
import type { Header } from './header.ts'
import type { ListedHousehold } from './households.ts'
import type { PersonRow, ReadAmount, Value } from './person-row.ts'

/** On which day the list states its facts, and how its columns are called there. */
export interface Stated {
  readonly header: Header
  readonly factsOn: Day
}

type Known = NonNullable<Fact<never>>['source']

const sourceOf = (row: number, name: ColumnName, { header, factsOn }: Stated): Known => {
  const title = header.headings.find(({ column }) => column?.name === name)?.title ?? columnOf(name).zh
  return { kind: 'listed', zh: `名单第 ${row} 行“${title}”`, on: factsOn }
}

/** The household as the engine takes it. Every fact says which cell it came from; an empty cell is nothing. */
export function situationOf({ number, rows, stated }: ListedHousehold, from: Stated): Situation {
  return {
    householdId: number,
    number,
    members: rows.map((row) => memberFacts(row, from)),
    ...householdFacts(stated, from),
    paidNow: statedAmount(stated, 'paidNow', from),
  }
}

/** The same as the registry takes it, with documents, what is paid now and since when. */
export function entryOf(
  { number, rows, stated }: ListedHousehold,
  setting: Stated & { readonly place: string; readonly reason: string; readonly programme: string },
): HouseholdEntry {
  const paid = statedAmount(stated, 'paidNow', setting)
  const said = stated.programme?.value
  const programme = typeof said === 'string' && said !== 'none' ? said : setting.programme
  const isPaid = paid !== null && paid.value > 0n
  const source = paid?.source ?? (stated.programme ? sourceOf(stated.programme.row, 'programme', setting) : null)
  const upper = stated.upperNumber?.value
  return {
    number,
    place: setting.place,
    validFrom: setting.factsOn,
    reason: setting.reason,
    members: rows.map((row): MemberEntry => {
      const { id: _, ...facts } = memberFacts(row, setting)
      return { ...facts, document: documentOf(row) }
    }),
    ...householdFacts(stated, setting),
    benefits:
      source !== null && said !== 'none' && (isPaid || stated.programme !== undefined || paid !== null)
        ? [
            {
              programme,
              amount: paid?.value ?? null,
              since: (stated.paidSince?.value as Day | undefined) ?? null,
              source,
            },
          ]
        : [],
    references: typeof upper === 'string' ? [{ system: 'upper-platform', kind: 'household', number: upper }] : [],
  }
}

/** The place that handles the household: as stated, else where the head lives, else where the head is registered. */
export function placeOf({ rows, stated }: ListedHousehold): string | null {
  const head = rows.find(({ values }) => values.relation === 'head')
  const place = stated.place?.value ?? head?.values.residesAt ?? head?.values.registeredAt
  return typeof place === 'string' ? place : null
}

function documentOf({ values }: PersonRow): MemberEntry['document'] {
  const identity = values.idNumber
  const number = typeof identity === 'object' && 'number' in identity ? identity.number : null
  const kind = (values.documentKind as DocumentKind | undefined) ?? (number === null ? 'other' : 'id-card')
  return { kind, number }
}

function memberFacts({ row, values }: PersonRow, from: Stated): MemberFacts {
  const identity = typeof values.idNumber === 'object' && 'number' in values.idNumber ? values.idNumber : undefined
  const known = <Kept>(name: ColumnName, value: Kept | undefined): Fact<Kept> =>
    value === undefined ? null : { value, source: sourceOf(row, name, from) }
  const of = <Kept>(name: ColumnName): Fact<Kept> => known(name, values[name] as Kept | undefined)
  const fromId = <Kept>(name: ColumnName, value: Kept | undefined): Fact<Kept> =>
    value === undefined ? of(name) : known('idNumber', value)
  const incomeOf = (name: ColumnName): Fact<Income> => {
    const read = values[name] as ReadAmount | undefined
    return known(name, read && { amount: read.amount, per: read.per ?? 'month' })
  }
  return {
    id: `row-${row}`,
    name: String(values.name ?? ''),
    relation: (values.relation as MemberFacts['relation'] | undefined) ?? 'other',
    bornOn: fromId('bornOn', identity?.bornOn),
    sex: fromId('sex', identity?.sex),
    registeredAt: of('registeredAt'),
    residesAt: of('residesAt'),
    urbanRural: of('urbanRural'),
    maritalStatus: of('maritalStatus'),
    labourCapacity: of('labourCapacity'),
    disability: disabilityOf(values, (value) => known('disabilityKind', value)),
    seriousIllness: of('seriousIllness'),
    fullTimeStudy: of('fullTimeStudy'),
    // Who stands in a list of a household and has no reason not to count is counted: the list itself says so.
    counted: of<'counted'>('counted') ?? { value: 'counted', source: listedSource(row, from) },
    incomes: Object.fromEntries(incomeKinds.map((kind) => [kind, incomeOf(kind)])) as Record<IncomeKind, Fact<Income>>,
    deduction: incomeOf('deduction'),
  }
}

const listedSource = (row: number, { factsOn }: Stated): FactSource => ({
  kind: 'listed',
  zh: `名单第 ${row} 行`,
  on: factsOn,
})

function disabilityOf(
  { disabilityKind: kind, disabilityGrade: grade }: PersonRow['values'],
  known: (value: NonNullable<MemberFacts['disability']>['value']) => MemberFacts['disability'],
): MemberFacts['disability'] {
  if (kind === undefined) return null
  if (kind === 'none') return known('none')
  return known({ kind, grade } as Exclude<NonNullable<MemberFacts['disability']>['value'], 'none'>)
}

type HouseholdFacts = Pick<
  Situation,
  'deposits' | 'homes' | 'vehicles' | 'businesses' | 'propertyFinding' | 'staffRelative'
>

function householdFacts(stated: ListedHousehold['stated'], from: Stated): HouseholdFacts {
  const of = <Kept extends Value>(name: ColumnName): Fact<Kept> => {
    const one = stated[name]
    return one === undefined ? null : { value: one.value as Kept, source: sourceOf(one.row, name, from) }
  }
  return {
    deposits: statedAmount(stated, 'deposits', from),
    homes: of('homes'),
    vehicles: of('vehicles'),
    businesses: of('businesses'),
    propertyFinding: of<'meets' | 'fails' | 'not-determined'>('propertyFinding'),
    staffRelative: of('staffRelative'),
  }
}

function statedAmount(stated: ListedHousehold['stated'], name: ColumnName, from: Stated): Fact<Fen> {
  const one = stated[name]
  if (one === undefined) return null
  return { value: (one.value as ReadAmount).amount, source: sourceOf(one.row, name, from) }
}
