import { addFen, formatYuan, subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import { isOfHousehold, type EntryDraft, type Leg } from './contract.ts'
import { checkEntry, purseOf } from './entry.ts'
import { accountWords } from './labels.ts'
import { ledgerRefusals } from './refusals.ts'

/** Where a leg stands: account, purse and, on household accounts, household and month. */
export const placeOf = (leg: Omit<Leg, 'amount'>): string =>
  [leg.account, purseOf(leg as Leg), leg.householdId ?? '', leg.month ?? ''].join('|')

/** What stands in each place. */
export type Books = Map<string, Fen>

/**
 * Enters one entry, whole or not at all. For a household and month no account goes below zero: what is not payable
 * cannot be paid, what was not returned cannot be paid again.
 *
 * @throws whatever `checkEntry` says, nothingThere
 */
export function enter(books: Books, draft: Pick<EntryDraft, 'legs'>): void {
  checkEntry(draft)
  const next: Books = new Map()
  for (const leg of draft.legs) {
    const place = placeOf(leg)
    next.set(place, addFen(next.get(place) ?? books.get(place) ?? zeroFen, leg.amount))
  }
  for (const leg of draft.legs) {
    const left = next.get(placeOf(leg)) ?? zeroFen
    if (isOfHousehold(leg.account) && left < 0n)
      throw ledgerRefusals.nothingThere({
        ...{ account: accountWords[leg.account].zh, month: leg.month ?? '' },
        there: formatYuan(books.get(placeOf(leg)) ?? zeroFen),
        wanted: formatYuan(subtractFen(books.get(placeOf(leg)) ?? zeroFen, left)),
      })
  }
  for (const [place, amount] of next) books.set(place, amount)
}

/** Legs that take from a household account: their places must be looked at before. */
export const takingLegs = (legs: readonly Leg[]): Leg[] =>
  legs.filter(({ account, amount }) => isOfHousehold(account) && amount < 0n)
