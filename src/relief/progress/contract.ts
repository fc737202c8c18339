import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/contract.ts'
import type { Words } from '#design/console/language.tsx'
import type { Case, Cases } from '#relief/casework/contract.ts'
import type { MoneyBack, Payment } from '#finance/payouts/contract.ts'

/**
 * Who may see the page of a case: whoever holds the receipt number and the second secret. Intake makes the secret with
 * the receipt, keeps only its hash and counts the attempts. The answer is the same for an unknown number, a wrong secret
 * and a case that has none, and takes as long.
 */
export interface ReceiptSecrets {
  /**
   * @param address network address, for the counter of attempts only
   * @returns the case, or `no` for whatever does not fit, or `locked` with minutes until the next attempt
   */
  readonly check: (ask: {
    readonly number: string
    readonly secret: string
    readonly address: string
  }) => Promise<
    | { readonly kind: 'yes'; readonly tenant: TenantId; readonly caseId: string }
    | { readonly kind: 'no' }
    | { readonly kind: 'locked'; readonly minutes: number }
  >
}

/** The public notice as the family may read it: the same lines as on the wall. */
export interface NoticeShown {
  readonly upOn: Day
  readonly downOn: Day
  readonly isUp: boolean
  /** Which day of the notice today is, from 1; null when it is not up. */
  readonly dayOf: number | null
  readonly lines: readonly string[]
}

/** What the family is asked to do, in a sentence: bring a paper, answer a difference, sign. */
export interface Asked {
  readonly words: Words
  readonly by: Day | null
}

/** What the page needs from modules of the loop; the assembly hands it in. What is absent is not shown. */
export interface ProgressSources {
  readonly secrets: ReceiptSecrets
  readonly cases: Pick<Cases, 'get' | 'stepsOf' | 'stagesOf' | 'clockOf'>
  readonly asked?: readonly ((tx: Tx, one: Case) => Promise<readonly Asked[]>)[]
  readonly notice?: (tx: Tx, one: Case) => Promise<NoticeShown | null>
  readonly payments?: (tx: Tx, tenant: TenantId, householdId: string) => Promise<readonly Payment[]>
  readonly moneyBack?: (tx: Tx, tenant: TenantId, householdId: string) => Promise<readonly MoneyBack[]>
}

/** A stage as the family meets it. Names no officer, only offices. */
export interface ProgressStep {
  readonly words: Words
  readonly state: 'done' | 'now' | 'ahead'
  readonly on: Day | null
  readonly says: Words | null
}

/** Where the family looks. */
export const progressPath = '/progress'
export const progressCasePath = '/progress/case'
