import { isWithin } from '../operations/comparison.ts'
import { compareValues } from '../values/compare.ts'
import { Null, failure, mergeNulls } from '../values/null.ts'
import { Range, openEnd } from '../values/range.ts'
import { showValue } from '../values/text.ts'
import { type Type, booleanType, commonType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { bind, type Binder, type Reader, kid, kidsNamed } from './binder.ts'
import { constantOf, variableOf } from './make.ts'
import type { Node } from './node.ts'
import { checkComparable, compareNode, mayCompare, typeClash } from './checks.ts'
import { itemTypeOf } from './iteration.ts'
import type { Scope } from './scope.ts'
import type { Syntax } from './tree.ts'

/** `x in test` and `x in (test, test)`. */
export const readIn: Reader = (binder, syntax, scope) => {
  const input = bind(binder, syntax.kids[0]!, scope)
  const inner = scope.child()
  const { slot } = inner.declare('?', input.type)
  const many = kid(syntax, 'PositiveUnaryTests')
  const one = kid(syntax, 'PositiveUnaryTest')
  const tests = (many ? kidsNamed(many, 'PositiveUnaryTest') : one ? [one] : []).map((test) =>
    readTest(binder, test, inner, slot, input),
  )
  if (tests.length === 0) return bind(binder, { ...syntax, isError: true }, scope)
  return { ...binder.source(syntax, booleanType), kind: 'in', input, slot, tests, isNegated: false }
}

/** The cell of a decision table, or the allowed values of a type: tests of `?`, which the scope must hold. */
export const readUnaryTests: Reader = (binder, syntax, scope) => {
  const found = scope.find('?').found
  const slot = found?.kind === 'binding' ? found.binding.slot : 0
  const input = variableOf(binder.source(syntax, found?.kind === 'binding' ? found.binding.type : undefined), slot, '?')
  if (kid(syntax, 'Wildcard')) return constantOf(binder.source(syntax, booleanType), true)
  const written = kid(syntax, 'PositiveUnaryTests')
  if (!written) return bind(binder, { ...syntax, isError: true }, scope)
  const tested = found?.kind === 'binding' ? { ...input, text: found.binding.shown ?? input.text } : input
  const tests = kidsNamed(written, 'PositiveUnaryTest').map((test) => readTest(binder, test, scope, slot, tested))
  const wrong = written.kids.find((each) => each.isError)
  if (wrong) return bind(binder, wrong, scope)
  return {
    ...binder.source(syntax, booleanType),
    kind: 'in',
    input,
    slot,
    tests,
    isNegated: kid(syntax, 'not') !== undefined,
  }
}

function readTest(binder: Binder, syntax: Syntax, scope: Scope, slot: number, input: Node): Node {
  const written = syntax.kids[0]
  if (!written || syntax.kids.some((each) => each.isError)) return bind(binder, { ...syntax, isError: true }, scope)
  const tested = variableOf(binder.source(syntax, input.type), slot, '?')
  const shown = { ...tested, text: input.text }
  if (written.name === 'SimplePositiveUnaryTest') {
    const [first, second] = written.kids
    if (first?.name === 'CompareOp' && second) {
      return compareNode(binder, written, binder.textOf(first), tested, bind(binder, second, scope), shown)
    }
    const range = readInterval(binder, written, scope)
    if (range.type.kind === 'range') checkComparable(binder, written, 'in', shown, { ...range, type: range.type.of })
    const within = (value: Value, test: Value): Value =>
      test instanceof Range ? isWithin(value, test) : mergeNulls([test as Null])
    return {
      ...binder.source(syntax, booleanType),
      kind: 'operation',
      operation: 'in',
      apply: within,
      operands: [tested, range],
    }
  }
  const test = bind(binder, written, scope)
  const usesInput = /\?/.test(binder.textOf(written).replace(/"(?:[^"\\]|\\.)*"/g, ''))
  const mayBeCondition = test.kind !== 'constant' && input.type.kind !== 'boolean'
  if (!usesInput && !(mayBeCondition && test.type.kind === 'boolean')) checkTest(binder, written, shown, test)
  return { ...binder.source(syntax, booleanType), kind: 'matches', slot, test, usesInput, mayBeCondition }
}

/** A value is held against a test itself, against each item of a list and against the ends of a range. */
function checkTest(binder: Binder, syntax: Syntax, tested: Node, test: Node): void {
  const isOneOf = test.type.kind === 'list' && tested.type.kind !== 'list'
  const item = isOneOf ? itemTypeOf(test.type) : test.type
  if (item.kind === 'list' || item.kind === 'function') return
  const against = item.kind === 'range' ? item.of : item
  if (!mayCompare('=', tested.type, against)) {
    typeClash(binder, syntax, isOneOf || item.kind === 'range' ? 'in' : '=', tested, test)
  }
}

/** A range as a value: `[1..5]`, `(<5)`, `(>=5)`. */
export const readInterval: Reader = (binder, syntax, scope) => {
  const [first, second] = syntax.kids
  if (first?.name === 'Interval') return readInterval(binder, first, scope)
  if (first?.name === 'CompareOp' && second) return readHalfRange(binder, syntax, scope, binder.textOf(first), second)
  const ends = syntax.kids.filter((each) => !['[', ']', '(', ')', '..'].includes(each.name))
  if (ends.length !== 2 || !first) return bind(binder, { ...syntax, isError: true }, scope)
  const operands = ends.map((each) => bind(binder, each, scope))
  const hasLow = binder.textOf(first) === '['
  const hasHigh = binder.textOf(syntax).trimEnd().endsWith(']')
  checkComparable(binder, syntax, '..', operands[0]!, operands[1]!)
  const type: Type = { kind: 'range', of: commonType(operands.map((node) => node.type)) }
  const apply = (low: Value, high: Value): Value => makeRange(low, high, hasLow, hasHigh)
  return { ...binder.source(syntax, type), kind: 'operation', operation: 'range', apply, operands }
}

function readHalfRange(binder: Binder, syntax: Syntax, scope: Scope, sign: string, end: Syntax): Node {
  const operand = bind(binder, end, scope)
  const make: Readonly<Record<string, (value: Value) => Value>> = {
    '<': (high) => new Range({ low: openEnd, high, hasLow: false, hasHigh: false }),
    '<=': (high) => new Range({ low: openEnd, high, hasLow: false, hasHigh: true }),
    '>': (low) => new Range({ low, high: openEnd, hasLow: false, hasHigh: false }),
    '>=': (low) => new Range({ low, high: openEnd, hasLow: true, hasHigh: false }),
    '=': (value) => new Range({ low: value, high: value, hasLow: true, hasHigh: true, isPoint: true }),
  }
  const build = Object.hasOwn(make, sign) ? make[sign] : undefined
  if (!build)
    return binder.trouble(syntax, { code: 'not-supported', zh: `“${sign}”不能写成区间`, en: `“${sign}” is no range` })
  const apply = (value: Value): Value => (value instanceof Null ? value : build(value))
  return {
    ...binder.source(syntax, { kind: 'range', of: operand.type }),
    kind: 'operation',
    operation: 'range',
    apply,
    operands: [operand],
  }
}

/** A range between two values of one ordered kind. */
export function makeRange(low: Value, high: Value, hasLow: boolean, hasHigh: boolean): Value {
  const nulls = [low, high].filter((value) => value instanceof Null)
  if (nulls.length === 2) return mergeNulls(nulls)
  const ends = nulls.length === 0 ? [low, high] : [low, high].filter((value) => !(value instanceof Null))
  const order = compareValues(ends[0]!, ends.at(-1)!)
  if (order === null || order > 0) {
    return failure(
      `${showValue(low)} 到 ${showValue(high)} 不是区间`,
      `${showValue(low)} to ${showValue(high)} is no range`,
    )
  }
  return new Range({ low, high, hasLow, hasHigh })
}
