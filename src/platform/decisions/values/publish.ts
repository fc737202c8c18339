import type { Value as PublicValue } from '../contract.ts'
import { FeelFunction } from './function.ts'
import { Null } from './null.ts'
import { Range } from './range.ts'
import { textOf } from './text.ts'
import { type Value, isContext, isList } from './value.ts'

/** A value as users see it: nulls without their causes, ranges and functions as their text. */
export function publish(value: Value): PublicValue {
  if (value instanceof Null) return null
  if (isList(value)) return value.map(publish)
  if (value instanceof Range) return { type: 'range', text: textOf(value) }
  if (value instanceof FeelFunction) return { type: 'function', text: textOf(value) }
  if (!isContext(value)) return value
  const shown = Object.create(null) as Record<string, PublicValue>
  for (const name of Object.keys(value)) shown[name] = publish(value[name]!)
  return shown
}
