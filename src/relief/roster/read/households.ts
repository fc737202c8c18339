import { columns, type ColumnName } from '../columns/columns.ts'
import { cut } from '../columns/parse-values.ts'
import { rowProblems } from '../columns/problems.ts'
import type { Header } from './header.ts'
import { asText, type PersonRow, type Value } from './person-row.ts'

export interface ListedHousehold {
  readonly number: string
  readonly rows: readonly PersonRow[]
  /** What is said once for the household, with the row that says it. */
  readonly stated: Readonly<Partial<Record<ColumnName, { readonly value: Value; readonly row: number }>>>
  /** One bad row holds the whole household: a missing member would falsify everybody's sum. */
  isHeld: boolean
}

/** More people than any household on a list; more under one number is a number copied down. */
const membersMax = 40
const householdColumns = columns.filter(({ isOfHousehold }) => isOfHousehold)

/** Puts the rows into households by their number and checks each as a whole. Adds what it finds to the rows. */
export function gatherHouseholds(persons: readonly PersonRow[], header: Header): ListedHousehold[] {
  const letterOf = (name: ColumnName): string | null =>
    header.headings.find(({ column }) => column?.name === name)?.letter ?? null
  const groups = new Map<string, PersonRow[]>()
  for (const person of persons) {
    // A row without a number stands alone, so that it holds nobody but itself.
    const key = typeof person.values.number === 'string' ? canonicalNumber(person.values.number) : `第 ${person.row} 行`
    const group = groups.get(key)
    if (group) group.push(person)
    else groups.set(key, [person])
  }
  checkTwice(persons, letterOf('idNumber'))
  return [...groups].map(([number, rows]) => {
    checkHeads(number, rows, letterOf('relation'))
    checkStated(rows, letterOf)
    return new Gathered(number, rows)
  })
}

/** What is said once is looked up in the rows when it is asked for, not kept a second time. */
class Gathered implements ListedHousehold {
  readonly number: string
  readonly rows: readonly PersonRow[]
  isHeld: boolean
  constructor(number: string, rows: readonly PersonRow[]) {
    this.number = number
    this.rows = rows
    this.isHeld = rows.some(({ problems }) => problems.length > 0)
  }
  get stated(): ListedHousehold['stated'] {
    return statedIn(this.rows)
  }
}

/** `ＱＨ－０００１` and `qh-0001` are one number. */
export const canonicalNumber = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()

function checkTwice(persons: readonly PersonRow[], column: string | null): void {
  const seen = new Map<string, PersonRow>()
  for (const person of persons) {
    const identity = person.values.idNumber
    if (typeof identity !== 'object' || !('number' in identity)) continue
    const first = seen.get(identity.number)
    if (!first) {
      seen.set(identity.number, person)
      continue
    }
    person.problems.push({ column, refusal: rowProblems.memberTwice({ row: first.row }) })
    if (!first.problems.some(({ refusal }) => refusal.code === 'roster-row.memberTwice'))
      first.problems.push({ column, refusal: rowProblems.memberTwice({ row: person.row }) })
  }
}

function checkHeads(number: string, rows: readonly PersonRow[], column: string | null): void {
  const [first] = rows
  const heads = rows.filter(({ values }) => values.relation === 'head')
  const isUnclear = rows.some(({ values }) => values.relation === undefined)
  if (heads.length === 0 && !isUnclear && first)
    first.problems.push({ column, refusal: rowProblems.noHead({ number: cut(number) }) })
  if (heads.length > 1)
    heads.forEach((head, index) => {
      const other = heads[index === 0 ? 1 : 0]!
      head.problems.push({ column, refusal: rowProblems.twoHeads({ row: other.row }) })
    })
  if (rows.length > membersMax && first)
    first.problems.push({
      column: null,
      refusal: rowProblems.tooManyMembers({ number: cut(number), count: rows.length }),
    })
}

/** The first row that says it counts. */
function statedIn(rows: readonly PersonRow[]): ListedHousehold['stated'] {
  const stated: Partial<Record<ColumnName, { value: Value; row: number }>> = {}
  for (const { name } of householdColumns)
    for (const { row, values } of rows) {
      const value = values[name]
      if (value === undefined) continue
      stated[name] = { value, row }
      break
    }
  return stated
}

function checkStated(rows: readonly PersonRow[], letterOf: (name: ColumnName) => string | null): void {
  const stated = statedIn(rows)
  for (const { name, zh } of householdColumns) {
    const said = stated[name]
    if (said === undefined) continue
    for (const { values, problems } of rows) {
      const value = values[name]
      if (value === undefined || asText(said.value) === asText(value)) continue
      const refusal = rowProblems.householdDiffers({
        ...{ column: zh, row: said.row },
        ...{ other: shown(said.value), text: shown(value) },
      })
      problems.push({ column: letterOf(name), refusal })
    }
  }
}

const shown = (value: Value): string =>
  typeof value === 'object' && 'amount' in value ? String(Number(value.amount) / 100) : asText(value)
