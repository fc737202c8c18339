import type { Value } from './value.ts'
import { Null } from './null.ts'

/** The end of a range that has none, as in `(<10)`; a written null such as in `(null..10)` is another thing. */
export const openEnd = new Null([{ code: 'null-literal', zh: '区间这一端没有边界', en: 'the range has no such end' }])

/** A range; an end that is a `Null` is open to that side. */
export class Range {
  readonly low: Value
  readonly high: Value
  readonly hasLow: boolean
  readonly hasHigh: boolean
  /** Written `(=10)`, which FEEL does not count equal to `[10..10]`. */
  readonly isPoint: boolean

  constructor(made: { low: Value; high: Value; hasLow: boolean; hasHigh: boolean; isPoint?: boolean }) {
    this.low = made.low
    this.high = made.high
    this.hasLow = made.hasLow
    this.hasHigh = made.hasHigh
    this.isPoint = made.isPoint ?? false
  }

  get isOpenLow(): boolean {
    return this.low instanceof Null
  }

  get isOpenHigh(): boolean {
    return this.high instanceof Null
  }
}
