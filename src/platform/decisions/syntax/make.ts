import type { Value } from '../values/value.ts'
import type { Node, Role, Source } from './node.ts'

export const constantOf = (source: Source, value: Value): Node => ({
  ...source,
  kind: 'constant',
  value,
  operation: 'literal',
})
export const variableOf = (source: Source, slot: number, name: string, role: Role = 'variable'): Node => ({
  ...source,
  kind: 'variable',
  slot,
  name,
  role,
})
