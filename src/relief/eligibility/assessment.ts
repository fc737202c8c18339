import type { Day, Month } from '#platform/clock/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { FactSource, Situation } from '#registry/households/facts.ts'

export interface AssessmentRequest {
  /** Canonical code of the region whose law applies, e.g. `330400`. */
  readonly region: string
  /** `dibao`, `elder-allowance`, … */
  readonly programme: string
  readonly factsOn: Day
  readonly lawOn: Day
  /** The benefit month: the amount follows the standard in force on its first day. */
  readonly month: Month
  readonly situation: Situation
}

/**
 * `entitled`; `not-entitled` with all reasons; `not-enough-known` with what is missing; `no-rule`: no rule or standard is
 * in force for this place and month (a draft is never in force).
 */
export type Outcome = 'entitled' | 'not-entitled' | 'not-enough-known' | 'no-rule'

export interface Reason {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** `民发〔2021〕57号 第五条`. */
  readonly article: string
}

export interface MissingFact {
  /** `household.deposits`, `member:<id>.incomes.wages`, `member:<id>.stated.<key>`, `parameter:<key>`. */
  readonly path: string
  readonly zh: string
  readonly en: string
}

/** A dated, sourced number from a document. */
export interface ParameterUse {
  readonly key: string
  readonly zh: string
  readonly value: string
  readonly unit: string
  readonly region: string
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly document: string
  readonly article: string | null
  /** `in-force`, `draft` (never pays), `synthetic` (demo county or overlay). */
  readonly status: 'in-force' | 'draft' | 'synthetic'
}

/** One line of the column addition. */
export interface TreeLine {
  readonly id: string
  /** `input` (a fact), `parameter`, `sum` (made from lines above), `test` (a comparison), `result` (the last line). */
  readonly kind: 'input' | 'parameter' | 'sum' | 'test' | 'result' | 'note'
  readonly zh: string
  readonly en: string
  /** `+`, `−`, `×`, `÷`, `=`: how this line joins the ones above in its group. */
  readonly operator: '+' | '−' | '×' | '÷' | '=' | null
  /** Fen for money, a count for heads; null when unknown. Text, because JSON has no bigint. */
  readonly amount: { readonly unit: 'fen' | 'person' | 'month' | 'item'; readonly value: string } | null
  /** Ids of the lines this one is made from: a sum recomputes from them. */
  readonly from: readonly string[]
  readonly law: readonly string[]
  readonly parameter: ParameterUse | null
  readonly source: FactSource | null
  /** For a test: did it hold? null = not enough known. */
  readonly holds?: boolean | null
  /** For a test of two amounts: the first line of `from` against the second. */
  readonly compares?: '<' | '≤'
  readonly lines: readonly TreeLine[]
}

export interface Assessment {
  readonly programme: string
  readonly region: string
  readonly factsOn: Day
  readonly lawOn: Day
  readonly month: Month
  readonly outcome: Outcome
  /** Class of aid, e.g. `低保`, or null. */
  readonly class: string | null
  /** Fen; null unless outcome is `entitled` (an amount, zero where nothing is paid) or `not-entitled` (zero). */
  readonly amount: Fen | null
  /** What the amount is for; `status` opens other aid and pays nothing itself. */
  readonly per: 'month' | 'year' | 'school-year' | 'once' | 'status'
  readonly reasons: readonly Reason[]
  readonly missing: readonly MissingFact[]
  /** Two or more amounts that remain possible while something is missing; "two possible amounts are shown as two". */
  readonly possible: readonly { readonly zh: string; readonly en: string; readonly amount: Fen }[]
  readonly warnings: readonly { readonly code: string; readonly zh: string; readonly en: string }[]
  readonly parameters: readonly ParameterUse[]
  /** Groups of the why-tree, in order; the last line of the last group is the amount. */
  readonly tree: readonly TreeLine[]
  /** The same in plain words for the family, a sentence each. */
  readonly plain: readonly { readonly zh: string; readonly en: string }[]
  readonly pack: {
    readonly id: string
    readonly title: string
    readonly hash: string
    readonly status: 'in-force' | 'draft' | 'synthetic'
  }
  /** True when a draft or an overlay took part: such an assessment must never pay. */
  readonly simulated: boolean
}
