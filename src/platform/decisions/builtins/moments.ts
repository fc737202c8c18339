import { nanosASecond, daysFromCivil, weekOf, weekdayOf } from '../values/calendar.ts'
import {
  FeelDate,
  FeelDateTime,
  FeelTime,
  instantOf,
  makeDate,
  parseDate,
  parseDateTime,
  parseTime,
} from '../values/dates.ts'
import { DayTime, YearMonth, parseDuration } from '../values/durations.ts'
import { failure } from '../values/null.ts'
import { FeelNumber, toInteger, whole } from '../values/number.ts'
import { type Type, anyType, booleanType, numberType, stringType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { any, define, defineVariants, n, oneOf, optional, s, typed } from './define.ts'
import { dayTypes } from './kinds.ts'
import { isZone } from '../values/zones.ts'
import { equal } from '../values/compare.ts'
import { kindOf } from '../values/conform.ts'

const dateType: Type = { kind: 'date' }
const timeType: Type = { kind: 'time' }
const momentType: Type = { kind: 'date and time' }
const yearMonthType: Type = { kind: 'years and months duration' }

const notReadable = (what: string, text: string) => failure(`“${text}”不是${what}`, `“${text}” cannot be read`)
const dateOf = (value: Value): FeelDate | undefined =>
  value instanceof FeelDateTime ? value.date : value instanceof FeelDate ? value : undefined

const dateFunction = defineVariants('date', [
  define({
    name: 'date',
    parameters: [s('from')],
    result: dateType,
    body: ([from]) => parseDate(from as string) ?? notReadable('日期（2026-03-02）', from as string),
  }),
  define({ name: 'date', parameters: [oneOf('from', ...dayTypes)], result: dateType, body: ([from]) => dateOf(from!) }),
  define({
    name: 'date',
    parameters: [n('year'), n('month'), n('day')],
    result: dateType,
    body: (parts) => {
      const [year, month, day] = parts.map((part) => toInteger(part as FeelNumber))
      if (year == null || month == null || day == null) return undefined
      return makeDate(year, month, day) ?? undefined
    },
  }),
])

function timeFromParts(hour: Value, minute: Value, second: Value, offset: Value | undefined): Value | undefined {
  const [hours, minutes] = [toInteger(hour as FeelNumber), toInteger(minute as FeelNumber)]
  const seconds = (second as FeelNumber).decimal
  if (hours === null || minutes === null || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined
  if (seconds.lessThan(0) || seconds.greaterThanOrEqualTo(60)) return undefined
  const full = seconds.trunc().toNumber()
  const nanos = seconds.minus(full).times(1e9).trunc().toNumber()
  if (offset !== undefined && !(offset instanceof DayTime) && kindOf(offset) !== 'null') return undefined
  const zone = offset instanceof DayTime ? Number(offset.nanos / nanosASecond) : null
  if (zone !== null && Math.abs(zone) > 14 * 3600) return undefined
  return new FeelTime(hours * 3600 + minutes * 60 + full, nanos, zone, null)
}

const timeFunction = defineVariants('time', [
  define({
    name: 'time',
    parameters: [s('from')],
    result: timeType,
    body: ([from]) => parseTime(from as string) ?? notReadable('时间', from as string),
  }),
  define({
    name: 'time',
    parameters: [oneOf('from', timeType, ...dayTypes)],
    result: timeType,
    body: ([from]) => {
      if (from instanceof FeelTime) return from
      if (from instanceof FeelDateTime) return from.time
      return from instanceof FeelDate ? new FeelTime(0, 0, 0, null) : undefined
    },
  }),
  define({
    name: 'time',
    parameters: [n('hour'), n('minute'), n('second'), optional(oneOf('offset', { kind: 'days and time duration' }))],
    nullable: ['offset'],
    result: timeType,
    body: ([hour, minute, second, offset]) => timeFromParts(hour!, minute!, second!, offset),
  }),
])

const momentFunction = defineVariants('date and time', [
  define({
    name: 'date and time',
    parameters: [s('from')],
    result: momentType,
    body: ([from]) => {
      const text = from as string
      const date = parseDate(text)
      return date
        ? new FeelDateTime(date, new FeelTime(0, 0, null, null))
        : (parseDateTime(text) ?? notReadable('日期时间', text))
    },
  }),
  define({
    name: 'date and time',
    parameters: [oneOf('date', ...dayTypes), typed('time', timeType)],
    result: momentType,
    body: ([date, time]) => {
      const day = dateOf(date!)
      return day && new FeelDateTime(day, time as FeelTime)
    },
  }),
  define({
    name: 'date and time',
    parameters: [oneOf('date', ...dayTypes), s('timezone')],
    result: momentType,
    body: ([date, zone]) => {
      const day = date instanceof FeelDateTime ? date : undefined
      if (!day || !isZone(zone as string)) return undefined
      return new FeelDateTime(day.date, new FeelTime(day.time.seconds, day.time.nanos, null, zone as string))
    },
  }),
])

/** Whole months from one day to another, towards zero. */
function monthsBetween(from: FeelDate, to: FeelDate): number {
  const isForward = to.days >= from.days
  const [early, late] = isForward ? [from, to] : [to, from]
  const months = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day ? 1 : 0)
  return isForward ? months : -months
}

const dateTextPart = (name: string, result: Type, part: (date: FeelDate) => Value) =>
  define({
    name,
    parameters: [oneOf('date', ...dayTypes)],
    result,
    body: ([date]) => {
      const day = dateOf(date!)
      return day && part(day)
    },
  })

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const momentFunctions = [
  dateFunction,
  timeFunction,
  momentFunction,
  define({
    name: 'duration',
    parameters: [s('from')],
    result: anyType,
    body: ([from]) => parseDuration(from as string) ?? notReadable('期间（P1Y2M、P3D）', from as string),
  }),
  define({
    name: 'years and months duration',
    parameters: [oneOf('from', ...dayTypes), oneOf('to', ...dayTypes)],
    result: yearMonthType,
    body: ([from, to]) => {
      const [one, other] = [dateOf(from!), dateOf(to!)]
      if (!one || !other) return undefined
      if (from instanceof FeelDateTime && to instanceof FeelDateTime)
        return new YearMonth(monthsBetweenMoments(from, to))
      return new YearMonth(monthsBetween(one, other))
    },
  }),
  dateTextPart('day of year', numberType, (date) => whole(date.days - daysFromCivil(date.year, 1, 1) + 1)),
  dateTextPart('day of week', stringType, (date) => weekdays[weekdayOf(date.days) - 1]!),
  dateTextPart('month of year', stringType, (date) => months[date.month - 1]!),
  dateTextPart('week of year', numberType, (date) => whole(weekOf(date.days))),
  define({
    name: 'is',
    parameters: [any('value1'), any('value2')],
    nullable: ['value1', 'value2'],
    result: booleanType,
    body: ([one, other]) => isIdentical(one!, other!),
  }),
]

function monthsBetweenMoments(from: FeelDateTime, to: FeelDateTime): number {
  const months = monthsBetween(from.date, to.date)
  const isForward = instantOf(to) >= instantOf(from)
  const late = isForward ? to : from
  const early = isForward ? from : to
  const isCut = late.date.day === early.date.day && timeOf(late) < timeOf(early) && months !== 0
  return isCut ? months - (isForward ? 1 : -1) : months
}
const timeOf = (moment: FeelDateTime): number => moment.time.seconds + moment.time.nanos / 1e9

/** The same kind and the same value, where 00:00Z and 01:00+01:00 are not the same. */
function isIdentical(one: Value, other: Value): boolean {
  if (kindOf(one) !== kindOf(other)) return false
  if (one instanceof FeelTime || one instanceof FeelDateTime)
    return one.text === (other as FeelTime | FeelDateTime).text
  return equal(one, other) === true
}
