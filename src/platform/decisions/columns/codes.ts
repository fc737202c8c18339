import { Null } from '../values/null.ts'
import type { Value } from '../values/value.ts'
import type { Graph, Lane } from './graph.ts'
import { notSupported } from './not-columnar.ts'
import type { Code, Shape } from './shape.ts'

export const asCode = (graph: Graph, shape: Shape): Code | null => {
  if (shape.kind === 'code') return shape
  if (shape.kind !== 'const' || typeof shape.value !== 'string') return null
  return { kind: 'code', code: graph.whole(0), values: [shape.value], known: graph.yes }
}

/** Longest list of texts that two different lists are translated through. */
const translatedMax = 64

/** Where two texts are the same; null when one is no text. */
export function sharedCodes(graph: Graph, left: Shape, right: Shape): Lane | null {
  const [one, other] = [asCode(graph, left), asCode(graph, right)]
  if (!one || !other) return null
  if (one.values === other.values) return graph.compare('same', one.code, other.code)
  if (Math.min(one.values.length, other.values.length) > translatedMax) {
    throw notSupported('两张很长的代码表不能互相比较', 'two long lists of codes cannot be compared')
  }
  let isSame = graph.no
  for (const [index, value] of one.values.entries()) {
    const at = other.values.indexOf(value)
    if (at >= 0) isSame = graph.or(isSame, graph.and(isCode(graph, one, index), isCode(graph, other, at)))
  }
  return isSame
}

const isCode = (graph: Graph, { code }: Code, index: number): Lane => graph.compare('same', code, graph.whole(index))

/** One of two texts by a mask, over a common list. */
export function chooseCode(graph: Graph, mask: Lane, yes: Code, no: Code): Code {
  const [long, short] = yes.values.length >= no.values.length ? [yes, no] : [no, yes]
  const values = [...new Set([...long.values, ...short.values])]
  const list = values.length === long.values.length ? long.values : values
  const [one, other] = [translated(graph, yes, list), translated(graph, no, list)]
  return {
    kind: 'code',
    code: graph.select(mask, one, other),
    values: list,
    known: graph.select(mask, yes.known, no.known),
  }
}

/** The position of the same text in another list that has them all. */
export function translated(graph: Graph, code: Code, into: readonly string[]): Lane {
  if (code.values.every((value, index) => into[index] === value)) return code.code
  if (code.values.length > translatedMax) {
    throw notSupported('两张很长的代码表不能合并', 'two long lists of codes cannot be joined')
  }
  let lane = graph.whole(into.indexOf(code.values[0] ?? ''))
  for (const [index, value] of code.values.entries()) {
    if (index > 0) lane = graph.select(isCode(graph, code, index), graph.whole(into.indexOf(value)), lane)
  }
  return lane
}

/** A function of one text, computed for each text of the list at compile time. */
export function eachCode(graph: Graph, code: Code, answer: (text: string) => Value): { yes: Lane; no: Lane } {
  let [yes, no] = [graph.no, graph.no]
  for (const [index, value] of code.values.entries()) {
    const given = answer(value)
    const isHere = graph.and(code.known, isCode(graph, code, index))
    if (given === true) yes = graph.or(yes, isHere)
    else if (given === false) no = graph.or(no, isHere)
    else if (!(given instanceof Null)) throw notSupported('对文字的这种运算', 'this operation on a text')
  }
  return { yes, no }
}
