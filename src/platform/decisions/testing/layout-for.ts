import { type ColumnSpec, type LayoutSpec, inputPaths } from '../columns/index.ts'
import type { Model } from '../contract.ts'

interface Wanted {
  /** Inputs that come out of a table of rows. */
  readonly rows: readonly string[]
  /** Every text that the model mentions, and others. */
  readonly texts: readonly string[]
  readonly sizes: { readonly from: number; readonly until: number }
  /** Scale and range of a number, by its path. */
  readonly number: (path: string) => { readonly scale: number; readonly low: string; readonly high: string }
}

/** A layout that has a column for every input of a model, each of which may be missing. */
export function layoutFor(model: Model, { rows, texts, sizes, number }: Wanted): LayoutSpec {
  const specs = inputPaths(model).flatMap(({ path, type }): [string, ColumnSpec][] => {
    if (type === 'number') return [[path, { type: 'number', ...number(path), mayBeMissing: true }]]
    if (type === 'boolean') return [[path, { type: 'truth', mayBeMissing: true }]]
    if (type === 'string') return [[path, { type: 'code', values: texts, mayBeMissing: true }]]
    if (type === 'date') return [[path, { type: 'date', low: '1900-01-01', high: '2050-12-31', mayBeMissing: true }]]
    return []
  })
  const list = specs.map(([path]) => /^(.*?)\[\]/.exec(path)?.[1]).find((name) => name !== undefined)
  return {
    ...(list === undefined ? {} : { list: { name: list, sizes } }),
    columns: Object.fromEntries(specs.filter(([path]) => !rows.includes(path))),
    rows: Object.fromEntries(specs.filter(([path]) => rows.includes(path))),
  }
}

/** The texts between quotes in the expressions of a model file. */
export const textsIn = (xml: string): readonly string[] => [
  ...new Set(
    [...xml.matchAll(/<text>([^<]*)<\/text>/g)].flatMap(([, text]) =>
      [...(text ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1]!),
    ),
  ),
]
