import { addDays, addMonths, firstDayOf, monthOf, type Day, type Month } from '#platform/clock/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Situation } from '#registry/households/contract.ts'
import type { Assessment } from '#relief/eligibility/contract.ts'
import type { FindingKind, MonitoringRule } from './contract.ts'

export interface Finding {
  readonly kind: FindingKind
  /** Fen per month by the assessment; null when nobody can say. */
  readonly computed: Fen | null
  readonly zh: string
  readonly en: string
}

/** What an assessment says about a right to be paid, or null when both agree. It is a task for a person, no more. */
export function findingOf(
  paid: Fen,
  assessment: Pick<Assessment, 'outcome' | 'amount' | 'reasons' | 'missing'>,
): Finding | null {
  const { outcome, amount, reasons, missing } = assessment
  const first = (list: readonly { readonly zh: string; readonly en: string }[]) => ({
    zh: list.map(({ zh }) => zh).join('；'),
    en: list.map(({ en }) => en).join('; '),
  })
  if (outcome === 'not-entitled') return { kind: 'end', computed: amount, ...first(reasons) }
  if (outcome !== 'entitled' || amount === null)
    return { kind: 'unknown', computed: null, ...first(outcome === 'no-rule' ? reasons : missing) }
  if (amount === paid) return null
  return amount > paid
    ? { kind: 'raise', computed: amount, zh: '按档案里现在的情况，应当多发', en: 'by what is on file now, more is due' }
    : { kind: 'cut', computed: amount, zh: '按档案里现在的情况，应当少发', en: 'by what is on file now, less is due' }
}

/**
 * A household is unstable when somebody able to work earns, or could: full or part capacity to work and income from
 * wages or business, or capacity that nobody has stated. Stable otherwise (57号: yearly if stable, half-yearly if income
 * is unstable and somebody can work).
 */
export const isUnstable = ({ members }: Pick<Situation, 'members'>): boolean =>
  members.some(
    ({ labourCapacity, incomes }) =>
      labourCapacity !== null &&
      labourCapacity.value !== 'none' &&
      [incomes.wages, incomes.business].some((income) => income !== null && income.value.amount > 0n),
  )

/** The day by which a household is looked at again, whole months after it was last decided or re-checked. */
export function recheckDue(since: Day, unstable: boolean, recheck: NonNullable<MonitoringRule['recheck']>): Day {
  const months = unstable ? recheck.unstableMonths : recheck.stableMonths
  const month = addMonths(monthOf(since), months)
  const last = addDays(firstDayOf(addMonths(month, 1)), -1)
  const same = `${month}-${since.slice(8)}` as Day
  return same < last ? same : last
}

/** Months in which a proposal may begin: a raise may reach back to the first month it was due. */
export interface Span {
  readonly earliest: Month | null
  readonly latest: Month | null
}

/** A cut or an end begins next month at the earliest; an end at the latest when the grace period is over. */
export function spanOf(kind: 'raise' | 'cut' | 'end', today: Day, { grace }: Pick<MonitoringRule, 'grace'>): Span {
  if (kind === 'raise') return { earliest: null, latest: null }
  const next = addMonths(monthOf(today), 1)
  return { earliest: next, latest: kind === 'end' ? addMonths(next, grace.monthsMax) : null }
}
