import { addDays, type Day } from '#platform/clock/index.ts'

/** The clock of a document turns amber this many days before the day (AC-030): a week is one file to the bank and back. */
export const warnDaysBefore = 7

/** `quiet` time is left · `soon` within a week · `late` the day is here · `done` all in time · `done-late` all, not in time. */
export type Light = 'quiet' | 'soon' | 'late' | 'done' | 'done-late'

export interface Standing {
  /** A list nobody has drawn yet, or persons on a list who are not paid. */
  readonly isOpen: boolean
  /** Persons whose money was booked on the day or after it. */
  readonly paidLate: number
}

/** To be paid before the day: a payment booked on it is late. */
export function lightOf({ isOpen, paidLate }: Standing, { dueBefore, today }: { dueBefore: Day; today: Day }): Light {
  if (!isOpen) return paidLate > 0 ? 'done-late' : 'done'
  if (today >= dueBefore) return 'late'
  return today >= addDays(dueBefore, -warnDaysBefore) ? 'soon' : 'quiet'
}
