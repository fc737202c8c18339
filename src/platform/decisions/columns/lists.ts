import { between, itemsOf } from '../operations/iterate.ts'
import { Null, writtenNull } from '../values/null.ts'
import { Range } from '../values/range.ts'
import { isList } from '../values/value.ts'
import type { ForNode, Iterated, Node, QuantifiedNode } from '../syntax/node.ts'
import { choose } from './choose.ts'
import { scaledIn } from './comparing.ts'
import type { Graph, Lane } from './graph.ts'
import { spreadOut } from './fixed.ts'
import { notSupported } from './not-columnar.ts'
import { fixedUnits, negate, same } from './numbers.ts'
import { type Frame, type Item, type ListShape, type Lowers, type Scaled, type Shape, constant } from './shape.ts'
import { asTruth, both, either, isNullShape, settled, sure, truth } from './truth.ts'

const itemsMax = 1000

/** A list, or what FEEL makes one of; null when it is null for all. */
export function listOf(lowering: Lowers, shape: Shape): ListShape | null {
  const { graph } = lowering
  if (shape.kind === 'list') return shape
  if (shape.kind === 'const') {
    if (shape.value instanceof Null) return null
    const items = shape.value instanceof Range ? itemsOf(shape.value) : shape.value
    if (items instanceof Null) return null
    const list = spreadOut(graph, isList(items) ? items : [items])
    return list as ListShape
  }
  if (shape.kind === 'context') return { kind: 'list', items: [{ shape, present: graph.yes }] }
  throw notSupported('把单个的值当名单', 'a single value used as a list')
}

/** Runs the body for each combination of items; a null source ends it. */
function combinations(
  lowering: Lowers,
  variables: readonly Iterated[],
  frame: Frame,
  body: (frame: Frame, present: Lane) => void,
): boolean {
  const { graph } = lowering
  let count = 0
  const run = (level: number, inner: Frame, present: Lane): boolean => {
    const variable = variables[level]
    if (!variable) {
      count += 1
      if (count > itemsMax) throw notSupported(`超过 ${itemsMax} 项的循环`, `more than ${itemsMax} iterations`)
      body(inner, present)
      return true
    }
    const source = lowering.lower(variable.source, inner)
    const list = variable.until
      ? fixedRange(lowering, source, lowering.lower(variable.until, inner))
      : listOf(lowering, source)
    if (!list && level > 0) throw notSupported('里层循环的空值', 'an inner iteration over null')
    if (!list) return false
    return list.items.every((item) => {
      const next = [...inner]
      next[variable.slot] = item.shape
      return run(level + 1, next, graph.and(present, item.present))
    })
  }
  return run(0, frame, graph.yes)
}

function fixedRange(lowering: Lowers, low: Shape, high: Shape): ListShape | null {
  if (low.kind !== 'const' || high.kind !== 'const') {
    throw notSupported('两端不是定数的循环', 'an iteration whose ends are not fixed')
  }
  const items = between(low.value, high.value)
  return items instanceof Null ? null : listOf(lowering, constant(items))
}

export function forShape(lowering: Lowers, node: Node & ForNode, frame: Frame): Shape {
  const items: Item[] = []
  const isList = combinations(lowering, node.variables, frame, (inner, present) => {
    items.push({ shape: lowering.lower(node.body, inner), present })
  })
  return isList ? { kind: 'list', items } : constant(writtenNull)
}

export function quantifiedShape(lowering: Lowers, node: Node & QuantifiedNode, frame: Frame): Shape {
  const { graph } = lowering
  const isSome = node.kind === 'some'
  let answer = sure(graph, graph.mask(!isSome))
  const isList = combinations(lowering, node.variables, frame, (inner, present) => {
    const each = asTruth(graph, lowering.lower(node.body, inner))
    const absent = graph.not(present)
    answer = isSome
      ? either(graph, answer, truth(graph.and(each.yes, present), graph.or(each.no, absent)))
      : both(graph, answer, truth(graph.or(each.yes, absent), graph.and(each.no, present)))
  })
  return isList ? settled(graph, answer, writtenNull) : constant(writtenNull)
}

export function filterShape(lowering: Lowers, node: Node & { kind: 'filter' }, frame: Frame): Shape {
  const { graph } = lowering
  const source = lowering.lower(node.source, frame)
  if (isNullShape(source)) return source
  const list = listOf(lowering, source)!
  if (isPosition(node)) return itemAt(lowering, node, list, frame)
  const items = list.items.map(({ shape, present }) => {
    const inner = [...frame]
    inner[node.slot] = shape
    const kept = asTruth(graph, lowering.lower(node.condition, inner))
    return { shape, present: graph.and(present, kept.yes) }
  })
  return { kind: 'list', items: items.filter(({ present }) => present !== graph.no) }
}

type FilterNode = Node & { kind: 'filter' }
const isPosition = (node: FilterNode): boolean => node.condition.type.kind === 'number'

/** `list[2].a.b` is looked up behind each item first: so nothing has to stand for an item that is not there. */
export function itemPathShape(
  lowering: Lowers & { readonly path: (source: Shape, name: string) => Shape },
  node: Node & { kind: 'path' },
  frame: Frame,
): Shape | null {
  const names: string[] = []
  let inner: Node = node
  for (; inner.kind === 'path'; inner = inner.source) names.unshift(inner.name)
  if (inner.kind !== 'filter' || !isPosition(inner)) return null
  const source = lowering.lower(inner.source, frame)
  if (isNullShape(source)) return source
  const list = names.reduce<Shape>((shape, name) => lowering.path(shape, name), listOf(lowering, source)!)
  return itemAt(lowering, inner, list as ListShape, frame)
}

/** The item at a position, counted from 1 or, when negative, from the end, among those that are there; else null. */
function itemAt(lowering: Lowers, node: FilterNode, { items }: ListShape, frame: Frame): Shape {
  const { graph } = lowering
  const inner = [...frame]
  inner[node.slot] = constant(writtenNull)
  const position = lowering.lower(node.condition, inner)
  const at = isNullShape(position) ? null : scaledIn(graph, position)
  const isFraction = at !== null && at.low === at.high && at.low % at.den !== 0n
  if (at === null || isFraction) return constant(writtenNull)
  const whole = at.low === at.high ? fixedUnits(graph, 'number', at.low / at.den, 1n) : at
  if (whole.of !== 'number' || whole.den !== 1n)
    throw notSupported('不一定是整数的位置', 'a position that need not be a whole number')
  const backwards = negate(graph, whole)
  const [fromStart, fromEnd] = [ranks(graph, items), ranks(graph, items.toReversed()).toReversed()]
  return items.reduce<Shape>((found, { shape, present }, index) => {
    const isHere = graph.or(same(graph, fromStart[index]!, whole), same(graph, fromEnd[index]!, backwards))
    return choose(graph, graph.and(graph.and(present, at.known), isHere), shape, found)
  }, constant(writtenNull))
}

/** Which of the items that are there each one is. */
function ranks(graph: Graph, items: readonly Item[]): readonly Scaled[] {
  let [units, surely] = [graph.whole(0), 0n]
  return items.map(({ present }, index) => {
    if (present === graph.yes) surely += 1n
    units = graph.arithmetic('sub', units, graph.counted(present), true)
    return { kind: 'scaled', of: 'number', units, den: 1n, low: surely, high: BigInt(index + 1), known: graph.yes }
  })
}
