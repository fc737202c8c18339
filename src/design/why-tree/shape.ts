/**
 * An assessment as this sheet draws it. It has the shape that `relief/eligibility` answers with; design defines it again,
 * field by field, because the look must not know the law. Amounts may have crossed the wire, so they are bigint or text.
 */
export interface WhyLine {
  readonly id: string
  readonly kind: 'input' | 'parameter' | 'sum' | 'test' | 'result' | 'note'
  readonly zh: string
  readonly en: string
  readonly operator: '+' | '−' | '×' | '÷' | '=' | null
  /** `fen` for money, a plain count otherwise; null when nobody knows. */
  readonly amount: { readonly unit: 'fen' | 'person' | 'month' | 'item'; readonly value: string } | null
  readonly from: readonly string[]
  /** `民发〔2021〕57号 第五条`: document, space, article. */
  readonly law: readonly string[]
  readonly parameter: WhyParameter | null
  readonly source: WhySource | null
  /** For a test: did it hold? null while not enough is known. */
  readonly holds?: boolean | null | undefined
  readonly lines: readonly WhyLine[]
}

export interface WhyParameter {
  readonly key: string
  readonly zh: string
  readonly value: string
  readonly unit: string
  readonly region: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly document: string
  readonly article: string | null
  readonly status: 'in-force' | 'draft' | 'synthetic'
}

export interface WhySource {
  readonly kind: 'declared' | 'found' | 'surveyed' | 'listed' | 'register' | 'synthetic'
  readonly zh: string
  readonly on: string
}

interface Sentence {
  readonly zh: string
  readonly en: string
}

export interface WhyAssessment {
  readonly factsOn: string
  readonly lawOn: string
  readonly month: string
  readonly outcome: 'entitled' | 'not-entitled' | 'not-enough-known' | 'no-rule'
  readonly class: string | null
  readonly amount: bigint | string | null
  readonly reasons: readonly (Sentence & { readonly code: string; readonly article: string })[]
  readonly missing: readonly (Sentence & { readonly path: string })[]
  readonly possible: readonly (Sentence & { readonly amount: bigint | string })[]
  readonly warnings: readonly (Sentence & { readonly code: string })[]
  readonly tree: readonly WhyLine[]
  readonly plain: readonly Sentence[]
  readonly pack: {
    readonly id: string
    readonly title: string
    readonly hash: string
    readonly status: 'in-force' | 'draft' | 'synthetic'
  }
  readonly simulated: boolean
}

/** What the family is paid now, to stand under the result: the difference is the reason the sheet was opened. */
export interface PaidNow {
  readonly amount: bigint | string
  /** `2024-12`, or null when the sheet does not say. */
  readonly since: string | null
}
