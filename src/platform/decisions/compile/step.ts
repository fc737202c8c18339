import type { NullCause, Place, Step, Value as PublicValue } from '../contract.ts'
import type { Node } from '../syntax/node.ts'
import { FeelNumber } from '../values/number.ts'
import { Null, addCauses } from '../values/null.ts'
import { publish } from '../values/publish.ts'
import { type Value, isContext, isList, nullsIn } from '../values/value.ts'

const noDoubts: readonly NullCause[] = []

/**
 * One step of a trace. Beside the value it carries doubts: missing inputs that could change the value although it is not
 * null, because a condition, a filter or a comparison met them.
 */
export class StepNode implements Step {
  private readonly node: Node
  readonly operation: string
  readonly raw: Value
  readonly from: readonly StepNode[]
  readonly doubts: readonly NullCause[]
  readonly cause?: NullCause

  constructor(node: Node, operation: string, raw: Value, from: readonly StepNode[], doubts = noDoubts) {
    this.node = node
    this.operation = operation
    this.raw = raw
    this.from = from
    this.doubts = doubts
    if (raw instanceof Null && raw.causes[0]) this.cause = raw.causes[0]
  }

  get place(): Place {
    return this.node.at
  }

  get text(): string {
    return this.node.text
  }

  get value(): PublicValue {
    return publish(this.raw)
  }

  toJSON(): Step {
    const { place, text, operation, value, from, cause } = this
    return { place, text, operation, value, from, ...(cause ? { cause } : {}) }
  }
}

/** All doubts of some steps, once each. */
export function doubtsOf(steps: readonly StepNode[], more: readonly NullCause[] = noDoubts): readonly NullCause[] {
  let isDoubted = false
  for (const step of steps) if (step.doubts.length > 0) isDoubted = true
  if (!isDoubted) return more
  const doubted = steps.filter((step) => step.doubts.length > 0)
  const only = doubted[0]
  if (only && more.length === 0 && doubted.every((step) => step.doubts === only.doubts)) return only.doubts
  const all: NullCause[] = []
  for (const step of doubted) addCauses(all, step.doubts)
  addCauses(all, more)
  return all
}

/** The missing inputs behind the nulls of a value. */
export function missingIn(value: Value): readonly NullCause[] {
  if (typeof value !== 'object' || value instanceof FeelNumber) return noDoubts
  const nulls = nullsIn(value)
  if (nulls.length === 0) return noDoubts
  const all: NullCause[] = []
  for (const each of nulls)
    addCauses(
      all,
      each.causes.filter((cause) => cause.code === 'missing-input'),
    )
  return all
}

/** Doubts of a value computed from others: theirs, and what is missing in them when the answer hides it. */
export function doubtsAfter(result: Value, from: readonly StepNode[]): readonly NullCause[] {
  const carried = doubtsOf(from)
  if (result instanceof Null || isList(result) || isContext(result)) return carried
  let hidden: NullCause[] | null = null
  for (const step of from) {
    const missing = missingIn(step.raw)
    if (missing.length > 0) addCauses((hidden ??= []), missing)
  }
  return hidden === null ? carried : doubtsOf(from, hidden)
}

/** Everything that is missing behind a step: its doubts and the nulls inside its value. */
export const addStepDoubts = (step: StepNode): readonly NullCause[] => doubtsOf([step], missingIn(step.raw))
