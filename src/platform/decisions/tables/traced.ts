import { StepNode, doubtsOf } from '../compile/step.ts'
import type { Traced, TracedFrame } from '../compile/traced-form.ts'
import type { NullCause, RuleTrace } from '../contract.ts'
import type { Node } from '../syntax/node.ts'
import { coerce } from '../values/conform.ts'
import { Null, addCauses } from '../values/null.ts'
import type { Value } from '../values/value.ts'
import { notAllowed, outputName } from './plain.ts'
import { type Hit, answerOf, answerOfNone, outputOf } from './policy.ts'
import type { TableNode, TableRule } from './table.ts'

/** The step of a decision table, with what happened to each row. */
export class TableStep extends StepNode {
  readonly rules: readonly RuleTrace[]
  readonly hitPolicy: string

  constructor(
    node: Node & TableNode,
    raw: Value,
    from: readonly StepNode[],
    doubts: readonly NullCause[],
    rules: readonly RuleTrace[],
  ) {
    super(node, 'decision table', raw, from, doubts)
    this.rules = rules
    this.hitPolicy = [node.hitPolicy, node.aggregation].filter((word) => word !== null).join(' ')
  }
}

interface Judged {
  readonly rule: TableRule
  readonly outcome: RuleTrace['outcome']
  /** FEEL counts the row as hit, although a missing input could undo it. */
  readonly isHit: boolean
  readonly steps: readonly StepNode[]
  readonly causes: readonly NullCause[]
}

/** A decision table with its trace. A row that only a missing input keeps from hitting or missing is undetermined. */
export function traceTable(table: TableNode, compile: (node: Node) => Traced): Traced {
  const inputs = table.inputs.map((input) => ({
    ...input,
    value: compile(input.expression),
    isAllowed: input.allowed ? compile(input.allowed) : null,
  }))
  const rules = table.rules.map((rule) => ({
    rule,
    tests: rule.tests.map(compile),
    outputs: rule.outputs.map(compile),
  }))
  const otherwise = table.outputs.map((output) => (output.otherwise ? compile(output.otherwise) : null))
  return (frame) => {
    const inputSteps: StepNode[] = []
    for (const input of inputs) {
      const step = input.value(frame)
      inputSteps.push(step)
      frame[input.slot] = step
      if (input.isAllowed && input.isAllowed(frame).raw === false) {
        return new TableStep(table, notAllowed(input.expression.text, step.raw), inputSteps, step.doubts, [])
      }
    }
    const judged = rules.map(({ rule, tests }) => judge(rule, tests, frame))
    const chosen = judged.filter((each) => each.isHit).slice(0, table.hitPolicy === 'FIRST' ? 1 : undefined)
    const outputSteps: StepNode[][] = chosen.map(({ rule }) =>
      rules[rule.row - 1]!.outputs.map((output) => output(frame)),
    )
    const hits: Hit[] = chosen.map(({ rule }, index) => ({
      row: rule.row,
      outputs: outputSteps[index]!.map((step, column) =>
        coerce(step.raw, table.outputs[column]!.type, () => outputName(table, column)),
      ),
    }))
    const open = stillOpen(table, judged)
    const causes: NullCause[] = []
    for (const each of open) addCauses(causes, each.causes)
    const from = [...inputSteps, ...judged.filter((each) => each.outcome !== 'miss').flatMap((each) => each.steps)]
    const traces = judged.map(ruleTrace)
    const missing = causes.filter((cause) => cause.code === 'missing-input')
    if (hits.length > 0) {
      const steps = [...from, ...outputSteps.flat()]
      return new TableStep(table, answerOf(table, hits), steps, doubtsOf(outputSteps.flat(), missing), traces)
    }
    const none = answerOfNone(table)
    const unanswered = none instanceof Null && causes.length > 0 ? new Null(causes) : none
    const defaults = otherwise.map((each) => each?.(frame) ?? null)
    const defaultSteps = defaults.filter((step) => step !== null)
    const value =
      defaultSteps.length === 0
        ? unanswered
        : outputOf(
            table,
            defaults.map((step) => step?.raw ?? unanswered),
          )
    return new TableStep(table, value, [...from, ...defaultSteps], doubtsOf(defaultSteps, missing), traces)
  }
}

function judge(rule: TableRule, tests: readonly Traced[], frame: TracedFrame): Judged {
  const steps: StepNode[] = []
  const causes: NullCause[] = []
  let isHit = true
  for (const test of tests) {
    const step = test(frame)
    steps.push(step)
    if (step.raw !== true) isHit = false
    const isOpen = step.doubts.length > 0 || step.raw instanceof Null
    if (!isOpen && step.raw !== true) return { rule, outcome: 'miss', isHit: false, steps, causes: [] }
    addCauses(causes, step.doubts)
    if (step.raw instanceof Null) addCauses(causes, step.raw.causes)
  }
  const outcome = causes.length > 0 ? 'undetermined' : isHit ? 'hit' : 'miss'
  return { rule, outcome, isHit, steps, causes }
}

/** Undetermined rows that could still change the answer: none beside a sure hit that must be the only one. */
function stillOpen(table: TableNode, judged: readonly Judged[]): readonly Judged[] {
  const sure = judged.findIndex((each) => each.outcome === 'hit')
  const open = judged.filter((each) => each.outcome === 'undetermined')
  if (sure < 0) return open
  if (table.hitPolicy === 'UNIQUE' || table.hitPolicy === 'ANY') return []
  return table.hitPolicy === 'FIRST' ? open.filter((each) => judged.indexOf(each) < sure) : open
}

const ruleTrace = ({ rule, outcome, causes }: Judged): RuleTrace => ({
  row: rule.row,
  outcome,
  annotations: rule.annotations,
  description: rule.description,
  causes,
})
