import type { Node } from '../syntax/node.ts'
import {
  type Measure,
  type Quantity,
  type Rest,
  constant,
  decimalPlaces,
  meet,
  quantity,
  unknown,
  worseRest,
} from './measure.ts'
import type { Check } from './check.ts'
import { type Unit, combine, distinct, plainUnit } from './unit.ts'

type Operand = readonly [node: Node, measure: Measure]

/** The measure of `left sign right`; what does not fit is reported. */
export function measureOperation(check: Check, node: Node, sign: string, left: Operand, right: Operand): Measure {
  switch (sign) {
    case '+':
    case '-':
      return addition(check, node, left, right)
    case '*':
      return multiplication(check, node, left[1], right[1])
    case '/':
      return division(check, node, left, right)
    case '**':
      return isConstant(left[1]) && isConstant(right[1]) ? constant(null) : unknown
    default:
      check.meeting('compare', node, left, right)
      return unknown
  }
}

export const isConstant = (measure: Measure): boolean => measure.kind === 'number' && measure.isConstant

function addition(check: Check, node: Node, left: Operand, right: Operand): Measure {
  const [one, other] = [left[1], right[1]]
  if (one.kind !== 'number' || other.kind !== 'number') return one.kind === 'number' ? one : other
  if (one.isConstant && other.isConstant) return constant(null)
  check.meeting('add', node, left, right)
  const rest = isSummedTooEarly(check, one, other) ? null : worseRest(one.rest, other.rest)
  const units = meet(one, other)
  return quantity(units?.length === 0 ? null : units, { places: more(one.places, other.places), rest })
}

/** What does not come out even must be rounded before anything but a number of the model is added to it. */
function isSummedTooEarly(check: Check, one: Quantity, other: Quantity): boolean {
  const early = [
    ...(one.rest && !one.rest.isExact && !other.isConstant ? [one.rest] : []),
    ...(other.rest && !other.rest.isExact && !one.isConstant ? [other.rest] : []),
  ]
  for (const rest of early) check.summedUnrounded(rest)
  return early.length > 0
}

const more = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? null : Math.max(left, right)

function multiplication(check: Check, node: Node, left: Measure, right: Measure): Measure {
  if (left.kind !== 'number' || right.kind !== 'number') return unknown
  if (left.isConstant && right.isConstant) return constant(null)
  const [scaled, by] = left.isConstant ? [right, left] : [left, right]
  const rest = worseRest(left.rest, right.rest)
  if (by.isConstant) {
    const places = scaled.places === null || by.value === null ? null : timesPlaces(scaled.places, by)
    return quantity(scaledBy(check, node, scaled, by, 1), { places, rest })
  }
  const units = left.units && right.units && product(left.units, right.units, 1)
  return quantity(units, {
    places: left.places === null || right.places === null ? null : left.places + right.places,
    rest,
  })
}

const product = (left: readonly Unit[], right: readonly Unit[], power: 1 | -1): readonly Unit[] =>
  distinct(left.flatMap((one) => right.map((other) => combine(one, other, power)))).slice(0, 16)

function scaledBy(check: Check, node: Node, scaled: Quantity, by: Quantity, power: 1 | -1): readonly Unit[] | null {
  if (scaled.units === null || by.value === null) return scaled.units
  const { units, against } = check.vocabulary.scaled(scaled.units, Number(by.value.text), power)
  if (against) check.convertedAlready(node, scaled.units, against, power)
  return units
}

/** Places of a product with a number of the model: `× 100` takes two away. */
function timesPlaces(places: number, { value }: Quantity): number {
  const own = decimalPlaces(value!)
  const zeros = /^[1-9]\d*?(0*)$/.exec(value!.text)?.[1]?.length ?? 0
  return Math.max(0, places + own - zeros)
}

function division(check: Check, node: Node, left: Operand, right: Operand): Measure {
  const [one, other] = [left[1], right[1]]
  if (one.kind !== 'number' || other.kind !== 'number') return unknown
  if (one.isConstant && other.isConstant) return constant(null)
  const even = other.value && placesAdded(Number(other.value.text))
  const units = other.isConstant
    ? (roundedBack(check, left[0], other) ?? scaledBy(check, node, one, other, -1))
    : one.isConstant
      ? other.units && product([plainUnit], other.units, -1)
      : one.units && other.units && product(one.units, other.units, -1)
  const places = even === null || one.places === null ? null : one.places + even
  const smallest = units && check.vocabulary.placesOf(units)
  const isLeft = smallest !== null && !(places !== null && places <= smallest)
  const made: Rest | null = isLeft ? { isExact: even !== null, division: node, whole: check.whole } : null
  return quantity(units, { places, rest: worseRest(one.rest, made) })
}

/** `floor(x * 100) / 100` is x again: it was taken to its smallest coin and back. */
function roundedBack(check: Check, dividend: Node, by: Quantity): readonly Unit[] | null {
  if (dividend.kind !== 'call' || !check.isRounding(dividend.callee) || dividend.args.length !== 1) return null
  const [inner] = dividend.args
  const product = inner?.kind === 'operation' && inner.operation === '+' ? inner.operands[0] : inner
  if (product?.kind !== 'operation' || product.operation !== '*') return null
  const [amount, times] = product.operands.map((each) => [each, check.measured(each)] as const)
  const isSame = times?.[1].kind === 'number' && times[1].value?.text === by.value?.text
  return isSame && amount?.[1].kind === 'number' ? amount[1].units : null
}

/** How many decimal places dividing by the number adds; null when it never comes out even. */
function placesAdded(divisor: number): number | null {
  if (!Number.isSafeInteger(divisor) || divisor <= 0) return null
  let left = divisor
  const powers = [2, 5].map((factor) => {
    let power = 0
    while (left % factor === 0) {
      left /= factor
      power += 1
    }
    return power
  })
  return left === 1 ? Math.max(...powers) : null
}
