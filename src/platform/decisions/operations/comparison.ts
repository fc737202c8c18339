import { compareValues, equal } from '../values/compare.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, failure, mergeNulls, unusable } from '../values/null.ts'
import { FeelNumber, compareNumbers } from '../values/number.ts'
import { Range } from '../values/range.ts'
import { showValue } from '../values/text.ts'
import { type Value, isList } from '../values/value.ts'

export type ComparisonSign = '=' | '!=' | '<' | '<=' | '>' | '>='

const holds: Readonly<Record<Exclude<ComparisonSign, '=' | '!='>, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

const ordered =
  (sign: '<' | '<=' | '>' | '>=') =>
  (left: Value, right: Value): Value => {
    const test = holds[sign]
    if (left instanceof FeelNumber && right instanceof FeelNumber) return test(compareNumbers(left, right))
    const order = compareValues(left, right)
    return order === null ? notComparable(left, right) : test(order)
  }

export const comparison: Readonly<Record<ComparisonSign, (left: Value, right: Value) => Value>> = {
  '=': (left, right) => equal(left, right) ?? notComparable(left, right),
  '!=': (left, right) => {
    const same = equal(left, right)
    return same === null ? notComparable(left, right) : !same
  },
  '<': ordered('<'),
  '<=': ordered('<='),
  '>': ordered('>'),
  '>=': ordered('>='),
}

function notComparable(left: Value, right: Value): Null {
  const nulls = [left, right].filter((value) => value instanceof Null)
  if (nulls.length > 0) return unusable(nulls, '空值不能比较大小', 'null has no order')
  return failure(
    `${showValue(left)} 与 ${showValue(right)} 类型不同，不能比较`,
    `${showValue(left)} and ${showValue(right)} are of different types and cannot be compared`,
  )
}

/** `x between a and b`. */
export function between(value: Value, low: Value, high: Value): Value {
  const above = comparison['>='](value, low)
  const below = comparison['<='](value, high)
  if (above === false || below === false) return false
  if (above instanceof Null || below instanceof Null) {
    return mergeNulls([above, below].filter((each) => each instanceof Null))
  }
  return true
}

/** Is the value inside the range? Null when it cannot be compared with an end. */
export function isWithin(value: Value, range: Range): Value {
  if (value instanceof Null) return value
  const above = range.isOpenLow && !range.hasLow ? true : comparison[range.hasLow ? '>=' : '>'](value, range.low)
  const below = range.isOpenHigh && !range.hasHigh ? true : comparison[range.hasHigh ? '<=' : '<'](value, range.high)
  if (above instanceof Null) return above
  if (below instanceof Null) return below
  return above === true && below === true
}

/** Does the value satisfy a test that was written as an expression: equal to it, inside it, one of it? */
export function matches(value: Value, test: Value): Value {
  if (test instanceof Range) return isWithin(value, test)
  if (test instanceof FeelFunction) return test.call([value])
  if (isList(test)) {
    if (isList(value) && equal(value, test) === true) return true
    const answers = test.map((each) => (isList(each) ? (equal(value, each) ?? false) : matches(value, each)))
    if (answers.some((answer) => answer === true)) return true
    const nulls = answers.filter((answer) => answer instanceof Null)
    return nulls.length > 0 && nulls.length === answers.length ? mergeNulls(nulls) : false
  }
  return comparison['='](value, test)
}
