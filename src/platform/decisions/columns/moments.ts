import { civilFromDays } from '../values/calendar.ts'
import { addMonths, dateFromDays } from '../values/dates.ts'
import type { Graph } from './graph.ts'
import { notSupported } from './not-columnar.ts'
import { addUnits, chooseScaled, extreme, fixedUnits, less, quotient } from './numbers.ts'
import type { Scaled } from './shape.ts'
import { stepOf, withStep } from './steps.ts'

interface Civil {
  readonly year: Scaled
  readonly month: Scaled
  readonly day: Scaled
}

/** Year, month and day of a date, by whole-number divisions as in `values/calendar`. */
function civilOf(graph: Graph, date: Scaled): Civil {
  const number = (units: bigint): Scaled => fixedUnits(graph, 'number', units, 1n)
  if (date.low === date.high) {
    const { year, month, day } = civilFromDays(Number(date.low))
    return { year: number(BigInt(year)), month: number(BigInt(month)), day: number(BigInt(day)) }
  }
  const plus = (left: Scaled, right: Scaled): Scaled => addUnits(graph, 'add', left, right, 'number')
  const minus = (left: Scaled, right: Scaled): Scaled => addUnits(graph, 'sub', left, right, 'number')
  const over = (value: Scaled, by: bigint, factor = 1n, add = 0n): Scaled => quotient(graph, value, by, factor, add)
  const within = (value: Scaled, low: bigint, high: bigint): Scaled => ({ ...value, low, high })
  const shifted = plus({ ...date, of: 'number' }, number(719_468n))
  const era = over(shifted, 146_097n)
  const dayOfEra = within(minus(shifted, product(graph, era, 146_097n)), 0n, 146_096n)
  const leaps = minus(minus(over(dayOfEra, 36_524n), over(dayOfEra, 1460n)), over(dayOfEra, 146_096n))
  const yearOfEra = within(over(plus(dayOfEra, leaps), 365n), 0n, 399n)
  const yearDays = minus(plus(product(graph, yearOfEra, 365n), over(yearOfEra, 4n)), over(yearOfEra, 100n))
  const dayOfYear = within(minus(dayOfEra, yearDays), 0n, 365n)
  const shiftedMonth = within(over(dayOfYear, 153n, 5n, 2n), 0n, 11n)
  const day = within(plus(minus(dayOfYear, over(shiftedMonth, 5n, 153n, 2n)), number(1n)), 1n, 31n)
  const isEarly = less(graph, number(9n), shiftedMonth)
  const month = within(plus(shiftedMonth, chooseScaled(graph, isEarly, number(-9n), number(3n))), 1n, 12n)
  const years = plus(yearOfEra, product(graph, era, 400n))
  const year = plus(years, chooseScaled(graph, isEarly, number(1n), number(0n)))
  return { year, month, day }
}

const product = (graph: Graph, value: Scaled, factor: bigint): Scaled => quotient(graph, value, 1n, factor)

/** `date.year`, `duration.months`; refused where a part is not there in columns. */
export function partOf(graph: Graph, value: Scaled, name: string): Scaled {
  if (value.of === 'date' && (name === 'year' || name === 'month' || name === 'day')) {
    return { ...civilOf(graph, value)[name], of: 'number', known: value.known }
  }
  if (value.of === 'days' && name === 'days') return { ...value, of: 'number' }
  if (value.of === 'months' && (name === 'years' || name === 'months')) {
    const years = towardsZero(graph, value)
    if (name === 'years') {
      const step = stepOf(value)
      return withStep({ ...years, of: 'number' }, step && { day: step.day, at: (day) => step.at(day) / 12n })
    }
    return { ...addUnits(graph, 'sub', value, product(graph, years, 12n), 'number'), low: -11n, high: 11n }
  }
  throw notSupported(`“${name}”`, `“${name}”`)
}

function towardsZero(graph: Graph, months: Scaled): Scaled {
  const floored = quotient(graph, months, 12n)
  if (months.low >= 0n) return floored
  const isNegative = less(graph, months, { ...fixedUnits(graph, months.of, 0n, 1n) })
  return chooseScaled(graph, isNegative, quotient(graph, months, 12n, 1n, 11n), floored)
}

