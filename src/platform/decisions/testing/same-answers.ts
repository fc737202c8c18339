import type { Value } from '../contract.ts'
import type { Answers } from '../columns/index.ts'
import { FeelNumber } from '../values/number.ts'

/** A subject for which two forms of a model do not agree. */
export interface Difference {
  readonly subject: number
  readonly name: string
  readonly inColumns: Value
  readonly decided: Value
}

type Inputs = Readonly<Record<string, Value>>

/** The first subject whose results in columns are not those decided one by one; null when there is none. */
export function firstDifference(
  answers: Answers,
  decisions: readonly string[],
  inputsOf: (subject: number) => Inputs,
  decide: (inputs: Inputs) => (decision: string) => Value,
): Difference | null {
  const wanted = answers.outputs.map((output) => {
    const decision = decisions.find((each) => output.name === each || output.name.startsWith(`${each}.`))!
    return { output, decision, path: output.name.slice(decision.length).split('.').slice(1) }
  })
  for (let subject = 0; subject < answers.subjects; subject += 1) {
    const decidedOf = decide(inputsOf(subject))
    for (const { output, decision, path } of wanted) {
      let decided = decidedOf(decision)
      for (const name of path) decided = (decided as Record<string, Value>)[name]!
      const inColumns = answers.valueOf(output, subject)
      if (!isSame(inColumns, decided)) return { subject, name: output.name, inColumns, decided }
    }
  }
  return null
}

/** Equal to the last digit. */
function isSame(left: Value, right: Value): boolean {
  if (left === right) return true
  if (left instanceof FeelNumber && right instanceof FeelNumber) {
    return (left.units === right.units && left.scale === right.scale) || left.text === right.text
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
