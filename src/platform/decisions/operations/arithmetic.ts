import { spendOnText } from '../meter.ts'
import { nanosADay, nanosASecond } from '../values/calendar.ts'
import {
  FeelDate,
  FeelDateTime,
  FeelTime,
  addMonths,
  addNanos,
  atMidnight,
  instantOf,
  nanosOfDay,
  offsetAtMoment,
  timeFromNanos,
} from '../values/dates.ts'
import { DayTime, YearMonth } from '../values/durations.ts'
import { Null, failure, unusable } from '../values/null.ts'
import { Decimal, FeelNumber, add, divide, fromDecimal, multiply, negate, power, subtract } from '../values/number.ts'
import { showValue } from '../values/text.ts'
import type { Value } from '../values/value.ts'

export type ArithmeticSign = '+' | '-' | '*' | '/' | '**'
type Binary = (left: Value, right: Value) => Value

const tooLarge = failure('结果超出可表示的范围', 'the result is outside the representable range')
const divisionByZero = failure('除数为零', 'division by zero')

export const arithmetic: Readonly<Record<ArithmeticSign, Binary>> = {
  '+': (left, right) =>
    left instanceof FeelNumber && right instanceof FeelNumber
      ? (add(left, right) ?? tooLarge)
      : slow('+', left, right, plus),
  '-': (left, right) =>
    left instanceof FeelNumber && right instanceof FeelNumber
      ? (subtract(left, right) ?? tooLarge)
      : slow('-', left, right, minus),
  '*': (left, right) =>
    left instanceof FeelNumber && right instanceof FeelNumber
      ? (multiply(left, right) ?? tooLarge)
      : slow('*', left, right, times),
  '/': (left, right) =>
    left instanceof FeelNumber && right instanceof FeelNumber
      ? (divide(left, right) ?? (right.sign === 0 ? divisionByZero : tooLarge))
      : slow('/', left, right, over),
  '**': (left, right) =>
    left instanceof FeelNumber && right instanceof FeelNumber
      ? (power(left, right) ?? tooLarge)
      : slow('**', left, right, () => undefined),
}

function slow(
  sign: string,
  left: Value,
  right: Value,
  operate: (left: Value, right: Value) => Value | undefined,
): Value {
  const nulls = [left, right].filter((value) => value instanceof Null)
  if (nulls.length > 0) return unusable(nulls, `不能用空值计算“${sign}”`, `“${sign}” cannot be computed with null`)
  return (
    operate(left, right) ??
    failure(
      `不能计算 ${showValue(left)} ${sign} ${showValue(right)}：类型不合`,
      `cannot compute ${showValue(left)} ${sign} ${showValue(right)}: the types do not fit`,
    )
  )
}

function plus(left: Value, right: Value): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    spendOnText(left.length + right.length)
    return left + right
  }
  if (left instanceof DayTime && right instanceof DayTime) return new DayTime(left.nanos + right.nanos)
  if (left instanceof YearMonth && right instanceof YearMonth) return new YearMonth(left.months + right.months)
  return shift(left, right, 1) ?? shift(right, left, 1)
}

function minus(left: Value, right: Value): Value | undefined {
  if (left instanceof DayTime && right instanceof DayTime) return new DayTime(left.nanos - right.nanos)
  if (left instanceof YearMonth && right instanceof YearMonth) return new YearMonth(left.months - right.months)
  if (left instanceof FeelTime && right instanceof FeelTime) return timeDifference(left, right)
  return shift(left, right, -1) ?? difference(left, right)
}

/** A date, time or moment moved by a duration. */
function shift(moment: Value, by: Value, direction: 1 | -1): Value | undefined {
  if (by instanceof YearMonth) {
    if (moment instanceof FeelDate) return addMonths(moment, direction * by.months) ?? tooLarge
    if (moment instanceof FeelDateTime) {
      const date = addMonths(moment.date, direction * by.months)
      return date ? new FeelDateTime(date, moment.time) : tooLarge
    }
  }
  if (by instanceof DayTime) {
    const nanos = direction === 1 ? by.nanos : -by.nanos
    if (moment instanceof FeelDate) return addNanos(atMidnight(moment), nanos)?.date ?? tooLarge
    if (moment instanceof FeelDateTime) return addNanos(moment, nanos) ?? tooLarge
    if (moment instanceof FeelTime) {
      const wall = (((nanosOfDay(moment) + nanos) % nanosADay) + nanosADay) % nanosADay
      return timeFromNanos(wall, moment.offset, moment.zone)
    }
  }
  return undefined
}

const asMoment = (value: Value): FeelDateTime | undefined =>
  value instanceof FeelDateTime ? value : value instanceof FeelDate ? atMidnight(value, true) : undefined

function difference(left: Value, right: Value): Value | undefined {
  const one = asMoment(left)
  const other = asMoment(right)
  if (!one || !other) return undefined
  if ((offsetAtMoment(one) === null) !== (offsetAtMoment(other) === null)) {
    return failure(
      '一个时间有时区，另一个没有，不能相减',
      'one moment has a zone and the other has none: they have no difference',
    )
  }
  return new DayTime(instantOf(one) - instantOf(other))
}

function timeDifference(left: FeelTime, right: FeelTime): Value | undefined {
  if (left.isLocal !== right.isLocal) return undefined
  const zero = BigInt((left.offset ?? 0) - (right.offset ?? 0)) * nanosASecond
  return new DayTime(nanosOfDay(left) - nanosOfDay(right) - zero)
}

function times(left: Value, right: Value): Value | undefined {
  if (right instanceof FeelNumber) return scale(left, right.decimal)
  return left instanceof FeelNumber ? scale(right, left.decimal) : undefined
}

function over(left: Value, right: Value): Value | undefined {
  if (right instanceof FeelNumber) {
    return right.sign === 0 ? divisionByZero : scale(left, new Decimal(1).dividedBy(right.decimal), right.decimal)
  }
  if (left instanceof DayTime && right instanceof DayTime) return ratio(left.nanos, right.nanos)
  if (left instanceof YearMonth && right instanceof YearMonth) return ratio(BigInt(left.months), BigInt(right.months))
  return undefined
}

const ratio = (left: bigint, right: bigint): Value =>
  right === 0n
    ? divisionByZero
    : (fromDecimal(new Decimal(left.toString()).dividedBy(new Decimal(right.toString()))) ?? tooLarge)

/** A duration times a factor; with a divisor, divided exactly by it instead. Cut to whole nanoseconds or months. */
function scale(duration: Value, factor: Decimal, divisor?: Decimal): Value | undefined {
  const apply = (size: string): Decimal =>
    (divisor ? new Decimal(size).dividedBy(divisor) : new Decimal(size).times(factor)).trunc()
  if (duration instanceof DayTime) return new DayTime(BigInt(apply(duration.nanos.toString()).toFixed()))
  if (duration instanceof YearMonth) {
    const months = apply(String(duration.months)).toNumber()
    return Number.isSafeInteger(months) ? new YearMonth(months) : tooLarge
  }
  return undefined
}

export function negateValue(value: Value): Value {
  if (value instanceof FeelNumber) return negate(value)
  if (value instanceof DayTime) return new DayTime(-value.nanos)
  if (value instanceof YearMonth) return new YearMonth(-value.months)
  if (value instanceof Null) return value
  return failure(`不能对 ${showValue(value)} 取负`, `cannot negate ${showValue(value)}`)
}
