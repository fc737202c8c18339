import type { Service } from '../model/part.ts'
import type { FunctionNode, Node } from '../syntax/node.ts'
import type { Type } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { Graph, Lane } from './graph.ts'

/** What the compiler knows about the value of an expression in a group of subjects of one size. */
export type Shape = ConstShape | Scaled | Truth | Code | ListShape | ContextShape | FunctionShape | ServiceShape

/** The same value for every subject of the run. */
export interface ConstShape {
  readonly kind: 'const'
  readonly value: Value
}
export type ScaledKind = 'number' | 'date' | 'months' | 'days'
/**
 * `units / den`, with a proof that the units lie between `low` and `high`, both below 2^53. A denominator of other prime
 * factors than 2 and 5 is a quotient that nobody has rounded yet.
 */
export interface Scaled {
  readonly kind: 'scaled'
  readonly of: ScaledKind
  readonly units: Lane
  readonly den: bigint
  readonly low: bigint
  readonly high: bigint
  /** Where it is not known, the units mean nothing. */
  readonly known: Lane
}
/** Yes for sure, no for sure, or neither: not known. */
export interface Truth {
  readonly kind: 'truth'
  readonly yes: Lane
  readonly no: Lane
}
/** A text out of a fixed list, by its position. */
export interface Code {
  readonly kind: 'code'
  readonly code: Lane
  readonly values: readonly string[]
  readonly known: Lane
}
export interface Item {
  readonly shape: Shape
  readonly present: Lane
}
/** A list of at most these items, in this order; each may be there or not. */
export interface ListShape {
  readonly kind: 'list'
  readonly items: readonly Item[]
}
export interface ContextShape {
  readonly kind: 'context'
  readonly names: readonly string[]
  readonly entry: (name: string) => Shape | undefined
}
export interface FunctionShape {
  readonly kind: 'function'
  readonly node: Node & FunctionNode
  readonly frame: Frame
}

/** A decision service: decisions computed anew from what the caller gives, and from nothing else. */
export interface ServiceShape {
  readonly kind: 'service'
  readonly name: string
  readonly service: Service
}

/** Variables by slot. What is required but not used is never compiled. */
export type Frame = (Shape | (() => Shape) | undefined)[]

export const constant = (value: Value): ConstShape => ({ kind: 'const', value })

/** What the compilers of the single kinds of expression need of the whole. */
export interface Lowers {
  readonly graph: Graph
  /** @throws NotColumnar */
  readonly lower: (node: Node, frame: Frame) => Shape
  /** @throws NotColumnar */
  readonly converted: (shape: Shape, type: Type, what: string) => Shape
}
