import type { Day } from '#platform/clock/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type { InventedPerson } from './invented-family.ts'

/** A dibao standard of the invented county: fen per person and month, from a day on. */
export interface DemoStandard {
  readonly from: Day
  readonly perMonth: Fen
}

/** The standard in force on a day; the first one before it begins, because this is history that was made up. */
export const standardOn = (standards: readonly DemoStandard[], on: Day): Fen =>
  (standards.findLast(({ from }) => from <= on) ?? standards[0]!).perMonth

/** Fen per month of a household; yearly sums are put together and divided once, the rest of a fen is dropped. */
export function monthlyIncome(persons: readonly InventedPerson[]): Fen {
  const of = (per: 'month' | 'year'): bigint =>
    persons
      .flatMap(({ incomes }) => incomes)
      .filter((one) => one.per === per)
      .reduce((sum, { amount }) => sum + amount, 0n)
  const deductions = persons.reduce((sum, { deduction }) => sum + deduction, 0n)
  const income = of('month') + of('year') / 12n - deductions
  return fen(income > 0n ? income : 0n)
}

/**
 * What the bureau of the invented county believes to owe: standard × members − income, never below zero. It only makes
 * the history; what is really owed is said by the policy packs.
 */
export function believedAmount(standard: Fen, persons: readonly InventedPerson[]): Fen {
  const gap = standard * BigInt(persons.length) - monthlyIncome(persons)
  return fen(gap > 0n ? gap : 0n)
}
