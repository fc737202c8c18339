import { Null } from '../values/null.ts'
import type { Value } from '../values/value.ts'
import type { Graph, Lane } from './graph.ts'
import { notSupported } from './not-columnar.ts'
import { type Shape, type Truth, constant } from './shape.ts'

/** FEEL's three-valued logic on masks: yes for sure and no for sure are computed apart, what is neither is not known. */
export const truth = (yes: Lane, no: Lane): Truth => ({ kind: 'truth', yes, no })

export const sure = (graph: Graph, yes: Lane): Truth => truth(yes, graph.not(yes))

export function asTruth(graph: Graph, shape: Shape): Truth {
  if (shape.kind === 'truth') return shape
  if (shape.kind === 'const' && typeof shape.value === 'boolean') return sure(graph, graph.mask(shape.value))
  if (isNullShape(shape)) return truth(graph.no, graph.no)
  throw notSupported('这里要的是“是/否”', 'a truth value is wanted here')
}

export const isNullShape = (shape: Shape): boolean => shape.kind === 'const' && shape.value instanceof Null

export const both = (graph: Graph, left: Truth, right: Truth): Truth =>
  truth(graph.and(left.yes, right.yes), graph.or(left.no, right.no))
export const either = (graph: Graph, left: Truth, right: Truth): Truth =>
  truth(graph.or(left.yes, right.yes), graph.and(left.no, right.no))
export const opposite = ({ yes, no }: Truth): Truth => truth(no, yes)

/** A truth that is only known where the mask holds. */
export const where = (graph: Graph, known: Lane, yes: Lane): Truth =>
  truth(graph.and(known, yes), graph.and(known, graph.not(yes)))

/** A truth whose answer is the same everywhere becomes a fixed value, so that what it decides is never compiled. */
export function settled(graph: Graph, { yes, no }: Truth, nothing: Value): Shape {
  if (yes === graph.yes) return constant(true)
  if (no === graph.yes) return constant(false)
  return yes === graph.no && no === graph.no ? constant(nothing) : truth(yes, no)
}
