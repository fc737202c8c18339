import type { Day } from '#platform/clock/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { CaseOutcome, LimitKind } from '../contract.ts'
import type { CaseMove } from '../moves.ts'
import type { MoveRule } from './schema.ts'

export interface Limit {
  /** Working days. */
  readonly days: number
  /** Document and article. */
  readonly source: string
}

export interface StageLimit extends Limit {
  /** Stages it goes on in with the days already used: nobody gains days by passing the case on. */
  readonly through?: readonly string[] | undefined
}

export interface Stage {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly forms: readonly string[]
  readonly limit: StageLimit | null
  readonly outcome: CaseOutcome | null
  readonly moves: Readonly<Partial<Record<CaseMove, MoveRule>>>
}

/** How one programme is handled in one place from a day on: stages, who, limits, next. Read from `procedure.yaml`. */
export interface Procedure {
  readonly region: string
  readonly programme: string
  readonly words: { readonly zh: string; readonly en: string }
  readonly code: string
  readonly group: string
  /** For cases opened on `[from, to)`. */
  readonly from: Day
  readonly to: Day | null
  readonly title: string
  readonly status: 'in-force' | 'synthetic'
  readonly start: string
  /** Ordinary is there wherever there is a total limit at all; null where no document gives one. */
  readonly limits: Readonly<Partial<Record<LimitKind, Limit | undefined>>> | null
  /** How soon the work behind a form begins, by the form; not there in procedures kept before it was said. */
  readonly beginWithin?: Readonly<Record<string, Limit>> | undefined
  /** Per cent. */
  readonly lights: { readonly amber: number; readonly red: number }
  readonly decidedBy: 'county' | 'town'
  readonly emergency: { readonly cap: Fen; readonly papers: string; readonly source: string } | null
  /** Document and article to quote, by what makes the county visit first; null where nothing does. */
  readonly sources: { readonly 'staff-kin': string; readonly complaint: string } | { readonly sample: string } | null
  /** In their order. */
  readonly stages: ReadonlyMap<string, Stage>
}

/** @returns the stage; for a name the procedure does not know, what the name says. */
export const stageOf = ({ stages }: Procedure, name: string): Stage =>
  stages.get(name) ?? { name, zh: name, en: name, forms: [], limit: null, outcome: null, moves: {} }

/** The limit that runs in a stage, its own or one that goes on through it, and all stages that share it. */
export function stageLimitOf(
  procedure: Procedure,
  name: string,
): { readonly limit: Limit | null; readonly stages: readonly string[] } {
  const sharing = [...procedure.stages.values()].find(({ limit }) => limit?.through?.includes(name))
  const owner = sharing ?? stageOf(procedure, name)
  return { limit: owner.limit, stages: [owner.name, ...(owner.limit?.through ?? [])] }
}

/** Total limit of a kind; a kind the procedure does not name has the ordinary one. */
export const limitOf = ({ limits }: Procedure, kind: LimitKind): Limit | null =>
  limits?.[kind] ?? limits?.ordinary ?? null

export const targetsOf = ({ to }: MoveRule): readonly string[] => (typeof to === 'string' ? [to] : Object.values(to))