/** Whole months from one date to another, negative when it lies before. */
export function monthsBetween(graph: Graph, from: Scaled, to: Scaled): Scaled {
  const [start, end] = [civilOf(graph, from), civilOf(graph, to)]
  const index = ({ year, month }: Civil): Scaled => addUnits(graph, 'add', product(graph, year, 12n), month, 'number')
  const count = (early: Civil, late: Civil): Scaled => {
    const months = addUnits(graph, 'sub', index(late), index(early), 'months')
    const isCut = less(graph, late.day, early.day)
    const cut = chooseScaled(graph, isCut, fixedUnits(graph, 'months', 1n, 1n), fixedUnits(graph, 'months', 0n, 1n))
    return addUnits(graph, 'sub', months, cut, 'months')
  }
  const known = graph.and(from.known, to.known)
  const forward = count(start, end)
  const isBack = less(graph, to, from)
  const back = isBack === graph.no ? forward : quotient(graph, count(end, start), 1n, -1n)
  const months = { ...chooseScaled(graph, isBack, back, forward), of: 'months' as const, known }
  if (to.low !== to.high) return months
  return withStep(months, { day: from, at: (day) => monthsTo(day, to.low) })
}

function monthsTo(from: bigint, to: bigint): bigint {
  const isForward = to >= from
  const [early, late] = (isForward ? [from, to] : [to, from]).map((days) => civilFromDays(Number(days)))
  const months = (late!.year - early!.year) * 12 + late!.month - early!.month - (late!.day < early!.day ? 1 : 0)
  return BigInt(isForward ? months : -months)
}

/** The same day so many months later, or the last day of that month when it is shorter, as `values/dates` has it. */
export function monthsLater(graph: Graph, date: Scaled, months: Scaled): Scaled {
  const number = (units: bigint): Scaled => fixedUnits(graph, 'number', units, 1n)
  const plus = (left: Scaled, right: Scaled): Scaled => addUnits(graph, 'add', left, right, 'number')
  const { year, month, day } = civilOf(graph, date)
  const index = plus(plus(product(graph, year, 12n), month), { ...months, of: 'number' })
  const first = monthStart(graph, index)
  const length = {
    ...addUnits(graph, 'sub', monthStart(graph, plus(index, number(1n))), first, 'number'),
    low: 28n,
    high: 31n,
  }
  const moved = plus(plus(first, extreme(graph, 'min', day, length)), number(-1n))
  // Neither an earlier day nor fewer months ever lead to a later day, so the ends of the intervals give the ends.
  const [low, high] = [shifted(date.low, months.low), shifted(date.high, months.high)]
  return { ...moved, of: 'date', low, high, known: graph.and(date.known, months.known) }
}

/** Days from 1970-01-01 to the first of a month, by its number `12 × year + month`: years begin in March here. */
function monthStart(graph: Graph, index: Scaled): Scaled {
  const plus = (left: Scaled, right: Scaled): Scaled => addUnits(graph, 'add', left, right, 'number')
  const minus = (left: Scaled, right: Scaled): Scaled => addUnits(graph, 'sub', left, right, 'number')
  const since = plus(index, fixedUnits(graph, 'number', -3n, 1n))
  const year = quotient(graph, since, 12n)
  const month = { ...minus(since, product(graph, year, 12n)), low: 0n, high: 11n }
  const leaps = plus(minus(quotient(graph, year, 4n), quotient(graph, year, 100n)), quotient(graph, year, 400n))
  const days = plus(plus(product(graph, year, 365n), leaps), quotient(graph, month, 5n, 153n, 2n))
  return plus(days, fixedUnits(graph, 'number', -719_468n, 1n))
}

function shifted(days: bigint, months: bigint): bigint {
  const date = dateFromDays(Number(days))
  const moved = date && addMonths(date, Number(months))
  if (!moved) throw notSupported('可能超出日历的日期', 'a date that may leave the calendar')
  return BigInt(moved.days)
}
