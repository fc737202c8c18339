import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'

/** Who signs for a member: the person, or a guardian for a minor or somebody without capacity. */
export type Signer = 'self' | 'guardian'

/** Whether a member of the applying family has agreed to the check, today. */
export interface AuthorisationState {
  readonly personId: string
  /** In clear: mask it where it is shown in a list. */
  readonly name: string
  readonly signer: Signer
  /** `ended`: signed once and over (members changed, the day passed, not eligible); ask for a new signature. */
  readonly state: 'valid' | 'ended' | 'missing'
  readonly authorisationId: string | null
  readonly programme: string
  /** What may be asked: codes of the scope that was signed. */
  readonly scope: readonly string[]
  readonly signedOn: Day | null
  /** Why it is over, in words; null while it is valid or was never given. */
  readonly why: { readonly zh: string; readonly en: string } | null
}

/** The answer to somebody with a receipt in hand. Wrong number and wrong code are one answer. */
export type ReceiptAnswer =
  | { readonly kind: 'right'; readonly tenant: TenantId; readonly caseId: string; readonly number: string }
  | { readonly kind: 'wrong' }
  /** Too many wrong codes: closed until then. Null: a new code has to be fetched at the window. */
  | { readonly kind: 'closed'; readonly until: Date | null }

/** What the rest of the house asks of the window. Everything takes an open transaction of the caller's scope. */
export interface Intake {
  /** Every member of the applying family, in the order of the household, and whether their authorisation holds today. */
  readonly authorisationsOf: (tx: Tx, who: Caller, caseId: string) => Promise<readonly AuthorisationState[]>
  /**
   * Number of the receipt and the six-digit code of the slip. Counts wrong codes in this transaction, so commit it
   * whatever the answer is. Needs the tenant in scope and no place.
   */
  readonly checkReceipt: (tx: Tx, tenant: TenantId, number: string, secret: string) => Promise<ReceiptAnswer>
  /** What the family said, for the printed application; null where the case did not come through the window. */
  readonly statedOf: (tx: Tx, who: Caller, caseId: string) => Promise<Stated | null>
}

/** The application as the family stated it, frozen when it was registered. Yuan amounts as typed. */
export interface Stated {
  readonly programme: string
  readonly registeredOn: Day
  readonly applicant: string
  /** Who spoke at the window, and as what. */
  readonly speaker: { readonly name: string; readonly relation: string }
  readonly clerk: string
  readonly phone: string
  readonly reason: string
  /** The family's promise that what it says is true (57号 art. 9). */
  readonly hasPromised: boolean
  readonly members: readonly { readonly personId: string; readonly name: string; readonly relation: string }[]
  /** Papers that came with it. */
  readonly papers: readonly { readonly kind: string; readonly zh: string; readonly documentId: string }[]
}
