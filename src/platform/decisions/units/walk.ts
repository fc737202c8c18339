import { variableOf } from '../syntax/make.ts'
import type { Iterated, Node } from '../syntax/node.ts'
import { setOfCell } from '../tables/cells.ts'
import { type TableNode, singleHit } from '../tables/table.ts'
import { FeelFunction } from '../values/function.ts'
import { FeelNumber } from '../values/number.ts'
import { measureOperation } from './arithmetic.ts'
import type { Check } from './check.ts'
import { type Measured, chooseAmong } from './choose.ts'
import { callBuiltin } from './functions.ts'
import { type ContextMeasure, type Measure, constant, unknown } from './measure.ts'

/** The measure of a node of the typed tree. */
export function measureNode(check: Check, node: Node): Measure {
  switch (node.kind) {
    case 'constant':
      return node.value instanceof FeelNumber ? constant(node.value) : unknown
    case 'variable':
      return withoutRest(check, node, check.frame[node.slot] ?? unknown)
    case 'path':
      return entryOf(check.measure(node.source), node.name)
    case 'operation':
      return withoutRest(check, node, measureOperands(check, node))
    case 'and':
    case 'or':
      check.measure(node.left)
      check.measure(node.right)
      return unknown
    case 'if':
      return measureIf(check, node)
    case 'for':
      return { kind: 'list', each: iterate(check, node.variables), of: check.measure(node.body) }
    case 'some':
    case 'every':
      iterate(check, node.variables)
      check.measure(node.body)
      return unknown
    case 'filter':
      return measureFilter(check, node)
    case 'call':
      return measureCall(check, node)
    case 'function':
      return measureFunction(check, node)
    case 'list': {
      const items = node.items.map((item) => [item, check.measure(item)] as const)
      return { kind: 'list', each: null, of: chooseAmong(check, node, items) }
    }
    case 'context':
      return measureContext(check, node)
    case 'in': {
      const input = check.measure(node.input)
      check.frame[node.slot] = input
      if (!isTested(node.input)) check.tested.set(node.slot, node.input.text)
      for (const test of node.tests) check.measure(test)
      return unknown
    }
    case 'matches':
      return measureMatch(check, node)
    case 'table':
      return measureTable(check, node)
    case 'item':
    case 'trouble':
      return unknown
  }
}

function entryOf(source: Measure, name: string): Measure {
  if (source.kind === 'list') return { ...source, of: entryOf(source.of, name) }
  if (source.kind !== 'context') return unknown
  return source.entries.get(name) ?? unknown
}

function measureOperands(check: Check, node: Extract<Node, { kind: 'operation' }>): Measure {
  const operands = node.operands.map((each) => [each, check.measure(each)] as const)
  const [first, second, third] = operands
  if (!first) return unknown
  if (node.operation === 'conversion' || (node.operation === '-' && !second)) return first[1]
  if (!second) return node.operation === 'range' ? first[1] : unknown
  if (node.operation === 'range') return chooseAmong(check, node, operands)
  if (node.operation === 'instance of') return unknown
  const found = measureOperation(check, node, node.operation, first, second)
  if (third) check.meeting('compare', node, first, third)
  return found
}

function measureIf(check: Check, node: Extract<Node, { kind: 'if' }>): Measure {
  check.measure(node.condition)
  const even = evenIn(check, node.condition)
  if (even) check.even.push(even)
  const yes = [node.yes, check.measure(node.yes)] as const
  if (even) check.even.pop()
  return chooseAmong(check, node, [yes, [node.no, check.measure(node.no)]])
}

/** `floor(x * 100) = x * 100` finds x whole in its smallest coin: this is x. */
function evenIn(check: Check, condition: Node): Node | null {
  if (condition.kind !== 'operation' || condition.operation !== '=') return null
  const sides = condition.operands.map((each) => [each, condition.operands.find((other) => other !== each)!] as const)
  for (const [rounded, other] of sides) {
    if (rounded.kind !== 'call' || !check.isRounding(rounded.callee)) continue
    const [scaled] = rounded.args
    if (!scaled || scaled.text !== other.text) continue
    return scaled.kind === 'operation' && scaled.operation === '*' ? (scaled.operands[0] ?? null) : scaled
  }
  return null
}

function withoutRest(check: Check, node: Node, measure: Measure): Measure {
  if (measure.kind !== 'number' || !measure.rest) return measure
  const isEven = check.even.some((each) =>
    each.kind === 'variable' && node.kind === 'variable' ? each.slot === node.slot : each.text === node.text,
  )
  return isEven ? { ...measure, rest: null, places: check.vocabulary.placesOf(measure.units ?? []) } : measure
}

function iterate(check: Check, variables: readonly Iterated[]) {
  let each = null
  for (const { slot, source, until } of variables) {
    const found = check.measure(source)
    check.frame[slot] = found.kind === 'list' ? found.of : until ? found : unknown
    if (until) check.meeting('choose', until, [source, found], [until, check.measure(until)])
    if (variables.length === 1 && found.kind === 'list') ({ each } = found)
  }
  return each
}

