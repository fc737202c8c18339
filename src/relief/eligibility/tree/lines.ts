import type { FactSource } from '#registry/households/facts.ts'
import type { Fen } from '#platform/money/index.ts'
import type { ParameterUse, TreeLine } from '../assessment.ts'

/** A line with what most lines do not have left out. */
type LineParts = Pick<TreeLine, 'id' | 'kind' | 'zh' | 'en'> & Partial<TreeLine>

export const line = (parts: LineParts): TreeLine => ({
  operator: null,
  amount: null,
  from: [],
  law: [],
  parameter: null,
  source: null,
  lines: [],
  ...parts,
})

export const group = (
  id: string,
  words: { readonly zh: string; readonly en: string },
  lines: readonly TreeLine[],
): TreeLine => line({ id, kind: 'note', ...words, lines })

export const fenAmount = (amount: Fen | null): TreeLine['amount'] =>
  amount === null ? null : { unit: 'fen', value: amount.toString() }
export const personAmount = (count: number): TreeLine['amount'] => ({ unit: 'person', value: String(count) })
export const monthAmount = (count: number): TreeLine['amount'] => ({ unit: 'month', value: String(count) })

export const inputLine = (
  id: string,
  words: { readonly zh: string; readonly en: string },
  fact: { readonly amount: Fen | null; readonly source: FactSource | null },
  operator: TreeLine['operator'] = '+',
): TreeLine => line({ id, kind: 'input', ...words, operator, amount: fenAmount(fact.amount), source: fact.source })

export const parameterLine = (
  id: string,
  words: { readonly zh: string; readonly en: string },
  parameter: ParameterUse | null,
  rest: Partial<TreeLine> = {},
): TreeLine => line({ id, kind: 'parameter', ...words, parameter, ...rest })

/** Every line of a tree, those folded inside others included, in the order they are read. */
export const everyLine = (lines: readonly TreeLine[]): TreeLine[] =>
  lines.flatMap((one) => [...everyLine(one.lines), one])
