import type { DurationValue } from '../contract.ts'
import { nanosADay, nanosASecond } from './calendar.ts'

/** A days and time duration, exact to the nanosecond. */
export class DayTime implements DurationValue {
  readonly nanos: bigint

  constructor(nanos: bigint) {
    this.nanos = nanos
  }

  get type(): 'days and time duration' {
    return 'days and time duration'
  }

  get text(): string {
    const size = this.nanos < 0n ? -this.nanos : this.nanos
    if (size === 0n) return 'PT0S'
    const { days, hours, minutes, seconds, fraction } = partsOf(size)
    const rest = fraction === 0n ? '' : `.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}`
    const time =
      (hours ? `${hours}H` : '') + (minutes ? `${minutes}M` : '') + (seconds || fraction ? `${seconds}${rest}S` : '')
    return `${this.nanos < 0n ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`
  }

  toJSON(): DurationValue {
    return { type: this.type, text: this.text }
  }
}

/** Parts of a non-negative amount of nanoseconds. */
export const partsOf = (nanos: bigint) => ({
  days: nanos / nanosADay,
  hours: (nanos / (3600n * nanosASecond)) % 24n,
  minutes: (nanos / (60n * nanosASecond)) % 60n,
  seconds: (nanos / nanosASecond) % 60n,
  fraction: nanos % nanosASecond,
})

/** A years and months duration, in months. */
export class YearMonth implements DurationValue {
  readonly months: number

  constructor(months: number) {
    this.months = months === 0 ? 0 : months
  }

  get type(): 'years and months duration' {
    return 'years and months duration'
  }

  get text(): string {
    const size = Math.abs(this.months)
    if (size === 0) return 'P0M'
    const years = Math.floor(size / 12)
    const months = size % 12
    return `${this.months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`
  }

  toJSON(): DurationValue {
    return { type: this.type, text: this.text }
  }
}

const yearMonthShape = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/
const dayTimeShape = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/
const textMax = 200

/** Reads `P1Y2M` and `-P1DT2H3M4.5S`; null for anything else. */
export function parseDuration(text: string): DayTime | YearMonth | null {
  if (text.length > textMax) return null
  const long = yearMonthShape.exec(text)
  if (long && (long[2] !== undefined || long[3] !== undefined)) {
    const months = Number(long[2] ?? 0) * 12 + Number(long[3] ?? 0)
    return Number.isSafeInteger(months) ? new YearMonth(long[1] === '-' ? -months : months) : null
  }
  const short = dayTimeShape.exec(text)
  if (!short || /[PT]$/.test(text)) return null
  const count = (part: string | undefined): bigint => BigInt(part ?? 0)
  const seconds = count(short[2]) * 86_400n + count(short[3]) * 3600n + count(short[4]) * 60n + count(short[5])
  const nanos = seconds * nanosASecond + BigInt((short[6] ?? '').slice(0, 9).padEnd(9, '0'))
  return new DayTime(short[1] === '-' ? -nanos : nanos)
}
