import { FeelDate, FeelDateTime, FeelTime, atMidnight, instantOf, nanosOfDay, offsetAtMoment } from './dates.ts'
import { nanosASecond } from './calendar.ts'
import { spend } from '../meter.ts'
import { DayTime, YearMonth } from './durations.ts'
import { FeelFunction } from './function.ts'
import { Null } from './null.ts'
import { FeelNumber, compareNumbers } from './number.ts'
import { Range, openEnd } from './range.ts'
import { type Value, isContext, isList } from './value.ts'

/** The order of two values of one kind: negative, zero, positive; null when FEEL does not order them. */
export function compareValues(left: Value, right: Value): number | null {
  if (left instanceof FeelNumber) return right instanceof FeelNumber ? compareNumbers(left, right) : null
  if (typeof left === 'string') return typeof right === 'string' ? compareText(left, right) : null
  if (left instanceof FeelDate && right instanceof FeelDate) return left.days - right.days
  if (left instanceof FeelTime) return right instanceof FeelTime ? compareTimes(left, right) : null
  if (left instanceof FeelDateTime || right instanceof FeelDateTime) {
    const one = asMoment(left)
    const other = asMoment(right)
    return one && other && compareMoments(one, other)
  }
  if (left instanceof DayTime && right instanceof DayTime) return compareSizes(left.nanos, right.nanos)
  if (left instanceof YearMonth && right instanceof YearMonth) return left.months - right.months
  return null
}

const asMoment = (value: Value): FeelDateTime | null =>
  value instanceof FeelDateTime ? value : value instanceof FeelDate ? atMidnight(value, true) : null

/** By Unicode code point, not UTF-16 unit, so that 𠮷 sorts behind U+FFxx. */
function compareText(left: string, right: string): number {
  if (left === right) return 0
  const [one, other] = [left[Symbol.iterator](), right[Symbol.iterator]()]
  for (;;) {
    const a = one.next()
    const b = other.next()
    if (a.done || b.done) return a.done ? (b.done ? 0 : -1) : 1
    if (a.value !== b.value) return a.value.codePointAt(0)! - b.value.codePointAt(0)!
  }
}

const compareSizes = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0)

/** Moments compare as instants; a local one and one with an offset have no order. */
function compareMoments(left: FeelDateTime, right: FeelDateTime): number | null {
  if ((offsetAtMoment(left) === null) !== (offsetAtMoment(right) === null)) return null
  return compareSizes(instantOf(left), instantOf(right))
}

const anyDay = new FeelDate(2000, 1, 1)
const timeInstant = (time: FeelTime): bigint =>
  nanosOfDay(time) - BigInt(offsetAtMoment(new FeelDateTime(anyDay, time)) ?? 0) * nanosASecond

function compareTimes(left: FeelTime, right: FeelTime): number | null {
  if (left.isLocal !== right.isLocal) return null
  return compareSizes(timeInstant(left), timeInstant(right))
}

/** FEEL equality: null equals null, kinds that differ have no answer (null here), else true or false. */
export function equal(left: Value, right: Value): boolean | null {
  if (left instanceof Null || right instanceof Null) return left instanceof Null && right instanceof Null
  if (typeof left === 'string' || typeof left === 'boolean') return typeof left === typeof right ? left === right : null
  if (left instanceof FeelNumber) return right instanceof FeelNumber ? compareNumbers(left, right) === 0 : null
  if (isList(left)) return isList(right) ? equalLists(left, right) : null
  if (left instanceof Range) return right instanceof Range ? equalRanges(left, right) : null
  if (left instanceof FeelFunction) return right instanceof FeelFunction ? left === right : null
  if (isContext(left)) return isContext(right) ? equalContexts(left, right) : null
  return equalMoments(left, right)
}

function equalMoments(left: Value, right: Value): boolean | null {
  // FEEL's equality of times looks at whole seconds; only the order sees their fractions.
  if (left instanceof FeelDateTime && right instanceof FeelDateTime) {
    return compareMoments(atSecond(left), atSecond(right)) === 0
  }
  if (left instanceof FeelTime && right instanceof FeelTime) {
    return compareTimes(withoutFraction(left), withoutFraction(right)) === 0
  }
  const order = compareValues(left, right)
  return order === null ? null : order === 0
}

const withoutFraction = (time: FeelTime): FeelTime => new FeelTime(time.seconds, 0, time.offset, time.zone)
const atSecond = (moment: FeelDateTime): FeelDateTime => new FeelDateTime(moment.date, withoutFraction(moment.time))

function equalLists(left: readonly Value[], right: readonly Value[]): boolean {
  spend(left.length)
  return left.length === right.length && left.every((item, index) => equal(item, right[index]!) === true)
}

function equalContexts(left: Value, right: Value): boolean {
  if (!isContext(left) || !isContext(right)) return false
  const names = Object.keys(left)
  spend(names.length)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equal(left[name]!, right[name]!) === true)
  )
}

const equalRanges = (left: Range, right: Range): boolean =>
  left.hasLow === right.hasLow &&
  left.hasHigh === right.hasHigh &&
  left.isPoint === right.isPoint &&
  (left.low === openEnd) === (right.low === openEnd) &&
  (left.high === openEnd) === (right.high === openEnd) &&
  equal(left.low, right.low) === true &&
  equal(left.high, right.high) === true
