import { DayTime, YearMonth } from '../values/durations.ts'
import { nanosADay } from '../values/calendar.ts'
import { FeelDate } from '../values/dates.ts'
import { FeelNumber } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import type { Graph, Lane } from './graph.ts'
import { notSupported } from './not-columnar.ts'
import {
  type Interval,
  fitsInt,
  floorDiv,
  gcd,
  isDecimal,
  larger,
  lcm,
  product,
  proven,
  provenDenominator,
  provenDividend,
  smaller,
} from './proof.ts'
import type { Scaled, ScaledKind } from './shape.ts'

/** A fixed value as a whole number over a denominator; null when it is none. */
export function fixedScaled(graph: Graph, value: Value): Scaled | null {
  if (value instanceof FeelNumber) {
    const [whole = '0', decimals = ''] = value.text.split('.')
    if (decimals.length > 15)
      throw notSupported(`超过 15 位小数的 ${value.text}`, `more than 15 decimals: ${value.text}`)
    return fixedUnits(graph, 'number', BigInt(whole + decimals), 10n ** BigInt(decimals.length))
  }
  if (value instanceof FeelDate) return fixedUnits(graph, 'date', BigInt(value.days), 1n)
  if (value instanceof YearMonth) return fixedUnits(graph, 'months', BigInt(value.months), 1n)
  if (!(value instanceof DayTime)) return null
  if (value.nanos % nanosADay !== 0n) throw notSupported('不是整天的期间', 'a duration that is not whole days')
  return fixedUnits(graph, 'days', value.nanos / nanosADay, 1n)
}

export function fixedUnits(graph: Graph, of: ScaledKind, units: bigint, den: bigint): Scaled {
  const { low, high } = proven(units, units)
  return { kind: 'scaled', of, units: graph.whole(Number(low)), den, low, high, known: graph.yes }
}

/** The result of whole-number lanes, proven to stay exact. */
function whole(
  graph: Graph,
  op: 'add' | 'sub' | 'mul' | 'min' | 'max',
  [left, right]: readonly [Lane, Lane],
  range: Interval,
): Lane {
  const { low, high } = proven(range.low, range.high)
  return graph.arithmetic(op, left, right, fitsInt(low, high))
}

/** The same value over another denominator, a multiple of its own. */
export function rescale(graph: Graph, value: Scaled, den: bigint): Scaled {
  if (den === value.den) return value
  const factor = den / value.den
  const range = proven(value.low * factor, value.high * factor)
  const units = whole(graph, 'mul', [value.units, graph.whole(Number(factor))], range)
  return { ...value, units, den, ...range }
}

export function align(graph: Graph, left: Scaled, right: Scaled): readonly [Scaled, Scaled] {
  const den = lcm(left.den, right.den)
  return [rescale(graph, left, den), rescale(graph, right, den)]
}

const isUnrounded = (value: Scaled): boolean => !isDecimal(value.den)
/** FEEL rounds a quotient to 34 digits; what is still exact is written here, the rest is refused. */
function refuseUnrounded(left: Scaled, right: Scaled): void {
  if (isUnrounded(left) && isUnrounded(right)) throw unrounded()
}
export const unrounded = () =>
  notSupported('没有取整的商还要参加运算，请先取整', 'an unrounded quotient takes part in this; round it first')

export function addUnits(graph: Graph, op: 'add' | 'sub', left: Scaled, right: Scaled, of: ScaledKind): Scaled {
  refuseUnrounded(left, right)
  const [one, other] = align(graph, left, right)
  const range =
    op === 'add'
      ? { low: one.low + other.low, high: one.high + other.high }
      : { low: one.low - other.high, high: one.high - other.low }
  const units = whole(graph, op, [one.units, other.units], range)
  return { kind: 'scaled', of, units, den: one.den, ...range, known: graph.and(left.known, right.known) }
}

export function multiply(graph: Graph, left: Scaled, right: Scaled): Scaled {
  if (isFixed(left) && !isFixed(right)) return multiply(graph, right, left)
  // A power of two or five moves no digit that was cut off; any other factor would show what FEEL has rounded.
  const isHarmless = isFixed(right) && right.low !== 0n && isDecimal(right.low)
  if ((isUnrounded(left) && !isHarmless) || isUnrounded(right)) throw unrounded()
  const common = isFixed(right) ? gcd(right.low, left.den) : 1n
  const factor = isFixed(right) ? { low: right.low / common, high: right.low / common } : right
  const range = product(left, factor)
  const by = isFixed(right) ? graph.whole(Number(factor.low)) : right.units
  const units = whole(graph, 'mul', [left.units, by], range)
  const den = provenDenominator((left.den / common) * right.den)
  return { kind: 'scaled', of: left.of, units, den, ...range, known: graph.and(left.known, right.known) }
}

const isFixed = (value: Scaled): boolean => value.low === value.high

