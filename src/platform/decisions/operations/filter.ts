import { Null, failure } from '../values/null.ts'
import { FeelNumber, toInteger } from '../values/number.ts'
import { type Value, isList } from '../values/value.ts'

/** What a filter works on: a list stays, null is empty with its cause, anything else is a list of one. */
export const asList = (value: Value): readonly Value[] => (isList(value) ? value : value instanceof Null ? [] : [value])

/** `list[2]`, counted from 1, from the end when negative. */
export function itemAt(items: readonly Value[], position: FeelNumber): Value {
  const index = toInteger(position)
  const item = index === null || index === 0 ? undefined : items[index > 0 ? index - 1 : items.length + index]
  return (
    item ??
    failure(
      `列表只有 ${items.length} 项，没有第 ${position.text} 项`,
      `the list has ${items.length} items and no item ${position.text}`,
    )
  )
}
