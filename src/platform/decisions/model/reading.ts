import type { Problem } from '../contract.ts'
import type { Node, Source } from '../syntax/node.ts'
import type { FeelFunction } from '../values/function.ts'
import { failure } from '../values/null.ts'
import { type Type, anyType, bounded } from '../values/type.ts'
import type { Items } from './items.ts'
import type { Ring } from './rings.ts'

/** What reading a box needs to know. */
export interface Reading {
  readonly file: string
  readonly decision: string
  readonly items: Items
  readonly functions: ReadonlyMap<string, FeelFunction>
  /** For what may be wrong but keeps nobody from using the model. */
  readonly note: (problem: Problem) => void
  readonly report: (problem: Problem) => void
  readonly ringThrough: (name: string) => Ring | null
  readonly checkName: (name: string, what: string) => void
}

export const sourceOf = (reading: Reading, part: string, type: Type, shown = ''): Source => ({
  at: { decision: reading.decision, part, from: 0, to: 0 },
  text: shown,
  type: bounded(type),
})

/** Notes a problem of a box; the node answers null for that reason. */
export function boxTrouble(reading: Reading, part: string, problem: { code: string; zh: string; en: string }): Node {
  reading.report({ file: reading.file, decision: reading.decision, ...problem })
  return { ...sourceOf(reading, part, anyType), kind: 'trouble', failure: failure(problem.zh, problem.en) }
}
