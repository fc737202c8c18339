import { between, itemsOf } from '../operations/iterate.ts'
import { Null, writtenNull } from '../values/null.ts'
import { Range } from '../values/range.ts'
import { isList } from '../values/value.ts'
import type { ForNode, Iterated, Node, QuantifiedNode } from '../syntax/node.ts'
import type { Lane } from './graph.ts'
import { spreadOut } from './fixed.ts'
import { notSupported } from './not-columnar.ts'
import { type Frame, type Item, type ListShape, type Lowers, type Shape, constant } from './shape.ts'
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
  if (node.condition.type.kind === 'number') throw notSupported('按位置取一项', 'an item by its position')
  const items = list.items.map(({ shape, present }) => {
    const inner = [...frame]
    inner[node.slot] = shape
    const kept = asTruth(graph, lowering.lower(node.condition, inner))
    return { shape, present: graph.and(present, kept.yes) }
  })
  return { kind: 'list', items: items.filter(({ present }) => present !== graph.no) }
}
