/** What a budget still carries. */
export interface BudgetMonths {
  /** Whole months of the year that are covered from now on, at the present rate. Null: nothing is being paid. */
  readonly covered: number | null
  /** First month (1–12) the money does not reach; null when the year is covered. */
  readonly shortFrom: number | null
}

/**
 * How far the money goes at the present rate: what is free beyond paid, over what a month takes.
 * @param left fen that are neither paid nor on the way
 * @param monthly fen the last list took
 * @param nextMonth the first month not paid yet, 1–12
 */
export function monthsCovered(left: bigint, monthly: bigint, nextMonth: number): BudgetMonths {
  if (monthly <= 0n) return { covered: null, shortFrom: null }
  const covered = left <= 0n ? 0 : Number(left / monthly)
  const shortFrom = nextMonth + covered
  return { covered, shortFrom: shortFrom > 12 ? null : shortFrom }
}
