import { spend } from '../meter.ts'
import { FeelDate, FeelDateTime, FeelTime, atMidnight } from './dates.ts'
import { DayTime, YearMonth } from './durations.ts'
import { FeelFunction } from './function.ts'
import { Null, failure } from './null.ts'
import { FeelNumber } from './number.ts'
import { Range } from './range.ts'
import { showValue } from './text.ts'
import { type Type, isSurely } from './type.ts'
import { typeInFull } from './type-words.ts'
import { type Value, isContext, isList } from './value.ts'

export function kindOf(value: Value): Type['kind'] {
  if (value instanceof Null) return 'null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'string'
  if (value instanceof FeelNumber) return 'number'
  if (value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime) return value.type
  if (value instanceof DayTime || value instanceof YearMonth) return value.type
  if (value instanceof Range) return 'range'
  if (value instanceof FeelFunction) return 'function'
  return isList(value) ? 'list' : 'context'
}

/** FEEL's “conforms to”: null is every type; a context may have more entries than its type names. */
export function conforms(value: Value, type: Type): boolean {
  if (type.kind === 'any' || value instanceof Null)
    return type.constraint === undefined || type.constraint.allows(value)
  return hasShape(value, type) && (type.constraint === undefined || type.constraint.allows(value))
}

function hasShape(value: Value, type: Type): boolean {
  switch (type.kind) {
    case 'any':
      return true
    case 'list':
      if (!isList(value)) return false
      spend(value.length)
      return value.every((item) => conforms(item, type.of))
    case 'range':
      return value instanceof Range && conforms(value.low, type.of) && conforms(value.high, type.of)
    case 'context':
      if (!isContext(value)) return false
      spend(type.entries.size)
      for (const [name, entry] of type.entries) {
        const held = Object.hasOwn(value, name) ? value[name]! : undefined
        if (held === undefined || !conforms(held, entry)) return false
      }
      return true
    case 'function':
      return value instanceof FeelFunction && hasSignature(value, type)
    default:
      return kindOf(value) === type.kind
  }
}

function hasSignature(value: FeelFunction, type: Type & { kind: 'function' }): boolean {
  if (type.parameters === null) return true
  const wanted = type.parameters
  return (
    value.parameters.length === wanted.length &&
    value.parameters.every((parameter, index) => accepts(parameter.type, wanted[index]!)) &&
    accepts(type.result, value.result)
  )
}

const accepts = (wide: Type, narrow: Type): boolean =>
  wide.kind === 'any' || narrow.kind === 'any' || isSurely(narrow, wide)

/** What is being bound, for the sentence of a refusal; a function where writing it out each time would cost. */
type Name = string | (() => string)

/**
 * FEEL's implicit conversions when a value is bound to a typed variable: a list of one becomes its item, an item becomes
 * a list of one, a date becomes a date and time at midnight UTC. What still does not fit becomes null, with the reason.
 */
export function coerce(value: Value, type: Type, what: Name): Value {
  if (type.kind === 'any' && !type.constraint) return value
  if (value instanceof Null && !type.constraint) return value
  if (conforms(value, type)) return value
  if (type.kind !== 'list' && isList(value) && value.length === 1 && conforms(value[0]!, type)) return value[0]!
  if (type.kind === 'list' && !isList(value) && conforms(value, type.of) && !type.constraint) return [value]
  if (type.kind === 'date and time' && value instanceof FeelDate) {
    const moment = atMidnight(value, true)
    if (conforms(moment, type)) return moment
  }
  if (value instanceof Null) return value
  const named = typeof what === 'string' ? what : what()
  const wanted = typeInFull(type)
  return failure(
    `${named}应为${wanted.zh}，实际是 ${showValue(value)}`,
    `${named} should be ${wanted.en} but is ${showValue(value)}`,
  )
}
