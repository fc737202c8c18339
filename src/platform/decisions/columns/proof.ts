import { NotColumnar } from './not-columnar.ts'

/** Everything is computed in whole numbers that a double holds exactly. */
const exactMax = 2n ** 53n - 1n
/** A quotient is taken by multiplication with the inverse, which is exact up to here. */
const dividendMax = 2n ** 50n
const intMax = 2n ** 31n - 1n

export const fitsInt = (low: bigint, high: bigint): boolean => low > -intMax && high < intMax

export interface Interval {
  readonly low: bigint
  readonly high: bigint
}

/** @throws NotColumnar when a result could leave the range in which it is exact. */
export function proven(low: bigint, high: bigint, max = exactMax): Interval {
  if (low >= -max && high <= max) return { low, high }
  throw new NotColumnar(
    'columns-range',
    `不能证明算得准：结果可能从 ${low} 到 ${high}，超过 ${max}`,
    `no proof that this stays exact: the result may lie between ${low} and ${high}, beyond ${max}`,
  )
}
export const provenDividend = (low: bigint, high: bigint): Interval => proven(low, high, dividendMax)

export const gcd = (left: bigint, right: bigint): bigint => {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right]
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
export const lcm = (left: bigint, right: bigint): bigint => (left / gcd(left, right)) * right

/** Is one over this a decimal that ends, so that FEEL's 34 digits hold it? */
export function isDecimal(den: bigint): boolean {
  let rest = den < 0n ? -den : den
  while (rest % 2n === 0n) rest /= 2n
  while (rest % 5n === 0n) rest /= 5n
  return rest === 1n
}

/**
 * Decimal places that a denominator may ask for: with 16 digits of units, 31 digits at most, which FEEL's 34 hold. So a
 * quotient that is a decimal is exact in both, and one that is not lies far enough from every decimal compared with it.
 */
const placesMax = 15

export function provenDenominator(den: bigint): bigint {
  if (placesOf(den, 2n) <= placesMax && placesOf(den, 5n) <= placesMax) return den
  throw new NotColumnar(
    'columns-range',
    `不能证明算得准：小数超过 ${placesMax} 位`,
    `no proof that this stays exact: it has more than ${placesMax} decimal places`,
  )
}

function placesOf(den: bigint, factor: bigint): number {
  let places = 0
  for (let rest = den; rest % factor === 0n; rest /= factor) places += 1
  return places
}

/** Products of four corners. */
export function product(a: Interval, b: Interval): Interval {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
  const sorted = corners.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))
  return { low: sorted[0]!, high: sorted[3]! }
}
export const floorDiv = (value: bigint, by: bigint): bigint => {
  const quotient = value / by
  return value % by !== 0n && value < 0n !== by < 0n ? quotient - 1n : quotient
}
export const ceilDiv = (value: bigint, by: bigint): bigint => -floorDiv(-value, by)
export const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right)
export const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right)
