/**
 * The decision engine as its users see it. It reads DMN models with FEEL expressions, checks them before they run,
 * computes in exact decimals and keeps a trace from which the answer recomputes. It knows no domain word.
 */

/** A value of the FEEL domain. `null` never stands alone: the trace says where it came from. */
export type Value =
  | null
  | boolean
  | string
  | Num
  | DateValue
  | DurationValue
  | RangeValue
  | FunctionValue
  | readonly Value[]
  | { readonly [name: string]: Value }

/** An exact decimal of up to 34 digits. Opaque: made by `num('810.00')`, read by `numText(value)`. */
export interface Num {
  readonly type: 'number'
  /** Canonical decimal text, no exponent, no trailing zeros. */
  readonly text: string
}
/** A FEEL date, time or date and time. */
export interface DateValue {
  readonly type: 'date' | 'time' | 'date and time'
  readonly text: string
}
export interface DurationValue {
  readonly type: 'days and time duration' | 'years and months duration'
  readonly text: string
}
/** A range such as `[1..5]`, as FEEL text. */
export interface RangeValue {
  readonly type: 'range'
  readonly text: string
}
/** A function cannot leave the engine; only its name can. */
export interface FunctionValue {
  readonly type: 'function'
  readonly text: string
}

/** One thing wrong with a model: where it stands and a sentence a policy officer understands. */
export interface Problem {
  readonly file: string
  /** Name of the decision, when inside one. */
  readonly decision?: string
  /** The expression as written. */
  readonly expression?: string
  /** 1-based column (Unicode characters) in the expression; row of a decision table when it is in one. */
  readonly column?: number
  readonly tableRow?: number
  /** `unknown-name`, `type-clash`, `cycle`, `not-supported`, `overlap`, `gap`, … */
  readonly code: string
  readonly zh: string
  readonly en: string
}

/** A place in the source: which decision, which expression inside it, which UTF-16 range of its text. */
export interface Place {
  readonly decision: string
  /** `literal`, `context:收入`, `rule:3:input:1`, `rule:3:output:1`, … */
  readonly part: string
  readonly from: number
  readonly to: number
}

/** One step of a computation: the value of one node of an expression, and the steps it was made from. */
export interface Step {
  readonly place: Place
  /** The source text of this node. */
  readonly text: string
  /** `literal`, `input`, `decision`, `sum`, `-`, `*`, `<`, `if`, `filter`, `path`, … */
  readonly operation: string
  readonly value: Value
  readonly from: readonly Step[]
  /** Only beside a null: why there is no value. */
  readonly cause?: NullCause
}

export interface NullCause {
  /** `missing-input`: nobody supplied it. `error`: the operation has no answer, e.g. a division by zero. */
  readonly code: 'missing-input' | 'error' | 'null-literal' | 'no-rule'
  /** Path of the missing input: `家庭.存款`, `成员[2].工资`. */
  readonly path?: string
  readonly zh: string
  readonly en: string
}

export interface DecisionTrace {
  readonly decision: string
  readonly value: Value
  /** The law beside it: knowledge sources of the decision, in the order of the model. */
  readonly authorities: readonly string[]
  readonly description: string
  readonly steps: readonly Step[]
  /** For a decision table: which rows hit, with their annotations; rows that could not be judged, and why. */
  readonly rules?: readonly RuleTrace[]
  /** For a decision table: how its value comes from the rows that hit, as DMN names it: `UNIQUE`, `COLLECT SUM`, … */
  readonly hitPolicy?: string
}
export interface RuleTrace {
  /** 1-based. */
  readonly row: number
  readonly outcome: 'hit' | 'miss' | 'undetermined'
  readonly annotations: readonly string[]
  readonly description: string
  readonly causes: readonly NullCause[]
}

export interface Evaluation {
  readonly value: Value
  /** Only when the value is null: why. */
  readonly cause?: NullCause
  /** Every decision that was evaluated, dependencies first. */
  readonly decisions: readonly DecisionTrace[]
  /** Missing inputs that the answer depended on; empty when the value is not null and nothing was undetermined. */
  readonly missing: readonly NullCause[]
}

export interface InputSpec {
  readonly name: string
  /** Type name as declared: `number`, `date`, `t成员`, … */
  readonly type: string
}

export interface Model {
  readonly name: string
  readonly namespace: string
  readonly file: string
  readonly inputs: readonly InputSpec[]
  /** What may be wrong but does not keep the model from being used: gaps of decision tables. */
  readonly notes: readonly Problem[]
  readonly decisions: readonly { readonly name: string; readonly type: string; readonly requires: readonly string[] }[]
  /** Evaluates one decision with everything it requires, keeping the whole trace. Compiled once, at load. */
  readonly explain: (decision: string, inputs: Readonly<Record<string, Value>>) => Evaluation
  /** The same answer without the trace. */
  readonly decide: (decision: string, inputs: Readonly<Record<string, Value>>) => Value
}
