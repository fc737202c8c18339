import { type Value, isContext, isList } from '../values/value.ts'
import type { Graph } from './graph.ts'
import { type Shape, constant } from './shape.ts'

/** The values when all are fixed. */
export function valuesOf(shapes: readonly Shape[]): readonly Value[] | null {
  const values: Value[] = []
  for (const shape of shapes) {
    if (shape.kind !== 'const') return null
    values.push(shape.value)
  }
  return values
}

/** A fixed list or context taken apart. */
export function spreadOut(graph: Graph, value: Value): Shape {
  if (isList(value)) {
    return { kind: 'list', items: value.map((item) => ({ shape: constant(item), present: graph.yes })) }
  }
  if (!isContext(value)) return constant(value)
  return {
    kind: 'context',
    names: Object.keys(value),
    entry: (name) => (Object.hasOwn(value, name) ? constant(value[name]!) : undefined),
  }
}
