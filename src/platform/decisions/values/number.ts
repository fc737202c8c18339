import { Decimal as Library } from 'decimal.js'
import type { Num } from '../contract.ts'

/** Decimals of 34 digits, rounded half to even, as IEEE 754 decimal128 and the DMN standard ask. */
export const Decimal = Library.clone({
  precision: 34,
  rounding: Library.ROUND_HALF_EVEN,
  toExpNeg: -7000,
  toExpPos: 7000,
  maxE: 6144,
  minE: -6176,
})
export type Decimal = Library
export type Rounding = Library.Rounding

const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power)
const scaleMax = 15

/**
 * An exact decimal: `units × 10^-scale` while the units are a safe integer (every amount of money is), otherwise a
 * decimal of 34 digits. Always in its shortest form, so equal numbers have equal fields.
 */
export class FeelNumber implements Num {
  readonly units: number
  /** Decimal places, 0–15. */
  readonly scale: number
  readonly wide: Decimal | null

  constructor(units: number, scale: number, wide: Decimal | null) {
    this.units = units
    this.scale = scale
    this.wide = wide
  }

  get type(): 'number' {
    return 'number'
  }

  get text(): string {
    if (this.wide) return this.wide.toFixed()
    if (this.scale === 0) return String(this.units)
    const digits = String(Math.abs(this.units)).padStart(this.scale + 1, '0')
    return `${this.units < 0 ? '-' : ''}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`
  }

  get decimal(): Decimal {
    return this.wide ?? new Decimal(this.text)
  }

  get isInteger(): boolean {
    return this.wide ? this.wide.isInteger() : this.scale === 0
  }

  get sign(): number {
    return this.wide ? (this.wide.isZero() ? 0 : this.wide.isNegative() ? -1 : 1) : Math.sign(this.units)
  }

  toJSON(): { type: 'number'; text: string } {
    return { type: 'number', text: this.text }
  }
}

const small = Array.from({ length: 1024 }, (_, units) => new FeelNumber(units, 0, null))

/** `units × 10^-scale`, both in the fast range. */
export function exact(units: number, scale: number): FeelNumber {
  let digits = units
  let places = scale
  while (places > 0 && digits % 10 === 0) {
    digits /= 10
    places -= 1
  }
  if (places === 0 && digits >= 0 && digits < 1024) return small[digits + 0] ?? new FeelNumber(digits, 0, null)
  return new FeelNumber(digits === 0 ? 0 : digits, places, null)
}

/** A whole number that fits a safe integer: counts, years, positions. */
export const whole = (value: number): FeelNumber => exact(value, 0)

/** The decimal as a FEEL number; null when it is not finite or outside the range of decimal128. */
export function fromDecimal(value: Decimal): FeelNumber | null {
  if (!value.isFinite()) return null
  if (value.isZero()) return whole(0)
  const places = value.decimalPlaces()
  if (places <= scaleMax && value.precision(true) <= 15) {
    return exact(Math.round(Number(value.times(new Decimal(10).pow(places)).toFixed())), places)
  }
  return new FeelNumber(Number.NaN, 0, value)
}

const numberShape = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/
/** Longest text read as a number. */
const digitsMax = 10_000

/** Reads `-12.50`, `.5`, `1e3`; null for anything else. Rounded to 34 digits. */
export function parseNumber(text: string): FeelNumber | null {
  if (text.length > digitsMax || !numberShape.test(text)) return null
  if (/^-?\d{1,15}$/.test(text)) return exact(Number(text), 0)
  return fromDecimal(new Decimal(text).toSignificantDigits(34))
}

export function add(left: FeelNumber, right: FeelNumber): FeelNumber | null {
  if (left.wide === null && right.wide === null) {
    const scale = Math.max(left.scale, right.scale)
    const units = left.units * powersOfTen[scale - left.scale]! + right.units * powersOfTen[scale - right.scale]!
    if (isSafe(units) && isSafeScaled(left, scale) && isSafeScaled(right, scale)) return exact(units, scale)
  }
  return fromDecimal(left.decimal.plus(right.decimal))
}

