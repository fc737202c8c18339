import type { Num, DateValue, Value as PublicValue } from '../contract.ts'
import { inputPaths } from '../operations/path.ts'
import { coerce } from './conform.ts'
import { FeelFunction } from './function.ts'
import { Null, failure, missingInput } from './null.ts'
import { FeelNumber, parseNumber } from './number.ts'
import { Range } from './range.ts'
import { parseTemporal } from './temporal.ts'
import { type Type, anyType } from './type.ts'
import { type Value, emptyContext, isTemporal } from './value.ts'

const depthMax = 50

/**
 * Takes a value from outside into the engine. What is null or not there becomes a missing input that knows its path; what
 * does not fit its declared type becomes null with that reason.
 */
export function admit(value: PublicValue | undefined, type: Type, path: string, depth = 0): Value {
  if (value === null || value === undefined || value instanceof Null) return missingInput(path)
  if (depth > depthMax) return failure(`“${path}”嵌套过深`, `“${path}” is nested too deeply`)
  return coerce(take(value, type, path, depth), type, `“${path}”`)
}

function take(value: NonNullable<PublicValue>, type: Type, path: string, depth: number): Value {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return parseNumber(String(value)) ?? unreadable(path)
  if (typeof value !== 'object') return unreadable(path)
  const inner = value as unknown as Value
  if (inner instanceof FeelNumber || isTemporal(inner) || inner instanceof Range || inner instanceof FeelFunction)
    return inner
  if (Array.isArray(value)) {
    const of = type.kind === 'list' ? type.of : anyType
    return value.map((item: PublicValue, index) => admit(item, of, `${path}[${index + 1}]`, depth + 1))
  }
  return tagged(value) ?? takeContext(value as Readonly<Record<string, PublicValue>>, type, path, depth)
}

const unreadable = (path: string): Null => failure(`“${path}”的值看不懂`, `the value of “${path}” cannot be read`)

/** A number or date that went through JSON: `{ type, text }`. */
function tagged(value: object): Value | undefined {
  const keys = Object.keys(value)
  if (keys.length !== 2 || !keys.includes('type') || !keys.includes('text')) return undefined
  const { type, text } = value as Num | DateValue
  if (typeof text !== 'string') return undefined
  if (type === 'number') return parseNumber(text) ?? undefined
  const temporal = parseTemporal(text)
  return temporal?.type === type ? temporal : undefined
}

function takeContext(value: Readonly<Record<string, PublicValue>>, type: Type, path: string, depth: number): Value {
  const context = emptyContext()
  inputPaths.set(context, path)
  const declared = type.kind === 'context' ? type.entries : new Map<string, Type>()
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  for (const name of Object.keys(value)) {
    context[name] = admit(value[name], declared.get(name) ?? anyType, at(name), depth + 1)
  }
  for (const [name, entry] of declared)
    if (!Object.hasOwn(context, name)) context[name] = admit(null, entry, at(name), depth + 1)
  return context
}
