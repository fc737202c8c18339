import { must } from '../assert.ts'
import type { Model, Value as PublicValue } from '../contract.ts'
import { type Inside, insideOf } from '../model/inside.ts'
import type { BuiltPart } from '../model/part.ts'
import { refusals } from '../refusals.ts'
import { admit } from '../values/admit.ts'
import type { Value } from '../values/value.ts'
import { emitKernel } from './emit.ts'
import { Graph } from './graph.ts'
import { Inputs } from './inputs.ts'
import { type Layout, type LayoutSpec, layOut } from './layout.ts'
import { Lowering } from './lower.ts'
import { type ColumnProblem, ColumnsRefused, NotColumnar, lineIn } from './not-columnar.ts'
import { type Output, type Sized, type Store, flatten, keep, placeOutputs } from './outputs.ts'
import { kernelName } from './slices.ts'
import { moduleOf } from './wasm.ts'

export interface ColumnOptions {
  /** Names of the decisions whose values are wanted. */
  readonly decisions: readonly string[]
  readonly layout: LayoutSpec
  /** Inputs that are the same for the whole run; the kernels are compiled for these values. */
  readonly fixed?: Readonly<Record<string, PublicValue>>
}

/** Decisions compiled for a whole caseload; one kernel for each size of a subject. */
export interface Kernel {
  readonly layout: Layout
  readonly outputs: readonly Output[]
  /** Bytes of the results of four subjects. */
  readonly outBytes: number
  readonly module: WebAssembly.Module
}

/**
 * Compiles decisions to kernels over columns.
 * @throws ColumnsRefused naming decision, expression and line of what cannot be computed exactly in columns.
 */
export function compileColumns(model: Model, options: ColumnOptions): Kernel {
  const inside = insideOf(model)
  must(inside, 'the model was loaded by loadModel')
  const layout = layOut(options.layout)
  const fixed = admitFixed(inside, options.fixed ?? {})
  const parts = options.decisions.map((name) => decisionNamed(inside, name))
  const problems: ColumnProblem[] = []
  const around = layout.sizes.map((size) => {
    const graph = new Graph()
    return { graph, lowering: new Lowering({ graph, inputs: new Inputs(graph, layout, size), fixed }) }
  })
  const kept = parts.flatMap((part) => {
    try {
      const sized = around.map(({ graph, lowering }): Sized => ({ graph, shape: lowering.part(part) }))
      return flatten(part.name, sized).map((each) => ({ name: each.name, ...keep(each.sized) }))
    } catch (error) {
      if (!(error instanceof NotColumnar)) throw error
      problems.push(problemOf(model.file, inside, part, error))
      return []
    }
  })
  if (problems.length > 0) throw new ColumnsRefused(model.file, problems)
  const { outputs, bytes } = placeOutputs(kept)
  const functions = layout.sizes.map((size, index) => {
    const stores = kept.map(({ name, storage, lanes }): Store => ({
      place: outputs.find((output) => output.name === name)!.place,
      storage,
      lane: lanes[index]!,
    }))
    return emitKernel(kernelName(size), stores, { tile: layout.tileBytes(size), out: bytes })
  })
  return { layout, outputs, outBytes: bytes, module: new WebAssembly.Module(moduleOf(functions)) }
}

function admitFixed(inside: Inside, given: Readonly<Record<string, PublicValue>>): ReadonlyMap<string, Value> {
  const inputs = inside.parts.filter((part) => part.kind === 'input' && Object.hasOwn(given, part.name))
  const unknown = Object.keys(given).find((name) => !inputs.some((part) => part.name === name))
  must(unknown === undefined, `“${unknown}” is an input of the model`)
  return new Map(inputs.map((part) => [part.name, admit(given[part.name], part.type, part.name)]))
}

function decisionNamed(inside: Inside, name: string): BuiltPart {
  const part = inside.own.find((each) => each.kind === 'decision' && (each.name === name || each.title === name))
  if (!part) throw refusals.unknownDecision({ decision: name })
  return part
}

function problemOf(file: string, inside: Inside, wanted: BuiltPart, error: NotColumnar): ColumnProblem {
  const { code, zh, en, place } = error
  const decision = place?.at.decision ?? wanted.name
  const expression = place?.text ?? ''
  const line = lineIn(inside.xml, decision, expression)
  const row = /^rule:(\d+):/.exec(place?.at.part ?? '')
  return {
    file,
    decision,
    expression,
    ...(place ? { column: place.at.from + 1 } : {}),
    ...(row ? { tableRow: Number(row[1]) } : {}),
    ...(line === undefined ? {} : { line }),
    code,
    zh,
    en,
  }
}