export const negate = (value: FeelNumber): FeelNumber =>
  value.wide ? new FeelNumber(Number.NaN, 0, value.wide.negated()) : exact(-value.units, value.scale)

export const subtract = (left: FeelNumber, right: FeelNumber): FeelNumber | null => add(left, negate(right))

export function multiply(left: FeelNumber, right: FeelNumber): FeelNumber | null {
  if (left.wide === null && right.wide === null && left.scale + right.scale <= scaleMax) {
    const units = left.units * right.units
    if (isSafe(units)) return exact(units, left.scale + right.scale)
  }
  return fromDecimal(left.decimal.times(right.decimal))
}

/** Decimal places that a quotient of whole numbers is tried with before the long way is taken. */
const quotientPlaces = 4

/** Null when the divisor is zero. */
export function divide(left: FeelNumber, right: FeelNumber): FeelNumber | null {
  if (right.sign === 0) return null
  if (left.wide === null && right.wide === null) {
    const scale = Math.max(left.scale, right.scale)
    const dividend = left.units * powersOfTen[scale - left.scale]!
    const divisor = right.units * powersOfTen[scale - right.scale]!
    for (let places = 0; places <= quotientPlaces && isSafe(divisor); places += 1) {
      const moved = dividend * powersOfTen[places]!
      if (!isSafe(moved)) break
      if (moved % divisor === 0) return exact(moved / divisor, places)
    }
  }
  return fromDecimal(left.decimal.dividedBy(right.decimal))
}

/** Rounds to fewer decimal places, in whole numbers; null when the number is not in the fast range. */
export function roundExact(value: FeelNumber, places: number, mode: Rounding): FeelNumber | null {
  if (value.wide !== null || places < 0) return null
  if (places >= value.scale) return value
  const unit = powersOfTen[value.scale - places]!
  const rest = value.units % unit
  const whole = (value.units - rest) / unit
  const away = Math.sign(rest)
  const half = Math.abs(rest) * 2 - unit
  const isAway: Partial<Record<Rounding, boolean>> = {
    [Decimal.ROUND_UP]: rest !== 0,
    [Decimal.ROUND_DOWN]: false,
    [Decimal.ROUND_CEIL]: rest > 0,
    [Decimal.ROUND_FLOOR]: rest < 0,
    [Decimal.ROUND_HALF_UP]: half >= 0,
    [Decimal.ROUND_HALF_DOWN]: half > 0,
    [Decimal.ROUND_HALF_EVEN]: half > 0 || (half === 0 && whole % 2 !== 0),
  }
  const moves = isAway[mode]
  return moves === undefined ? null : exact(moves ? whole + away : whole, places)
}

/** Null when the power is not a real number or leaves the range. */
export const power = (base: FeelNumber, exponent: FeelNumber): FeelNumber | null =>
  fromDecimal(base.decimal.pow(exponent.decimal))

export function compareNumbers(left: FeelNumber, right: FeelNumber): number {
  if (left.wide === null && right.wide === null) {
    if (left.scale === right.scale) return left.units < right.units ? -1 : left.units > right.units ? 1 : 0
    const scale = Math.max(left.scale, right.scale)
    const one = left.units * powersOfTen[scale - left.scale]!
    const other = right.units * powersOfTen[scale - right.scale]!
    if (isSafe(one) && isSafe(other)) return one < other ? -1 : one > other ? 1 : 0
  }
  return left.decimal.comparedTo(right.decimal)
}

/** The number as a JavaScript integer, for positions and counts; null when it is none. */
export function toInteger(value: FeelNumber): number | null {
  if (value.wide === null) return value.scale === 0 ? value.units : null
  const integer = value.wide.isInteger() ? value.wide.toNumber() : null
  return integer !== null && Number.isSafeInteger(integer) ? integer : null
}

const isSafe = (units: number): boolean => units <= Number.MAX_SAFE_INTEGER && units >= -Number.MAX_SAFE_INTEGER
const isSafeScaled = (value: FeelNumber, scale: number): boolean =>
  isSafe(value.units * powersOfTen[scale - value.scale]!)
