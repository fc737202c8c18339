import { call } from '../operations/call.ts'
import type { CallNode, Node } from '../syntax/node.ts'
import { FeelFunction } from '../values/function.ts'
import { Null } from '../values/null.ts'
import { FeelNumber, whole } from '../values/number.ts'
import { Range } from '../values/range.ts'
import { type Value, isContext, isList, isTemporal } from '../values/value.ts'
import { type ValueSet, complement, everything, point, unite } from './intervals.ts'

/** The values a cell of a decision table accepts, when they are written in it; null when they depend on other things. */
export function setOfCell(node: Node): ValueSet | null {
  if (node.kind === 'constant') return node.value === true ? everything : null
  if (node.kind !== 'in') return null
  const sets = node.tests.map(setOfTest)
  if (sets.some((set) => set === null)) return null
  const united = unite(sets.filter((set) => set !== null))
  return node.isNegated ? complement(united) : united
}

function setOfTest(node: Node): ValueSet | null {
  if (node.kind === 'matches') {
    const value = node.usesInput ? null : constantOf(node.test)
    return value === null ? null : setOfValue(value)
  }
  if (node.kind !== 'operation') return null
  const [tested, other] = node.operands
  if (tested?.kind !== 'variable' || !other) return null
  const value = constantOf(other)
  if (value === null) return null
  if (node.operation === 'in') return setOfValue(value)
  if (!isOrdered(value)) return null
  const end = { value: ordered(value), has: node.operation.endsWith('=') }
  const none = { value: null, has: false }
  switch (node.operation) {
    case '<':
    case '<=':
      return [{ low: none, high: end }]
    case '>':
    case '>=':
      return [{ low: end, high: none }]
    case '=':
      return [point(ordered(value))]
    case '!=':
      return complement([point(ordered(value))])
    default:
      return null
  }
}

function setOfValue(value: Value): ValueSet | null {
  if (value instanceof Range) {
    const end = (of: Value, has: boolean) => (of instanceof Null ? { value: null, has: false } : { value: of, has })
    return [{ low: end(value.low, value.hasLow), high: end(value.high, value.hasHigh) }]
  }
  if (isList(value)) {
    const sets = value.map(setOfValue)
    return sets.some((set) => set === null) ? null : unite(sets.filter((set) => set !== null))
  }
  return isOrdered(value) ? [point(ordered(value))] : null
}

const isOrdered = (value: Value): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || value instanceof FeelNumber || isTemporal(value)

/** Booleans take part as 0 and 1. */
const ordered = (value: Value): Value => (typeof value === 'boolean' ? whole(Number(value)) : value)

/** The value of a node that depends on nothing. */
function constantOf(node: Node): Value | null {
  if (node.kind === 'constant') return node.value instanceof Null || isContext(node.value) ? null : node.value
  if (node.kind === 'list') {
    const items = node.items.map(constantOf)
    return items.some((item) => item === null) ? null : items.filter((item) => item !== null)
  }
  if (node.kind === 'call') return writtenMoment(node)
  if (node.kind !== 'operation') return null
  const operands = node.operands.map(constantOf)
  return operands.some((operand) => operand === null) ? null : node.apply(...operands.filter((each) => each !== null))
}

const momentFunctions = new Set(['date', 'time', 'date and time', 'duration', 'years and months duration'])

/** `date("2026-07-01")`: FEEL has no shorter way to write a day. */
function writtenMoment(node: CallNode): Value | null {
  const called = node.callee.kind === 'constant' ? node.callee.value : null
  if (!(called instanceof FeelFunction) || !momentFunctions.has(called.name)) return null
  const args = node.args.map(constantOf)
  if (args.some((arg) => arg === null)) return null
  const value = call(
    called,
    args.filter((arg) => arg !== null),
    node.names,
  )
  return value instanceof Null ? null : value
}
