import type { Value as PublicValue } from '../contract.ts'
import { refusals } from '../refusals.ts'
import { FeelFunction } from './function.ts'
import { Null } from './null.ts'
import { Range } from './range.ts'
import { textOf } from './text.ts'
import { type Value, isContext, isList } from './value.ts'

/** Lists and contexts inside one value: far beyond any answer, and a bound for one that contains itself twice and twice. */
const partsMax = 200_000

/**
 * A value as users see it: nulls without their causes, ranges and functions as their text.
 * @throws tooMuchWork when it is too large to be shown.
 */
export const publish = (value: Value): PublicValue => publishPart(value, { left: partsMax })

function publishPart(value: Value, budget: { left: number }): PublicValue {
  if (value instanceof Null) return null
  if (value instanceof Range) return { type: 'range', text: textOf(value) }
  if (value instanceof FeelFunction) return { type: 'function', text: textOf(value) }
  const isInList = isList(value)
  if (!isInList && !isContext(value)) return value
  budget.left -= 1
  if (budget.left < 0) throw refusals.tooMuchWork()
  if (isInList) return value.map((item) => publishPart(item, budget))
  const shown = Object.create(null) as Record<string, PublicValue>
  for (const name of Object.keys(value)) shown[name] = publishPart(value[name]!, budget)
  return shown
}
