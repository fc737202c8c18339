import { householdColumns } from './household-columns.ts'
import { personColumns } from './person-columns.ts'
import type { Words } from './words.ts'

/** Every column of a list, in the order of the template. */
export type ColumnName = (typeof personColumns)[number]['name'] | (typeof householdColumns)[number]['name']

export interface Column {
  readonly name: ColumnName
  readonly zh: string
  readonly en: string
  /** Other names offices use for it. Spaces, brackets and units are taken off before comparing. */
  readonly aliases: readonly string[]
  /** What belongs in it, in a sentence; stands on the template's second sheet and in the heading's note. */
  readonly says: string
  /** In the filled example: head and spouse. */
  readonly example: readonly [string, string]
  readonly reads: 'text' | 'id-number' | 'place' | 'words' | 'amount' | 'count' | 'day' | 'month'
  readonly words?: Words<unknown>
  /** Money per month or per year, where the heading does not say; `null`: a sum of money, not a flow. */
  readonly per?: 'month' | 'year' | null
  /** Stated once for a household: in the head's row, or the same in every row. */
  readonly isOfHousehold?: true
  /** Without this column no list can be read. */
  readonly isNeeded?: true
}

export const columns: readonly Column[] = [...personColumns, ...householdColumns]
const byName = new Map(columns.map((column) => [column.name, column]))
export const columnOf = (name: ColumnName): Column => byName.get(name)!
export const isColumnName = (name: string): name is ColumnName => byName.has(name as ColumnName)

/** The heading of the template: `工资性收入（元/月）`. */
export function headingOf({ zh, reads, per }: Column): string {
  if (reads !== 'amount') return zh
  return per === null ? `${zh}（元）` : `${zh}（元/${per === 'year' ? '年' : '月'}）`
}
