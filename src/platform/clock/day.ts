import { defineRefusals } from '#platform/errors/index.ts'

/** A calendar day in `Asia/Shanghai`, written `2026-03-02`. Days compare correctly as text. */
export type Day = string & { readonly unit: 'day' }
/** A month, written `2026-03`. */
export type Month = string & { readonly unit: 'month' }

export const clockRefusals = defineRefusals('clock', {
  notADay: {
    status: 422,
    zh: '“{text}”不是日期。请写成 2026-03-02 这样',
    en: '“{text}” is not a date. Write it like 2026-03-02',
  },
  notAMonth: {
    status: 422,
    zh: '“{text}”不是年月。请写成 2026-03 这样',
    en: '“{text}” is not a month. Write it like 2026-03',
  },
})

const millisecondsADay = 86_400_000
const toUtc = (on: Day): number => Date.UTC(yearOf(on), Number(on.slice(5, 7)) - 1, Number(on.slice(8, 10)))
const fromUtc = (moment: number): Day => new Date(moment).toISOString().slice(0, 10) as Day

/** @throws notADay when the text is not an existing day between 1800 and 2999. */
export function day(text: string): Day {
  const isWritten = /^(1[89]|2\d)\d{2}-\d{2}-\d{2}$/.test(text)
  if (!isWritten || fromUtc(toUtc(text as Day)) !== text) throw clockRefusals.notADay({ text })
  return text as Day
}

/** @throws notAMonth */
export function month(text: string): Month {
  if (!/^(1[89]|2\d)\d{2}-(0[1-9]|1[0-2])$/.test(text)) throw clockRefusals.notAMonth({ text })
  return text as Month
}

export const yearOf = (on: Day | Month): number => Number(on.slice(0, 4))
export const monthOf = (on: Day): Month => on.slice(0, 7) as Month
export const firstDayOf = (of: Month): Day => `${of}-01` as Day
export const lastDayOf = (of: Month): Day => addDays(firstDayOf(addMonths(of, 1)), -1)
export const addDays = (on: Day, days: number): Day => fromUtc(toUtc(on) + days * millisecondsADay)
export const daysBetween = (since: Day, until: Day): number => (toUtc(until) - toUtc(since)) / millisecondsADay
/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (on: Day): number => new Date(toUtc(on)).getUTCDay()

export function addMonths(of: Month, months: number): Month {
  const index = yearOf(of) * 12 + Number(of.slice(5, 7)) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as Month
}

/** Full years on a day; a year is complete on the birthday itself, on 1 March for those born on 29 February. */
export function ageOn(born: Day, on: Day): number {
  const years = yearOf(on) - yearOf(born)
  return on.slice(5) < born.slice(5) ? years - 1 : years
}
