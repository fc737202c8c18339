import type { Audit } from '#platform/audit/contract.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import type { Documents } from '#registry/documents/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import type { Cases } from '#relief/casework/contract.ts'
import type { AssessmentService } from '#relief/eligibility/index.ts'
import type { PaperSources } from './contract.ts'
import type { Remedies } from './letter/remedies.ts'
import type { Printer } from './print/printer.ts'

export interface PaperNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Pick<Vault, 'boxOf' | 'lookup'>
  readonly audit: Audit
  readonly households: Pick<Households, 'situationOf' | 'list' | 'addPaper' | 'numbersFor'>
  readonly documents: Pick<Documents, 'keep' | 'open'>
  readonly assessments: Pick<AssessmentService, 'find'>
  /** Asked when it is needed: cases hand their moves to us, too. */
  readonly cases: () => Pick<Cases, 'get' | 'hold' | 'find' | 'stepsOf' | 'clockOf' | 'opinionOf' | 'decisionOf'>
  readonly directory: () => RegionDirectory
  /** 青禾县民政局 */
  readonly officeName: (tenant: TenantId) => Promise<string>
  /** What a procedure calls a programme that has no name of ours. */
  readonly programmeTitle: (programme: string) => string
  readonly hotline: string
  readonly remedies: Remedies
  readonly printer: Printer
  readonly sources: () => PaperSources
}
