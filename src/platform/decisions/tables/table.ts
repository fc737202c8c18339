import type { Node, Source } from '../syntax/node.ts'
import type { Type } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { ValueSet } from './intervals.ts'

export const hitPolicies = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const
export type HitPolicy = (typeof hitPolicies)[number]
/** Those that take one row, and so have to have one for whatever comes in. */
export const singleHit: readonly HitPolicy[] = ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY']
export const aggregations = ['SUM', 'COUNT', 'MIN', 'MAX'] as const
export type Aggregation = (typeof aggregations)[number]

export interface TableNode extends Source {
  readonly kind: 'table'
  readonly hitPolicy: HitPolicy
  readonly aggregation: Aggregation | null
  readonly inputs: readonly TableInput[]
  readonly outputs: readonly TableOutput[]
  readonly rules: readonly TableRule[]
}
export interface TableInput {
  readonly expression: Node
  /** Where the cells find the value: `?`. */
  readonly slot: number
  /** Test of the allowed values, or null. */
  readonly allowed: Node | null
  /** What can come in by its type and its source, or null where nobody says. */
  readonly domain: ValueSet | null
}
export interface TableOutput {
  /** Empty when there is only one output without a name. */
  readonly name: string
  readonly type: Type
  /** Allowed values from the highest priority to the lowest. */
  readonly order: readonly Value[]
  readonly otherwise: Node | null
}
export interface TableRule {
  /** 1-based. */
  readonly row: number
  readonly tests: readonly Node[]
  readonly outputs: readonly Node[]
  readonly annotations: readonly string[]
  readonly description: string
}
