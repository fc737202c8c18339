import { formatYuan, subtractFen, sumFen, zeroFen, type Fen } from '#platform/money/index.ts'
import { isOfHousehold, type EntryDraft, type Leg } from './contract.ts'
import { accountWords } from './labels.ts'
import { ledgerRefusals } from './refusals.ts'

/** One purse as text: `dibao|county|2026`. */
export const purseOf = ({ programme, source, budgetYear }: Leg): string => `${programme}|${source}|${budgetYear}`

/**
 * Money moves; it is never made. What holds inside each purse holds for the whole.
 *
 * @throws oneSided, emptyLeg, wrongLeg, unbalanced
 */
export function checkEntry({ legs }: Pick<EntryDraft, 'legs'>): void {
  if (legs.length < 2) throw ledgerRefusals.oneSided()
  for (const leg of legs) {
    if (leg.amount === 0n) throw ledgerRefusals.emptyLeg()
    const isNamed = leg.householdId !== null && leg.month !== null
    const isBare = leg.householdId === null && leg.month === null
    if (!(isOfHousehold(leg.account) ? isNamed : isBare))
      throw ledgerRefusals.wrongLeg({ account: accountWords[leg.account].zh })
  }
  for (const legsOfPurse of Map.groupBy(legs, purseOf).values()) {
    const difference = sumFen(legsOfPurse.map(({ amount }) => amount))
    const [first] = legsOfPurse
    if (difference !== 0n && first)
      throw ledgerRefusals.unbalanced({
        ...{ programme: first.programme, year: first.budgetYear },
        difference: formatYuan(difference),
      })
  }
}

/** The counter-entry: every leg with the other sign. */
export const reversedLegs = (legs: readonly Leg[]): Leg[] =>
  legs.map((leg) => ({ ...leg, amount: subtractFen(zeroFen, leg.amount) }))

/** A move between two accounts of one purse. */
export function moved(
  amount: Fen,
  from: Omit<Leg, 'amount'>,
  to: Pick<Leg, 'account'> & Partial<Pick<Leg, 'householdId' | 'month'>>,
): Leg[] {
  return [
    { ...from, amount: subtractFen(zeroFen, amount) },
    { ...from, ...to, amount },
  ]
}
