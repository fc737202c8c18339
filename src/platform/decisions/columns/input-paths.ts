import { must } from '../assert.ts'
import type { Model } from '../contract.ts'
import { insideOf } from '../model/inside.ts'
import type { Type } from '../values/type.ts'

/** One column that a model could read, with the kind of values it holds. */
export interface InputPath {
  /** As in a layout: `低保标准`, `财产.存款`, `成员[].工资性收入`. */
  readonly path: string
  readonly type: Type['kind']
}

const depthMax = 10

/** Every single value of the inputs of a model, for building a layout. Inputs of unknown type are `any`. */
export function inputPaths(model: Model): readonly InputPath[] {
  const inside = insideOf(model)
  must(inside, 'the model was loaded by loadModel')
  return inside.parts.filter((part) => part.kind === 'input').flatMap((part) => pathsOf(part.type, part.name, 0))
}

function pathsOf(type: Type, path: string, depth: number): InputPath[] {
  if (depth > depthMax) return []
  if (type.kind === 'list') return pathsOf(type.of, `${path}[]`, depth + 1)
  if (type.kind !== 'context') return [{ path, type: type.kind }]
  return [...type.entries].flatMap(([name, entry]) => pathsOf(entry, `${path}.${name}`, depth + 1))
}
