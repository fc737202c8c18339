import type { Evaluation, DecisionTrace, Value } from '#platform/decisions/contract.ts'
import { num, numText } from '#platform/decisions/index.ts'
import { fen, plainYuan, type Fen } from '#platform/money/index.ts'
import { must } from '#platform/errors/index.ts'

/** The engine computes in yuan, as the documents do; we hold fen. */
export const yuanValue = (amount: Fen | null): Value => (amount === null ? null : num(plainYuan(amount)))
export const countValue = (count: number | null): Value => (count === null ? null : num(String(count)))

/** The engine's own decimal text, so nothing has to be forgiven; a part of a fen is a fault of the model. */
export function fenOf(text: string): Fen {
  const point = text.indexOf('.')
  if (point < 0) return fen(BigInt(text) * 100n)
  const cents = text.slice(point + 1).padEnd(2, '0')
  must(cents.length === 2, `an amount has no parts of a fen: ${text}`)
  return fen(BigInt(text.slice(0, point) + cents))
}

export const isNumber = (value: Value): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'type' in value && value.type === 'number'

/** What the model said about each decision, by name. */
export interface Reading {
  readonly evaluation: Evaluation
  readonly has: (decision: string) => boolean
  readonly traceOf: (decision: string) => DecisionTrace
  /** Fen, or null when the model has no answer. */
  readonly fen: (decision: string) => Fen | null
  readonly count: (decision: string) => number | null
  readonly holds: (decision: string) => boolean | null
  /** Texts of a list, or of one text. */
  readonly texts: (decision: string) => readonly string[]
  readonly law: (decision: string) => readonly string[]
}

export function readEvaluation(evaluation: Evaluation): Reading {
  const traces = new Map(evaluation.decisions.map((trace) => [trace.decision, trace]))
  const traceOf = (decision: string): DecisionTrace => {
    const trace = traces.get(decision)
    must(trace, `the model evaluated ${decision}`)
    return trace
  }
  const valueOf = (decision: string): Value => traceOf(decision).value
  const textOf = (decision: string): string | null => {
    const value = valueOf(decision)
    return isNumber(value) ? numText(value as never) : null
  }
  return {
    evaluation,
    has: (decision) => traces.has(decision),
    traceOf,
    fen: (decision) => {
      const text = textOf(decision)
      return text === null ? null : fenOf(text)
    },
    count: (decision) => {
      const text = textOf(decision)
      return text === null ? null : Number(text)
    },
    holds: (decision) => {
      const value = valueOf(decision)
      return typeof value === 'boolean' ? value : null
    },
    texts: (decision) => {
      const value = valueOf(decision)
      return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
    },
    law: (decision) => traceOf(decision).authorities,
  }
}
