import type { BudgetRow, RunCard } from './model.ts'
import { monthsCovered, type BudgetMonths } from './budget-months.ts'

/** One programme in one budget year, all levels of government together. */
export interface BudgetCard {
  readonly programme: string
  readonly zh: string
  readonly en: string
  readonly year: number
  readonly rows: readonly BudgetRow[]
  /** Fen that reservations go beyond what was allotted. */
  readonly short: bigint
  readonly lastRun: Pick<RunCard, 'number' | 'amount' | 'month'> | null
  readonly months: BudgetMonths
}

/** Levels of one programme and year under one head, with how long the money lasts at the rate of the last list. */
export function budgetCards(rows: readonly BudgetRow[], runs: readonly RunCard[]): BudgetCard[] {
  const groups = new Map<string, BudgetRow[]>()
  for (const row of rows) {
    const key = `${row.programme} ${row.year}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [cardOf(first, group, runs)]
  })
}

function cardOf(first: BudgetRow, rows: readonly BudgetRow[], runs: readonly RunCard[]): BudgetCard {
  const { programme, programmeZh, programmeEn, year } = first
  const [lastRun = null] = runs
    .filter((run) => run.programme === programme && run.month.startsWith(`${year}-`))
    .toSorted((one, other) => other.month.localeCompare(one.month))
  const spent = (row: BudgetRow): bigint =>
    BigInt(row.payable) + BigInt(row.inBank) + BigInt(row.paid) + BigInt(row.returned) + BigInt(row.toRefund)
  const left = rows.reduce((sum, row) => sum + BigInt(row.allotted) + BigInt(row.overpaid) - spent(row), 0n)
  const isOnItsWay = lastRun !== null && (lastRun.state === 'approved' || lastRun.state === 'done')
  const nextMonth = lastRun === null ? 1 : Number(lastRun.month.slice(5)) + (isOnItsWay ? 1 : 0)
  return {
    ...{ programme, zh: programmeZh, en: programmeEn, year, rows, lastRun },
    short: rows.reduce((sum, row) => sum + BigInt(row.short ?? '0'), 0n),
    months: monthsCovered(left, BigInt(lastRun?.amount ?? '0'), nextMonth),
  }
}
