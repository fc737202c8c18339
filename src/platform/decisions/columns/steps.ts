import type { Scaled } from './shape.ts'

/** A number that falls by steps as a day grows, such as an age with the day of birth. */
export interface Step {
  readonly day: Scaled
  /** Never rises with the day. */
  readonly at: (day: bigint) => bigint
}

const steps = new WeakMap<Scaled, Step>()

export const stepOf = (value: Scaled): Step | undefined => steps.get(value)
export function withStep(value: Scaled, step: Step | undefined): Scaled {
  if (step) steps.set(value, step)
  return value
}
