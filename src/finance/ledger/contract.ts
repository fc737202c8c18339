import type { RawBuilder } from 'kysely'
import type { Day, Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/contract.ts'
import type { Fen } from '#platform/money/index.ts'

/**
 * Accounts of the subsidiary ledger, in the order in which money passes through them. Money comes from `outside` (the
 * finance department's own books) and never appears out of nothing: each entry's legs sum to zero.
 */
export const accounts = [
  'outside',
  'allotment',
  'reserved',
  'payable',
  'in-bank',
  'paid',
  'returned',
  'recovery',
  'repaid',
  'withheld',
  'to-refund',
  'refunded',
  'overpaid',
] as const
export type Account = (typeof accounts)[number]

/** Accounts whose legs always name a household and a benefit month. They never go below zero for one of them. */
export const householdAccounts = [
  ...(['payable', 'in-bank', 'paid', 'returned', 'recovery', 'repaid', 'withheld'] as const),
  ...(['to-refund', 'refunded'] as const),
] as const
export type HouseholdAccount = (typeof householdAccounts)[number]
export const isOfHousehold = (account: Account): account is HouseholdAccount =>
  householdAccounts.some((one) => one === account)

/** Whose money it is: the level of government that allotted it. */
export const sourceLevels = ['centre', 'province', 'city', 'county'] as const
export type SourceLevel = (typeof sourceLevels)[number]

/** Which money: none of it ever turns into money of another programme, level or year inside the ledger. */
export interface Purse {
  readonly programme: string
  readonly source: SourceLevel
  readonly budgetYear: number
}

export interface Leg extends Purse {
  readonly account: Account
  /** Whole fen; above zero comes into the account, below zero leaves it. */
  readonly amount: Fen
  /** Both set on household accounts, both null elsewhere. */
  readonly householdId: string | null
  readonly month: Month | null
}

export interface EntryDraft {
  /** The same key once more has no second effect, for ever; with other legs it is refused. */
  readonly key: string
  /** `payouts.approved`: module, then past tense. */
  readonly kind: string
  readonly why: string
  readonly on: Day
  readonly legs: readonly Leg[]
  /** What it is about: `{ kind: 'pay-run', id }`. */
  readonly about: { readonly kind: string; readonly id: string }
}

export interface Posted {
  readonly id: string
  /** False: an entry with this key stood already. */
  readonly isNew: boolean
}

/** Who an entry is written down under. A `Caller` is one. */
export interface Poster {
  readonly id: string
  readonly name: string
  readonly tenant: TenantId
}

export interface BatchAnswer {
  readonly posted: readonly { readonly number: number; readonly id: string; readonly isNew: boolean }[]
  /** Refused alone, with its number in the batch from 1 and the sentence. The others stand. */
  readonly refused: readonly {
    readonly number: number
    readonly code: string
    readonly zh: string
    readonly en: string
  }[]
}

/** A line of a report: what stands in one account of one purse. */
export interface Balance extends Purse {
  readonly account: Account
  readonly amount: Fen
  /** Set when the question asked household by household. */
  readonly householdId: string | null
  readonly month: Month | null
}

export interface BalanceQuestion {
  readonly programme?: string
  readonly budgetYear?: number
  readonly source?: SourceLevel
  readonly account?: Account
  readonly householdId?: string
  readonly month?: Month
  /** One row per household and month instead of one per purse. */
  readonly byHousehold?: boolean
}

/** Everything takes an open transaction with the scope of the caller. Nothing is ever changed or removed. */
export interface Ledger {
  /** @throws oneSided, unbalanced, nothingThere, keyTaken, wrongPlaceOfLeg */
  readonly post: (tx: Tx, who: Poster, draft: EntryDraft) => Promise<Posted>
  /** Many in one go, a hundred times quicker per entry than one by one; a bad line is refused alone. */
  readonly postMany: (tx: Tx, who: Poster, drafts: readonly EntryDraft[]) => Promise<BatchAnswer>
  /** Many in one go, all of them or none. @returns in the order of the drafts @throws the same as `post`, for the first */
  readonly postTogether: (tx: Tx, who: Poster, drafts: readonly EntryDraft[]) => Promise<readonly Posted[]>
  /**
   * For runs of many thousand households: the legs are a query with the columns `sheet` (from 1; one entry each),
   * `account`, `amount`, `programme`, `source`, `budget_year`, `household_id`, `month`. All of it or nothing.
   * @throws the same as `post`
   */
  readonly postQuery: (
    tx: Tx,
    who: Poster,
    wish: Omit<EntryDraft, 'legs'> & { readonly legs: RawBuilder<unknown> },
  ) => Promise<{ readonly entries: number; readonly isNew: boolean }>
  /** The counter-entry: all legs with the other sign. Once per entry. @throws notFound, reversedAlready, isReversal */
  readonly reverse: (
    tx: Tx,
    who: Poster,
    wish: { readonly entryId: string; readonly why: string; readonly on: Day },
  ) => Promise<Posted>
  /** Counter-entries of many, all of them or none. @throws the same as `reverse` */
  readonly reverseMany: (
    tx: Tx,
    who: Poster,
    wish: { readonly entryIds: readonly string[]; readonly why: string; readonly on: Day },
  ) => Promise<readonly Posted[]>
  readonly balances: (tx: Tx, tenant: TenantId, question: BalanceQuestion) => Promise<readonly Balance[]>
}
