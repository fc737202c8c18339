import type { NullCause } from '../contract.ts'
import { matches } from '../operations/comparison.ts'
import { asList, itemAt } from '../operations/filter.ts'
import { between, itemsOf } from '../operations/iterate.ts'
import { quantify } from '../operations/logic.ts'
import type { ForNode, InNode, Iterated, MatchesNode, Node, QuantifiedNode } from '../syntax/node.ts'
import { Null } from '../values/null.ts'
import { FeelNumber } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import { isCondition } from './plain.ts'
import { spend } from '../meter.ts'
import { placing } from './placing.ts'
import { StepNode, doubtsAfter, doubtsOf, missingIn } from './step.ts'
import { type Compile, type Traced, type TracedFrame, given, nothing } from './traced-form.ts'

interface Loop {
  readonly node: Node
  readonly slot: number
  readonly source: Traced
  readonly until: Traced | null
}

const compileLoops = (variables: readonly Iterated[], compile: Compile): readonly Loop[] =>
  variables.map((variable) => ({
    node: variable.source,
    slot: variable.slot,
    source: compile(variable.source),
    until: variable.until ? compile(variable.until) : null,
  }))

/** As in the plain form; the steps of the sources are collected. */
function runLoops(
  loops: readonly Loop[],
  frame: TracedFrame,
  sources: StepNode[],
  body: () => boolean,
  level = 0,
): Null | null | 'stop' {
  const loop = loops[level]
  if (!loop) return body() ? 'stop' : null
  const source = loop.source(frame)
  const until = loop.until?.(frame)
  sources.push(source, ...(until ? [until] : []))
  const items = until ? between(source.raw, until.raw) : itemsOf(source.raw)
  if (items instanceof Null) return items
  spend(items.length)
  for (const item of items) {
    frame[loop.slot] = given(loop.node, item)
    const end = runLoops(loops, frame, sources, body, level + 1)
    if (end !== null) return end
  }
  return null
}

export function traceFor(node: Node & ForNode, compile: Compile): Traced {
  const loops = compileLoops(node.variables, compile)
  const body = compile(node.body)
  return placing(node, (frame) => {
    const sources: StepNode[] = []
    const bodies: StepNode[] = []
    const results: Value[] = []
    frame[node.partial] = given(node, results)
    const end = runLoops(loops, frame, sources, () => {
      const step = body(frame)
      bodies.push(step)
      results.push(step.raw)
      return false
    })
    const steps = [...sources, ...bodies]
    return new StepNode(node, 'for', end instanceof Null ? end : results, steps, doubtsOf(steps))
  })
}

export function traceQuantified(node: Node & QuantifiedNode, compile: Compile): Traced {
  const loops = compileLoops(node.variables, compile)
  const body = compile(node.body)
  const decisive = node.kind === 'some'
  return placing(node, (frame) => {
    const sources: StepNode[] = []
    const bodies: StepNode[] = []
    const end = runLoops(loops, frame, sources, () => {
      const step = body(frame)
      bodies.push(step)
      return step.raw === decisive && step.doubts.length === 0
    })
    const steps = [...sources, ...bodies]
    const sure = bodies.find((step) => step.raw === decisive && step.doubts.length === 0)
    if (sure) return new StepNode(node, node.kind, decisive, steps, doubtsOf(sources))
    if (end instanceof Null) return new StepNode(node, node.kind, end, steps, doubtsOf(steps))
    const result = quantify(
      node.kind,
      bodies.map((step) => step.raw),
    )
    return new StepNode(node, node.kind, result, steps, doubtsOf(sources, doubtsAfter(result, bodies)))
  })
}

export function traceFilter(node: Node & { kind: 'filter' }, compile: Compile): Traced {
  const source = compile(node.source)
  const condition = compile(node.condition)
  const isPosition = node.condition.type.kind === 'number'
  const finish = (value: Value, steps: readonly StepNode[], more: readonly NullCause[] = []): StepNode =>
    new StepNode(node, 'filter', value, steps, doubtsOf(steps, more))
  return (frame) => {
    const from = source(frame)
    if (from.raw instanceof Null) return finish(from.raw, [from])
    const items = asList(from.raw)
    spend(items.length)
    const kept: Value[] = []
    const steps = [from]
    const missing: NullCause[] = []
    if (isPosition) frame[node.slot] = nothing(node.source)
    for (const item of isPosition ? [null] : items) {
      if (item !== null) frame[node.slot] = given(node.source, item)
      const answer = condition(frame)
      steps.push(answer)
      if (answer.raw instanceof FeelNumber) return finish(itemAt(items, answer.raw), [from, answer])
      if (item === null) return finish(answer.raw, steps)
      if (answer.raw === true) kept.push(item)
      missing.push(...missingIn(answer.raw))
    }
    return finish(kept, steps, missing)
  }
}

export function traceIn(node: Node & InNode, compile: Compile): Traced {
  const input = compile(node.input)
  const tests = node.tests.map(compile)
  return (frame) => {
    const tested = input(frame)
    frame[node.slot] = tested
    const answers: StepNode[] = []
    for (const test of tests) {
      const answer = test(frame)
      answers.push(answer)
      if (answer.raw === true && answer.doubts.length === 0) break
    }
    const result = quantify(
      'some',
      answers.map((answer) => answer.raw),
    )
    const sure = answers.at(-1)
    const isSure = sure?.raw === true && sure.doubts.length === 0
    const value = result instanceof Null ? result : node.isNegated ? result === false : result
    return new StepNode(node, 'in', value, [tested, ...answers], isSure ? [] : doubtsAfter(value, answers))
  }
}

export function traceMatches(node: Node & MatchesNode, compile: Compile): Traced {
  const test = compile(node.test)
  return (frame) => {
    const compared = test(frame)
    if (node.usesInput) return new StepNode(node, 'in', compared.raw, [compared], compared.doubts)
    const tested = frame[node.slot]!
    const isAnswer = isCondition(node.mayBeCondition, tested.raw, compared.raw)
    const result = isAnswer ? compared.raw : matches(tested.raw, compared.raw)
    const asksForNull = compared.raw instanceof Null && node.test.kind === 'constant'
    const doubts = isAnswer || asksForNull ? doubtsOf([compared]) : doubtsAfter(result, [tested, compared])
    return new StepNode(node, '=', result, [compared], doubts)
  }
}
