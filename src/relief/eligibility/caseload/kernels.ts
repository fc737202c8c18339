import {
  ColumnsRefused,
  compileColumns,
  type Kernel,
  type LayoutSpec,
  type Model,
  type Value,
} from '#platform/decisions/index.ts'
import type { ModelInputs } from '../assess/household-inputs.ts'

interface Wanted {
  readonly decisions: readonly string[]
  readonly layout: LayoutSpec
  /** Inputs that are the same for everybody: numbers of the place and month, the month, the day of the facts. */
  readonly fixed: ModelInputs
}

/** Kernels of one model that are kept: months, tiers and sizes of a caseload several times over. */
const keptMax = 64

/** By model, so that they go with it: the law of a draft is read anew for every trial. */
const kept = new WeakMap<Model, Map<string, Kernel | null>>()

/** Compiled once for a model, its numbers and the sizes of households; null where it cannot be decided in columns. */
export function kernelFor(model: Model, wanted: Wanted): Kernel | null {
  const kernels = kept.get(model) ?? new Map<string, Kernel | null>()
  kept.set(model, kernels)
  const key = JSON.stringify([wanted.decisions, wanted.layout, Object.entries(wanted.fixed).map(textOf)])
  const known = kernels.get(key)
  if (known !== undefined) return known
  const kernel = compiled(model, wanted)
  if (kernels.size >= keptMax) kernels.delete(kernels.keys().next().value!)
  kernels.set(key, kernel)
  return kernel
}

function compiled(model: Model, { decisions, layout, fixed }: Wanted): Kernel | null {
  const names = new Set(model.inputs.map(({ name }) => name))
  const known = Object.fromEntries(Object.entries(fixed).filter(([name]) => names.has(name)))
  try {
    return compileColumns(model, { decisions, layout, fixed: known })
  } catch (error) {
    if (!(error instanceof ColumnsRefused)) throw error
    return null
  }
}

const textOf = ([name, value]: readonly [string, Value]): unknown =>
  typeof value === 'object' && value !== null && 'text' in value ? [name, 'text', value.text] : [name, value]
