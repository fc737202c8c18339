import { arithmetic } from '../operations/arithmetic.ts'
import { compareValues } from '../values/compare.ts'
import { Null, failure, unusable } from '../values/null.ts'
import { Decimal, FeelNumber, fromDecimal } from '../values/number.ts'
import { type Type, anyType, listOf, numberType } from '../values/type.ts'
import { amountTypes, orderedTypes } from './kinds.ts'
import type { Value } from '../values/value.ts'
import { distinct, isSame } from './equality.ts'
import { defineOverList } from './define.ts'

const nullsOf = (items: readonly Value[]): Null | undefined => {
  const nulls = items.filter((item) => item instanceof Null)
  return nulls.length > 0 ? unusable(nulls, '列表里有空值', 'the list contains null') : undefined
}
const nothing = (name: string) => failure(`“${name}”的列表是空的`, `the list of “${name}” is empty`)

function total(items: readonly Value[]): Value | undefined {
  if (items.length === 0) return nothing('sum')
  const nulls = nullsOf(items)
  if (nulls) return nulls
  if (typeof items[0] === 'string') return undefined
  return items.slice(1).reduce<Value>((sum, item) => arithmetic['+'](sum, item), items[0]!)
}

const isNumbers = (items: readonly Value[]): items is readonly FeelNumber[] =>
  items.every((item) => item instanceof FeelNumber)
const byValue = (items: readonly FeelNumber[]): FeelNumber[] =>
  items.toSorted((left, right) => compareValues(left, right) ?? 0)

/** A statistic of numbers only. */
const statistic = (
  name: string,
  compute: (items: readonly FeelNumber[]) => Value | undefined,
  result: Type = numberType,
) =>
  defineOverList(
    name,
    [numberType],
    result,
    (items) => nullsOf(items) ?? (isNumbers(items) ? compute(items) : undefined),
  )

const decimalSum = (items: readonly FeelNumber[]): Decimal =>
  items.reduce((sum, item) => sum.plus(item.decimal), new Decimal(0))
const average = (items: readonly FeelNumber[]): Decimal => decimalSum(items).dividedBy(items.length)

function median(items: readonly FeelNumber[]): Value | undefined {
  if (items.length === 0) return nothing('median')
  const sorted = byValue(items)
  const middle = sorted.length >> 1
  if (sorted.length % 2 === 1) return sorted[middle]
  return fromDecimal(sorted[middle - 1]!.decimal.plus(sorted[middle]!.decimal).dividedBy(2)) ?? undefined
}

function deviation(items: readonly FeelNumber[]): Value | undefined {
  if (items.length < 2) return nothing('stddev')
  const mean = average(items)
  const squares = items.reduce((sum, item) => sum.plus(item.decimal.minus(mean).pow(2)), new Decimal(0))
  return fromDecimal(squares.dividedBy(items.length - 1).sqrt()) ?? undefined
}

function mode(items: readonly FeelNumber[]): Value {
  const counts = distinct(items).map((item) => ({ item, count: items.filter((each) => isSame(each, item)).length }))
  const most = Math.max(...counts.map(({ count }) => count))
  return byValue(counts.filter(({ count }) => count === most).map(({ item }) => item as FeelNumber))
}

const extreme = (name: string, sign: 1 | -1) =>
  defineOverList(name, orderedTypes, anyType, (items) => {
    if (items.length === 0) return nothing(name)
    const nulls = nullsOf(items)
    if (nulls) return nulls
    let best = items[0]!
    for (const item of items) {
      const order = compareValues(item, best)
      if (order === null) return undefined
      if (order * sign > 0) best = item
    }
    return best
  })

export const statisticFunctions = [
  extreme('min', -1),
  extreme('max', 1),
  defineOverList('sum', amountTypes, anyType, total),
  statistic('mean', (items) => (items.length === 0 ? nothing('mean') : (fromDecimal(average(items)) ?? undefined))),
  statistic('median', median),
  statistic('stddev', deviation),
  statistic('mode', mode, listOf(numberType)),
  statistic('product', (items) =>
    items.length === 0
      ? nothing('product')
      : items.slice(1).reduce<Value>((product, item) => arithmetic['*'](product, item), items[0]!),
  ),
]
