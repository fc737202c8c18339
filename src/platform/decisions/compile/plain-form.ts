import type { Node } from '../syntax/node.ts'
import type { Value } from '../values/value.ts'

/** Variables of one evaluation of a piece of decision logic, by slot. */
export type Frame = Value[]
/** An expression compiled to closures: the answer without its trace. */
export type Plain = (frame: Frame) => Value
export type CompilePlain = (node: Node) => Plain
