import type { DateValue } from '../contract.ts'
import {
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  four,
  isCivil,
  nanosADay,
  nanosASecond,
  two,
  yearMax,
} from './calendar.ts'
import { isZone, offsetOf } from './zones.ts'

export class FeelDate implements DateValue {
  readonly year: number
  readonly month: number
  readonly day: number
  /** Days since 1970-01-01. */
  readonly days: number

  constructor(year: number, month: number, day: number) {
    this.year = year
    this.month = month
    this.day = day
    this.days = daysFromCivil(year, month, day)
  }

  get type(): 'date' {
    return 'date'
  }

  get text(): string {
    return `${four(this.year)}-${two(this.month)}-${two(this.day)}`
  }

  toJSON(): DateValue {
    return { type: this.type, text: this.text }
  }
}

/** A time of day, with a fixed offset, a named zone, or neither (local). */
export class FeelTime implements DateValue {
  /** Whole seconds since midnight. */
  readonly seconds: number
  /** 0–999,999,999. */
  readonly nanos: number
  /** Seconds from UTC; null for local time and for a named zone. */
  readonly offset: number | null
  readonly zone: string | null

  constructor(seconds: number, nanos: number, offset: number | null, zone: string | null) {
    this.seconds = seconds
    this.nanos = nanos
    this.offset = offset
    this.zone = zone
  }

  get type(): 'time' {
    return 'time'
  }

  get text(): string {
    const { seconds, nanos } = this
    const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`
    const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    return clock + fraction + (this.zone ? `@${this.zone}` : offsetText(this.offset))
  }

  get isLocal(): boolean {
    return this.offset === null && this.zone === null
  }

  toJSON(): DateValue {
    return { type: this.type, text: this.text }
  }
}

export class FeelDateTime implements DateValue {
  readonly date: FeelDate
  readonly time: FeelTime

  constructor(date: FeelDate, time: FeelTime) {
    this.date = date
    this.time = time
  }

  get type(): 'date and time' {
    return 'date and time'
  }

  get text(): string {
    return `${this.date.text}T${this.time.text}`
  }

  toJSON(): DateValue {
    return { type: this.type, text: this.text }
  }
}

export function offsetText(offset: number | null): string {
  if (offset === null) return ''
  if (offset === 0) return 'Z'
  const size = Math.abs(offset)
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`
}

/** Offset from UTC in seconds of this moment; null when it is local. */
export function offsetAtMoment(moment: FeelDateTime): number | null {
  const { date, time } = moment
  if (time.zone === null) return time.offset
  return offsetOf(time.zone, date.year, time.seconds, date.days - daysFromCivil(date.year, 1, 1) + 1)
}

/** Nanoseconds since 1970-01-01T00:00; wall clock when it is local, else UTC. */
export function instantOf(moment: FeelDateTime): bigint {
  const seconds = BigInt(moment.date.days) * 86_400n + BigInt(moment.time.seconds - (offsetAtMoment(moment) ?? 0))
  return seconds * nanosASecond + BigInt(moment.time.nanos)
}

export const midnight = new FeelTime(0, 0, null, null)
const utcMidnight = new FeelTime(0, 0, 0, null)
/** FEEL reads a date as a date and time at midnight UTC where it must become one. */
export const atMidnight = (date: FeelDate, isUtc = false): FeelDateTime =>
  new FeelDateTime(date, isUtc ? utcMidnight : midnight)

export function dateFromDays(days: number): FeelDate | null {
  const { year, month, day } = civilFromDays(days)
  return Math.abs(year) <= yearMax ? new FeelDate(year, month, day) : null
}

export const makeDate = (year: number, month: number, day: number): FeelDate | null =>
  isCivil(year, month, day) ? new FeelDate(year, month, day) : null

/** The same day `months` later, or the last day of that month when it is shorter. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const index = date.year * 12 + date.month - 1 + months
  const year = Math.floor(index / 12)
  const month = (((index % 12) + 12) % 12) + 1
  return makeDate(year, month, Math.min(date.day, daysInMonth(year, month)))
}

/** Wall-clock addition that keeps offset or zone. */
export function addNanos(moment: FeelDateTime, nanos: bigint): FeelDateTime | null {
  const wall = BigInt(moment.time.seconds) * nanosASecond + BigInt(moment.time.nanos) + nanos
  const days = floorDiv(wall, nanosADay)
  const date = dateFromDays(moment.date.days + Number(days))
  return date && new FeelDateTime(date, timeFromNanos(wall - days * nanosADay, moment.time.offset, moment.time.zone))
}

export const timeFromNanos = (nanos: bigint, offset: number | null, zone: string | null): FeelTime =>
  new FeelTime(Number(nanos / nanosASecond), Number(nanos % nanosASecond), offset, zone)

export const nanosOfDay = (time: FeelTime): bigint => BigInt(time.seconds) * nanosASecond + BigInt(time.nanos)
export const floorDiv = (value: bigint, by: bigint): bigint => (value < 0n ? (value - by + 1n) / by : value / by)

const dateShape = /^(-?)(\d{4,9})-(\d{2})-(\d{2})$/
const timeShape = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2}(?::\d{2})?|@[A-Za-z][\w+\-/]*)?$/

export function parseDate(text: string): FeelDate | null {
  const match = dateShape.exec(text)
  if (!match || /^-?0\d{4,}/.test(text)) return null
  const year = Number(match[2])
  return makeDate(match[1] === '-' ? -year : year, Number(match[3]), Number(match[4]))
}

export function parseTime(text: string): FeelTime | null {
  const match = timeShape.exec(text)
  if (!match || text.length > 100) return null
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (hour > 23 || minute > 59 || second > 59) return null
  const nanos = Number((match[4] ?? '').slice(0, 9).padEnd(9, '0'))
  const place = readPlace(match[5])
  return place && new FeelTime(hour * 3600 + minute * 60 + second, nanos, place.offset, place.zone)
}

function readPlace(text: string | undefined): { offset: number | null; zone: string | null } | null {
  if (text === undefined) return { offset: null, zone: null }
  if (text === 'Z') return { offset: 0, zone: null }
  if (text.startsWith('@')) return isZone(text.slice(1)) ? { offset: null, zone: text.slice(1) } : null
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number)
  if (hours > 14 || minutes > 59 || seconds > 59 || (hours === 14 && minutes > 0)) return null
  const size = hours * 3600 + minutes * 60 + seconds
  return { offset: text.startsWith('-') ? (size === 0 ? 0 : -size) : size, zone: null }
}

/** Reads `2026-03-02T08:00:00+08:00`; a date alone is not enough. */
export function parseDateTime(text: string): FeelDateTime | null {
  const cut = text.indexOf('T')
  if (cut < 0) return null
  const written = parseDate(text.slice(0, cut))
  // 24:00:00 is the first moment of the next day.
  const isEndOfDay = /^T24:00:00(?![.\d]*[1-9])/.test(text.slice(cut))
  const date = written && isEndOfDay ? dateFromDays(written.days + 1) : written
  const time = parseTime(isEndOfDay ? `00${text.slice(cut + 3)}` : text.slice(cut + 1))
  return date && time && new FeelDateTime(date, time)
}
