import type { TenantId, Tx } from '#platform/db/contract.ts'

/**
 * Something that happened, told in the transaction it happened in. Ids and codes only, no personal data. The version is
 * that of the thing: a consumer sees the versions of one thing in order, different things in parallel.
 */
export interface Announcement {
  readonly tenant: TenantId
  /** `households.member-moved`: module, then past tense. */
  readonly kind: string
  /** Id of the thing. */
  readonly about: string
  readonly version: number
  readonly codes?: Readonly<Record<string, string | number | boolean>>
}

export interface HappenedEvent extends Announcement {
  readonly id: string
  readonly codes: Readonly<Record<string, string | number | boolean>>
}

/** A reaction. Runs in the transaction that also records the event as consumed, with the scope of the event's tenant. */
export interface Consumer {
  /** `timeline.show-household-events`: module, then what it does. Never renamed: it is the memory of what was consumed. */
  readonly name: string
  readonly hears: readonly string[]
  readonly react: (tx: Tx, event: HappenedEvent) => Promise<void>
}
