import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'

/** What is to be paid, in whole fen. A yearly amount is spread over twelve months that add up to it exactly. */
export type PayRate =
  | { readonly per: 'month'; readonly amount: Fen }
  | { readonly per: 'year'; readonly amount: Fen }
  | { readonly per: 'once'; readonly amount: Fen }

/**
 * Where a right to be paid comes from: a decision of ours, a document of before (legacy, assessed not re-decided), or a
 * document that orders a one-off subsidy.
 */
export type EntitlementSource =
  | { readonly kind: 'decision'; readonly decisionId: string; readonly caseNumber: string }
  | { readonly kind: 'legacy'; readonly document: string }
  | { readonly kind: 'campaign'; readonly document: string }

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
  /** Number of its newest version: what `undo` asks for to take exactly that one back. */
  readonly version: number
}

export interface UndoOutcome {
  readonly right: Entitlement
  /** False: somebody has decided about the right since, and theirs is the later word. */
  readonly isUndone: boolean
}

export interface HoldWish {
  readonly householdId: string
  readonly programme: string
  /** `death`, `signal`, `office`: a hold stops the money, never the right. */
  readonly cause: 'death' | 'signal' | 'office'
  readonly why: string
  /** The record that speaks for it (feed, date, number of the record); no name, no ID number. */
  readonly evidence?: Readonly<Record<string, string | number | boolean>>
}

/**
 * Somebody who knows what stands against paying: deaths, people on the public payroll. Handed in by the assembly and
 * asked whenever a list is computed, frozen, approved or written to a file; what it answers becomes holds, and the same
 * record (`evidence`) that a person released is not held again.
 */
export interface PaymentFeed {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly check: (
    tx: Tx,
    tenant: TenantId,
    question: { readonly programme: string; readonly month: Month; readonly householdIds: readonly string[] },
  ) => Promise<readonly HoldWish[]>
}

/**
 * What must have been done before a month is listed; asked when its list is made and when it is approved. A pause is one
 * that is asked at every step at which a list is computed or sent as well: somebody is in the middle of changing many
 * rights. Answers the sentence to refuse with, or null.
 */
export type PayListGate = (
  tx: Tx,
  tenant: TenantId,
  question: { readonly programme: string; readonly month: Month },
) => Promise<Error | null>

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
  /**
   * One order for many rights, each named once: an adjustment list. Rights and money stand after it as if each had been
   * changed alone; what is kept back for all of them is one entry `about` the order.
   */
  readonly changeMany: (
    tx: Tx,
    who: Caller,
    wish: {
      readonly changes: readonly { readonly entitlementId: string; readonly rate: PayRate; readonly from: Month }[]
      readonly why: string
      readonly decisionId: string | null
      readonly about: { readonly kind: string; readonly id: string }
    },
  ) => Promise<readonly Entitlement[]>
  /** Last paid month is `after`: whole months, stops the month after the event. */
  readonly end: (
    tx: Tx,
    who: Caller,
    wish: { entitlementId: string; after: Month; why: string; decisionId: string | null },
  ) => Promise<Entitlement>
  /** @returns the hold's id. Every cause is a hold of its own; the same record, or the same words, twice is one. */
  readonly hold: (tx: Tx, who: Caller, wish: HoldWish) => Promise<string>
  /** Takes the latest change back: pay list and ledger stand as if it had not been, by counter-entries. */
  readonly undo: (
    tx: Tx,
    who: Caller,
    wish: { entitlementId: string; version: number; why: string },
  ) => Promise<Entitlement>
  /**
   * Takes one version back of each of many rights. A right about which something was said later stays as it is, and is
   * named. @returns in the order of the wishes
   */
  readonly undoMany: (
    tx: Tx,
    who: Caller,
    wish: {
      readonly undos: readonly { readonly entitlementId: string; readonly version: number }[]
      readonly why: string
      readonly about: { readonly kind: string; readonly id: string }
    },
  ) => Promise<readonly UndoOutcome[]>
  /** Rights as they stand, locked until the transaction ends. Ids of no right in sight are left out. */
  readonly locked: (tx: Tx, tenant: TenantId, ids: readonly string[]) => Promise<readonly Entitlement[]>
  /**
   * Who was paid before us: enters with document, amount and since when. Many at once; who is in already is passed over.
   * `firstMonth` is the first month that we pay; earlier ones were paid by the old list.
   */
  readonly adoptLegacy: (
    tx: Tx,
    who: Caller,
    drafts: readonly EntitlementDraft[],
    firstMonth: Month,
  ) => Promise<{ adopted: number }>
  /** Rights in force in a month, all households in sight, each with the rate that was decided last (it may begin later). */
  readonly running: (tx: Tx, tenant: TenantId, month: Month) => Promise<readonly Entitlement[]>
  readonly ofHousehold: (tx: Tx, tenant: TenantId, householdId: string) => Promise<readonly Entitlement[]>
  /** Payments of one household, newest first, for its page and its timeline; without what it gets back. */
  readonly paymentsOf: (tx: Tx, tenant: TenantId, householdId: string) => Promise<readonly Payment[]>
  /** What one household paid back, and what of it returns: month by month, newest first. */
  readonly moneyBackOf: (tx: Tx, tenant: TenantId, householdId: string) => Promise<readonly MoneyBack[]>
}

