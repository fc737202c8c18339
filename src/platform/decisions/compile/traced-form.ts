import type { Node } from '../syntax/node.ts'
import { writtenNull } from '../values/null.ts'
import type { Value } from '../values/value.ts'
import { StepNode } from './step.ts'

export type TracedFrame = StepNode[]
/** An expression compiled to closures that keep every step. The answers are those of the plain form. */
export type Traced = (frame: TracedFrame) => StepNode
export type Compile = (node: Node) => Traced

/** A step for a value that nobody computed: an item of a list, an argument. */
export const given = (node: Node, value: Value, doubts: StepNode['doubts'] = []): StepNode =>
  new StepNode(node, 'item', value, [], doubts)
export const nothing = (node: Node): StepNode => given(node, writtenNull)
