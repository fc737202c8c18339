import type { AnswerOf, Wire } from '#platform/http/client.ts'
import type * as adjustment from '../wire-adjustment.ts'
import type * as plan from '../wire-plan.ts'
import type * as simulation from '../wire-simulation.ts'
import type * as wire from '../wire.ts'

/** What the pages hold in their hands: the shapes of the wire as JSON brought them, read only. */
export type Workbench = AnswerOf<typeof wire.openWorkbench>
export type PackAnswer = AnswerOf<typeof wire.readPack>
export type PackDocument = Wire<wire.PackDocument>
export type ParameterSheet = Wire<wire.ParameterSheet>
export type SeriesSheet = ParameterSheet['series'][number]
export type ValueRow = SeriesSheet['rows'][number]
export type DecisionOutline = Wire<wire.DecisionOutline>
export type TableBox = Extract<DecisionOutline['box'], { kind: 'table' }>
export type FileCompared = Wire<wire.FileCompared>
export type Comparison = Wire<wire.Comparison>
export type DraftSheet = Wire<wire.DraftSheet>
export type CasesAnswer = AnswerOf<typeof wire.readCases>
export type DraftCard = Wire<wire.DraftCard>
export type VersionCard = Wire<wire.VersionCard>
export type Problem = Wire<wire.Problem>
export type SimulationSheet = Wire<simulation.SimulationSheet>
export type SimulationRun = Wire<simulation.SimulationRun>
export type SimulatedPage = AnswerOf<typeof simulation.listSimulated>
export type SimulatedPair = AnswerOf<typeof simulation.openSimulated>
export type AdjustmentSheet = Wire<adjustment.AdjustmentSheet>
export type LeftPage = AnswerOf<typeof adjustment.listLeftMonths>
export type PlanSheet = Wire<plan.PlanSheet>

/** What every part of the page of a draft is given: the draft, and where its next state goes. */
export interface DraftPart {
  readonly draft: DraftSheet
  readonly onChanged: (draft: DraftSheet) => void
}
