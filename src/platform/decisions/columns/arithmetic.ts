import { writtenNull } from '../values/null.ts'
import { scaledIn } from './comparing.ts'
import type { Graph } from './graph.ts'
import { monthsLater } from './moments.ts'
import { notSupported } from './not-columnar.ts'
import { addUnits, divide, multiply, negate } from './numbers.ts'
import { type Scaled, type ScaledKind, type Shape, constant } from './shape.ts'
import { isNullShape } from './truth.ts'

const doesNotFit = (sign: string) => notSupported(`这两类值的“${sign}”`, `“${sign}” of these kinds`)

/** `+ - * /` on values that differ by subject. */
export function arithmeticShape(graph: Graph, sign: string, left: Shape, right: Shape): Shape {
  if (isNullShape(left) || isNullShape(right)) return constant(writtenNull)
  const [one, other] = [scaledIn(graph, left), scaledIn(graph, right)]
  if (!one || !other) throw doesNotFit(sign)
  const result = compute(graph, sign, one, other)
  return result.known === graph.no ? constant(writtenNull) : result
}

function compute(graph: Graph, sign: string, left: Scaled, right: Scaled): Scaled {
  if (sign === '+' || sign === '-') {
    if (left.of === 'date' && right.of === 'months')
      return monthsLater(graph, left, sign === '+' ? right : negate(graph, right))
    if (sign === '+' && left.of === 'months' && right.of === 'date') return monthsLater(graph, right, left)
    const of = sumKind(sign, left.of, right.of)
    if (of === null) throw doesNotFit(sign)
    return addUnits(graph, sign === '+' ? 'add' : 'sub', left, right, of)
  }
  if (left.of !== 'number' || right.of !== 'number') throw doesNotFit(sign)
  if (sign === '*') return multiply(graph, left, right)
  if (sign === '/') return divide(graph, left, right)
  throw doesNotFit(sign)
}

function sumKind(sign: '+' | '-', left: ScaledKind, right: ScaledKind): ScaledKind | null {
  if (left === right && left !== 'date') return left
  if (sign === '-' && left === 'date' && right === 'date') return 'days'
  if (left === 'date' && right === 'days') return 'date'
  return sign === '+' && left === 'days' && right === 'date' ? 'date' : null
}
