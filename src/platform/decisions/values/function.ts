import type { StepNode } from '../compile/step.ts'
import type { Type } from './type.ts'
import type { Value } from './value.ts'

export interface Parameter {
  readonly name: string
  readonly type: Type
  readonly isOptional?: boolean
  /** The types that can have an answer, where `type` lets more through: a call with any other is a clash. */
  readonly takes?: readonly Type[]
}

/** A function as a FEEL value: built in, a business knowledge model, a decision service or written in the model. */
export class FeelFunction {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly result: Type
  /** The last parameter takes all remaining arguments. */
  readonly isVariadic: boolean
  /** Its signatures, where it has several; the parameters are those of the first. */
  readonly variants: readonly FeelFunction[]
  readonly hasVariants: boolean
  readonly call: (args: readonly Value[]) => Value
  /** A call with named parameters, for functions with several signatures. */
  readonly callNamed: ((args: ReadonlyMap<string, Value>) => Value) | undefined
  /** The same call with the steps of the body kept; built-in functions have none. */
  readonly trace: ((args: readonly StepNode[]) => StepNode) | undefined

  constructor(made: {
    name: string
    parameters: readonly Parameter[]
    result: Type
    isVariadic?: boolean
    variants?: readonly FeelFunction[]
    call: (args: readonly Value[]) => Value
    callNamed?: (args: ReadonlyMap<string, Value>) => Value
    trace?: (args: readonly StepNode[]) => StepNode
  }) {
    this.name = made.name
    this.parameters = made.parameters
    this.result = made.result
    this.isVariadic = made.isVariadic ?? false
    this.variants = made.variants ?? []
    this.hasVariants = this.variants.length > 0
    this.call = made.call
    this.callNamed = made.callNamed
    this.trace = made.trace
  }
}
