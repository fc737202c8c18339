import { writtenNull } from '../values/null.ts'
import { asCode, chooseCode } from './codes.ts'
import { scaledIn } from './comparing.ts'
import { evenWhere } from './divisible.ts'
import type { Graph, Lane } from './graph.ts'
import { notSupported } from './not-columnar.ts'
import { chooseScaled } from './numbers.ts'
import { type Shape, constant } from './shape.ts'
import { asTruth, isNullShape, settled } from './truth.ts'

/** One of two values by a mask. */
export function choose(graph: Graph, mask: Lane, yes: Shape, no: Shape): Shape {
  if (mask === graph.yes) return yes
  if (mask === graph.no) return no
  if (isNullShape(yes) && isNullShape(no)) return constant(writtenNull)
  if (isNullShape(yes)) return onlyWhere(graph, graph.not(mask), no)
  if (isNullShape(no)) return onlyWhere(graph, mask, yes)
  if (yes.kind === 'context' && no.kind === 'context') {
    const names = yes.names.filter((name) => no.names.includes(name))
    if (names.length !== yes.names.length || names.length !== no.names.length) throw unlike()
    return {
      kind: 'context',
      names,
      entry: (name) => (names.includes(name) ? choose(graph, mask, yes.entry(name)!, no.entry(name)!) : undefined),
    }
  }
  const [one, other] = [scaledIn(graph, yes), scaledIn(graph, no)]
  if (one && other && one.of === other.of) {
    return chooseScaled(graph, mask, evenWhere(graph, mask, one), evenWhere(graph, graph.not(mask), other))
  }
  const [code, otherCode] = [asCode(graph, yes), asCode(graph, no)]
  if (code && otherCode) return chooseCode(graph, mask, code, otherCode)
  const lists = listsOf(yes, no)
  if (lists) {
    return {
      kind: 'list',
      items: [
        ...lists[0].items.map((item) => ({ ...item, present: graph.and(mask, item.present) })),
        ...lists[1].items.map((item) => ({ ...item, present: graph.and(graph.not(mask), item.present) })),
      ],
    }
  }
  if (one || other || code || otherCode) throw unlike()
  const [a, b] = [asTruth(graph, yes), asTruth(graph, no)]
  const picked = { kind: 'truth', yes: graph.select(mask, a.yes, b.yes), no: graph.select(mask, a.no, b.no) } as const
  return settled(graph, picked, writtenNull)
}

const unlike = () => notSupported('两个分支不是一类值', 'two branches of different kinds')

const listsOf = (yes: Shape, no: Shape) => (yes.kind === 'list' && no.kind === 'list' ? ([yes, no] as const) : null)

/** The value where the mask holds, and null elsewhere. */
export function onlyWhere(graph: Graph, mask: Lane, shape: Shape): Shape {
  if (mask === graph.yes) return shape
  if (mask === graph.no) return constant(writtenNull)
  const scaled = scaledIn(graph, shape)
  if (scaled) {
    const even = evenWhere(graph, mask, scaled)
    return { ...even, known: graph.and(even.known, mask) }
  }
  const code = asCode(graph, shape)
  if (code) return { ...code, known: graph.and(code.known, mask) }
  if (shape.kind === 'list' || shape.kind === 'context' || shape.kind === 'function') {
    throw notSupported('有时是空值的名单或上下文', 'a list or context that is sometimes null')
  }
  const { yes, no } = asTruth(graph, shape)
  return { kind: 'truth', yes: graph.and(yes, mask), no: graph.and(no, mask) }
}
