import { spend } from '../meter.ts'
import { quantify } from '../operations/logic.ts'
import { compareValues } from '../values/compare.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, failure } from '../values/null.ts'
import { FeelNumber, toInteger, whole } from '../values/number.ts'
import { anyList, anyType, booleanType, listOf, numberType } from '../values/type.ts'
import { type Value, isList } from '../values/value.ts'
import { distinct, indexOf, isSame, repeated } from './equality.ts'
import { any, define, defineOverList, defineVariants, doesNotFit, l, measured, n, optional, typed } from './define.ts'

const allOf = (name: string, kind: 'some' | 'every') =>
  defineOverList(name, [booleanType], booleanType, (items) => {
    const answer = quantify(kind, items)
    return items.some((item) => !(item instanceof Null) && typeof item !== 'boolean') && answer instanceof Null
      ? undefined
      : answer
  })

/** Position in a list, counted from 1 or from the end; null when there is no such place. */
function place(items: readonly Value[], position: FeelNumber, extra = 0): number | null {
  const index = toInteger(position)
  if (index === null || index === 0 || Math.abs(index) > items.length + (index > 0 ? extra : 0)) return null
  return index > 0 ? index - 1 : items.length + index
}

const noPlace = (items: readonly Value[], position: Value) =>
  failure(
    `列表只有 ${items.length} 项，没有这个位置`,
    `the list has ${items.length} items and no position ${position instanceof FeelNumber ? position.text : ''}`,
  )

function replaceMatching(items: readonly Value[], match: FeelFunction, item: Value): Value | undefined {
  const answers = items.map((each) => match.call([each, item]))
  if (answers.some((answer) => typeof answer !== 'boolean'))
    return answers.find((answer) => answer instanceof Null) ?? undefined
  return items.map((each, index) => (answers[index] === true ? item : each))
}

function sort(items: readonly Value[], precedes: FeelFunction): Value | undefined {
  if (precedes.parameters.length !== 2) return undefined
  let fault: Value | undefined
  const sorted = items.toSorted((left, right) => {
    const before = precedes.call([left, right])
    if (typeof before !== 'boolean') fault ??= before instanceof Null ? before : doesNotFit('sort', [before])
    if (before === true) return -1
    return precedes.call([right, left]) === true ? 1 : 0
  })
  return fault ?? sorted
}

function flatten(items: readonly Value[]): Value[] {
  spend(items.length)
  return items.flatMap((item) => (isList(item) ? flatten(item) : [item]))
}

const list = (value: Value | undefined): readonly Value[] => (value !== undefined && isList(value) ? value : [])
const functionType = { kind: 'function', parameters: null, result: anyType } as const
const variadicLists = (name: string, body: (lists: readonly (readonly Value[])[]) => Value) =>
  new FeelFunction({
    name,
    parameters: [l()],
    result: anyList,
    isVariadic: true,
    call: (args) => {
      if (args.length === 0) return doesNotFit(name, args)
      const nulls = args.filter((arg) => arg instanceof Null)
      if (nulls.length > 0) return doesNotFit(name, args)
      return measured(body(args.map((arg) => (isList(arg) ? arg : [arg]))))
    },
  })

export const listFunctions = [
  define({
    name: 'list contains',
    parameters: [l(), any('element')],
    nullable: ['element'],
    result: booleanType,
    body: ([items, element]) => indexOf(list(items), element!) >= 0,
  }),
  define({ name: 'count', parameters: [l()], result: numberType, body: ([items]) => whole(list(items).length) }),
  allOf('all', 'every'),
  allOf('any', 'some'),
  allOf('and', 'every'),
  allOf('or', 'some'),
  define({
    name: 'sublist',
    parameters: [l(), n('start position'), optional(n('length'))],
    result: anyList,
    body: ([items, start, length]) => {
      const from = place(list(items), start as FeelNumber)
      if (from === null) return noPlace(list(items), start!)
      const count = length === undefined ? list(items).length : toInteger(length as FeelNumber)
      if (count === null || count < 1) return undefined
      return length !== undefined && from + count > list(items).length
        ? undefined
        : list(items).slice(from, from + count)
    },
  }),
  new FeelFunction({
    name: 'append',
    parameters: [l(), any('item')],
    result: anyList,
    isVariadic: true,
    call: (args) => {
      const [first, ...rest] = args
      if (first === undefined || rest.length === 0 || first instanceof Null) return doesNotFit('append', args)
      return measured([...(isList(first) ? first : [first]), ...rest])
    },
  }),
  variadicLists('concatenate', (lists) => lists.flat()),
  variadicLists('union', (lists) => distinct(lists.flat())),
  define({
    name: 'insert before',
    parameters: [l(), n('position'), any('newItem')],
    nullable: ['newItem'],
    result: anyList,
    body: ([items, position, item]) => {
      const at = place(list(items), position as FeelNumber)
      return at === null ? noPlace(list(items), position!) : list(items).toSpliced(at, 0, item!)
    },
  }),
  define({
    name: 'remove',
    parameters: [l(), n('position')],
    result: anyList,
    body: ([items, position]) => {
      const at = place(list(items), position as FeelNumber)
      return at === null ? noPlace(list(items), position!) : list(items).toSpliced(at, 1)
    },
  }),
  defineVariants('list replace', [
    define({
      name: 'list replace',
      parameters: [l(), n('position'), any('newItem')],
      nullable: ['newItem'],
      result: anyList,
      body: ([items, position, item]) => {
        const at = place(list(items), position as FeelNumber)
        return at === null ? noPlace(list(items), position!) : list(items).with(at, item!)
      },
    }),
    define({
      name: 'list replace',
      parameters: [l(), typed('match', functionType), any('newItem')],
      nullable: ['newItem'],
      result: anyList,
      body: ([items, match, item]) => replaceMatching(list(items), match as FeelFunction, item!),
    }),
  ]),
  define({ name: 'reverse', parameters: [l()], result: anyList, body: ([items]) => list(items).toReversed() }),
  define({
    name: 'index of',
    parameters: [l(), any('match')],
    nullable: ['match'],
    result: listOf(numberType),
    body: ([items, match]) => list(items).flatMap((item, index) => (isSame(item, match!) ? [whole(index + 1)] : [])),
  }),
  define({ name: 'distinct values', parameters: [l()], result: anyList, body: ([items]) => distinct(list(items)) }),
  define({
    name: 'duplicate values',
    parameters: [l()],
    result: anyList,
    body: ([items]) => distinct(repeated(list(items))),
  }),
  define({ name: 'flatten', parameters: [l()], result: anyList, body: ([items]) => flatten(list(items)) }),
  define({
    name: 'sort',
    parameters: [l(), optional(typed('precedes', functionType))],
    result: anyList,
    body: ([items, precedes]) =>
      precedes instanceof FeelFunction ? sort(list(items), precedes) : sortNaturally(list(items)),
  }),
]

function sortNaturally(items: readonly Value[]): Value | undefined {
  if (items.some((item) => compareValues(item, items[0]!) === null)) return undefined
  return items.toSorted((left, right) => compareValues(left, right) ?? 0)
}
