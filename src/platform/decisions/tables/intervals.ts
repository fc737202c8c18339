import { compareValues } from '../values/compare.ts'
import { FeelNumber, add, divide, fromDecimal, whole } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import { FeelDate, dateFromDays } from '../values/dates.ts'

/** One end of an interval: `null` is without end. */
export interface End {
  readonly value: Value | null
  /** Does the end itself belong to it? */
  readonly has: boolean
}
export interface Interval {
  readonly low: End
  readonly high: End
}
/** Ordered, disjoint intervals over values of one kind. */
export type ValueSet = readonly Interval[]

const noEnd: End = { value: null, has: false }
export const everything: ValueSet = [{ low: noEnd, high: noEnd }]
export const point = (value: Value): Interval => ({ low: { value, has: true }, high: { value, has: true } })

/** Which low end is further right: negative, zero, positive. */
function compareLow(left: End, right: End): number {
  if (left.value === null || right.value === null) return left.value === right.value ? 0 : left.value === null ? -1 : 1
  return (compareValues(left.value, right.value) ?? 0) || Number(right.has) - Number(left.has)
}
function compareHigh(left: End, right: End): number {
  if (left.value === null || right.value === null) return left.value === right.value ? 0 : left.value === null ? 1 : -1
  return (compareValues(left.value, right.value) ?? 0) || Number(left.has) - Number(right.has)
}

const isEmpty = ({ low, high }: Interval): boolean => {
  if (low.value === null || high.value === null) return false
  const order = compareValues(low.value, high.value) ?? 0
  return order > 0 || (order === 0 && !(low.has && high.has))
}

export function intersect(left: ValueSet, right: ValueSet): ValueSet {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const both: Interval = {
        low: compareLow(one.low, other.low) >= 0 ? one.low : other.low,
        high: compareHigh(one.high, other.high) <= 0 ? one.high : other.high,
      }
      return isEmpty(both) ? [] : [both]
    }),
  )
}

/** The union is kept as a list; its parts may touch. */
export const unite = (sets: readonly ValueSet[]): ValueSet => sets.flat()

/** Everything outside one interval. */
function outside({ low, high }: Interval): ValueSet {
  const below: ValueSet = low.value === null ? [] : [{ low: noEnd, high: { value: low.value, has: !low.has } }]
  const above: ValueSet = high.value === null ? [] : [{ low: { value: high.value, has: !high.has }, high: noEnd }]
  return [...below, ...above]
}
export const complement = (set: ValueSet): ValueSet =>
  set.reduce<ValueSet>((rest, each) => intersect(rest, outside(each)), everything)

export const subtract = (left: ValueSet, right: ValueSet): ValueSet => intersect(left, complement(right))

/** A value inside the interval, to show as an example. */
export function sampleOf({ low, high }: Interval): Value | null {
  if (low.has && low.value !== null) return low.value
  if (high.has && high.value !== null) return high.value
  if (low.value instanceof FeelNumber || high.value instanceof FeelNumber) return sampleNumber(low.value, high.value)
  if (low.value instanceof FeelDate) return dateFromDays(low.value.days + 1)
  if (high.value instanceof FeelDate) return dateFromDays(high.value.days - 1)
  return low.value ?? high.value
}

function sampleNumber(low: Value | null, high: Value | null): Value | null {
  if (low instanceof FeelNumber && high instanceof FeelNumber) {
    const sum = add(low, high)
    const middle = sum && divide(sum, whole(2))
    const rounded = middle && fromDecimal(middle.decimal.floor())
    return rounded && (compareValues(rounded, low) ?? 0) > 0 ? rounded : middle
  }
  if (low instanceof FeelNumber) return add(low, whole(1))
  return high instanceof FeelNumber ? add(high, whole(-1)) : null
}
