import { writtenNull } from '../values/null.ts'
import { type Type, booleanType, numberType, stringType } from '../values/type.ts'
import { typeInFull, typeWords } from '../values/type-words.ts'
import type { Graph, Lane } from './graph.ts'
import { type LaidColumn, type Layout, missingIn } from './layout.ts'
import { NotColumnar } from './not-columnar.ts'
import type { Shape } from './shape.ts'
import { type Truth, constant } from './shape.ts'

const held: Readonly<Record<LaidColumn['spec']['type'], Type>> = {
  number: numberType,
  date: { kind: 'date' },
  truth: booleanType,
  code: stringType,
}

/** The inputs of a model as columns of a group of subjects of one size. */
export class Inputs {
  private readonly graph: Graph
  private readonly layout: Layout
  private readonly size: number

  constructor(graph: Graph, layout: Layout, size: number) {
    this.graph = graph
    this.layout = layout
    this.size = size
  }

  shape(type: Type, path: string): Shape {
    if (type.kind === 'list') return this.list(type.of, path)
    return this.value(type, path, 0)
  }

  private list(of: Type, path: string): Shape {
    if (path !== this.layout.listName) {
      throw new NotColumnar('columns-layout', `“${path}”不是布局里的名单`, `“${path}” is not the list of the layout`)
    }
    const items = Array.from({ length: this.size }, (_, position) => ({
      shape: this.value(of, `${path}[]`, position),
      present: this.graph.yes,
    }))
    return { kind: 'list', items }
  }

  private value(type: Type, path: string, position: number): Shape {
    if (type.kind !== 'context') return this.column(type, path, position)
    const known = new Map<string, Shape>()
    const entry = (name: string): Shape | undefined => {
      const entryType = type.entries.get(name)
      if (!entryType) return undefined
      const shape = known.get(name) ?? this.value(entryType, `${path}.${name}`, position)
      known.set(name, shape)
      return shape
    }
    return { kind: 'context', names: [...type.entries.keys()], entry }
  }

  private column(type: Type, path: string, position: number): Shape {
    const column = this.layout.find(path)
    if (!column)
      throw new NotColumnar('columns-layout', `布局里没有“${path}”这一列`, `the layout has no column “${path}”`)
    const { spec } = column
    const { kind } = held[spec.type]
    const allowed = type.constraint
    if ((type.kind !== kind && type.kind !== 'any') || (allowed && spec.type !== 'code')) {
      const [is, wanted] = [typeWords(held[spec.type]), typeInFull(type)]
      throw new NotColumnar(
        'columns-layout',
        `“${path}”这一列是${is.zh}，模型要的是${wanted.zh}`,
        `the column “${path}” holds ${is.en}; the model wants ${wanted.en}`,
      )
    }
    if (allowed && spec.type === 'code' && !spec.values.every((value) => allowed.allows(value))) {
      throw new NotColumnar(
        'columns-layout',
        `“${path}”这一列有模型不许的值（${allowed.text}）`,
        `the column “${path}” has values that the model does not allow (${allowed.text})`,
      )
    }
    return this.read(column, position)
  }

  private read(column: LaidColumn, position: number): Shape {
    const { graph } = this
    const { spec, storage, low, high } = column
    const lane =
      column.of === 'row'
        ? graph.row(storage, this.layout.placeInRow(column))
        : graph.load(storage, this.layout.placeInTile(column, this.size, position))
    const known = spec.mayBeMissing
      ? graph.not(graph.compare('same', lane, graph.whole(missingIn[storage])))
      : graph.yes
    switch (spec.type) {
      case 'truth':
        return this.truth(lane, spec.mayBeMissing === true)
      case 'code':
        return spec.values.length === 0
          ? constant(writtenNull)
          : { kind: 'code', code: lane, values: spec.values, known }
      case 'date':
        return { kind: 'scaled', of: 'date', units: lane, den: 1n, low: BigInt(low), high: BigInt(high), known }
      case 'number': {
        const den = 10n ** BigInt(spec.scale)
        return { kind: 'scaled', of: 'number', units: lane, den, low: BigInt(low), high: BigInt(high), known }
      }
    }
  }

  private truth(lane: Lane, mayBeMissing: boolean): Truth {
    const { graph } = this
    const yes = graph.compare('same', lane, graph.whole(1))
    return { kind: 'truth', yes, no: mayBeMissing ? graph.compare('same', lane, graph.whole(0)) : graph.not(yes) }
  }
}
