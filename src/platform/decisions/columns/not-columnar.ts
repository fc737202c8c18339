import type { Place, Problem } from '../contract.ts'
import type { Source } from '../syntax/node.ts'

/** What the compiler of columns cannot do, or cannot prove; thrown where it is noticed, placed on the way out. */
export class NotColumnar extends Error {
  readonly code: string
  readonly zh: string
  readonly en: string
  place: { readonly at: Place; readonly text: string } | null = null

  constructor(code: string, zh: string, en: string) {
    super(zh)
    this.name = 'NotColumnar'
    this.code = code
    this.zh = zh
    this.en = en
  }

  /** The innermost expression names it. */
  placedAt(source: Source): this {
    if (this.place === null && source.text !== '') this.place = { at: source.at, text: source.text }
    return this
  }
}

export const notSupported = (zh: string, en: string): NotColumnar =>
  new NotColumnar('columns-not-supported', `不能按列计算：${zh}`, `cannot be computed in columns: ${en}`)

/** A problem of a column compilation, with the line of the file on which the expression starts. */
export interface ColumnProblem extends Problem {
  readonly line?: number
}

/** The model cannot be compiled to columns; every wanted decision that cannot says why. */
export class ColumnsRefused extends Error {
  readonly problems: readonly ColumnProblem[]

  constructor(file: string, problems: readonly ColumnProblem[]) {
    super(
      `${file}: ${problems.map(({ decision, line, expression, zh }) => `${decision ?? ''}（第 ${line ?? '?'} 行“${expression ?? ''}”）${zh}`).join('；')}`,
    )
    this.name = 'ColumnsRefused'
    this.problems = problems
  }
}

/** The line of the file on which an expression of a decision stands; undefined when it is not found as written. */
export function lineIn(xml: string, decision: string, expression: string): number | undefined {
  const from = xml.indexOf(`name="${escaped(decision)}"`)
  if (from < 0) return undefined
  const at = xml.indexOf(escaped(expression), from)
  const place = at < 0 ? from : at
  return xml.slice(0, place).split('\n').length
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
