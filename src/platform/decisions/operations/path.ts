import { nanosASecond, weekdayOf } from '../values/calendar.ts'
import { FeelDate, FeelDateTime, FeelTime, offsetAtMoment } from '../values/dates.ts'
import { DayTime, YearMonth, partsOf } from '../values/durations.ts'
import { Null, failure, missingInput, unusable, writtenNull } from '../values/null.ts'
import { whole } from '../values/number.ts'
import { Range } from '../values/range.ts'
import { showValue } from '../values/text.ts'
import { type Context, type Value, isContext, isList } from '../values/value.ts'
import { nameKey } from '../syntax/names.ts'

/** Where a context of the input came from, so that an entry that is not there can be named by its path. */
const origin: unique symbol = Symbol('path of the input')

export function markOrigin(context: Context, path: () => string): void {
  ;(context as { [origin]?: () => string })[origin] = path
}
export const originOf = (context: Context): string | undefined => (context as { [origin]?: () => string })[origin]?.()

/** The entry of a context; undefined when there is none. Names written with other spacing are found too. */
export function findEntry(context: Context, name: string): Value | undefined {
  if (Object.hasOwn(context, name)) return context[name]
  if (!/[\s./\-'+*]/.test(name)) return undefined
  const key = nameKey(name)
  const found = Object.keys(context).find((each) => nameKey(each) === key)
  return found === undefined ? undefined : context[found]
}

/** `source.name`; over a list the list of the entries of its items. */
export function path(source: Value, name: string): Value {
  if (isContext(source)) return findEntry(source, name) ?? noEntry(source, name)
  if (isList(source)) return source.map((item) => path(item, name))
  if (source instanceof Null) return unusable([source], `空值没有“${name}”`, `null has no “${name}”`)
  return property(source, name) ?? noProperty(source, name)
}

function noEntry(context: Context, name: string): Null {
  const from = originOf(context)
  if (from !== undefined) return missingInput(from === '' ? name : `${from}.${name}`)
  return failure(`没有名为“${name}”的项`, `there is no entry “${name}”`)
}

const noProperty = (source: Value, name: string): Null =>
  failure(`${showValue(source)} 没有“${name}”`, `${showValue(source)} has no “${name}”`)

type Reader<Source> = (source: Source) => Value
const dateParts: Readonly<Record<string, Reader<FeelDate>>> = {
  year: (date) => whole(date.year),
  month: (date) => whole(date.month),
  day: (date) => whole(date.day),
  weekday: (date) => whole(weekdayOf(date.days)),
}
const timeParts: Readonly<Record<string, Reader<FeelDateTime>>> = {
  hour: ({ time }) => whole(Math.floor(time.seconds / 3600)),
  minute: ({ time }) => whole(Math.floor(time.seconds / 60) % 60),
  second: ({ time }) => whole(time.seconds % 60),
  'time offset': (moment) => {
    const offset = offsetAtMoment(moment)
    return offset === null ? writtenNull : new DayTime(BigInt(offset) * nanosASecond)
  },
  timezone: ({ time }) => time.zone ?? writtenNull,
}
const dayTimeParts: Readonly<Record<string, Reader<DayTime>>> = {
  days: ({ nanos }) => signed(nanos, partsOf(size(nanos)).days),
  hours: ({ nanos }) => signed(nanos, partsOf(size(nanos)).hours),
  minutes: ({ nanos }) => signed(nanos, partsOf(size(nanos)).minutes),
  seconds: ({ nanos }) => signed(nanos, partsOf(size(nanos)).seconds),
}
const yearMonthParts: Readonly<Record<string, Reader<YearMonth>>> = {
  years: ({ months }) => whole(Math.trunc(months / 12)),
  months: ({ months }) => whole(months % 12),
}
const rangeParts: Readonly<Record<string, Reader<Range>>> = {
  start: (range) => range.low,
  end: (range) => range.high,
  'start included': (range) => range.hasLow,
  'end included': (range) => range.hasHigh,
}

const size = (nanos: bigint): bigint => (nanos < 0n ? -nanos : nanos)
const signed = (of: bigint, part: bigint): Value => whole(Number(of < 0n ? -part : part))

const read = <Source>(parts: Readonly<Record<string, Reader<Source>>>, name: string, source: Source) =>
  Object.hasOwn(parts, name) ? parts[name]!(source) : undefined

function property(source: Value, name: string): Value | undefined {
  if (source instanceof FeelDate) return read(dateParts, name, source)
  if (source instanceof FeelDateTime) return read(dateParts, name, source.date) ?? read(timeParts, name, source)
  if (source instanceof FeelTime) return read(timeParts, name, new FeelDateTime(noDay, source))
  if (source instanceof DayTime) return read(dayTimeParts, name, source)
  if (source instanceof YearMonth) return read(yearMonthParts, name, source)
  if (source instanceof Range) return read(rangeParts, name, source)
  return undefined
}

const noDay = new FeelDate(2000, 1, 1)

/** Names of the parts of a kind of value, for the checker. */
export const partNames: Readonly<Record<string, readonly string[]>> = {
  date: Object.keys(dateParts),
  time: Object.keys(timeParts),
  'date and time': [...Object.keys(dateParts), ...Object.keys(timeParts)],
  'days and time duration': Object.keys(dayTimeParts),
  'years and months duration': Object.keys(yearMonthParts),
  range: Object.keys(rangeParts),
}
