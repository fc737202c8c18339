import type { Clock, Day } from '#platform/clock/index.ts'
import { yearOf } from '#platform/clock/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { Leg, Ledger } from '#finance/ledger/index.ts'
import { payoutRefusals } from '../refusals.ts'
import type { RunRow } from '../run/run-store.ts'
import {
  findAgreed,
  findBooked,
  findToBook,
  markBooked,
  markReversed,
  savePlanned,
  type Agreed,
  type Deduction,
  type Planned,
} from './deduct-store.ts'
import { capOf, type DeductionRule } from './deduction-rules.ts'

/** What the place of a household says on a day about keeping repayments back; null where it says nothing. */
export type DeductionRuleAt = (ask: { readonly placeId: PlaceId; readonly on: Day }) => DeductionRule | null

/** Nobody has said anything: nothing is kept back. */
export const noDeductionRule: DeductionRuleAt = () => null

const least = (...amounts: Fen[]): Fen => amounts.reduce((one, other) => (one < other ? one : other))

/**
 * As much as was agreed for the month, never more than is still asked, nor than the place allows of what the line pays.
 * A claim is kept back once, however many months a list brings; the oldest claim goes first.
 */
export function plan(agreed: readonly Agreed[], ruleOf: (line: Agreed) => DeductionRule | null): Planned[] {
  const left = new Map<string, Fen>()
  const room = new Map<string, Fen>()
  return agreed.flatMap((one) => {
    const { lineId, claimId, agreementId, monthly } = one
    const rule = ruleOf(one)
    if (rule === null) return []
    const stillAsked = left.get(claimId) ?? one.left
    const stillFits = room.get(lineId) ?? capOf(rule, one.due)
    const fen = least(monthly, stillAsked, stillFits)
    left.set(claimId, subtractFen(stillAsked, fen))
    room.set(lineId, subtractFen(stillFits, fen))
    return fen > 0n ? [{ lineId, claimId, agreementId, fen }] : []
  })
}

/** Computed with the list, so that both people see it; nothing is booked before the list is approved. */
export async function planDeductions(
  tx: Tx,
  who: Caller,
  run: Pick<RunRow, 'id'>,
  { clock, deductionRule = noDeductionRule }: { clock: Clock; deductionRule?: DeductionRuleAt | undefined },
): Promise<void> {
  const agreed = await findAgreed(tx, who.tenant, run.id)
  const on = clock.today()
  const planned = plan(agreed, ({ placeId }) => deductionRule({ placeId, on }))
  await savePlanned(tx, who.tenant, { runId: run.id, planned, at: clock.now() })
}

/**
 * Payable → withheld for the line's month, and the claim is smaller by as much, as if it had been repaid.
 * @throws deductionStale when a claim or an agreement is not what it was when the list was computed
 */
export async function bookDeductions(
  tx: Tx,
  who: Caller,
  run: Pick<RunRow, 'id' | 'number'>,
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<void> {
  const taken = new Map<string, Fen>()
  for (const one of await findToBook(tx, who.tenant, run.id)) {
    const before = taken.get(one.claimId) ?? zeroFen
    if (!one.isAgreed || subtractFen(one.left, before) < one.fen)
      throw payoutRefusals.deductionStale({ number: run.number })
    taken.set(one.claimId, (before + one.fen) as Fen)
    await ledger.post(tx, who, {
      ...{ key: `payouts.deducted:${one.id}`, kind: 'payouts.deducted', on: clock.today() },
      ...{
        why: `按同意书从 ${one.lineMonth} 的发放里抵扣：${one.consent}`,
        about: { kind: 'correction', id: one.claimId },
      },
      legs: legsOf(one, { from: 'payable', claim: 'recovery', amount: one.fen }),
    })
    await markBooked(tx, who.tenant, one)
  }
}

/**
 * Lines that are not paid after all gave nothing towards a claim: what was kept back returns to where the line stands.
 * That much of the claim ends with it. @returns the rights whose claims these were, to be looked at again
 */
export async function undoDeductions(
  tx: Tx,
  who: Caller,
  { lines, into, why }: { lines: readonly string[]; into: 'payable' | 'returned'; why: string },
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<string[]> {
  const booked = await findBooked(tx, who.tenant, lines)
  for (const one of booked) {
    await ledger.post(tx, who, {
      ...{ key: `payouts.deduction-reversed:${one.id}`, kind: 'payouts.deduction-reversed', why, on: clock.today() },
      legs: legsOf(one, { from: into, claim: 'paid', amount: subtractFen(zeroFen, one.fen) }),
      about: { kind: 'correction', id: one.claimId },
    })
    await markReversed(tx, who.tenant, one)
  }
  return [...new Set(booked.map(({ rightId }) => rightId))]
}

/** Both purses balance by themselves: the family had its month in full, and the claim's year has its money back. */
function legsOf(
  one: Deduction,
  { from, claim, amount }: { from: 'payable' | 'returned'; claim: 'recovery' | 'paid'; amount: Fen },
): Leg[] {
  const { programme, householdId } = one
  const line = { programme, source: one.lineSource, budgetYear: one.lineYear, householdId, month: one.lineMonth }
  const purse = { programme, source: one.claimSource, budgetYear: yearOf(one.claimMonth) }
  const owed = { ...purse, householdId, month: one.claimMonth }
  const bare = { ...purse, householdId: null, month: null }
  const less = subtractFen(zeroFen, amount)
  return [
    { ...line, account: from, amount: less },
    { ...line, account: 'withheld', amount },
    { ...owed, account: claim, amount: less },
    { ...owed, account: 'repaid', amount },
    { ...bare, account: 'outside', amount: less },
    { ...bare, account: 'allotment', amount },
  ]
}
