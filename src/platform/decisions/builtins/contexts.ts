import { findEntry, originOf, path } from '../operations/path.ts'
import { Null, failure } from '../values/null.ts'
import { anyContext, anyType, booleanType, listOf, stringType } from '../values/type.ts'
import { type Context, type MutableContext, type Value, emptyContext, isContext, isList } from '../values/value.ts'
import { any, define, defineVariants, listOfOne, s, typed } from './define.ts'

const context = (name: string) => typed(name, anyContext)
const copy = (of: Context): MutableContext => Object.assign(emptyContext(), of)

function make(entries: readonly Value[]): Value | undefined {
  const made = emptyContext()
  for (const entry of entries) {
    if (!isContext(entry)) return undefined
    const key = findEntry(entry, 'key')
    const value = findEntry(entry, 'value')
    if (typeof key !== 'string' || value === undefined) return undefined
    if (Object.hasOwn(made, key)) return failure(`“${key}”出现了两次`, `“${key}” stands twice`)
    made[key] = value
  }
  return made
}

/** A context with the value at a path of keys; a step on the way that is no context has no answer. */
function putAt(into: Context, keys: readonly Value[], value: Value): Value | undefined {
  const [key, ...rest] = keys
  if (typeof key !== 'string') return undefined
  const made = copy(into)
  if (rest.length === 0) {
    made[key] = value
    return made
  }
  const inner = findEntry(into, key) ?? emptyContext()
  if (!isContext(inner)) return undefined
  const changed = putAt(inner, rest, value)
  if (changed !== undefined) made[key] = changed
  return changed === undefined ? undefined : made
}

function merge(contexts: readonly Value[]): Value | undefined {
  const made = emptyContext()
  for (const each of contexts) {
    if (!isContext(each)) return undefined
    Object.assign(made, each)
  }
  return made
}

export const contextFunctions = [
  define({
    name: 'get value',
    parameters: [context('m'), s('key')],
    result: anyType,
    body: ([m, key]) => {
      const held = m as Context
      return (
        findEntry(held, key as string) ??
        (originOf(held) !== undefined
          ? path(held, key as string)
          : failure(`没有名为“${key as string}”的项`, `there is no entry “${key as string}”`))
      )
    },
  }),
  define({
    name: 'get entries',
    parameters: [context('m')],
    result: listOf(anyContext),
    body: ([m]) => Object.entries(m as Context).map(([key, value]) => Object.assign(emptyContext(), { key, value })),
  }),
  define({
    name: 'context',
    parameters: [listOfOne('entries', anyContext)],
    result: anyContext,
    body: ([entries]) => make(entries as readonly Value[]),
  }),
  defineVariants('context put', [
    define({
      name: 'context put',
      parameters: [context('context'), s('key'), any('value')],
      nullable: ['value'],
      result: anyContext,
      body: ([into, key, value]) => putAt(into as Context, [key!], value!),
    }),
    define({
      name: 'context put',
      parameters: [context('context'), listOfOne('keys', stringType), any('value')],
      nullable: ['value'],
      result: anyContext,
      body: ([into, keys, value]) =>
        isList(keys!) && keys.length > 0 ? putAt(into as Context, keys, value!) : undefined,
    }),
  ]),
  define({
    name: 'context merge',
    parameters: [listOfOne('contexts', anyContext)],
    result: anyContext,
    body: ([contexts]) => merge(contexts as readonly Value[]),
  }),
  define({
    name: 'is defined',
    parameters: [any('value')],
    nullable: ['value'],
    result: booleanType,
    body: ([value]) => !(value instanceof Null),
  }),
]
