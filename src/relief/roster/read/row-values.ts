import { columns, type ColumnName } from '../columns/columns.ts'
import type { Value } from './person-row.ts'

/** What one row says, by column; an empty cell says nothing. */
export type RowValues = Readonly<Partial<Record<ColumnName, Value>>>

/**
 * Fifty thousand rows stand in memory at once. An object that is filled by name becomes a hash table of 1.5 kB; a list in
 * the order of the columns is a fifth of it. Reading by name goes through the prototype.
 */
class CompactValues {
  readonly cells: readonly (Value | undefined)[]
  constructor(cells: readonly (Value | undefined)[]) {
    this.cells = cells
  }
}
const positions = new Map(columns.map(({ name }, index) => [name, index]))
for (const [name, index] of positions)
  Object.defineProperty(CompactValues.prototype, name, {
    get(this: CompactValues) {
      return this.cells[index]
    },
  })

export const compactValues = (values: ReadonlyMap<ColumnName, Value>): RowValues => {
  const cells: (Value | undefined)[] = []
  for (const [name, value] of values) cells[positions.get(name)!] = value
  // Copied, the list is as long as its last value and no longer.
  return new CompactValues(Array.from(cells)) as RowValues
}
