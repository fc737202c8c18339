import { asList, itemAt } from '../operations/filter.ts'
import { between, itemsOf } from '../operations/iterate.ts'
import { quantify } from '../operations/logic.ts'
import type { ForNode, Iterated, Node, QuantifiedNode } from '../syntax/node.ts'
import { Null, writtenNull } from '../values/null.ts'
import { FeelNumber } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import { spend } from '../meter.ts'
import { placing } from './placing.ts'
import type { CompilePlain, Frame, Plain } from './plain-form.ts'

interface Loop {
  readonly slot: number
  readonly items: (frame: Frame) => readonly Value[] | Null
}

function compileLoops(variables: readonly Iterated[], compile: CompilePlain): readonly Loop[] {
  return variables.map((variable) => {
    const source = compile(variable.source)
    const until = variable.until ? compile(variable.until) : null
    return {
      slot: variable.slot,
      items: (frame) => (until ? between(source(frame), until(frame)) : itemsOf(source(frame))),
    }
  })
}

/** Runs the body once for each combination, outer variables first; a null source ends it with its cause. */
function runLoops(loops: readonly Loop[], frame: Frame, body: () => boolean, level = 0): Null | null | 'stop' {
  const loop = loops[level]
  if (!loop) return body() ? 'stop' : null
  const items = loop.items(frame)
  if (items instanceof Null) return items
  spend(items.length)
  for (const item of items) {
    frame[loop.slot] = item
    const end = runLoops(loops, frame, body, level + 1)
    if (end !== null) return end
  }
  return null
}

export function compileFor(node: Node & ForNode, compile: CompilePlain): Plain {
  const loops = compileLoops(node.variables, compile)
  const body = compile(node.body)
  return placing(node, (frame) => {
    const results: Value[] = []
    frame[node.partial] = results
    const end = runLoops(loops, frame, () => {
      results.push(body(frame))
      return false
    })
    return end instanceof Null ? end : results
  })
}

export function compileQuantified(node: Node & QuantifiedNode, compile: CompilePlain): Plain {
  const loops = compileLoops(node.variables, compile)
  const body = compile(node.body)
  const decisive = node.kind === 'some'
  return placing(node, (frame) => {
    const answers: Value[] = []
    const end = runLoops(loops, frame, () => {
      answers.push(body(frame))
      return answers.at(-1) === decisive
    })
    return end instanceof Null ? end : quantify(node.kind, answers)
  })
}

export function compileFilter(slot: number, isPosition: boolean, source: Plain, condition: Plain): Plain {
  return (frame) => {
    const from = source(frame)
    if (from instanceof Null) return from
    const items = asList(from)
    spend(items.length)
    if (isPosition) {
      frame[slot] = writtenNull
      const position = condition(frame)
      return position instanceof FeelNumber ? itemAt(items, position) : position
    }
    const kept: Value[] = []
    for (const item of items) {
      frame[slot] = item
      const answer = condition(frame)
      if (answer instanceof FeelNumber) return itemAt(items, answer)
      if (answer === true) kept.push(item)
    }
    return kept
  }
}
