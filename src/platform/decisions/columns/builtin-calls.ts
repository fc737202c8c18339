import { call } from '../operations/call.ts'
import type { FeelFunction } from '../values/function.ts'
import { writtenNull } from '../values/null.ts'
import { eachCode } from './codes.ts'
import { equals, scaledIn } from './comparing.ts'
import { countOf, extremeOf, meanOf, sumOf } from './gathering.ts'
import type { Graph } from './graph.ts'
import { listOf } from './lists.ts'
import { valuesOf } from './fixed.ts'
import { monthsBetween } from './moments.ts'
import { notSupported } from './not-columnar.ts'
import { absolute, roundings } from './rounding.ts'
import { type ListShape, type Lowers, type Scaled, type Shape, constant } from './shape.ts'
import { asTruth, both, either, isNullShape, opposite, settled, sure, truth } from './truth.ts'

type Builtin = (lowering: Lowers, args: readonly Shape[]) => Shape

/** A function of FEEL with arguments that differ by subject. */
export function callBuiltin(
  lowering: Lowers,
  called: FeelFunction,
  given: readonly Shape[],
  names: readonly string[] | null,
): Shape {
  const values = valuesOf(given)
  if (values) return constant(call(called, values, names))
  const args = names ? arranged(called, given, names) : given
  const builtin = builtins.get(called.name)
  if (builtin) return builtin(lowering, args)
  const [text, ...rest] = args
  const fixed = valuesOf(rest)
  if (text?.kind === 'code' && fixed && textTests.has(called.name)) {
    const { yes, no } = eachCode(lowering.graph, text, (each) => call(called, [each, ...fixed], null))
    return truth(yes, no)
  }
  throw notSupported(`函数“${called.name}”`, `the function “${called.name}”`)
}

function arranged(called: FeelFunction, given: readonly Shape[], names: readonly string[]): readonly Shape[] {
  const order = called.parameters.map((parameter) => names.indexOf(parameter.name)).filter((index) => index >= 0)
  if (
    called.hasVariants ||
    order.length !== names.length ||
    order.some((place, index) => called.parameters[index]?.name !== names[place])
  ) {
    throw notSupported(`带名参数的“${called.name}”`, `“${called.name}” with named parameters`)
  }
  return order.map((place) => given[place]!)
}

const textTests = new Set(['contains', 'starts with', 'ends with', 'matches'])
const nothing = constant(writtenNull)

/** The items of a function over a list, which may also be given as single arguments. */
function gathered(lowering: Lowers, args: readonly Shape[]): ListShape | null {
  const [first] = args
  if (args.length === 1 && first && (first.kind === 'list' || first.kind === 'const')) return listOf(lowering, first)
  return { kind: 'list', items: args.map((shape) => ({ shape, present: lowering.graph.yes })) }
}

const overList =
  (compute: (graph: Graph, list: ListShape) => Shape): Builtin =>
  (lowering, args) => {
    const list = gathered(lowering, args)
    return list ? compute(lowering.graph, list) : nothing
  }

function numberIn(graph: Graph, shape: Shape | undefined): Scaled {
  const value = shape && scaledIn(graph, shape)
  if (value?.of === 'number') return value
  throw notSupported('这里要的是数', 'a number is wanted here')
}

const rounding =
  (name: keyof typeof roundings): Builtin =>
  ({ graph }, [value, scale]) => {
    if (isNullShape(value!)) return nothing
    if (scale && scale.kind !== 'const') throw notSupported('不是定数的小数位数', 'a scale that is not fixed')
    const places = scale ? numberIn(graph, scale) : null
    if (places && places.den !== 1n) throw notSupported('不是整数的小数位数', 'a scale that is no whole number')
    return roundings[name](graph, numberIn(graph, value), places ? places.low : 0n)
  }

const fold =
  (isSome: boolean): Builtin =>
  (lowering, args) => {
    const { graph } = lowering
    const list = gathered(lowering, args)
    if (!list) return nothing
    let answer = sure(graph, graph.mask(!isSome))
    for (const { shape, present } of list.items) {
      const { yes, no } = asTruth(graph, shape)
      const absent = graph.not(present)
      answer = isSome
        ? either(graph, answer, truth(graph.and(yes, present), graph.or(no, absent)))
        : both(graph, answer, truth(graph.or(yes, absent), graph.and(no, present)))
    }
    return settled(graph, answer, writtenNull)
  }

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['not', ({ graph }, [value]) => settled(graph, opposite(asTruth(graph, value!)), writtenNull)],
  [
    'count',
    (lowering, [list]) => {
      const items = listOf(lowering, list!)
      return items ? countOf(lowering.graph, items) : nothing
    },
  ],
  ['sum', overList(sumOf)],
  ['mean', overList(meanOf)],
  ['min', overList((graph, list) => extremeOf(graph, 'min', list))],
  ['max', overList((graph, list) => extremeOf(graph, 'max', list))],
  ['all', fold(false)],
  ['any', fold(true)],
  ['abs', ({ graph }, [value]) => absolute(graph, numberIn(graph, value))],
  ...(Object.keys(roundings) as (keyof typeof roundings)[]).map((name) => [name, rounding(name)] as const),
  [
    'list contains',
    (lowering, [list, element]) => {
      const { graph } = lowering
      const items = listOf(lowering, list!)
      if (!items) return nothing
      const found = items.items.map(({ shape, present }) => graph.and(present, equals(graph, shape, element!).yes))
      return settled(
        graph,
        sure(
          graph,
          found.reduce((any, each) => graph.or(any, each), graph.no),
        ),
        writtenNull,
      )
    },
  ],
  [
    'concatenate',
    (lowering, args) => ({
      kind: 'list',
      items: args.flatMap((arg) => {
        const list = listOf(lowering, arg)
        if (!list) throw notSupported('空值并进名单', 'a null joined to a list')
        return list.items
      }),
    }),
  ],
  [
    'years and months duration',
    ({ graph }, [from, to]) => {
      if (isNullShape(from!) || isNullShape(to!)) return nothing
      const [one, other] = [scaledIn(graph, from!), scaledIn(graph, to!)]
      if (one?.of !== 'date' || other?.of !== 'date') throw notSupported('不是日期的起止', 'ends that are no dates')
      return monthsBetween(graph, one, other)
    },
  ],
])
