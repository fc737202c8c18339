import type { Day, WorkingCalendar } from '#platform/clock/index.ts'

/** How long the county has to begin a check that was asked for, in working days. It lights up and stops nobody. */
export interface StartLimit {
  readonly dueOn: Day
  /** Below zero once it is late. */
  readonly leftDays: number
  readonly light: 'green' | 'amber' | 'red'
  /** Document and article. */
  readonly source: string
}

/** The day it was asked for is not counted; amber is the last day and the one before. */
export function startLimit(
  { askedOn, today }: { readonly askedOn: Day; readonly today: Day },
  within: { readonly days: number; readonly source: string },
  calendar: Pick<WorkingCalendar, 'addWorkingDays' | 'workingDaysBetween'>,
): StartLimit {
  const leftDays = within.days - calendar.workingDaysBetween(askedOn, today)
  const dueOn = calendar.addWorkingDays(askedOn, within.days)
  const light = today > dueOn ? 'red' : leftDays <= 1 ? 'amber' : 'green'
  return { dueOn, leftDays, light, source: within.source }
}
