import { compilePlain } from '../compile/plain.ts'
import type { Frame, Plain } from '../compile/plain-form.ts'
import { placing } from '../compile/placing.ts'
import { StepNode } from '../compile/step.ts'
import type { Traced, TracedFrame } from '../compile/traced-form.ts'
import { compileTraced } from '../compile/traced.ts'
import type { Node } from '../syntax/node.ts'
import { coerce } from '../values/conform.ts'
import { type Type, isSurely } from '../values/type.ts'
import { type Value, emptyContext } from '../values/value.ts'
import { writtenNull } from '../values/null.ts'

/** Something in the model that has a value in a run: an input, a decision, a function. */
export interface Part {
  readonly index: number
  readonly name: string
  readonly plain: (run: PlainRun) => Value
  readonly traced: (run: TracedRun) => StepNode
}

/** Values already known in one evaluation, by the index of the part. */
export type PlainRun = (Value | undefined)[]
export interface TracedRun {
  readonly steps: (StepNode | undefined)[]
  /** In the order in which they were decided. */
  readonly decided: Part[]
}

/** A name that the logic uses and the part behind it; imported ones are grouped under the name of the import. */
export interface Link {
  readonly slot: number
  readonly part: Part
  readonly alias: { readonly slot: number; readonly entry: string } | null
}

export interface Logic {
  readonly node: Node
  readonly links: readonly Link[]
  readonly type: Type
  readonly what: string
}

/** A piece of decision logic with its links, compiled in both forms when first needed. */
export function compileLogic(logic: Logic): { plain: (run: PlainRun) => Value; traced: (run: TracedRun) => StepNode } {
  let plain: Plain | undefined
  let traced: Traced | undefined
  const { node, links, type, what } = logic
  const isChecked = !isSurely(node.type, type)
  const direct = links.filter((link) => link.alias === null)
  const aliased = links.filter((link) => link.alias !== null)
  // Slots an evaluation of this logic fills, known after the first: a frame of that width never has to grow.
  let width = 0
  return {
    plain: (run) => {
      plain ??= placing(node, compilePlain(node))
      const frame: Frame = []
      frame.length = width
      for (const link of direct) frame[link.slot] = link.part.plain(run)
      for (const { alias, part } of aliased) groupInto(frame, alias!.slot, alias!.entry, part.plain(run))
      const value = plain(frame)
      width = Math.max(width, frame.length)
      return isChecked ? coerce(value, type, what) : value
    },
    traced: (run) => {
      traced ??= placing(node, compileTraced(node))
      const frame: TracedFrame = []
      frame.length = width
      for (const link of direct) frame[link.slot] = link.part.traced(run)
      if (aliased.length > 0) traceGroups(node, aliased, run, frame)
      const step = traced(frame)
      width = Math.max(width, frame.length)
      if (!isChecked) return step
      const value = coerce(step.raw, type, what)
      return value === step.raw ? step : new StepNode(node, 'conversion', value, [step], step.doubts)
    },
  }
}

function traceGroups(node: Node, aliased: readonly Link[], run: TracedRun, frame: TracedFrame): void {
  const groups: Frame = []
  for (const { alias, part } of aliased) {
    groupInto(groups, alias!.slot, alias!.entry, part.traced(run).raw)
    frame[alias!.slot] = new StepNode(node, 'import', groups[alias!.slot] ?? writtenNull, [])
  }
}

function groupInto(frame: Frame, slot: number, entry: string, value: Value): void {
  const context = (frame[slot] ?? emptyContext()) as Record<string, Value>
  context[entry] = value
  frame[slot] = context
}
