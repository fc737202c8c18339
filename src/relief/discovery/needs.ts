import type { Audit } from '#platform/audit/index.ts'
import type { Calendar, Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Documents } from '#registry/documents/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { LeadRulesAt } from './lead-rules.ts'

export interface DiscoveryNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly calendar: Calendar
  readonly vault: Vault
  readonly audit: Audit
  readonly regions: Regions
  readonly households: Pick<Households, 'search' | 'list'>
  readonly documents: Pick<Documents, 'keep'>
  readonly rulesAt: LeadRulesAt
  /** Region codes the caller's office serves today: whoever serves the whole county works there and nowhere else. */
  readonly coverageOf: (tx: Tx, who: Pick<Caller, 'tenant'>) => Promise<readonly string[]>
}

/** Sealed under the id of its row. */
export const wordsUse = (id: string): string => `discovery.source.words:${id}`
export const noteUse = (id: string): string => `discovery.step.note:${id}`

/** What was said about a family: names people, so it is sealed. */
export interface Words {
  readonly sentence: string
  readonly name: string | null
  readonly phone: string | null
}
