import type { Value as PublicValue } from '../contract.ts'
import { equal } from '../values/compare.ts'
import { admit } from '../values/admit.ts'
import { Null } from '../values/null.ts'
import { FeelNumber, parseNumber } from '../values/number.ts'
import { parseTemporal } from '../values/temporal.ts'
import { anyType } from '../values/type.ts'
import { type Value, isContext, isList } from '../values/value.ts'
import { type XmlNode, childNamed, childrenNamed } from './read-xml.ts'

/** A value as a test file writes it: `value`, `list` of `item`, or `component`s. */
export function readValue(node: XmlNode): PublicValue {
  const list = childNamed(node, 'list')
  if (list) return list.attributes['nil'] === 'true' ? null : childrenNamed(list, 'item').map(readValue)
  const components = childrenNamed(node, 'component')
  if (components.length > 0) {
    const context = Object.create(null) as Record<string, PublicValue>
    for (const each of components) context[each.attributes['name'] ?? ''] = readValue(each)
    return context
  }
  const value = childNamed(node, 'value')
  return value ? readAtom(value) : null
}

function readAtom(value: XmlNode): PublicValue {
  if (value.attributes['nil'] === 'true') return null
  const kind = (value.attributes['type'] ?? '').replace(/^.*:/, '')
  const { text } = value
  if (kind === 'boolean') return text.trim() === 'true'
  if (['decimal', 'double', 'integer', 'int', 'float'].includes(kind))
    return parseNumber(text.trim().replace(/^\+/, ''))
  if (['date', 'time', 'dateTime', 'duration'].includes(kind)) return parseTemporal(text.trim())
  return text
}

/** The TCK compares numbers with this tolerance; our own suites compare exactly. */
const tolerance = '1e-8'

export const matchesExpected = (actual: PublicValue, expected: PublicValue): boolean =>
  isLike(admit(actual, anyType, ''), admit(expected, anyType, ''))

function isLike(actual: Value, expected: Value): boolean {
  if (actual instanceof Null || expected instanceof Null) return actual instanceof Null && expected instanceof Null
  if (actual instanceof FeelNumber && expected instanceof FeelNumber) {
    return actual.decimal.minus(expected.decimal).abs().lessThanOrEqualTo(tolerance)
  }
  if (isList(actual) && isList(expected)) {
    return actual.length === expected.length && actual.every((item, index) => isLike(item, expected[index]!))
  }
  if (isContext(actual) && isContext(expected)) {
    const names = Object.keys(expected)
    return (
      names.length === Object.keys(actual).length &&
      names.every((name) => Object.hasOwn(actual, name) && isLike(actual[name]!, expected[name]!))
    )
  }
  return equal(actual, expected) === true
}
