import type { Model, Value } from '../contract.ts'
import type { Answers } from '../columns/index.ts'
import { FeelNumber } from '../values/number.ts'

/** A household for which two forms of a model do not agree. */
export interface Difference {
  readonly household: number
  readonly name: string
  readonly inColumns: Value
  readonly decided: Value
}

/** The first household whose results in columns are not those of `decide`; null when there is none. */
export function firstDifference(
  model: Model,
  decisions: readonly string[],
  answers: Answers,
  inputsOf: (household: number) => Readonly<Record<string, Value>>,
  decide = model.decide,
): Difference | null {
  const outputs = answers.outputs.map(({ name }) => ({
    name,
    decision: decisions.find((each) => name === each || name.startsWith(`${each}.`))!,
  }))
  for (let household = 0; household < answers.households; household += 1) {
    const inputs = inputsOf(household)
    const decided = new Map(decisions.map((decision) => [decision, decide(decision, inputs)]))
    for (const { name, decision } of outputs) {
      const wanted = entryOf(decided.get(decision)!, name.slice(decision.length + 1))
      const found = answers.value(name, household)
      if (!isSame(found, wanted)) return { household, name, inColumns: found, decided: wanted }
    }
  }
  return null
}

function entryOf(value: Value, path: string): Value {
  if (path === '') return value
  return path.split('.').reduce<Value>((context, name) => (context as Record<string, Value>)[name]!, value)
}

/** Equal to the last digit. */
function isSame(left: Value, right: Value): boolean {
  if (left === right) return true
  if (left instanceof FeelNumber && right instanceof FeelNumber) {
    return left.units === right.units && left.scale === right.scale && left.wide === null && right.wide === null
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item: Value, index) => isSame(item, (right as Value[])[index]!))
  }
  const [one, other] = [
    left as { text?: string; type?: string } | null,
    right as { text?: string; type?: string } | null,
  ]
  return one?.text !== undefined && one.text === other?.text && one.type === other?.type
}
