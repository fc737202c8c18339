import { compareValues } from '../values/compare.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, failure } from '../values/null.ts'
import { Range } from '../values/range.ts'
import { booleanType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { define, doesNotFit, oneOf, s } from './define.ts'
import { orderedTypes, rangeType } from './kinds.ts'
import { parseRange } from './range-text.ts'

/** Order of two ends, or an abort when they have none. */
class NotOrdered extends Error {}
function order(left: Value, right: Value): number {
  const result = left instanceof Null || right instanceof Null ? null : compareValues(left, right)
  if (result === null) throw new NotOrdered()
  return result
}

type Relation = (left: Value, right: Value) => boolean | undefined

/** A range, or a point that may be a range as well where the relation takes both. */
const side = (name: string) =>
  name.startsWith('range') ? oneOf(name, rangeType) : oneOf(name, ...orderedTypes, rangeType)

/** A relation between points and ranges; `undefined` when it is not defined for this pair. */
function relation(name: string, first: string, second: string, holds: Relation): FeelFunction {
  return define({
    name,
    parameters: [first, second].map(side),
    result: booleanType,
    body: ([left, right]) => {
      try {
        return holds(left!, right!) ?? doesNotFit(name, [left!, right!])
      } catch (error) {
        if (error instanceof NotOrdered) return undefined
        throw error
      }
    },
  })
}

const low = (value: Value): Value => (value instanceof Range ? value.low : value)
const high = (value: Value): Value => (value instanceof Range ? value.high : value)
const hasLow = (value: Value): boolean => !(value instanceof Range) || value.hasLow
const hasHigh = (value: Value): boolean => !(value instanceof Range) || value.hasHigh

const before: Relation = (left, right) => {
  const distance = order(high(left), low(right))
  return distance < 0 || (distance === 0 && !(hasHigh(left) && hasLow(right)))
}
const overlaps: Relation = (left, right) => !before(left, right) && !before(right, left)

/** The beginning of one is before that of the other: negative, equal, behind. */
function startOrder(left: Range, right: Range): number {
  const distance = order(left.low, right.low)
  return distance === 0 ? Number(right.hasLow) - Number(left.hasLow) : distance
}
function endOrder(left: Range, right: Range): number {
  const distance = order(left.high, right.high)
  return distance === 0 ? Number(left.hasHigh) - Number(right.hasHigh) : distance
}

const pair =
  (holds: (left: Range, right: Range) => boolean): Relation =>
  (left, right) =>
    left instanceof Range && right instanceof Range ? holds(left, right) : undefined

const includes: Relation = (range, inner) => {
  if (!(range instanceof Range)) return undefined
  if (inner instanceof Range) return startOrder(range, inner) <= 0 && endOrder(range, inner) >= 0
  const [below, above] = [order(range.low, inner), order(inner, range.high)]
  return (below < 0 || (below === 0 && range.hasLow)) && (above < 0 || (above === 0 && range.hasHigh))
}

const finishes: Relation = (left, right) => {
  if (!(right instanceof Range)) return undefined
  if (left instanceof Range) return endOrder(left, right) === 0 && startOrder(left, right) >= 0
  return right.hasHigh && order(left, right.high) === 0
}
const starts: Relation = (left, right) => {
  if (!(right instanceof Range)) return undefined
  if (left instanceof Range) return startOrder(left, right) === 0 && endOrder(left, right) <= 0
  return right.hasLow && order(left, right.low) === 0
}
const flip =
  (holds: Relation): Relation =>
  (left, right) =>
    holds(right, left)

const meets = pair((left, right) => left.hasHigh && right.hasLow && order(left.high, right.low) === 0)
const overlapsBefore = pair(
  (left, right) => startOrder(left, right) < 0 && overlaps(left, right) === true && endOrder(left, right) < 0,
)
const coincides: Relation = (left, right) => {
  if (left instanceof Range && right instanceof Range)
    return startOrder(left, right) === 0 && endOrder(left, right) === 0
  return left instanceof Range || right instanceof Range ? undefined : order(left, right) === 0
}

export const rangeFunctions = [
  relation('before', 'point1', 'point2', before),
  relation('after', 'point1', 'point2', flip(before)),
  relation('meets', 'range1', 'range2', meets),
  relation('met by', 'range1', 'range2', flip(meets)),
  relation(
    'overlaps',
    'range1',
    'range2',
    pair((left, right) => overlaps(left, right) === true),
  ),
  relation('overlaps before', 'range1', 'range2', overlapsBefore),
  relation('overlaps after', 'range1', 'range2', flip(overlapsBefore)),
  relation('finishes', 'point', 'range', finishes),
  relation('finished by', 'range', 'point', flip(finishes)),
  relation('includes', 'range', 'point', includes),
  relation('during', 'point', 'range', flip(includes)),
  relation('starts', 'point', 'range', starts),
  relation('started by', 'range', 'point', flip(starts)),
  relation('coincides', 'point1', 'point2', coincides),
  define({
    name: 'range',
    parameters: [s('from')],
    result: rangeType,
    body: ([from]) =>
      parseRange(from as string) ?? failure(`“${from as string}”不是区间`, `“${from as string}” is no range`),
  }),
]
