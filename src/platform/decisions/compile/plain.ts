import { argumentFor, call } from '../operations/call.ts'
import { and, or, quantify } from '../operations/logic.ts'
import { matches } from '../operations/comparison.ts'
import { findEntry, path } from '../operations/path.ts'
import type {
  CallNode,
  ContextNode,
  FunctionNode,
  InNode,
  ItemNode,
  MatchesNode,
  Node,
  OperationNode,
} from '../syntax/node.ts'
import { runTable } from '../tables/plain.ts'
import { coerce } from '../values/conform.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, failure, mergeNulls, writtenNull } from '../values/null.ts'
import { type Value, emptyContext, isContext } from '../values/value.ts'
import { deeper } from '../meter.ts'
import type { Plain } from './plain-form.ts'
import { compileFilter, compileFor, compileQuantified } from './plain-loops.ts'

export function compilePlain(node: Node): Plain {
  switch (node.kind) {
    case 'constant':
      return always(node.value)
    case 'trouble':
      return always(node.failure)
    case 'variable': {
      const { slot } = node
      return (frame) => frame[slot]!
    }
    case 'item':
      return compileItem(node)
    case 'operation':
      return compileOperation(node)
    case 'and':
      return compileAnd(compilePlain(node.left), compilePlain(node.right))
    case 'or':
      return compileOr(compilePlain(node.left), compilePlain(node.right))
    case 'if':
      return compileIf(compilePlain(node.condition), compilePlain(node.yes), compilePlain(node.no))
    case 'for':
      return compileFor(node, compilePlain)
    case 'some':
    case 'every':
      return compileQuantified(node, compilePlain)
    case 'filter':
      return compileFilter(
        node.slot,
        node.condition.type.kind === 'number',
        compilePlain(node.source),
        compilePlain(node.condition),
      )
    case 'path':
      return compilePath(compilePlain(node.source), node.name)
    case 'call':
      return compileCall(node)
    case 'function':
      return compileFunction(node)
    case 'list': {
      const items = node.items.map(compilePlain)
      return (frame) => items.map((item) => item(frame))
    }
    case 'context':
      return compileContext(node)
    case 'in':
      return compileIn(node)
    case 'matches':
      return compileMatches(node)
    case 'table':
      return runTable(node, compilePlain)
  }
}

const always =
  (value: Value): Plain =>
  () =>
    value

function compileOperation({ apply, operands }: OperationNode): Plain {
  const [first, second, third] = operands.map(compilePlain)
  if (!first) return () => apply()
  if (!second) return (frame) => apply(first(frame))
  if (!third) return (frame) => apply(first(frame), second(frame))
  return (frame) => apply(first(frame), second(frame), third(frame))
}

const compileAnd =
  (left: Plain, right: Plain): Plain =>
  (frame) => {
    const first = left(frame)
    return first === false ? false : and(first, right(frame))
  }
const compileOr =
  (left: Plain, right: Plain): Plain =>
  (frame) => {
    const first = left(frame)
    return first === true ? true : or(first, right(frame))
  }
const compileIf =
  (condition: Plain, yes: Plain, no: Plain): Plain =>
  (frame) => {
    const answer = condition(frame)
    return answer === true ? yes(frame) : answer === false || answer instanceof Null ? no(frame) : notACondition(answer)
  }

export const notACondition = (answer: Value): Null =>
  mergeNulls([
    failure('“如果”的条件不是“是/否”值', 'the condition of “if” is neither true nor false'),
    ...(answer instanceof Null ? [answer] : []),
  ])

const compilePath =
  (source: Plain, name: string): Plain =>
  (frame) =>
    path(source(frame), name)

export const noSuchName = (name: string): Null => failure(`没有名为“${name}”的项`, `there is no entry “${name}”`)

function compileItem(node: ItemNode): Plain {
  const outer = node.outer ? compilePlain(node.outer) : null
  return (frame) => {
    for (const slot of node.slots) {
      const item = frame[slot]!
      const entry = isContext(item) ? findEntry(item, node.name) : undefined
      if (entry !== undefined) return entry
    }
    if (outer) return outer(frame)
    return path(frame[node.slots[0]!]!, node.name)
  }
}

function compileCall({ callee, args, names }: CallNode): Plain {
  const values = args.map(compilePlain)
  const target = compilePlain(callee)
  return (frame) =>
    call(
      target(frame),
      values.map((value) => value(frame)),
      names,
    )
}

function compileFunction(node: Node & FunctionNode): Plain {
  const body = compilePlain(node.body)
  const parameters = node.parameters.map(({ name, type }) => ({ name, type }))
  const what = `“${node.name || '函数'}”的结果`
  return (frame) => {
    const captured = frame.slice()
    return new FeelFunction({
      name: node.name,
      parameters,
      result: node.type.kind === 'function' ? node.type.result : node.result,
      call: (args) => {
        const inner = captured.slice()
        for (const [index, parameter] of node.parameters.entries()) {
          const value = argumentFor(node.name, parameter, args[index] ?? writtenNull)
          if (value instanceof Null && !(args[index] instanceof Null)) return value
          inner[parameter.slot] = value
        }
        return deeper(() => coerce(body(inner), node.result, what))
      },
    })
  }
}

function compileContext(node: ContextNode): Plain {
  const entries = node.entries.map((entry) => ({ ...entry, value: compilePlain(entry.value), what: `“${entry.name}”` }))
  const result = node.result ? compilePlain(node.result) : null
  return (frame) => {
    const context = emptyContext()
    for (const entry of entries) {
      const value = coerce(entry.value(frame), entry.declared, entry.what)
      context[entry.name] = value
      frame[entry.slot] = value
    }
    return result ? result(frame) : context
  }
}

function compileIn(node: InNode): Plain {
  const input = compilePlain(node.input)
  const tests = node.tests.map(compilePlain)
  return (frame) => {
    frame[node.slot] = input(frame)
    const answers: Value[] = []
    for (const test of tests) {
      const answer = test(frame)
      if (answer === true) return !node.isNegated
      answers.push(answer)
    }
    const answer = quantify('some', answers)
    return answer instanceof Null ? answer : node.isNegated
  }
}

export const isCondition = (mayBe: boolean, tested: Value, value: Value): boolean =>
  mayBe && typeof value === 'boolean' && typeof tested !== 'boolean'

function compileMatches({ slot, test, usesInput, mayBeCondition }: MatchesNode): Plain {
  const compiled = compilePlain(test)
  if (usesInput) return compiled
  return (frame) => {
    const value = compiled(frame)
    const tested = frame[slot]!
    return isCondition(mayBeCondition, tested, value) ? value : matches(tested, value)
  }
}