function measureFilter(check: Check, node: Extract<Node, { kind: 'filter' }>): Measure {
  const source = check.measure(node.source)
  const item = source.kind === 'list' ? source.of : source
  check.frame[node.slot] = item
  check.measure(node.condition)
  if (node.condition.type.kind === 'number') return item
  return node.condition.type.kind === 'boolean' ? source : unknown
}

function measureCall(check: Check, node: Extract<Node, { kind: 'call' }>): Measure {
  const args = node.args.map((each) => [each, check.measure(each)] as const)
  if (node.callee.kind === 'constant' && node.callee.value instanceof FeelFunction) {
    const { name, parameters } = node.callee.value
    const placed = node.names
      ? parameters.map((parameter) => args[node.names!.indexOf(parameter.name)]).filter((each) => each !== undefined)
      : args
    return withoutRest(check, node, callBuiltin(check, node, name, placed))
  }
  const callee = check.measure(node.callee)
  const measures = args.map(([, measure]) => measure)
  if (callee.kind === 'function') meetTaken(check, node, callee, args)
  return callee.kind === 'function' && !check.isSpent ? callee.call(measures, node.names) : unknown
}

/** What is given meets what is declared for it. */
function meetTaken(
  check: Check,
  { names }: Extract<Node, { kind: 'call' }>,
  { takes = [] }: Extract<Measure, { kind: 'function' }>,
  args: readonly Measured[],
): void {
  for (const [index, [name, wanted]] of takes.entries()) {
    const given = args[names ? names.indexOf(name) : index]
    if (given) check.meeting('choose', given[0], given, [{ ...given[0], text: name } as Node, wanted])
  }
}

/** A function is measured again for each call, with what it is given. */
function measureFunction(check: Check, node: Extract<Node, { kind: 'function' }>): Measure {
  const outer = [...check.frame]
  const call = (args: readonly Measure[], names: readonly string[] | null): Measure => {
    const before = check.frame
    check.frame = [...outer]
    node.parameters.forEach(({ name, slot }, index) => {
      check.frame[slot] = args[names ? names.indexOf(name) : index] ?? unknown
    })
    check.depth += 1
    const found = check.measure(node.body)
    check.depth -= 1
    check.frame = before
    return found
  }
  return { kind: 'function', call }
}

function measureContext(check: Check, node: Extract<Node, { kind: 'context' }>): Measure {
  const entries = new Map<string, Measure>()
  for (const { name, slot, value } of node.entries) {
    const found = check.measure(value)
    entries.set(name, found)
    check.frame[slot] = found
  }
  return node.result ? check.measure(node.result) : ({ kind: 'context', entries } satisfies ContextMeasure)
}

function measureMatch(check: Check, node: Extract<Node, { kind: 'matches' }>): Measure {
  const found = check.measure(node.test)
  if (node.usesInput) return unknown
  const one = found.kind === 'list' ? found.of : found
  const tested = check.frame[node.slot] ?? unknown
  check.meeting('compare', node.test, [variableOf(node, node.slot, '?'), tested], [node.test, one])
  return unknown
}

/** The cell of a table tests what its column holds. */
const isTested = (node: Node): boolean => node.kind === 'variable' && node.name === '?'

function measureTable(check: Check, table: TableNode): Measure {
  const evens = table.inputs.map(({ expression, slot, allowed }) => {
    check.frame[slot] = check.measure(expression)
    check.tested.set(slot, expression.text)
    if (allowed) check.measure(allowed)
    return evenIn(check, expression)
  })
  const outputs = table.outputs.map((): Measured[] => [])
  for (const rule of table.rules) {
    rule.tests.forEach((test) => check.measure(test))
    const held = evens.filter((even, column) => even !== null && isTrueCell(rule.tests[column]!))
    check.even.push(...held.filter((even) => even !== null))
    rule.outputs.forEach((output, column) => outputs[column]!.push([output, check.measure(output)]))
    check.even.splice(check.even.length - held.length)
  }
  const found = table.outputs.map(({ otherwise }, column) =>
    chooseAmong(check, table, [
      ...outputs[column]!,
      ...(otherwise ? [[otherwise, check.measure(otherwise)] as const] : []),
    ]),
  )
  if (table.aggregation === 'COUNT') return unknown
  const one: Measure =
    found.length === 1
      ? found[0]!
      : { kind: 'context', entries: new Map(table.outputs.map(({ name }, column) => [name, found[column]!])) }
  return table.aggregation || singleHit.includes(table.hitPolicy) ? one : { kind: 'list', of: one, each: null }
}

/** A cell that holds for yes alone. */
function isTrueCell(test: Node): boolean {
  const set = setOfCell(test)
  const [only] = set ?? []
  return (
    set?.length === 1 &&
    only?.low.value instanceof FeelNumber &&
    only.low.value.text === '1' &&
    only.high.value instanceof FeelNumber &&
    only.high.value.text === '1'
  )
}
