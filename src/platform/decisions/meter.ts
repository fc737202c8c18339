import { refusals } from './refusals.ts'

/**
 * Work done by the evaluation that is running. Evaluation is synchronous, so one meter serves the process; it is set
 * back at the start of each evaluation.
 */
const meter = { steps: 0, depth: 0 }

/** Iterations and function calls of one evaluation: far beyond any policy, a second or so of work. */
export const stepsMax = 500_000
const depthMax = 250

export function startMeter(): void {
  meter.steps = 0
  meter.depth = 0
}

/** @throws tooMuchWork */
export function spend(steps: number): void {
  meter.steps += steps
  if (meter.steps > stepsMax) throw refusals.tooMuchWork()
}

/** Longest text an expression may make, in UTF-16 units: a letter has some thousands. */
const textMax = 1_000_000
/** Lists and texts up to these lengths cost nothing beside the step that reads them. */
const [freeItems, freeText] = [64, 4096]

/** A long list that is read or made counts for its share, so that doubling it again and again ends. @throws tooMuchWork */
export function spendOnItems(length: number): void {
  if (length > freeItems) spend(length >> 3)
}

/** @throws tooMuchWork for a text longer than any that a policy writes. */
export function boundText(length: number): void {
  if (length > textMax) throw refusals.tooMuchWork()
}

/** A long text that is read or made counts for its share. @throws tooMuchWork */
export function spendOnText(length: number): void {
  boundText(length)
  if (length > freeText) spend(length >> 7)
}

/** Runs the body of a function one level deeper. @throws tooDeep for endless recursion. */
export function deeper<Result>(run: () => Result): Result {
  spend(1)
  if (meter.depth >= depthMax) throw refusals.tooDeep()
  meter.depth += 1
  try {
    return run()
  } finally {
    meter.depth -= 1
  }
}
