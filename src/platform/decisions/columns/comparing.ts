import { Null } from '../values/null.ts'
import { Range } from '../values/range.ts'
import { type Value, isList } from '../values/value.ts'
import { sharedCodes } from './codes.ts'
import type { Graph, Lane } from './graph.ts'
import { notSupported } from './not-columnar.ts'
import { fixedScaled, fixedUnits, less, same } from './numbers.ts'
import { type Scaled, type Shape, type Truth, constant } from './shape.ts'
import { stepOf } from './steps.ts'
import { asTruth, both, either, isNullShape, opposite, sure, where } from './truth.ts'

const unlike = () => notSupported('比较的两边不是一类', 'the two sides are of different kinds')

/** Where a value is known. */
export function knownOf(graph: Graph, shape: Shape): Lane {
  if (shape.kind === 'const') return graph.mask(!(shape.value instanceof Null))
  if (shape.kind === 'truth') return graph.or(shape.yes, shape.no)
  return shape.kind === 'scaled' || shape.kind === 'code' ? shape.known : graph.yes
}

/** FEEL's `=`: null equals null and nothing else, so the answer is always known. */
export function equals(graph: Graph, left: Shape, right: Shape): Truth {
  const [isLeft, isRight] = [knownOf(graph, left), knownOf(graph, right)]
  const neither = graph.and(graph.not(isLeft), graph.not(isRight))
  if (isNullShape(left) || isNullShape(right)) return sure(graph, neither)
  const isSame = graph.and(graph.and(isLeft, isRight), sameValue(graph, left, right))
  return sure(graph, graph.or(isSame, neither))
}

function sameValue(graph: Graph, left: Shape, right: Shape): Lane {
  const codes = sharedCodes(graph, left, right)
  if (codes) return codes
  const [one, other] = [scaledIn(graph, left), scaledIn(graph, right)]
  if (one && other) return one.of === other.of ? same(graph, one, other) : refuse()
  if (!isTruthLike(left) || !isTruthLike(right)) return refuse()
  const [a, b] = [asTruth(graph, left), asTruth(graph, right)]
  return graph.or(graph.and(a.yes, b.yes), graph.and(a.no, b.no))
}
const refuse = (): never => {
  throw unlike()
}
const isTruthLike = (shape: Shape): boolean =>
  shape.kind === 'truth' || (shape.kind === 'const' && typeof shape.value === 'boolean')

export function scaledIn(graph: Graph, shape: Shape): Scaled | null {
  if (shape.kind === 'scaled') return shape
  return shape.kind === 'const' ? fixedScaled(graph, shape.value) : null
}

export type OrderSign = '<' | '<=' | '>' | '>='

/** FEEL's order: not known where one side is not known. */
export function ordered(graph: Graph, sign: OrderSign, left: Shape, right: Shape): Truth {
  if (isNullShape(left) || isNullShape(right)) return { kind: 'truth', yes: graph.no, no: graph.no }
  const [one, other] = [scaledIn(graph, left), scaledIn(graph, right)]
  if (!one || !other || one.of !== other.of) throw unlike()
  const known = graph.and(one.known, other.known)
  const isLess = (a: Scaled, b: Scaled): Lane => byStep(graph, a, b) ?? less(graph, a, b)
  if (sign === '<') return where(graph, known, isLess(one, other))
  if (sign === '>') return where(graph, known, isLess(other, one))
  if (sign === '<=') return where(graph, known, graph.not(isLess(other, one)))
  return where(graph, known, graph.not(isLess(one, other)))
}

/**
 * An age against a fixed number of years is one comparison of days: the age falls by steps as the day of birth grows, so
 * the day on which it passes the number is found once, here.
 */
function byStep(graph: Graph, left: Scaled, right: Scaled): Lane | null {
  const [step, fixed] = [stepOf(left) ?? stepOf(right), stepOf(left) ? right : left]
  if (!step || fixed.low !== fixed.high || stepOf(fixed)) return null
  const isBelow = (day: bigint): boolean => step.at(day) * fixed.den < fixed.low
  const isAbove = (day: bigint): boolean => step.at(day) * fixed.den > fixed.low
  // Both hold from some day on, or up to some day; `step.at` never rises.
  if (stepOf(left)) return fromDay(graph, step.day, isBelow)
  return graph.not(fromDay(graph, step.day, (day) => !isAbove(day)))
}

/** Is the day one for which the test holds, when it holds from some day on for ever? */
function fromDay(graph: Graph, day: Scaled, test: (day: bigint) => boolean): Lane {
  let [low, high] = [day.low, day.high + 1n]
  while (low < high) {
    const middle = (low + high) >> 1n
    if (test(middle)) high = middle
    else low = middle + 1n
  }
  return graph.not(less(graph, day, fixedUnits(graph, 'date', low, 1n)))
}

export function compareShapes(graph: Graph, sign: string, left: Shape, right: Shape): Truth {
  if (sign === '=') return equals(graph, left, right)
  if (sign === '!=') return opposite(equals(graph, left, right))
  return ordered(graph, sign as OrderSign, left, right)
}

/** `x between a and b`. */
export const betweenShapes = (graph: Graph, value: Shape, low: Shape, high: Shape): Truth =>
  both(graph, ordered(graph, '>=', value, low), ordered(graph, '<=', value, high))

/** Inside a range whose ends are fixed. */
function within(graph: Graph, value: Shape, range: Range): Truth {
  const yes = sure(graph, graph.yes)
  const low =
    range.isOpenLow && !range.hasLow ? yes : ordered(graph, range.hasLow ? '>=' : '>', value, constant(range.low))
  const high =
    range.isOpenHigh && !range.hasHigh ? yes : ordered(graph, range.hasHigh ? '<=' : '<', value, constant(range.high))
  const isInside = graph.and(low.yes, high.yes)
  const known = graph.and(knownOf(graph, value), graph.and(knownOf(graph, low), knownOf(graph, high)))
  return where(graph, known, isInside)
}

/** Does the value satisfy a test that is fixed: equal to it, inside it, one of it? */
export function matchesFixed(graph: Graph, value: Shape, test: Value): Truth {
  if (test instanceof Range) return within(graph, value, test)
  if (!isList(test)) return equals(graph, value, constant(test))
  const answers = test.map((each) => matchesFixed(graph, value, each))
  const yes = answers.reduce((any, each) => graph.or(any, each.yes), graph.no)
  const isAllOpen = answers.reduce(
    (all, each) => graph.and(all, graph.not(knownOf(graph, each))),
    graph.mask(answers.length > 0),
  )
  return where(graph, graph.not(graph.and(isAllOpen, graph.not(yes))), yes)
}

export const anyOf = (graph: Graph, answers: readonly Truth[]): Truth =>
  answers.reduce((any, each) => either(graph, any, each), sure(graph, graph.no))
