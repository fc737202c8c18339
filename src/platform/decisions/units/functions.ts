import { rangeFunctions } from '../builtins/ranges.ts'
import type { Node } from '../syntax/node.ts'
import type { Check } from './check.ts'
import { type Measured, chooseAmong } from './choose.ts'
import { type Measure, type Quantity, quantity, summed, unknown } from './measure.ts'

/** The roundings FEEL has a name for. */
export const roundings: ReadonlySet<string> = new Set([
  'floor',
  'ceiling',
  'decimal',
  'round up',
  'round down',
  'round half up',
  'round half down',
])

/** Functions whose first two arguments are held against each other. */
const comparing: ReadonlySet<string> = new Set([
  ...['modulo', 'list contains', 'index of'],
  ...rangeFunctions.flatMap(({ name, parameters }) => (parameters.length === 2 ? [name] : [])),
])

/** What a built-in function makes of the units of its arguments; unknown where it makes something else of them. */
export function callBuiltin(check: Check, node: Node, name: string, args: readonly Measured[]): Measure {
  const first = args[0]?.[1] ?? unknown
  if (roundings.has(name)) return rounded(first, args[1]?.[1])
  if (comparing.has(name)) compared(check, node, args)
  switch (name) {
    case 'sum':
      return total(check, node, args)
    case 'count':
      return first.kind === 'list' ? quantity(first.each && [first.each], { places: 0 }) : unknown
    case 'min':
    case 'max':
    case 'mode':
      return oneOf(check, node, args)
    case 'mean':
    case 'median':
      return average(check, node, oneOf(check, node, args))
    case 'abs':
    case 'modulo':
    case 'reverse':
    case 'sort':
    case 'distinct values':
    case 'sublist':
    case 'remove':
    case 'flatten':
      return first
    case 'insert before':
    case 'list replace':
      return args[2] ? joined(check, node, [[args[0]![0], itemOf(first)], args[2]]) : unknown
    case 'append':
      return joined(
        check,
        node,
        args.map(([each, measure], index) => [each, index === 0 ? itemOf(measure) : measure]),
      )
    case 'concatenate':
    case 'union':
      return joined(
        check,
        node,
        args.map(([each, measure]) => [each, itemOf(measure)]),
      )
    default:
      return unknown
  }
}

/** The first two arguments, or the items of the first and the second, are held against each other. */
function compared(check: Check, node: Node, [first, second]: readonly Measured[]): void {
  if (first && second) check.meeting('compare', node, [first[0], itemOf(first[1])], second)
}

const itemOf = (measure: Measure): Measure => (measure.kind === 'list' ? measure.of : measure)

const joined = (check: Check, node: Node, items: readonly Measured[]): Measure => ({
  kind: 'list',
  of: chooseAmong(check, node, items),
  each: null,
})

function rounded(amount: Measure, scale: Measure | undefined): Measure {
  if (amount.kind !== 'number') return unknown
  const places = scale === undefined ? 0 : scale.kind === 'number' && scale.value ? Number(scale.value.text) : null
  return quantity(amount.units, { places: places === null ? null : Math.max(0, places), isConstant: amount.isConstant })
}

/** `sum(list)` or `sum(a, b)`: amounts for one item each add up to the amount of all. */
function total(check: Check, node: Node, args: readonly Measured[]): Measure {
  const [first] = args
  const isList = args.length === 1 && first?.[1].kind === 'list'
  const one = isList ? itemOf(first[1]) : chooseAmong(check, node, args)
  if (one.kind !== 'number') return unknown
  const each = isList && first[1].kind === 'list' ? first[1].each : null
  const isEarly = one.rest !== null && !one.rest.isExact
  if (isEarly) check.summedUnrounded(one.rest!)
  return quantity(summed(one.units, each), { places: one.places, rest: isEarly ? null : one.rest })
}

const oneOf = (check: Check, node: Node, args: readonly Measured[]): Measure =>
  args.length === 1 ? itemOf(args[0]![1]) : chooseAmong(check, node, args)

/** A mean divides by the number of items, which leaves what a division leaves. */
function average(check: Check, node: Node, one: Measure): Measure {
  if (one.kind !== 'number') return unknown
  const isAmount = one.units !== null && check.vocabulary.placesOf(one.units) !== null
  const rest: Quantity['rest'] = isAmount ? { isExact: false, division: node, whole: check.whole } : null
  return quantity(one.units, { rest })
}
