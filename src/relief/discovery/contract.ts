import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Channel, LeadState } from './wire.ts'

export type { Channel, LeadState } from './wire.ts'

/** Somebody may need help: one family, however many told us. */
export interface Lead {
  readonly id: string
  readonly tenant: TenantId
  /** `XS-2026-000001` */
  readonly number: string
  readonly placeId: PlaceId
  readonly state: LeadState
  readonly hardship: string
  readonly urgency: string
  readonly householdId: string | null
  readonly caseId: string | null
  readonly caseNumber: string | null
  readonly reportedOn: Day
  /** Last day on which it is answered in time. */
  readonly dueOn: Day
  readonly escalatedOn: Day | null
  readonly result: string | null
  readonly closedOn: Day | null
  readonly version: number
}

export interface LeadDraft {
  readonly channel: Channel
  /** Canonical region code of the village or town. */
  readonly place: string
  readonly hardship: string
  readonly urgency: string
  readonly sentence: string
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly idNumber?: string | undefined
  readonly householdId?: string | undefined
}

/** What other modules may do with leads. Everything takes an open transaction with the scope of the caller. */
export interface Leads {
  /**
   * One more word about a family. An open lead of the same household, person or phone gets one more source instead of a
   * second lead.
   *
   * @throws unknownPlace, placeOutside, unknownCode, badIdNumber, noLimit
   */
  readonly report: (
    tx: Tx,
    who: Caller,
    draft: LeadDraft,
  ) => Promise<{ readonly lead: Lead; readonly reportId: string; readonly isKnown: boolean }>
  /** @throws notFound: not there or not theirs. */
  readonly get: (tx: Tx, who: Caller, id: string) => Promise<Lead>
  /** What a form can be filled with. Recorded as a look at the lead. @throws notFound */
  readonly wordsOf: (
    tx: Tx,
    who: Caller,
    id: string,
  ) => Promise<{ readonly place: string; readonly name: string; readonly phone: string; readonly sentence: string }>
  /** An application was registered from it: the reporters hear "turned into an application". @throws notFound, closedAlready */
  readonly turn: (
    tx: Tx,
    who: Caller,
    id: string,
    into: { readonly caseId: string; readonly caseNumber: string; readonly householdId: string },
  ) => Promise<Lead>
}
