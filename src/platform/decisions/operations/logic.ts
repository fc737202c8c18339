import { Null, failure, mergeNulls } from '../values/null.ts'
import { showValue } from '../values/text.ts'
import type { Value } from '../values/value.ts'

/** What an operand of and/or that is neither true nor false becomes. */
const unknown = (value: Value): Null =>
  value instanceof Null
    ? value
    : failure(`${showValue(value)} 不是“是/否”值`, `${showValue(value)} is neither true nor false`)

/** FEEL's three-valued logic: false wins over unknown in `and`, true wins in `or`. */
export function and(left: Value, right: Value): Value {
  if (left === false || right === false) return false
  if (left === true && right === true) return true
  return mergeNulls([left, right].filter((value) => value !== true).map(unknown))
}

export function or(left: Value, right: Value): Value {
  if (left === true || right === true) return true
  if (left === false && right === false) return false
  return mergeNulls([left, right].filter((value) => value !== false).map(unknown))
}

/** `some` and `every` over answers already known. */
export function quantify(kind: 'some' | 'every', answers: readonly Value[]): Value {
  const decisive = kind === 'some'
  if (answers.includes(decisive)) return decisive
  const open = answers.filter((answer) => answer !== !decisive)
  return open.length === 0 ? !decisive : mergeNulls(open.map(unknown))
}
