import type { Num, DateValue, Value as PublicValue } from '../contract.ts'
import { markOrigin } from '../operations/path.ts'
import { coerce } from './conform.ts'
import { FeelFunction } from './function.ts'
import { Null, failure, missingInput } from './null.ts'
import { FeelNumber, parseNumber } from './number.ts'
import { Range } from './range.ts'
import { parseTemporal } from './temporal.ts'
import { type Type, anyType } from './type.ts'
import { type Value, emptyContext, isContext, isList, isTemporal } from './value.ts'

const depthMax = 50

/** Where a value stands in the input; its text is only made when somebody asks. */
interface Spot {
  readonly parent: Spot | null
  /** Name of an entry, or position of an item counted from 0. */
  readonly key: string | number
}
const pathOf = ({ parent, key }: Spot): string => {
  if (typeof key === 'number') return `${parent ? pathOf(parent) : ''}[${key + 1}]`
  const before = parent ? pathOf(parent) : ''
  return before === '' ? key : `${before}.${key}`
}

/**
 * Takes a value from outside into the engine. What is null or not there becomes a missing input that knows its path; what
 * does not fit its declared type becomes null with that reason.
 */
export const admit = (value: PublicValue | undefined, type: Type, path: string): Value =>
  admitAt(value, type, { parent: null, key: path }, 0)

function admitAt(value: PublicValue | undefined, type: Type, spot: Spot, depth: number): Value {
  if (value === null || value === undefined) return missingInput(() => pathOf(spot))
  const { kind, constraint } = type
  if (constraint === undefined) {
    if (value instanceof FeelNumber && (kind === 'number' || kind === 'any')) return value
    if (typeof value === 'string' && (kind === 'string' || kind === 'any')) return value
    if (typeof value === 'boolean' && (kind === 'boolean' || kind === 'any')) return value
  }
  if (depth > depthMax) return failure(`“${pathOf(spot)}”嵌套过深`, `“${pathOf(spot)}” is nested too deeply`)
  const taken = take(value, type, spot, depth)
  // Items and entries were admitted one by one, so the whole fits when its kind does.
  const isWhole = constraint === undefined && (kind === 'list' ? isList(taken) : kind === 'context' && isContext(taken))
  return isWhole ? taken : coerce(taken, type, () => `“${pathOf(spot)}”`)
}

function take(value: NonNullable<PublicValue>, type: Type, spot: Spot, depth: number): Value {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return parseNumber(String(value)) ?? unreadable(spot)
  if (typeof value !== 'object') return unreadable(spot)
  const inner = value as unknown as Value
  if (inner instanceof FeelNumber || isTemporal(inner) || inner instanceof Range || inner instanceof FeelFunction)
    return inner
  if (Array.isArray(value)) {
    const of = type.kind === 'list' ? type.of : anyType
    return value.map((item: PublicValue, key) => admitAt(item, of, { parent: spot, key }, depth + 1))
  }
  const tagged = type.kind === 'context' ? undefined : takeTagged(value)
  return tagged ?? takeContext(value as Readonly<Record<string, PublicValue>>, type, spot, depth)
}

const unreadable = (spot: Spot): Null =>
  failure(`“${pathOf(spot)}”的值看不懂`, `the value of “${pathOf(spot)}” cannot be read`)

/** A number or date that went through JSON: `{ type, text }`. */
function takeTagged(value: object): Value | undefined {
  const keys = Object.keys(value)
  if (keys.length !== 2 || !keys.includes('type') || !keys.includes('text')) return undefined
  const { type, text } = value as Num | DateValue
  if (typeof text !== 'string') return undefined
  if (type === 'number') return parseNumber(text) ?? undefined
  const temporal = parseTemporal(text)
  return temporal?.type === type ? temporal : undefined
}

function takeContext(value: Readonly<Record<string, PublicValue>>, type: Type, spot: Spot, depth: number): Value {
  const context = emptyContext()
  markOrigin(context, () => pathOf(spot))
  const declared = type.kind === 'context' ? type.entries : noEntries
  let known = 0
  for (const [name, entry] of declared) {
    const isGiven = Object.hasOwn(value, name)
    if (isGiven) known += 1
    context[name] = admitAt(isGiven ? value[name] : null, entry, { parent: spot, key: name }, depth + 1)
  }
  const names = Object.keys(value)
  if (names.length > known) {
    for (const name of names) {
      if (!declared.has(name)) context[name] = admitAt(value[name], anyType, { parent: spot, key: name }, depth + 1)
    }
  }
  return context
}
const noEntries: ReadonlyMap<string, Type> = new Map()
