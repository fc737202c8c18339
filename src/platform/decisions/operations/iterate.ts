import { spend } from '../meter.ts'
import { FeelDate, dateFromDays } from '../values/dates.ts'
import { Null, failure, mergeNulls } from '../values/null.ts'
import { FeelNumber, toInteger, whole } from '../values/number.ts'
import { Range } from '../values/range.ts'
import { showValue } from '../values/text.ts'
import { type Value, isList } from '../values/value.ts'

/** The items that an iteration meets. A range of whole numbers or dates is counted through. */
export function itemsOf(source: Value): readonly Value[] | Null {
  if (isList(source)) return source
  if (source instanceof Null) return source
  if (source instanceof Range) return countThrough(source)
  return [source]
}

function countThrough(range: Range): readonly Value[] | Null {
  const items = between(range.low, range.high)
  if (items instanceof Null) return items
  const isDropped = (item: Value | undefined, end: Value, has: boolean) =>
    !has && item !== undefined && showValue(item) === showValue(end)
  const from = isDropped(items[0], range.low, range.hasLow) ? 1 : 0
  const until = isDropped(items.at(-1), range.high, range.hasHigh) ? items.length - 1 : items.length
  return items.slice(from, Math.max(from, until))
}

/** `1..5`, `5..1`, and the same with dates. */
export function between(low: Value, high: Value): readonly Value[] | Null {
  const nulls = [low, high].filter((value) => value instanceof Null)
  if (nulls.length > 0) return mergeNulls(nulls)
  if (low instanceof FeelNumber && high instanceof FeelNumber) {
    const [from, until] = [toInteger(low), toInteger(high)]
    if (from !== null && until !== null) return steps(from, until, whole)
  }
  if (low instanceof FeelDate && high instanceof FeelDate) {
    return steps(low.days, high.days, (days) => dateFromDays(days) ?? low)
  }
  return failure(
    `${showValue(low)} 到 ${showValue(high)} 不能逐个列出`,
    `${showValue(low)} to ${showValue(high)} cannot be counted through`,
  )
}

function steps(from: number, until: number, make: (step: number) => Value): readonly Value[] {
  const direction = until >= from ? 1 : -1
  const length = Math.abs(until - from) + 1
  spend(length)
  return Array.from({ length }, (_, index) => make(from + direction * index))
}
