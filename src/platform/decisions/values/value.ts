import { spend } from '../meter.ts'
import { FeelDate, FeelDateTime, FeelTime } from './dates.ts'
import { DayTime, YearMonth } from './durations.ts'
import { Null } from './null.ts'
import { FeelNumber } from './number.ts'
import type { FeelFunction } from './function.ts'
import type { Range } from './range.ts'

/** A value inside the engine. Contexts have no prototype, so `__proto__` and `constructor` are names like any other. */
export type Value = Null | Atom | Range | FeelFunction | readonly Value[] | Context
export type Atom = boolean | string | FeelNumber | Temporal
export type Temporal = FeelDate | FeelTime | FeelDateTime | DayTime | YearMonth
export interface Context {
  readonly [name: string]: Value
}
export type MutableContext = Record<string, Value>

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
export const isContext = (value: Value): value is Context => value instanceof Bare

/**
 * The shape of a context: nothing is inherited, as with a null prototype, but the runtime lays out its entries like the
 * fields of a class, which a plain object without a prototype is denied.
 */
const Bare = function () {} as unknown as new () => MutableContext
Object.defineProperty(Bare, 'prototype', { value: Object.freeze(Object.create(null)) })
export const emptyContext = (): MutableContext => new Bare()

export const isTemporal = (value: Value): value is Temporal =>
  value instanceof FeelDate ||
  value instanceof FeelTime ||
  value instanceof FeelDateTime ||
  value instanceof DayTime ||
  value instanceof YearMonth

/** Every null inside a value, however deep. */
export function nullsIn(value: Value, into: Null[] = []): Null[] {
  if (value instanceof Null) into.push(value)
  else if (isList(value)) {
    spend(value.length)
    for (const item of value) nullsIn(item, into)
  } else if (isContext(value)) {
    const names = Object.keys(value)
    spend(names.length)
    for (const name of names) nullsIn(value[name]!, into)
  }
  return into
}
