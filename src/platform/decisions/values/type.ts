import type { ValueSet } from '../tables/intervals.ts'

/** FEEL types as the checker and the conversions see them. */
export type AtomName =
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'

export type Type = (
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: AtomName }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'range'; readonly of: Type }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, Type> }
  | {
      readonly kind: 'function'
      readonly parameters: readonly Type[] | null
      /** What the parameters are called, where that is known. */
      readonly names?: readonly string[]
      readonly result: Type
    }
) & {
  /** Name of the item definition, for messages. */
  readonly name?: string
  /** What its author says it is measured in, by the words of the host; of a list: what one item is. */
  readonly unit?: string
  /** Texts it can be, as far as its source says: what a table leaves out is found by them, no value is checked. */
  readonly texts?: readonly string[]
  /** Allowed values or a constraint of the item definition. */
  readonly constraint?: Constraint
}

export interface Constraint {
  readonly text: string
  /** Set once all item definitions are known; values are those of the engine. */
  allows: (value: unknown) => boolean
  /** The same as intervals, where the constraint lists values; to find what a table leaves out. */
  readonly values?: ValueSet
}

export const atomNames: readonly AtomName[] = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]

export const anyType: Type = { kind: 'any' }
export const nullType: Type = { kind: 'null' }
export const numberType: Type = { kind: 'number' }
export const stringType: Type = { kind: 'string' }
export const booleanType: Type = { kind: 'boolean' }
export const anyContext: Type = { kind: 'context', entries: new Map() }
export const listOf = (of: Type): Type => ({ kind: 'list', of })
export const anyList: Type = listOf(anyType)

const otherSpellings: Readonly<Record<string, AtomName>> = {
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
}

/** The built-in type of this name, without prefix; `undefined` when it is none. */
export function builtinType(name: string): Type | undefined {
  const plain = name.replace(/^feel[:.]/, '')
  if (plain === 'Any') return anyType
  if (plain === 'Null' || plain === 'null') return nullType
  if (plain === 'list') return anyList
  if (plain === 'context') return anyContext
  if (plain === 'range') return { kind: 'range', of: anyType }
  if (plain === 'function') return { kind: 'function', parameters: null, result: anyType }
  const kind = Object.hasOwn(otherSpellings, plain) ? otherSpellings[plain] : atomNames.find((each) => each === plain)
  return kind && { kind }
}

/** Can a value of `given` ever be one of `wanted`? Unknown types can. */
export function mayConform(given: Type, wanted: Type): boolean {
  if (given.kind === 'any' || wanted.kind === 'any' || given.kind === 'null') return true
  if (given.kind !== wanted.kind) return false
  if (given.kind === 'list' && wanted.kind === 'list') return mayConform(given.of, wanted.of)
  if (given.kind === 'range' && wanted.kind === 'range') return mayConform(given.of, wanted.of)
  return true
}

/** Can a value of `given` be bound to `wanted`, by FEEL's implicit conversions too? */
export function mayBecome(given: Type, wanted: Type): boolean {
  if (mayConform(given, wanted)) return true
  if (given.kind === 'list' && wanted.kind !== 'list') return mayConform(given.of, wanted)
  if (given.kind !== 'list' && wanted.kind === 'list') return mayConform(given, wanted.of)
  return given.kind === 'date' && wanted.kind === 'date and time'
}

/** The type both are, else any. */
export function commonType(types: readonly Type[]): Type {
  const known = types.filter((type) => type.kind !== 'null')
  const first = known[0] ?? (types[0] || anyType)
  if (!known.every((type) => isSameType(first, type))) return anyType
  return known.every((type) => type === first) ? first : withoutTexts(first)
}

/** The type as it is where values of several sources meet: what one of them can be says nothing of the others. */
export function withoutTexts(type: Type): Type {
  const { texts: _, ...plain } = type
  if (type.kind === 'list' || type.kind === 'range') return { ...plain, of: withoutTexts(type.of) } as Type
  if (type.kind !== 'context') return plain as Type
  return { ...plain, entries: new Map([...type.entries].map(([name, entry]) => [name, withoutTexts(entry)])) } as Type
}

export function isSameType(left: Type, right: Type): boolean {
  if (left === right) return true
  if (left.kind === 'list' && right.kind === 'list') return isSameType(left.of, right.of)
  if (left.kind === 'range' && right.kind === 'range') return isSameType(left.of, right.of)
  if (left.kind === 'context' && right.kind === 'context') {
    return (
      left.entries.size === right.entries.size &&
      [...left.entries].every(([name, type]) => isSameType(type, right.entries.get(name) ?? nullType))
    )
  }
  return left.kind === right.kind && left.kind !== 'function'
}

/** Is every value of the one type a value of the other, constraints included, so that nothing has to be checked? */
export function isSurely(given: Type, wanted: Type): boolean {
  if (given === wanted || (wanted.kind === 'any' && !wanted.constraint)) return true
  if (given.kind !== wanted.kind || (wanted.constraint && wanted.constraint !== given.constraint)) return false
  if (given.kind === 'list' && wanted.kind === 'list') return isSurely(given.of, wanted.of)
  if (given.kind === 'range' && wanted.kind === 'range') return isSurely(given.of, wanted.of)
  if (given.kind === 'context' && wanted.kind === 'context') {
    return [...wanted.entries].every(([name, type]) => {
      const entry = given.entries.get(name)
      return entry !== undefined && isSurely(entry, type)
    })
  }
  return given.kind !== 'function'
}

const weights = new WeakMap<Type, number>()
/** Types with more parts than this are not followed any further. */
export const weightMax = 10_000

/** How many parts a type has when it is written out, every use of an inner type counted again. */
export function weightOf(type: Type): number {
  const known = weights.get(type)
  if (known !== undefined) return known
  let weight = 1
  if (type.kind === 'list' || type.kind === 'range') weight += weightOf(type.of)
  if (type.kind === 'context') for (const entry of type.entries.values()) weight += weightOf(entry)
  if (type.kind === 'function') for (const each of [...(type.parameters ?? []), type.result]) weight += weightOf(each)
  weights.set(type, weight)
  return weight
}

/** The type, or any when it has grown beyond measure. */
export const bounded = (type: Type): Type => (weightOf(type) > weightMax ? anyType : type)
