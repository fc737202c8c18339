import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'

/** What is to be paid, in whole fen. A yearly amount is spread over twelve months that add up to it exactly. */
export type PayRate =
  | { readonly per: 'month'; readonly amount: Fen }
  | { readonly per: 'year'; readonly amount: Fen }
  | { readonly per: 'once'; readonly amount: Fen }

/** Where a right to be paid comes from: a decision of ours, or a document of before (legacy, assessed not re-decided). */
export type EntitlementSource =
  | { readonly kind: 'decision'; readonly decisionId: string; readonly caseNumber: string }
  | { readonly kind: 'legacy'; readonly document: string }

export interface EntitlementDraft {
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly rate: PayRate
  readonly from: Month
  readonly source: EntitlementSource
}

/** One household's right to be paid for one programme; its amounts are versions, none is overwritten. */
export interface Entitlement {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly rate: PayRate
  /** The rate holds for benefit months in `[from, until]`; `until` null: open. */
  readonly from: Month
  readonly until: Month | null
  readonly source: EntitlementSource
}

export interface HoldWish {
  readonly householdId: string
  readonly programme: string
  /** `death`, `signal`, `office`: a hold stops the money, never the right. */
  readonly cause: 'death' | 'signal' | 'office'
  readonly why: string
}

/** Commands of the rest of the house. All idempotent by what they cite: the same decision grants once. */
export interface Payouts {
  /** @throws alreadyPaid when the household has an open right of the same exclusion group. */
  readonly grant: (tx: Tx, who: Caller, draft: EntitlementDraft) => Promise<Entitlement>
  /**
   * A new rate from a month on. A month that was paid already gives an arrears line (or a recovery) per person-month
   * that points at the original line; the old line is never touched.
   */
  readonly change: (
    tx: Tx,
    who: Caller,
    wish: { entitlementId: string; rate: PayRate; from: Month; why: string; decisionId: string | null },
  ) => Promise<Entitlement>
  /** Last paid month is `after`: whole months, stops the month after the event. */
  readonly end: (
    tx: Tx,
    who: Caller,
    wish: { entitlementId: string; after: Month; why: string; decisionId: string | null },
  ) => Promise<Entitlement>
  /** @returns the hold's id; the same cause twice is one hold. */
  readonly hold: (tx: Tx, who: Caller, wish: HoldWish) => Promise<string>
  /** Rights in force in a month, all households in sight. */
  readonly running: (tx: Tx, tenant: TenantId, month: Month) => Promise<readonly Entitlement[]>
  readonly ofHousehold: (tx: Tx, tenant: TenantId, householdId: string) => Promise<readonly Entitlement[]>
  /** Payments of one household, newest first, for its page and its timeline. */
  readonly paymentsOf: (tx: Tx, tenant: TenantId, householdId: string) => Promise<readonly Payment[]>
}

export interface Payment {
  readonly month: Month
  readonly programme: string
  readonly amount: Fen
  /** `payable` approved · `in-bank` file out · `paid` · `returned` with the bank's reason · `held`. */
  readonly state: 'payable' | 'in-bank' | 'paid' | 'returned' | 'held'
  readonly on: Day | null
  readonly reason: string | null
}
