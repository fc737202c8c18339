import { refusals } from './refusals.ts'

/**
 * Work done by the evaluation that is running. Evaluation is synchronous, so one meter serves the process; it is set
 * back at the start of each evaluation.
 */
const meter = { steps: 0, depth: 0 }

/** Iterations and function calls of one evaluation: far beyond any policy, a second or so of work. */
const stepsMax = 500_000
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
