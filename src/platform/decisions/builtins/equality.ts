import { equal } from '../values/compare.ts'
import type { Value } from '../values/value.ts'

export const isSame = (left: Value, right: Value): boolean => equal(left, right) === true
export const indexOf = (items: readonly Value[], value: Value): number => items.findIndex((item) => isSame(item, value))
export const distinct = (items: readonly Value[]): Value[] =>
  items.filter((item, index) => indexOf(items, item) === index)
