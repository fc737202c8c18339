import { argumentFor, arrange, call, notAFunction } from '../operations/call.ts'
import type { CallNode, FunctionNode, Node } from '../syntax/node.ts'
import { coerce } from '../values/conform.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, writtenNull } from '../values/null.ts'
import { deeper } from '../meter.ts'
import { compilePlain } from './plain.ts'
import { StepNode, doubtsAfter, doubtsOf } from './step.ts'
import { type Compile, type Traced, type TracedFrame, given } from './traced-form.ts'

/** Functions whose answer does not depend on whether the values in their list are known. */
const blindToValues: ReadonlySet<string> = new Set(['count', 'is defined'])

export function traceCall(node: Node & CallNode, compile: Compile): Traced {
  const args = node.args.map(compile)
  const callee = compile(node.callee)
  return (frame) => {
    const called = callee(frame)
    const steps = args.map((arg) => arg(frame))
    const { raw } = called
    if (!(raw instanceof FeelFunction))
      return new StepNode(node, 'call', notAFunction(raw), [called, ...steps], doubtsOf(steps))
    if (raw.trace) {
      const arranged = arrange<StepNode>(raw, steps, node.names, given(node, writtenNull))
      if (arranged instanceof Null) return new StepNode(node, raw.name, arranged, steps, doubtsOf(steps))
      const result = raw.trace(arranged)
      return new StepNode(node, raw.name || 'call', result.raw, [...steps, result], doubtsOf([result, called]))
    }
    const result = call(
      raw,
      steps.map((step) => step.raw),
      node.names,
    )
    const doubts = blindToValues.has(raw.name) ? doubtsOf(steps) : doubtsAfter(result, steps)
    return new StepNode(node, raw.name, result, steps, doubts)
  }
}

export function traceFunction(node: Node & FunctionNode, compile: Compile): Traced {
  const body = compile(node.body)
  const plain = compilePlain(node)
  return (frame) => {
    const captured = frame.slice()
    const made = plain(captured.map((step) => step?.raw ?? writtenNull)) as FeelFunction
    const value = new FeelFunction({
      name: made.name,
      parameters: made.parameters,
      result: made.result,
      call: made.call,
      trace: (args) => traceBody(node, body, captured, args),
    })
    return new StepNode(node, 'function', value, [])
  }
}

function traceBody(
  node: Node & FunctionNode,
  body: Traced,
  captured: TracedFrame,
  args: readonly StepNode[],
): StepNode {
  const inner = captured.slice()
  for (const [index, parameter] of node.parameters.entries()) {
    const arg = args[index] ?? given(node, writtenNull)
    const value = argumentFor(node.name, parameter, arg.raw)
    if (value instanceof Null && !(arg.raw instanceof Null)) return new StepNode(node, 'call', value, [arg], arg.doubts)
    inner[parameter.slot] = value === arg.raw ? arg : new StepNode(node, 'conversion', value, [arg], arg.doubts)
  }
  const result = deeper(() => body(inner))
  const value = coerce(result.raw, node.result, () => `“${node.name || '函数'}”的结果`)
  return value === result.raw ? result : new StepNode(node, 'conversion', value, [result], result.doubts)
}
