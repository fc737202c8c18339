import { and, or } from '../operations/logic.ts'
import { findEntry, path } from '../operations/path.ts'
import type { ContextNode, ItemNode, Node, OperationNode } from '../syntax/node.ts'
import { traceTable } from '../tables/traced.ts'
import { coerce } from '../values/conform.ts'
import { Null } from '../values/null.ts'
import { type Value, emptyContext, isContext } from '../values/value.ts'
import { notACondition } from './plain.ts'
import { StepNode, doubtsAfter, doubtsOf, missingIn } from './step.ts'
import { traceCall, traceFunction } from './traced-calls.ts'
import type { Traced, TracedFrame } from './traced-form.ts'
import { traceFilter, traceFor, traceIn, traceMatches, traceQuantified } from './traced-loops.ts'

export function compileTraced(node: Node): Traced {
  switch (node.kind) {
    case 'constant': {
      const step = new StepNode(node, node.operation, node.value, [])
      return () => step
    }
    case 'trouble': {
      const step = new StepNode(node, 'trouble', node.failure, [])
      return () => step
    }
    case 'variable': {
      const { slot, role } = node
      return (frame) => {
        const held = frame[slot]!
        return new StepNode(node, role, held.raw, [], held.doubts)
      }
    }
    case 'item':
      return traceItem(node)
    case 'operation':
      return traceOperation(node)
    case 'and':
    case 'or':
      return traceLogic(node, node.kind, compileTraced(node.left), compileTraced(node.right))
    case 'if':
      return traceIf(node, compileTraced(node.condition), compileTraced(node.yes), compileTraced(node.no))
    case 'for':
      return traceFor(node, compileTraced)
    case 'some':
    case 'every':
      return traceQuantified(node, compileTraced)
    case 'filter':
      return traceFilter(node, compileTraced)
    case 'path': {
      const source = compileTraced(node.source)
      return (frame) => {
        const from = source(frame)
        return new StepNode(node, 'path', path(from.raw, node.name), [from], from.doubts)
      }
    }
    case 'call':
      return traceCall(node, compileTraced)
    case 'function':
      return traceFunction(node, compileTraced)
    case 'list': {
      const items = node.items.map(compileTraced)
      return (frame) => {
        const steps = items.map((item) => item(frame))
        return new StepNode(
          node,
          'list',
          steps.map((step) => step.raw),
          steps,
          doubtsOf(steps),
        )
      }
    }
    case 'context':
      return traceContext(node)
    case 'in':
      return traceIn(node, compileTraced)
    case 'matches':
      return traceMatches(node, compileTraced)
    case 'table':
      return traceTable(node, compileTraced)
  }
}

function traceOperation(node: Node & OperationNode): Traced {
  const operands = node.operands.map(compileTraced)
  const isEquality = node.operation === '=' || node.operation === '!='
  // `x = null` asks whether x is known at all, so the answer is not in doubt.
  const asksForNull = isEquality && node.operands.some((each) => each.kind === 'constant' && each.value instanceof Null)
  const after = (result: Value, steps: readonly StepNode[]): StepNode =>
    new StepNode(node, node.operation, result, steps, asksForNull ? doubtsOf(steps) : doubtsAfter(result, steps))
  const [first, second, third] = operands
  if (!first) return () => after(node.apply(), [])
  if (!second)
    return (frame) => {
      const only = first(frame)
      return after(node.apply(only.raw), [only])
    }
  if (!third)
    return (frame) => {
      const left = first(frame)
      const right = second(frame)
      return after(node.apply(left.raw, right.raw), [left, right])
    }
  return (frame) => {
    const steps = operands.map((operand) => operand(frame))
    return after(node.apply(...steps.map((step) => step.raw)), steps)
  }
}

/** False decides `and`, true decides `or`: when the deciding operand is sure, what is missing beside it does not matter. */
function traceLogic(node: Node, kind: 'and' | 'or', left: Traced, right: Traced): Traced {
  const decisive = kind === 'or'
  const combine = kind === 'and' ? and : or
  return (frame) => {
    const first = left(frame)
    if (first.raw === decisive && first.doubts.length === 0) return new StepNode(node, kind, decisive, [first])
    const second = right(frame)
    const steps = [first, second]
    if (second.raw === decisive && second.doubts.length === 0) return new StepNode(node, kind, decisive, steps)
    const result = combine(first.raw, second.raw)
    return new StepNode(node, kind, result, steps, doubtsAfter(result, steps))
  }
}

function traceIf(node: Node, condition: Traced, yes: Traced, no: Traced): Traced {
  return (frame) => {
    const asked = condition(frame)
    const { raw } = asked
    if (raw !== true && raw !== false && !(raw instanceof Null)) {
      return new StepNode(node, 'if', notACondition(raw), [asked], asked.doubts)
    }
    const branch = (raw === true ? yes : no)(frame)
    return new StepNode(node, 'if', branch.raw, [asked, branch], doubtsOf([asked, branch], missingIn(raw)))
  }
}

function traceItem(node: Node & ItemNode): Traced {
  const outer = node.outer ? compileTraced(node.outer) : null
  const found = (frame: TracedFrame): Value | undefined => {
    for (const slot of node.slots) {
      const item = frame[slot]!.raw
      const entry = isContext(item) ? findEntry(item, node.name) : undefined
      if (entry !== undefined) return entry
    }
    return undefined
  }
  return (frame) => {
    const entry = found(frame)
    if (entry !== undefined) return new StepNode(node, 'path', entry, [])
    return outer ? outer(frame) : new StepNode(node, 'path', path(frame[node.slots[0]!]!.raw, node.name), [])
  }
}

function traceContext(node: Node & ContextNode): Traced {
  const entries = node.entries.map((entry) => ({
    ...entry,
    traced: compileTraced(entry.value),
    what: `“${entry.name}”`,
  }))
  const result = node.result ? compileTraced(node.result) : null
  return (frame) => {
    const context = emptyContext()
    const steps: StepNode[] = []
    for (const entry of entries) {
      const made = entry.traced(frame)
      const value = coerce(made.raw, entry.declared, entry.what)
      const step = value === made.raw ? made : new StepNode(entry.value, 'conversion', value, [made], made.doubts)
      context[entry.name] = value
      frame[entry.slot] = step
      steps.push(step)
    }
    if (!result) return new StepNode(node, 'context', context, steps, doubtsOf(steps))
    const last = result(frame)
    return new StepNode(node, 'context', last.raw, [...steps, last], last.doubts)
  }
}
