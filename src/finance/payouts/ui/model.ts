import type { AnswerOf, Wire } from '#platform/http/client.ts'
import type * as files from '../files/wire.ts'
import type * as pay from '../wire.ts'

/** What the pages hold in their hands: the shapes of the wire as JSON brought them, read only. */
export type RunCard = Wire<pay.RunCard>
export type Run = Wire<pay.Run>
export type Line = Wire<pay.Line>
export type Hold = Wire<pay.Hold>
export type PayeeAccount = Wire<pay.PayeeAccount>
export type ProposedAccount = Wire<pay.ProposedAccount>
export type AccountToCheck = AnswerOf<typeof pay.checkAccount>
export type BudgetRow = Wire<pay.BudgetRow>
export type PayFileCard = Wire<files.PayFileCard>
export type RunFiles = Wire<files.RunFiles>
export type ReturnReport = Wire<files.ReturnReport>
