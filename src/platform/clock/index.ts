export { createCalendar, type Calendar } from './calendar.ts'
export {
  addDays,
  addMonths,
  ageOn,
  clockRefusals,
  day,
  daysBetween,
  firstDayOf,
  lastDayOf,
  month,
  monthOf,
  weekdayOf,
  yearOf,
  type Day,
  type Month,
} from './day.ts'
export { dayOf, shiftedClock, stoppedClock, systemClock, type Clock } from './clock.ts'
export {
  calendarRefusals,
  keptNotices,
  readNotice,
  workingCalendar,
  type HolidayNotice,
  type WorkingCalendar,
} from './working-days.ts'
