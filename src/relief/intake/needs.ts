import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Documents } from '#registry/documents/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { Cases } from '#relief/casework/contract.ts'
import type { Leads } from '#relief/discovery/index.ts'
import type { PaperLibrary } from './paper-rules.ts'

export interface IntakeNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly regions: Regions
  readonly households: Pick<Households, 'record' | 'preview' | 'situationOf' | 'openFile' | 'list'>
  readonly documents: Pick<Documents, 'keep' | 'attach' | 'open'>
  readonly cases: Pick<Cases, 'open' | 'get' | 'hold' | 'move'>
  readonly leads: Pick<Leads, 'get' | 'wordsOf' | 'turn'>
  readonly papers: PaperLibrary
  /** Region code of the caller's office. */
  readonly regionOf: (who: { readonly tenant: TenantId }) => Promise<string>
  /** Name of the office, for the slip. */
  readonly officeOf: (tx: Tx, who: Pick<Caller, 'tenant'>) => Promise<string>
}

export const partUse = (draftId: string, name: string): string => `intake.draft_part.typed:${draftId}:${name}`
export const statedUse = (caseId: string): string => `intake.application.stated:${caseId}`
export const guardianUse = (id: string): string => `intake.authorisation.guardian:${id}`
export const factUse = (caseId: string, ordinal: number): string => `intake.paper_ask.new_fact:${caseId}:${ordinal}`

/** Where the family reads how its case stands. */
export const familyPagePath = '/progress'
