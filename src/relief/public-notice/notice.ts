import { addDays, ageOn, daysBetween, type Day, type WorkingCalendar } from '#platform/clock/index.ts'
import type { NoticeState, NotShownWhy } from './contract.ts'
import type { NoticeRule } from './notice-rules.ts'
import { noticeRefusals } from './refusals.ts'

/** How long a notice hangs. The day it is put up is not counted (民法典 art. 201). */
export interface Period {
  readonly putUpOn: Day
  readonly lastDay: Day
  /** The end of the last day, 24:00 in `Asia/Shanghai`: from this moment on it is gone. */
  readonly closesAt: Date
}

/** The moment a day ends: 24:00, which is 0:00 of the next. */
export const endOf = (on: Day): Date => new Date(`${addDays(on, 1)}T00:00:00+08:00`)

/**
 * Calendar days; a last day that is a rest day moves on to the next working day where the rule says so (民法典 art. 203).
 * @throws noNotice: the year's holidays are not loaded
 */
export function hangs(putUpOn: Day, rule: NoticeRule, calendar: Pick<WorkingCalendar, 'nextWorkingDay'>): Period {
  const counted = addDays(putUpOn, rule.days)
  const lastDay = rule.restDayMovesOn ? calendar.nextWorkingDay(counted) : counted
  return { putUpOn, lastDay, closesAt: endOf(lastDay) }
}

/** Calendar days still to come after today; 0 on the last day and afterwards. */
export const daysLeft = (lastDay: Day, today: Day): number => Math.max(0, daysBetween(today, lastDay))

export const isOpenAt = (one: { readonly state: NoticeState; readonly closesAt: Date }, now: Date): boolean =>
  one.state === 'shown' && now < one.closesAt

/**
 * Nothing is shown of a child: not when a minor applies (Zhejiang art. 55 protects minors; their data are sensitive,
 * PIPL art. 28), and not where the programme has no notice.
 *
 * @throws birthUnknown: whether the applicant is of age has to be known before a name is put up
 */
export function notShown(
  applicant: { readonly bornOn: Day | null },
  on: Day,
  rule: NoticeRule | 'never',
): NotShownWhy | null {
  if (rule === 'never') return 'programme'
  if (applicant.bornOn === null) throw noticeRefusals.birthUnknown()
  return ageOn(applicant.bornOn, on) < adultAge ? 'minor' : null
}

/** 民法典 art. 17: whoever has completed eighteen years is of age. */
const adultAge = 18
