import type { Value } from './value.ts'
import { Null } from './null.ts'

/** A range; an end that is a `Null` is open to that side. */
export class Range {
  readonly low: Value
  readonly high: Value
  readonly hasLow: boolean
  readonly hasHigh: boolean

  constructor(made: { low: Value; high: Value; hasLow: boolean; hasHigh: boolean }) {
    this.low = made.low
    this.high = made.high
    this.hasLow = made.hasLow
    this.hasHigh = made.hasHigh
  }

  get isOpenLow(): boolean {
    return this.low instanceof Null
  }

  get isOpenHigh(): boolean {
    return this.high instanceof Null
  }
}
