import { StepNode } from '../compile/step.ts'
import { given } from '../compile/traced-form.ts'
import { argumentFor } from '../operations/call.ts'
import type { Node } from '../syntax/node.ts'
import { coerce } from '../values/conform.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, writtenNull } from '../values/null.ts'
import { type Type, withoutTexts } from '../values/type.ts'
import { type Value, emptyContext } from '../values/value.ts'
import type { BuiltPart } from './part.ts'
import { type Source, resolve } from './drg.ts'
import type { PlainRun, TracedRun } from './unit.ts'
import { type Element, elements, text } from './xml.ts'

interface Parts {
  readonly part: (source: Source, of: Element) => BuiltPart | null
  readonly register: (part: Omit<BuiltPart, 'index'>) => BuiltPart
  readonly describe: (source: Source, of: Element) => { name: string; typeName: string; type: Type }
}

/** A decision service as a function: its inputs are given by the caller, its output decisions are the answer. */
export function makeService(parts: Parts, source: Source, of: Element): BuiltPart {
  const { name, typeName, type: declared } = parts.describe(source, of)
  const members = (property: string): BuiltPart[] =>
    elements(of, property).flatMap((each) => {
      const found = resolve(source, text(each, 'href'))
      return (found && parts.part(found.source, found.element)) ?? []
    })
  const inputs = [...members('inputData'), ...members('inputDecision')]
  const outputs = members('outputDecision')
  const result = declared.kind === 'function' ? declared.result : declared
  const node: Node = {
    at: { decision: name, part: 'service', from: 0, to: 0 },
    text: name,
    type: result,
    kind: 'trouble',
    failure: writtenNull,
  }
  const answer = (values: readonly Value[]): Value => {
    if (outputs.length === 1) return values[0]!
    const context = emptyContext()
    outputs.forEach((output, index) => (context[output.name] = values[index]!))
    return context
  }
  const what = `决策服务“${name}”的结果`
  const value = new FeelFunction({
    name,
    parameters: inputs.map((input) => ({ name: input.name, type: input.type })),
    result,
    call: (args) => {
      const run: PlainRun = []
      for (const [index, input] of inputs.entries()) {
        const arg = args[index] ?? writtenNull
        const fitted = argumentFor(name, input, arg)
        if (fitted instanceof Null && !(arg instanceof Null)) return fitted
        run[input.index] = fitted
      }
      return coerce(answer(outputs.map((output) => output.plain(run))), result, what)
    },
    trace: (args) => {
      const run: TracedRun = { steps: [], decided: [] }
      for (const [index, input] of inputs.entries()) {
        const arg = args[index] ?? given(node, writtenNull)
        const fitted = argumentFor(name, input, arg.raw)
        if (fitted === arg.raw) run.steps[input.index] = arg
        else run.steps[input.index] = new StepNode(node, 'conversion', fitted, [arg], arg.doubts)
        if (fitted instanceof Null && !(arg.raw instanceof Null)) return run.steps[input.index]!
      }
      const steps = outputs.map((output) => output.traced(run))
      const doubts = steps.flatMap((step) => step.doubts)
      return new StepNode(node, name, coerce(answer(steps.map((step) => step.raw)), result, what), steps, doubts)
    },
  })
  const step = new StepNode(node, 'function', value, [])
  const signature: Type = {
    kind: 'function',
    parameters: inputs.map((input) => input.type),
    names: inputs.map((input) => input.name),
    result: result.kind === 'any' && outputs.length === 1 ? withoutTexts(outputs[0]!.type) : result,
  }
  return parts.register({
    kind: 'service',
    title: text(of, 'name'),
    name,
    typeName,
    type: signature,
    description: text(of, 'description'),
    authorities: [],
    requires: [],
    service: { inputs, outputs, result },
    plain: () => value,
    traced: () => step,
  })
}
