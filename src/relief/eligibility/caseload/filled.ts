import {
  fillCaseload,
  type Caseload,
  type ColumnSpec,
  type ColumnValues,
  type Layout,
  type LayoutSpec,
} from '#platform/decisions/index.ts'
import type { MemberFacts, Situation } from '#registry/households/facts.ts'
import { memberList, type FactColumn, type FactColumns } from './fact-columns.ts'

/** Larger households are decided one by one: members are unrolled in the kernels. */
const membersMax = 12

/** Households as columns, ready for the kernels of every law that asks for the same facts. */
export interface Filled {
  readonly caseload: Caseload
  /** Place of each household among the columns; −1 for one that is too large, or has a value no column holds. */
  readonly places: Int32Array
}

/** Which households there is room for: their sizes decide for which sizes a kernel is compiled. */
export function layoutOf(columns: FactColumns, situations: readonly Situation[]): LayoutSpec | null {
  const sizes = situations.map(({ members }) => members.length).filter((size) => size <= membersMax)
  if (sizes.length === 0) return null
  const specs = [...columns.household, ...columns.member].map(({ path, spec }): [string, ColumnSpec] => [path, spec])
  const from = sizes.reduce((least, size) => Math.min(least, size), 1)
  const until = sizes.reduce((most, size) => Math.max(most, size), 1)
  const list = { name: memberList, sizes: { from, until } }
  return { ...(columns.member.length > 0 ? { list } : {}), columns: Object.fromEntries(specs) }
}

/** Writes the facts of households into columns. */
export function fillSituations(layout: Layout, columns: FactColumns, situations: readonly Situation[]): Filled {
  const hasList = layout.listName !== null
  const fitting = situations.filter(({ members }) => !hasList || members.length <= membersMax)
  const people = fitting.flatMap(({ members }) => members)
  const firstOf = new Int32Array(fitting.length + 1)
  for (const [index, { members }] of fitting.entries()) firstOf[index + 1] = firstOf[index]! + members.length
  const [unfit, unfitPeople] = [new Uint8Array(fitting.length), new Uint8Array(people.length)]
  const filled: Record<string, ColumnValues> = {}
  for (const column of columns.household) filled[column.path] = fillColumn(layout, column, fitting, unfit)
  for (const column of columns.member) filled[column.path] = fillColumn(layout, column, people, unfitPeople)
  for (let index = 0; index < fitting.length; index += 1)
    for (let at = firstOf[index]!; at < firstOf[index + 1]!; at += 1) unfit[index]! |= unfitPeople[at]!
  const sizes = Int32Array.from(fitting, ({ members }) => members.length)
  const caseload = fillCaseload(layout, { subjects: fitting.length, ...(hasList ? { sizes } : {}), columns: filled })
  const places = new Int32Array(situations.length).fill(-1)
  let place = 0
  for (const [index, situation] of situations.entries()) {
    if (situation !== fitting[place]) continue
    if (unfit[place] === 0) places[index] = place
    place += 1
  }
  return { caseload, places }
}

/** What does not fit is marked and left unknown; its household is not asked for here. */
function fillColumn<Holder extends Situation | MemberFacts>(
  layout: Layout,
  { path, unitsOf }: FactColumn<Holder>,
  holders: readonly Holder[],
  unfit: Uint8Array,
): ColumnValues {
  const { low, high } = layout.find(path)!
  const values = new Int32Array(holders.length)
  const known = new Uint8Array(Math.ceil(holders.length / 8))
  for (let index = 0; index < holders.length; index += 1) {
    const units = unitsOf(holders[index]!)
    if (units === null) continue
    if (!(units >= low && units <= high)) {
      unfit[index] = 1
      continue
    }
    values[index] = units
    known[index >> 3]! |= 1 << (index & 7)
  }
  return { values, known }
}
