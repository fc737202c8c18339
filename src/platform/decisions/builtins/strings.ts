import { spendOnText } from '../meter.ts'
import { FeelNumber, toInteger, whole } from '../values/number.ts'
import { textOf } from '../values/text.ts'
import { booleanType, listOf, numberType, stringType } from '../values/type.ts'
import { type Value, isList } from '../values/value.ts'
import { Null } from '../values/null.ts'
import { any, define, listOfOne, n, oneOf, optional, s } from './define.ts'
import { compilePattern, feasible, replaceAll, splitBy } from './patterns.ts'

/** Positions count characters, not UTF-16 units: 𠮷 is one. */
const characters = (text: string): string[] => Array.from(text)

function substring(text: string, start: FeelNumber, length: FeelNumber | undefined): Value | undefined {
  const from = toInteger(start) ?? Math.trunc(Number(start.text))
  const count = length ? Math.trunc(Number(length.text)) : Number.POSITIVE_INFINITY
  const all = characters(text)
  if (from === 0 || Math.abs(from) > all.length || count < 1) return undefined
  const first = from > 0 ? from - 1 : all.length + from
  return all.slice(first, first + count).join('')
}

const ofTwo = (
  name: string,
  second: string,
  result: typeof stringType,
  compute: (text: string, match: string) => Value,
) =>
  define({
    name,
    parameters: [s(), s(second)],
    result,
    body: ([text, match]) => compute(text as string, match as string),
  })

export const stringFunctions = [
  define({
    name: 'substring',
    parameters: [s(), n('start position'), optional(n('length'))],
    result: stringType,
    body: ([text, start, length]) => substring(text as string, start as FeelNumber, length as FeelNumber | undefined),
  }),
  define({
    name: 'string length',
    parameters: [s()],
    result: numberType,
    body: ([text]) => whole(characters(text as string).length),
  }),
  define({
    name: 'upper case',
    parameters: [s()],
    result: stringType,
    body: ([text]) => (text as string).toUpperCase(),
  }),
  define({
    name: 'lower case',
    parameters: [s()],
    result: stringType,
    body: ([text]) => (text as string).toLowerCase(),
  }),
  define({ name: 'trim', parameters: [s()], result: stringType, body: ([text]) => (text as string).trim() }),
  ofTwo('substring before', 'match', stringType, (text, match) =>
    text.includes(match) ? text.slice(0, text.indexOf(match)) : '',
  ),
  ofTwo('substring after', 'match', stringType, (text, match) =>
    text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '',
  ),
  ofTwo('contains', 'match', booleanType, (text, match) => text.includes(match)),
  ofTwo('starts with', 'match', booleanType, (text, match) => text.startsWith(match)),
  ofTwo('ends with', 'match', booleanType, (text, match) => text.endsWith(match)),
  define({
    name: 'string',
    parameters: [any('from')],
    nullable: ['from'],
    result: stringType,
    body: ([from]) => (from instanceof Null ? from : textOf(from!)),
  }),
  define({
    name: 'string join',
    parameters: [listOfOne('list', stringType), optional(oneOf('delimiter', stringType))],
    nullable: ['delimiter'],
    result: stringType,
    body: ([list, delimiter = '']) => join(list!, delimiter),
  }),
  define({
    name: 'split',
    parameters: [s(), s('delimiter')],
    result: listOf(stringType),
    body: ([text, delimiter]) => {
      const pattern = compilePattern(delimiter as string, 'u')
      return pattern instanceof Null ? pattern : splitBy(text as string, feasible(pattern, text as string))
    },
  }),
  define({
    name: 'matches',
    parameters: [s('input'), s('pattern'), optional(oneOf('flags', stringType))],
    nullable: ['flags'],
    result: booleanType,
    body: ([input, written, flags = '']) => {
      const pattern = flagged(written as string, flags)
      return pattern instanceof Null || pattern === undefined
        ? pattern
        : feasible(pattern, input as string).test(input as string)
    },
  }),
  define({
    name: 'replace',
    parameters: [s('input'), s('pattern'), s('replacement'), optional(oneOf('flags', stringType))],
    nullable: ['flags'],
    result: stringType,
    body: ([input, written, replacement, flags = '']) => {
      const pattern = flagged(written as string, flags)
      if (pattern instanceof Null || pattern === undefined) return pattern
      return replaceAll(input as string, feasible(pattern, input as string), replacement as string)
    },
  }),
]

function flagged(pattern: string, flags: Value): RegExp | Null | undefined {
  if (flags instanceof Null) return compilePattern(pattern, '')
  return typeof flags === 'string' ? compilePattern(pattern, flags) : undefined
}

function join(list: Value, delimiter: Value): Value | undefined {
  if (!isList(list)) return undefined
  const parts = list.filter((item) => !(item instanceof Null))
  if (parts.some((part) => typeof part !== 'string')) return undefined
  const between = delimiter instanceof Null ? '' : delimiter
  if (typeof between !== 'string') return undefined
  spendOnText(parts.reduce<number>((sum, part) => sum + (part as string).length + between.length, 0))
  return parts.join(between)
}
