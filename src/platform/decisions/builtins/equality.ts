import { spend } from '../meter.ts'
import { equal } from '../values/compare.ts'
import type { Value } from '../values/value.ts'

export const isSame = (left: Value, right: Value): boolean => equal(left, right) === true
export const indexOf = (items: readonly Value[], value: Value): number => items.findIndex((item) => isSame(item, value))

/** Is it the first of its kind? Asking it of every item is the square of the length, and counts as such. */
function isFirst(items: readonly Value[], item: Value, index: number): boolean {
  if (items.length > 64) spend(items.length >> 4)
  return indexOf(items, item) === index
}
export const distinct = (items: readonly Value[]): Value[] => items.filter((item, index) => isFirst(items, item, index))
export const repeated = (items: readonly Value[]): Value[] =>
  items.filter((item, index) => !isFirst(items, item, index))
