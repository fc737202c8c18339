import type { Place, Problem } from '../contract.ts'
import { failure } from '../values/null.ts'
import type { FeelFunction } from '../values/function.ts'
import { type Type, anyType } from '../values/type.ts'
import type { Node, Source } from './node.ts'
import type { Scope } from './scope.ts'
import type { Syntax } from './tree.ts'

/** What binding needs to know about the model around an expression. */
export interface Surroundings {
  readonly file: string
  readonly decision: string
  /** Functions every expression may call, by name. */
  readonly functions: ReadonlyMap<string, FeelFunction>
  /** The ring of decisions that would close if this expression used a name; null when none would. */
  readonly ringThrough: (name: string) => { readonly elements: readonly string[]; readonly isDrawn: boolean } | null
  /** Named item definitions; undefined when there is none of that name. */
  readonly typeNamed: (name: string) => Type | undefined
  readonly report: (problem: Problem) => void
}

export interface Complaint {
  readonly code: string
  readonly zh: string
  readonly en: string
}

/** One expression being bound: its text, its place in the model, and where problems go. */
export class Binder {
  readonly surroundings: Surroundings
  readonly text: string
  readonly part: string
  readonly ranges: ReadonlySet<number>
  private readonly dispatch: Reader
  private readonly tableRow: number | undefined

  constructor(surroundings: Surroundings, text: string, part: string, ranges: ReadonlySet<number>, dispatch: Reader) {
    this.dispatch = dispatch
    this.surroundings = surroundings
    this.text = text
    this.part = part
    this.ranges = ranges
    const row = /^rule:(\d+):/.exec(part)
    this.tableRow = row ? Number(row[1]) : undefined
  }

  /** Binds any inner piece of syntax. */
  bind(syntax: Syntax, scope: Scope): Node {
    return this.dispatch(this, syntax, scope)
  }

  at(syntax: { from: number; to: number }): Place {
    return { decision: this.surroundings.decision, part: this.part, from: syntax.from, to: syntax.to }
  }

  source(syntax: { from: number; to: number }, type: Type = anyType): Source {
    return { at: this.at(syntax), text: this.textOf(syntax), type }
  }

  textOf(syntax: { from: number; to: number }): string {
    return this.text.slice(syntax.from, syntax.to)
  }

  /** A name as written, with single spaces. */
  nameOf(syntax: Syntax): string {
    return this.textOf(syntax)
      .replace(/\/\*[^]*?\*\//g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  }

  /** Notes a problem; the node that takes its place answers null for that reason, for those who go on regardless. */
  trouble(syntax: { from: number; to: number }, complaint: Complaint): Node {
    this.complain(syntax, complaint)
    return { ...this.source(syntax), kind: 'trouble', failure: failure(complaint.zh, complaint.en) }
  }

  complain(syntax: { from: number; to: number }, complaint: Complaint): void {
    this.surroundings.report({
      file: this.surroundings.file,
      decision: this.surroundings.decision,
      expression: this.text,
      column: Array.from(this.text.slice(0, syntax.from)).length + 1,
      ...(this.tableRow === undefined ? {} : { tableRow: this.tableRow }),
      ...complaint,
    })
  }
}

/** Binds one kind of syntax. */
export type Reader = (binder: Binder, syntax: Syntax, scope: Scope) => Node

export const bind: Reader = (binder, syntax, scope) => binder.bind(syntax, scope)

export const kid = (syntax: Syntax, ...names: string[]): Syntax | undefined =>
  syntax.kids.find((each) => names.includes(each.name))
export const kidsNamed = (syntax: Syntax, name: string): Syntax[] => syntax.kids.filter((each) => each.name === name)
