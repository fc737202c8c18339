import type { Value as PublicValue } from '../contract.ts'
import { must } from '../assert.ts'
import { parseDate } from './dates.ts'
import { FeelNumber, parseNumber } from './number.ts'
import { parseTemporal } from './temporal.ts'

/** `num('810.00')`: an exact number out of its text; a bug when the text is none. */
export function num(text: string): FeelNumber {
  const value = parseNumber(text)
  must(value, `“${text}” is a decimal number`)
  return value
}

/** The decimal text of a number value, without exponent and trailing zeros. */
export function numText(value: PublicValue): string {
  must(value instanceof FeelNumber || isTaggedNumber(value), 'the value is a number')
  return value.text
}

const isTaggedNumber = (value: PublicValue): value is FeelNumber =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'number'

/** `dateValue('2026-03-02')`; a bug when it is no date. */
export function dateValue(text: string) {
  const value = parseDate(text)
  must(value, `“${text}” is a date`)
  return value
}

/** A date, time or duration out of its text: `P1Y2M`, `08:00:00`; a bug when it is none. */
export function temporalValue(text: string) {
  const value = parseTemporal(text)
  must(value, `“${text}” is a date, time or duration`)
  return value
}

type Plain =
  | null
  | undefined
  | boolean
  | string
  | number
  | bigint
  | readonly Plain[]
  | { readonly [name: string]: Plain }

/** Plain JavaScript data as values: numbers and bigints become exact numbers, everything else stays what it is. */
export function fromJs(plain: Plain): PublicValue {
  if (plain === null || plain === undefined) return null
  if (typeof plain === 'number' || typeof plain === 'bigint') return num(String(plain))
  if (typeof plain !== 'object') return plain
  if (isPlainList(plain)) return plain.map(fromJs)
  const value = Object.create(null) as Record<string, PublicValue>
  for (const name of Object.keys(plain)) value[name] = fromJs(plain[name])
  return value
}
const isPlainList = (plain: Plain): plain is readonly Plain[] => Array.isArray(plain)

/** A value as JSON-ready data: numbers, dates and durations as their text. */
export function toJs(value: PublicValue): unknown {
  if (value === null || typeof value !== 'object') return value
  if (isValueList(value)) return value.map(toJs)
  if (isTagged(value)) return value.text
  return Object.fromEntries(
    Object.keys(value).map((name) => [name, toJs((value as Record<string, PublicValue>)[name]!)]),
  )
}
const isValueList = (value: PublicValue): value is readonly PublicValue[] => Array.isArray(value)
/** Values of the engine have a prototype, or exactly a type and a text when they went through JSON. */
const isTagged = (value: object): value is { text: string } =>
  'text' in value && 'type' in value && typeof value.text === 'string' && Object.getPrototypeOf(value) !== null
