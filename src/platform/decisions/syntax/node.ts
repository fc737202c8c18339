import type { Place } from '../contract.ts'
import type { TableNode } from '../tables/table.ts'
import type { Null } from '../values/null.ts'
import type { Type } from '../values/type.ts'
import type { Value } from '../values/value.ts'

/** An expression after its names are bound and its types known; both compilers read this and nothing else. */
export type Node = Source &
  (
    | { readonly kind: 'constant'; readonly value: Value; readonly operation: 'literal' | 'function' }
    | { readonly kind: 'variable'; readonly slot: number; readonly name: string; readonly role: Role }
    | ItemNode
    | { readonly kind: 'trouble'; readonly failure: Null }
    | OperationNode
    | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
    | { readonly kind: 'if'; readonly condition: Node; readonly yes: Node; readonly no: Node }
    | ForNode
    | QuantifiedNode
    | { readonly kind: 'filter'; readonly source: Node; readonly slot: number; readonly condition: Node }
    | { readonly kind: 'path'; readonly source: Node; readonly name: string }
    | CallNode
    | FunctionNode
    | { readonly kind: 'list'; readonly items: readonly Node[] }
    | ContextNode
    | InNode
    | MatchesNode
    | TableNode
  )

/** Where a node stands and what it says. */
export interface Source {
  readonly at: Place
  readonly text: string
  readonly type: Type
  /** The unit its author wrote beside it. */
  readonly unit?: string
}
export type Role = 'input' | 'decision' | 'variable' | 'function'

/** A name inside a filter over items of unknown type: an entry of the item when it has one, else the outer name. */
export interface ItemNode {
  readonly kind: 'item'
  readonly name: string
  /** Innermost first. */
  readonly slots: readonly number[]
  readonly outer: Node | null
}
/** An operation that wants all its operands: arithmetic, comparison, ranges, instance of. */
export interface OperationNode {
  readonly kind: 'operation'
  readonly operation: string
  readonly apply: (...operands: Value[]) => Value
  readonly operands: readonly Node[]
}
export interface Iterated {
  readonly name: string
  readonly slot: number
  readonly source: Node
  /** The upper end, in `for i in 1..10`. */
  readonly until: Node | null
}
export interface ForNode {
  readonly kind: 'for'
  readonly variables: readonly Iterated[]
  readonly partial: number
  readonly body: Node
}
export interface QuantifiedNode {
  readonly kind: 'some' | 'every'
  readonly variables: readonly Iterated[]
  readonly body: Node
}
export interface CallNode {
  readonly kind: 'call'
  readonly callee: Node
  readonly args: readonly Node[]
  /** Parameter names, in the order of the arguments, of a call with named parameters. */
  readonly names: readonly string[] | null
}
export interface FunctionNode {
  readonly kind: 'function'
  readonly name: string
  readonly parameters: readonly { readonly name: string; readonly slot: number; readonly type: Type }[]
  readonly result: Type
  readonly body: Node
}
export interface ContextNode {
  readonly kind: 'context'
  readonly entries: readonly {
    readonly name: string
    readonly slot: number
    readonly declared: Type
    readonly value: Node
  }[]
  /** The last box of a boxed context, whose value is the value of the whole. */
  readonly result: Node | null
}
/** `input in (tests)`: the input goes into a slot where the tests find it. */
export interface InNode {
  readonly kind: 'in'
  readonly input: Node
  readonly slot: number
  readonly tests: readonly Node[]
  readonly isNegated: boolean
}
/** One test: an expression that uses `?` and answers yes or no, or a value to be equal to, inside of, or one of. */
export interface MatchesNode {
  readonly kind: 'matches'
  readonly slot: number
  readonly test: Node
  readonly usesInput: boolean
  /** A yes or no of the expression is the answer itself, not a value to compare with. */
  readonly mayBeCondition: boolean
}
