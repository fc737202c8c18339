import type { Node } from '../syntax/node.ts'
import type { FeelNumber } from '../values/number.ts'
import { type Unit, combine, exponentOf, isSameUnit } from './unit.ts'

/** What is known of a value before anything runs: its unit and what divisions left of it. */
export type Measure = Quantity | ListMeasure | ContextMeasure | FunctionMeasure | UnknownMeasure

export interface Quantity {
  readonly kind: 'number'
  /** The units it may have; null when nobody said. */
  readonly units: readonly Unit[] | null
  /** A number written in the model, which takes the unit of whatever it meets. */
  readonly isConstant: boolean
  readonly value: FeelNumber | null
  /** Decimal places it has at most; null when not known. */
  readonly places: number | null
  readonly rest: Rest | null
}
/** The part below the smallest coin that a division left, not rounded yet. */
export interface Rest {
  /** Whether 34 digits hold it whole: `/ 100` yes, `/ 12` no. */
  readonly isExact: boolean
  readonly division: Node
  readonly whole: Node
}
export interface ListMeasure {
  readonly kind: 'list'
  readonly of: Measure
  /** What one item is: one person. */
  readonly each: Unit | null
}
export interface ContextMeasure {
  readonly kind: 'context'
  readonly entries: ReadonlyMap<string, Measure>
}
export interface UnknownMeasure {
  readonly kind: 'unknown'
  /** A number that comes in by this path, of which nobody said the unit. */
  readonly path?: string
}
export interface FunctionMeasure {
  readonly kind: 'function'
  /** What each argument is measured in by its own declaration, with its name; of functions of a model alone. */
  readonly takes?: readonly (readonly [name: string, measure: Measure])[]
  readonly call: (args: readonly Measure[], names: readonly string[] | null) => Measure
}

export const unknown: Measure = { kind: 'unknown' }

export const quantity = (units: readonly Unit[] | null, more: Partial<Quantity> = {}): Quantity => ({
  kind: 'number',
  units,
  isConstant: false,
  value: null,
  places: null,
  rest: null,
  ...more,
})

export const constant = (value: FeelNumber | null): Quantity =>
  quantity(null, { isConstant: true, value, places: value ? decimalPlaces(value) : null })

export const decimalPlaces = (value: FeelNumber): number => value.wide?.decimalPlaces() ?? value.scale

/** The units both may have; null when one of them may have any. */
export function meet(left: Quantity, right: Quantity): readonly Unit[] | null {
  if (left.units === null || right.units === null) return left.units ?? right.units
  const { units } = right
  return left.units.filter((unit) => units.some((other) => isSameUnit(unit, other)))
}

/** The unit of a sum over the items: amounts for one person each add up to an amount of all. */
export const summed = (units: readonly Unit[] | null, each: Unit | null): readonly Unit[] | null =>
  units && each
    ? units.map((unit) => ([...each].every(([word]) => exponentOf(unit, word) < 0) ? combine(unit, each) : unit))
    : units

export const worseRest = (left: Rest | null, right: Rest | null): Rest | null =>
  left === null || (right && !right.isExact && left.isExact) ? (right ?? left) : left
