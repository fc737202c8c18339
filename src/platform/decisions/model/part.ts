import type { Type } from '../values/type.ts'
import type { Logic, Part } from './unit.ts'

export type PartKind = 'input' | 'decision' | 'function' | 'service'

/** A part with what the outside wants to know about it. */
export interface BuiltPart extends Part {
  readonly kind: PartKind
  /** Name of the element; `name` is that of its variable. */
  readonly title: string
  readonly type: Type
  readonly typeName: string
  readonly description: string
  readonly authorities: readonly string[]
  readonly requires: readonly BuiltPart[]
  /** What a decision or a business knowledge computes; inputs and services have none of their own. */
  readonly logic?: Logic
  /** What a decision service takes and answers. */
  readonly service?: Service
}
export interface Service {
  readonly inputs: readonly BuiltPart[]
  readonly outputs: readonly BuiltPart[]
  readonly result: Type
}
