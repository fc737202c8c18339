import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { fen } from '#platform/money/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { moved, type Ledger, type SourceLevel } from '#finance/ledger/index.ts'
import { paidProgramme } from './programmes.ts'

export interface Allotment {
  readonly programme: string
  readonly source: SourceLevel
  readonly year: number
  /** Fen, as digits. */
  readonly amount: string
  /** The document that allots it, with its number. */
  readonly document: string
}

/**
 * Money the finance department made available. The document is the key: the same one for the same purse is booked once.
 *
 * @returns id of the ledger entry. @throws unknownProgramme, and what the ledger refuses
 */
export async function recordAllotment(
  tx: Tx,
  who: Caller,
  { programme, source, year, amount, document }: Allotment,
  { ledger, audit, clock }: { ledger: Ledger; audit: Audit; clock: Clock },
): Promise<string> {
  paidProgramme(programme)
  const purse = { programme, source, budgetYear: year, householdId: null, month: null }
  const about = { kind: 'allotment', id: `${programme}:${source}:${year}` }
  const { id, isNew } = await ledger.post(tx, who, {
    ...{ key: `payouts.allotted:${about.id}:${document}`, kind: 'payouts.allotted', why: document, on: clock.today() },
    legs: moved(fen(BigInt(amount)), { ...purse, account: 'outside' }, { account: 'allotment' }),
    about,
  })
  if (isNew) await audit.record(tx, who, { action: 'payouts.allotted', about, after: { amount, document } })
  return id
}
