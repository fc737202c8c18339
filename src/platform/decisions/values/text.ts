import { spend } from '../meter.ts'
import { FeelFunction } from './function.ts'
import { Null } from './null.ts'
import { Range } from './range.ts'
import { type Value, isContext, isList } from './value.ts'

/** The text of a value as FEEL's `string()` gives it; strings inside lists and contexts are quoted. */
export function textOf(value: Value, isInside = false): string {
  if (typeof value === 'string') return isInside ? `"${value.replace(/(["\\])/g, '\\$1')}"` : value
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Null) return 'null'
  if (value instanceof Range) return rangeText(value)
  if (value instanceof FeelFunction) return `function ${value.name}`
  if (isList(value) || isContext(value)) spend(1)
  if (isList(value)) return `[${value.map((item) => textOf(item, true)).join(', ')}]`
  if (isContext(value))
    return `{${Object.keys(value)
      .map((name) => entryText(name, value[name]!))
      .join(', ')}}`
  return isInside && value.type !== 'number' ? `@"${value.text}"` : value.text
}

const entryText = (name: string, value: Value): string =>
  `${/^[\p{L}_?][\p{L}\p{N}_ ]*$/u.test(name) ? name : `"${name.replace(/(["\\])/g, '\\$1')}"`}: ${textOf(value, true)}`

function rangeText(range: Range): string {
  if (range.isOpenLow && !range.isOpenHigh && !range.hasLow)
    return `(${range.hasHigh ? '<=' : '<'}${textOf(range.high, true)})`
  if (range.isOpenHigh && !range.isOpenLow && !range.hasHigh)
    return `(${range.hasLow ? '>=' : '>'}${textOf(range.low, true)})`
  return `${range.hasLow ? '[' : '('}${textOf(range.low, true)}..${textOf(range.high, true)}${range.hasHigh ? ']' : ')'}`
}

const shownMax = 80
/** A value inside a sentence, cut when long. */
export function showValue(value: Value): string {
  const text = textOf(value, true)
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text
}