/** Division; by a fixed number, or by a small count such as the number of its items. Unknown where the divisor is zero. */
export function divide(graph: Graph, left: Scaled, right: Scaled): Scaled {
  if (!isFixed(right)) return divideByCount(graph, left, right)
  if (right.low === 0n) return { ...left, known: graph.no }
  if (isUnrounded(right)) throw unrounded()
  const [up, down] = right.low < 0n ? [-right.den, -right.low] : [right.den, right.low]
  const common = gcd(up, down)
  const cancelled = gcd(up / common, left.den)
  const { low, high, units } = times(graph, left, up / common / cancelled)
  const den = provenDenominator((left.den / cancelled) * (down / common))
  return { kind: 'scaled', of: left.of, units, den, low, high, known: graph.and(left.known, right.known) }
}

/** Largest count that may divide: the common multiple of the numbers up to it is still small. */
const countMax = 16n

function divideByCount(graph: Graph, left: Scaled, right: Scaled): Scaled {
  if (right.den !== 1n || right.low < 0n || right.high > countMax) {
    throw notSupported(
      `除数不是定数，也不是 ${countMax} 以内的个数`,
      `the divisor is neither fixed nor a count up to ${countMax}`,
    )
  }
  let multiple = 1n
  for (let count = 1n; count <= right.high; count += 1n) multiple = lcm(multiple, count)
  let factor = fixedUnits(graph, 'number', multiple, 1n)
  for (let count = larger(2n, right.low); count <= right.high; count += 1n) {
    const isCount = graph.compare('same', right.units, graph.whole(Number(count)))
    factor = chooseScaled(graph, isCount, fixedUnits(graph, 'number', multiple / count, 1n), factor)
  }
  const range = product(left, factor)
  const isZero = right.low === 0n ? graph.compare('same', right.units, graph.whole(0)) : graph.no
  return {
    kind: 'scaled',
    of: left.of,
    units: whole(graph, 'mul', [left.units, factor.units], range),
    den: provenDenominator(left.den * multiple),
    ...range,
    known: graph.and(graph.and(left.known, right.known), graph.not(isZero)),
  }
}

function times(graph: Graph, value: Scaled, factor: bigint): { low: bigint; high: bigint; units: Lane } {
  const range = product(value, { low: factor, high: factor })
  return { ...range, units: whole(graph, 'mul', [value.units, graph.whole(Number(factor))], range) }
}

export const negate = (graph: Graph, value: Scaled): Scaled => ({ ...value, ...times(graph, value, -1n) })

/** One less than the other, for values of one kind. */
export function less(graph: Graph, left: Scaled, right: Scaled): Lane {
  refuseUnrounded(left, right)
  const [one, other] = align(graph, left, right)
  if (one.high < other.low) return graph.yes
  if (one.low >= other.high) return graph.no
  return graph.compare('less', one.units, other.units)
}

export function same(graph: Graph, left: Scaled, right: Scaled): Lane {
  refuseUnrounded(left, right)
  const [one, other] = align(graph, left, right)
  if (one.high < other.low || other.high < one.low) return graph.no
  if (one.low === one.high && other.low === other.high && one.low === other.low) return graph.yes
  return graph.compare('same', one.units, other.units)
}

/** The smaller or larger of two, both known. */
export function extreme(graph: Graph, op: 'min' | 'max', left: Scaled, right: Scaled): Scaled {
  refuseUnrounded(left, right)
  const [one, other] = align(graph, left, right)
  const pick = op === 'min' ? smaller : larger
  const range = { low: pick(one.low, other.low), high: pick(one.high, other.high) }
  const units = whole(graph, op, [one.units, other.units], range)
  return { ...one, units, ...range, known: graph.and(left.known, right.known) }
}

/** `floor((units × times + plus) / by)`, narrowed back to 32 bits where it fits. */
export function quotient(graph: Graph, value: Scaled, by: bigint, factor = 1n, plus = 0n): Scaled {
  const scaled = times(graph, value, factor)
  const moved = { low: scaled.low + plus, high: scaled.high + plus }
  provenDividend(moved.low, moved.high)
  const dividend = whole(graph, 'add', [scaled.units, graph.whole(Number(plus))], moved)
  const range = { low: floorDiv(moved.low, by), high: floorDiv(moved.high, by) }
  const floored = graph.quotient(dividend, Number(by))
  const units = fitsInt(range.low, range.high) ? graph.as('int', floored) : floored
  return { ...value, units, den: 1n, ...range }
}

/** One of two by a mask; both of one kind. */
export function chooseScaled(graph: Graph, mask: Lane, yes: Scaled, no: Scaled): Scaled {
  const [one, other] = align(graph, yes, no)
  return {
    kind: 'scaled',
    of: one.of,
    units: graph.select(mask, one.units, other.units),
    den: one.den,
    low: smaller(one.low, other.low),
    high: larger(one.high, other.high),
    known: graph.select(mask, one.known, other.known),
  }
}
