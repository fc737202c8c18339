import type { Node } from '../syntax/node.ts'
import type { TableNode } from '../tables/table.ts'
import { equal } from '../values/compare.ts'
import { writtenNull } from '../values/null.ts'
import { whole } from '../values/number.ts'
import { choose, onlyWhere } from './choose.ts'
import { equals } from './comparing.ts'
import { countOf, extremeOf, sumOf } from './gathering.ts'
import type { Graph, Lane } from './graph.ts'
import { notSupported } from './not-columnar.ts'
import { type Frame, type ListShape, type Lowers, type Shape, constant } from './shape.ts'
import { asTruth } from './truth.ts'

interface Hit {
  readonly row: number
  readonly isHit: Lane
  readonly output: Shape
}

/** A decision table: every row is judged for every subject, the hit policy chooses. */
export function tableShape(lowering: Lowers, table: Node & TableNode, frame: Frame): Shape {
  const { graph } = lowering
  const inner = [...frame]
  let isAllowed = graph.yes
  for (const input of table.inputs) {
    inner[input.slot] = lowering.lower(input.expression, inner)
    if (!input.allowed) continue
    isAllowed = graph.and(isAllowed, graph.not(asTruth(graph, lowering.lower(input.allowed, inner)).no))
  }
  const hits = table.rules.map((rule): Hit => {
    let isHit = isAllowed
    for (const test of rule.tests) {
      if (isHit === graph.no) break
      isHit = graph.and(isHit, asTruth(graph, lowering.lower(test, inner)).yes)
    }
    const outputs = isHit === graph.no && !isWholeList(table) ? [] : rule.outputs
    const values = outputs.map((output, column) =>
      lowering.converted(lowering.lower(output, inner), table.outputs[column]!.type, table.at.decision),
    )
    return { row: rule.row, isHit, output: outputOf(table, values) }
  })
  const answer = answerOf(lowering, table, hits, inner)
  return isAllowed === graph.yes ? answer : onlyWhere(graph, isAllowed, answer)
}

/** A list of hits keeps rows that never hit, so that it looks the same for subjects of every size. */
const isWholeList = (table: TableNode): boolean =>
  ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'].includes(table.hitPolicy) && table.aggregation === null

function outputOf(table: TableNode, values: readonly Shape[]): Shape {
  if (values.length === 0) return constant(writtenNull)
  if (table.outputs.length === 1) return values[0]!
  const byName = new Map(table.outputs.map((output, index) => [output.name, values[index]!]))
  return { kind: 'context', names: [...byName.keys()], entry: (name) => byName.get(name) }
}

function answerOf(lowering: Lowers, table: Node & TableNode, hits: readonly Hit[], frame: Frame): Shape {
  const { graph } = lowering
  const isAny = hits.reduce((any, { isHit }) => graph.or(any, isHit), graph.no)
  switch (table.hitPolicy) {
    case 'FIRST':
      return firstOf(lowering, table, hits, frame)
    case 'UNIQUE':
      return onlyWhere(graph, graph.not(twice(graph, hits)), firstOf(lowering, table, hits, frame))
    case 'ANY':
      return onlyWhere(graph, graph.not(differing(graph, hits)), firstOf(lowering, table, hits, frame))
    case 'PRIORITY':
      return firstOf(lowering, table, byPriority(table, hits), frame)
    case 'OUTPUT ORDER':
      return listOfHits(lowering, table, byPriority(table, hits), isAny)
    case 'RULE ORDER':
      return listOfHits(lowering, table, hits, isAny)
    case 'COLLECT':
      return table.aggregation
        ? aggregated(lowering, table, hits, { isAny, frame })
        : listOfHits(lowering, table, hits, isAny)
  }
}

/** The output of the first row that hits, else the default, else null. */
function firstOf(lowering: Lowers, table: Node & TableNode, hits: readonly Hit[], frame: Frame): Shape {
  const otherwise = defaultOf(lowering, table, frame)
  return hits
    .toReversed()
    .reduce<Shape>((rest, { isHit, output }) => choose(lowering.graph, isHit, output, rest), otherwise)
}

function defaultOf(lowering: Lowers, table: Node & TableNode, frame: Frame): Shape {
  if (table.outputs.every(({ otherwise }) => otherwise === null)) return constant(writtenNull)
  return outputOf(
    table,
    table.outputs.map(({ otherwise }) => (otherwise ? lowering.lower(otherwise, frame) : constant(writtenNull))),
  )
}

function twice(graph: Graph, hits: readonly Hit[]): Lane {
  let [seen, again] = [graph.no, graph.no]
  for (const { isHit } of hits) {
    again = graph.or(again, graph.and(seen, isHit))
    seen = graph.or(seen, isHit)
  }
  return again
}

/** Two rows hit and their outputs are not the same. */
function differing(graph: Graph, hits: readonly Hit[]): Lane {
  let differs = graph.no
  let seen = graph.no
  let first: Shape | null = null
  for (const { isHit, output } of hits) {
    if (isHit === graph.no) continue
    if (first) {
      const isSame = equals(graph, first, output).yes
      differs = graph.or(differs, graph.and(graph.and(seen, isHit), graph.not(isSame)))
    }
    first = first ? choose(graph, seen, first, output) : output
    seen = graph.or(seen, isHit)
  }
  return differs
}

/** Rows in the order of the allowed values of their outputs, which must be written in them. */
function byPriority(table: Node & TableNode, hits: readonly Hit[]): readonly Hit[] {
  const [output] = table.outputs
  if (table.outputs.length !== 1 || !output) throw notSupported('几个输出列的优先级', 'a priority over several outputs')
  const rank = ({ isHit, output: shape }: Hit): number => {
    if (shape.kind !== 'const' && isHit.op !== 'const')
      throw notSupported('算出来的值的优先级', 'a priority of computed values')
    const index = shape.kind === 'const' ? output.order.findIndex((value) => equal(value, shape.value) === true) : -1
    return index < 0 ? output.order.length : index
  }
  return hits.toSorted((left, right) => rank(left) - rank(right) || left.row - right.row)
}

function listOfHits(lowering: Lowers, table: Node & TableNode, hits: readonly Hit[], isAny: Lane): Shape {
  if (table.outputs.some(({ otherwise }) => otherwise !== null) && isAny !== lowering.graph.yes) {
    throw notSupported('收集表的默认值', 'the default of a table that collects')
  }
  return { kind: 'list', items: hits.map(({ isHit, output }) => ({ shape: output, present: isHit })) }
}

interface Around {
  readonly isAny: Lane
  readonly frame: Frame
}

function aggregated(lowering: Lowers, table: Node & TableNode, hits: readonly Hit[], around: Around): Shape {
  const { graph } = lowering
  const list: ListShape = { kind: 'list', items: hits.map(({ isHit, output }) => ({ shape: output, present: isHit })) }
  if (table.outputs.length > 1) throw notSupported('几个输出列的汇总', 'an aggregate of several outputs')
  const total =
    table.aggregation === 'COUNT'
      ? countOf(graph, list)
      : table.aggregation === 'SUM'
        ? sumOf(graph, list)
        : extremeOf(graph, table.aggregation === 'MIN' ? 'min' : 'max', list)
  const hasDefault = table.outputs[0]?.otherwise != null
  const none =
    hasDefault || table.aggregation !== 'COUNT' ? defaultOf(lowering, table, around.frame) : constant(whole(0))
  return choose(graph, around.isAny, total, none)
}
