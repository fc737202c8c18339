import { startMeter } from '../meter.ts'
import { StepNode, addStepDoubts } from '../compile/step.ts'
import { given } from '../compile/traced-form.ts'
import type {
  DecisionTrace,
  Evaluation,
  Model,
  NullCause,
  Problem,
  RuleTrace,
  Value as PublicValue,
} from '../contract.ts'
import { refusals } from '../refusals.ts'
import type { Node } from '../syntax/node.ts'
import { TableStep } from '../tables/traced.ts'
import { admit } from '../values/admit.ts'
import { publish } from '../values/publish.ts'
import { arrange, call } from '../operations/call.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, writtenNull } from '../values/null.ts'
import type { BuiltPart } from './part.ts'
import type { Source } from './drg.ts'
import type { PlainRun, TracedRun } from './unit.ts'

/** The model as its users see it. */
export function makeModel(
  source: Source,
  parts: readonly BuiltPart[],
  own: readonly BuiltPart[],
  notes: readonly Problem[],
): Model {
  const inputs = own.filter((part) => part.kind === 'input')
  const allInputs = parts.filter((part) => part.kind === 'input')
  const decisions = own.filter((part) => part.kind === 'decision')
  const byName = new Map(
    own
      .filter((part) => part.kind !== 'input')
      .flatMap((part) => [
        [part.name, part],
        [part.title, part],
      ]),
  )
  const find = (name: string): BuiltPart => {
    const part = byName.get(name)
    if (!part) throw refusals.unknownDecision({ decision: name })
    return part
  }
  const inputNodes = new Map(allInputs.map((part) => [part, inputNode(part)]))
  return {
    name: source.name,
    namespace: source.namespace,
    file: source.file,
    inputs: inputs.map((part) => ({ name: part.name, type: part.typeName })),
    decisions: decisions.map((part) => ({
      name: part.name,
      type: part.typeName,
      requires: part.requires.map((each) => each.name),
    })),
    notes,
    explain: (name, given) => bounded(() => explain(find(name), parts, inputNodes, given)),
    decide: (name, given) => bounded(() => decide(find(name), parts, given)),
  }
}

/** Whatever the runtime itself cannot hold, a stack or a text, is a refusal by name. @throws tooDeep, tooMuchWork */
function bounded<Result>(run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw /stack/.test(error.message) ? refusals.tooDeep() : refusals.tooMuchWork()
  }
}

const inputNode = (part: BuiltPart): Node => ({
  at: { decision: part.name, part: 'input', from: 0, to: part.name.length },
  text: part.name,
  type: part.type,
  kind: 'variable',
  slot: 0,
  name: part.name,
  role: 'input',
})

type Inputs = Readonly<Record<string, PublicValue>>
const supplied = (inputs: Inputs, name: string): PublicValue | undefined =>
  Object.hasOwn(inputs, name) ? inputs[name] : undefined

function decide(part: BuiltPart, parts: readonly BuiltPart[], inputs: Inputs): PublicValue {
  startMeter()
  const run: PlainRun = []
  run.length = parts.length
  for (const each of parts) {
    if (each.kind === 'input') run[each.index] = admit(supplied(inputs, each.name), each.type, each.name)
  }
  const value = part.plain(run)
  if (!isCalled(part)) return publish(value)
  const names = Object.keys(inputs)
  return publish(
    call(
      value,
      names.map((name) => admit(inputs[name], { kind: 'any' }, name)),
      names,
    ),
  )
}

function explain(
  part: BuiltPart,
  parts: readonly BuiltPart[],
  nodes: ReadonlyMap<BuiltPart, Node>,
  inputs: Inputs,
): Evaluation {
  startMeter()
  const run: TracedRun = { steps: [], decided: [] }
  run.steps.length = parts.length
  for (const each of parts) {
    if (each.kind !== 'input') continue
    run.steps[each.index] = given(nodes.get(each)!, admit(supplied(inputs, each.name), each.type, each.name))
  }
  const step = isCalled(part) ? callTraced(part, run, inputs) : part.traced(run)
  const decisions = run.decided.map((each) => new DecidedTrace(parts[each.index]!, run.steps[each.index]!))
  return { value: step.value, decisions, missing: missingOf(step), ...(step.cause ? { cause: step.cause } : {}) }
}

/** Decision services and business knowledge are called with the inputs as named arguments. */
const isCalled = (part: BuiltPart): boolean => part.kind === 'service' || part.kind === 'function'

function callTraced(part: BuiltPart, run: TracedRun, inputs: Inputs): StepNode {
  const node = inputNode(part)
  const callee = part.traced(run)
  const names = Object.keys(inputs)
  const args = names.map((name) => given(node, admit(inputs[name], { kind: 'any' }, name)))
  const called = callee.raw
  if (!(called instanceof FeelFunction) || !called.trace) return callee
  const arranged = arrange<StepNode>(called, args, names, given(node, writtenNull))
  return arranged instanceof Null ? given(node, arranged) : called.trace(arranged)
}

/** What a decision decided; its value is written out when somebody looks. */
class DecidedTrace implements DecisionTrace {
  readonly decision: string
  readonly authorities: readonly string[]
  readonly description: string
  readonly steps: readonly StepNode[]
  readonly rules?: readonly RuleTrace[]
  readonly hitPolicy?: string

  constructor(part: BuiltPart, step: StepNode) {
    this.decision = part.name
    this.authorities = part.authorities
    this.description = part.description
    this.steps = [step]
    const inner = step.operation === 'conversion' ? step.from[0] : step
    if (inner instanceof TableStep) {
      this.rules = inner.rules
      this.hitPolicy = inner.hitPolicy
    }
  }

  get value(): PublicValue {
    return this.steps[0]!.value
  }

  toJSON(): DecisionTrace {
    const { decision, value, authorities, description, steps, rules, hitPolicy } = this
    return { decision, value, authorities, description, steps, ...(rules && hitPolicy ? { rules, hitPolicy } : {}) }
  }
}

/** Missing inputs on which the answer depended, or could have. */
function missingOf(step: StepNode): readonly NullCause[] {
  return addStepDoubts(step).filter((cause) => cause.code === 'missing-input')
}