/** What a household paid back for a month, and what of that is its own after all. */
export interface MoneyBack {
  readonly month: Month
  readonly programme: string
  /** By its own hand or kept back by agreement. */
  readonly repaid: Fen
  readonly refunds: readonly {
    readonly amount: Fen
    /** `due` is being arranged · `on-its-way` two people sent it by the bank · `done` */
    readonly state: 'due' | 'on-its-way' | 'done'
    readonly way: 'bank' | 'hand' | null
    readonly on: Day | null
  }[]
}

export interface Payment {
  readonly month: Month
  readonly programme: string
  readonly amount: Fen
  /** Of it, kept back against what was paid too much, as the family agreed; the account gets the rest. */
  readonly deducted: Fen
  /** `payable` approved · `in-bank` file out · `paid` · `returned` with the bank's reason · `held`. */
  readonly state: 'payable' | 'in-bank' | 'paid' | 'returned' | 'held'
  readonly on: Day | null
  readonly reason: string | null
}

/** One line of a monthly pay list: one household, one benefit month, one kind. */
export interface PayLine {
  readonly id: string
  readonly runId: string
  readonly entitlementId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  /** The benefit month; for arrears an earlier one than the list's. */
  readonly month: Month
  /**
   * `regular` the month itself · `arrears` what an earlier month still lacks, pointing at `originalLineId` · `refund` what
   * the household had repaid and gets back.
   */
  readonly kind: LineKind
  readonly amount: Fen
  readonly state: LineState
  readonly originalLineId: string | null
}
export type LineKind = 'regular' | 'arrears' | 'refund'
/**
 * `listed` on a list not approved yet · `held` stopped by a hold before approval · `waiting` released, comes with the
 * next list · `payable` approved · `in-bank` in a file that went out · `paid` · `returned` · `stopped` never paid, with
 * a reason.
 */
export type LineState = 'listed' | 'held' | 'waiting' | 'payable' | 'in-bank' | 'paid' | 'returned' | 'stopped'

/** What a file to the bank needs of a line. In clear: only for writing the file, never kept, never logged. */
export interface LineToSend extends PayLine {
  readonly householdNumber: string
  readonly holder: string
  readonly bank: string
  readonly accountNumber: string
  readonly accountId: string
  /** From 1; goes up each time the line is sent again after a return. */
  readonly attempt: number
}

export interface Settlement {
  readonly lineId: string
  readonly outcome: 'paid' | 'returned'
  readonly on: Day
  /** The bank's words for a return. */
  readonly reason: string | null
}

/**
 * What the files to and from the payment route stand on (`finance/payouts/files`). One transaction each; both are safe
 * to repeat: the same file sends once, the same answer settles once.
 */
export interface PayDesk {
  /**
   * Lines of a list that may go out now, locked until the transaction ends: payable, not held, account approved.
   * The feeds are asked once more; whom they name is held and stays out.
   * `without` are payable and lack an account.
   */
  readonly linesToSend: (
    tx: Tx,
    who: Caller,
    runId: string,
  ) => Promise<{ readonly lines: readonly LineToSend[]; readonly without: readonly PayLine[] }>
  /** payable → in bank, one ledger entry per thousand lines. @throws lineNotPayable, accountChanged */
  readonly send: (
    tx: Tx,
    who: Caller,
    wish: { readonly runId: string; readonly fileId: string; readonly lines: readonly LineToSend[] },
  ) => Promise<{ readonly count: number; readonly amount: Fen }>
  /**
   * in bank → paid | returned, only lines of this file. A line that has the same outcome already is `repeated`; one that
   * is not of the file, or was settled otherwise, is `unknown`: named, and nothing else of the answer is lost.
   */
  readonly settle: (
    tx: Tx,
    who: Caller,
    wish: { readonly fileId: string; readonly results: readonly Settlement[] },
  ) => Promise<{
    readonly paid: number
    readonly returned: number
    readonly repeated: readonly string[]
    readonly unknown: readonly string[]
  }>
}
