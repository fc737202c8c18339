import { arithmetic } from '../operations/arithmetic.ts'
import { comparison } from '../operations/comparison.ts'
import { equal } from '../values/compare.ts'
import { Null, failure, mergeNulls, noRule } from '../values/null.ts'
import { whole } from '../values/number.ts'
import { type Value, emptyContext, isContext, isList } from '../values/value.ts'
import type { TableNode } from './table.ts'

export interface Hit {
  readonly row: number
  /** One value per output column. */
  readonly outputs: readonly Value[]
}

/** The value of one hit: the output itself, or a context of the outputs when there are several. */
export function outputOf(table: TableNode, outputs: readonly Value[]): Value {
  if (table.outputs.length === 1) return outputs[0]!
  const context = emptyContext()
  table.outputs.forEach((output, index) => (context[output.name] = outputs[index]!))
  return context
}

const isSingle = (table: TableNode): boolean => ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY'].includes(table.hitPolicy)

/** The answer when no row hits and no default output is given. */
export function answerOfNone(table: TableNode): Value {
  if (table.aggregation === 'COUNT') return whole(0)
  return isSingle(table) || table.aggregation ? noRule(table.at.decision) : []
}

/** The answer of the table out of the rows that hit, by its hit policy. */
export function answerOf(table: TableNode, hits: readonly Hit[]): Value {
  const values = hits.map((hit) => outputOf(table, hit.outputs))
  const rows = hits.map((hit) => hit.row).join('、')
  switch (table.hitPolicy) {
    case 'UNIQUE':
      if (values.length === 1) return values[0]!
      return failure(`唯一命中的表同时命中了第 ${rows} 行`, `a table with unique hits hit rows ${rows} at once`)
    case 'ANY':
      if (values.every((value) => equal(value, values[0]!) === true)) return values[0]!
      return failure(`第 ${rows} 行同时命中而结果不同`, `rows ${rows} hit with different results`)
    case 'FIRST':
      return values[0]!
    case 'PRIORITY':
      return outputOf(table, byPriority(table, hits)[0]!.outputs)
    case 'OUTPUT ORDER':
      return byPriority(table, hits).map((hit) => outputOf(table, hit.outputs))
    case 'RULE ORDER':
      return values
    case 'COLLECT':
      return table.aggregation ? aggregate(table.aggregation, values) : values
  }
}

/** Hits in the order of the allowed values of the outputs, first column first; equal ones stay in row order. */
function byPriority(table: TableNode, hits: readonly Hit[]): Hit[] {
  const rank = (hit: Hit, column: number): number => {
    const { order } = table.outputs[column]!
    const index = order.findIndex((value) => equal(value, hit.outputs[column]!) === true)
    return index < 0 ? order.length : index
  }
  return hits.toSorted((left, right) => {
    for (const column of table.outputs.keys()) {
      const difference = rank(left, column) - rank(right, column)
      if (difference !== 0) return difference
    }
    return 0
  })
}

function aggregate(aggregation: NonNullable<TableNode['aggregation']>, values: readonly Value[]): Value {
  if (aggregation === 'COUNT') return whole(values.length)
  const nulls = values.filter((value) => value instanceof Null)
  if (nulls.length > 0) return mergeNulls(nulls)
  if (values.some((value) => isContext(value) || isList(value))) {
    return failure('多个输出列不能汇总', 'several output columns cannot be aggregated')
  }
  if (aggregation === 'SUM') return values.reduce((total, value) => arithmetic['+'](total, value))
  const sign = aggregation === 'MIN' ? '<' : '>'
  return values.reduce((best, value) => {
    const isBetter = comparison[sign](value, best)
    return isBetter instanceof Null ? isBetter : isBetter ? value : best
  })
}
