import kept from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { defineRefusals } from '#platform/errors/index.ts'
import { addDays, day, weekdayOf, yearOf, type Day } from './day.ts'

/**
 * One year's notice of the State Council's office: which days are off and which weekend days are worked (调休). Next
 * year's is not known until the notice is published, so it is data.
 */
export interface HolidayNotice {
  readonly year: number
  readonly holidays: readonly Day[]
  readonly workdays: readonly Day[]
  /** Title and number of the notice. */
  readonly document: string
}

export interface WorkingCalendar {
  /** @throws noNotice when the year's notice is not loaded. */
  readonly isWorkingDay: (on: Day) => boolean
  /** The n-th working day after `from`; the first day is not counted (民法典 art. 201). @throws noNotice */
  readonly addWorkingDays: (from: Day, days: number) => Day
  /** Working days after `from` up to and including `until`; 0 when `until` is not later. @throws noNotice */
  readonly workingDaysBetween: (from: Day, until: Day) => number
  /** The day itself, or the next day that is worked (民法典 art. 203). @throws noNotice */
  readonly nextWorkingDay: (on: Day) => Day
  /** Years with a notice, ascending. */
  readonly years: readonly number[]
}

export const calendarRefusals = defineRefusals('calendar', {
  noNotice: {
    status: 409,
    zh: '{year} 年的放假调休安排还没有载入，算不出工作日。请管理员载入当年的放假通知',
    en: 'The holiday notice of {year} is not loaded, so working days cannot be counted. An administrator can load it',
  },
  badNotice: {
    status: 422,
    zh: '放假通知有误：{what}',
    en: 'The holiday notice is wrong: {what}',
  },
})

/** The notices that came with the calendar library, 2004 onwards. */
export function keptNotices(): HolidayNotice[] {
  const holidays = Object.keys(kept.holidays).map(day)
  const workdays = Object.keys(kept.workdays).map(day)
  const years = [...new Set(holidays.map(yearOf))].toSorted((left, right) => left - right)
  return years.map((year) => ({
    year,
    holidays: holidays.filter((on) => yearOf(on) === year),
    workdays: workdays.filter((on) => yearOf(on) === year),
    document: `国务院办公厅关于${year}年部分节假日安排的通知`,
  }))
}

/** Later notices replace earlier ones of the same year. */
export function workingCalendar(notices: readonly HolidayNotice[] = keptNotices()): WorkingCalendar {
  const byYear = new Map(
    notices.map((notice) => [
      notice.year,
      { holidays: new Set<string>(notice.holidays), workdays: new Set<string>(notice.workdays) },
    ]),
  )
  const isWorkingDay = (on: Day): boolean => {
    const notice = byYear.get(yearOf(on))
    if (!notice) throw calendarRefusals.noNotice({ year: yearOf(on) })
    if (notice.workdays.has(on)) return true
    return !notice.holidays.has(on) && weekdayOf(on) !== 0 && weekdayOf(on) !== 6
  }
  const addWorkingDays = (from: Day, days: number): Day => {
    let on = from
    for (let left = days; left > 0;) {
      on = addDays(on, 1)
      if (isWorkingDay(on)) left -= 1
    }
    return on
  }
  const workingDaysBetween = (from: Day, until: Day): number => {
    let count = 0
    for (let on = addDays(from, 1); on <= until; on = addDays(on, 1)) if (isWorkingDay(on)) count += 1
    return count
  }
  const nextWorkingDay = (on: Day): Day => (isWorkingDay(on) ? on : addWorkingDays(on, 1))
  return {
    isWorkingDay,
    addWorkingDays,
    workingDaysBetween,
    nextWorkingDay,
    years: [...byYear.keys()].toSorted((left, right) => left - right),
  }
}

/**
 * Reads a notice from JSON: `{"year": 2027, "document": "…", "holidays": ["2027-01-01", …], "workdays": […]}`.
 *
 * @throws badNotice, notADay
 */
export function readNotice(json: unknown): HolidayNotice {
  const bad = (what: string) => calendarRefusals.badNotice({ what })
  if (typeof json !== 'object' || json === null) throw bad('不是一个对象')
  const { year, document, holidays, workdays } = json as Record<string, unknown>
  if (typeof year !== 'number' || !Number.isInteger(year)) throw bad('缺少年份 year')
  if (typeof document !== 'string' || document.trim() === '') throw bad('缺少文件名 document')
  const days = (list: unknown, name: string): Day[] => {
    if (!Array.isArray(list)) throw bad(`缺少 ${name}`)
    return list.map((text) => {
      const on = day(String(text))
      if (yearOf(on) !== year) throw bad(`${on} 不在 ${year} 年`)
      return on
    })
  }
  const notice = { year, document, holidays: days(holidays, 'holidays'), workdays: days(workdays, 'workdays') }
  const both = notice.holidays.find((on) => notice.workdays.includes(on))
  if (both) throw bad(`${both} 既放假又上班`)
  if (notice.holidays.length < 13) throw bad('全年法定放假不少于 13 天（全国年节及纪念日放假办法）')
  return notice
}
