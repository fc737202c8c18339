import { FeelDate, FeelDateTime, FeelTime } from '../values/dates.ts'
import type { FeelFunction } from '../values/function.ts'
import type { Value } from '../values/value.ts'
import { define } from './define.ts'

/** Where `now()` comes from. */
export interface Clock {
  readonly now: () => Date
}

/**
 * `now()` and `today()` answer differently each time, so a decision that uses them cannot be computed again. They are
 * there only when the loader is given a clock; a policy takes its dates as inputs.
 */
export const clockFunctions = (clock: Clock): readonly FeelFunction[] => [
  ofMoment('now', 'date and time', (moment) => {
    const seconds = moment.getUTCHours() * 3600 + moment.getUTCMinutes() * 60 + moment.getUTCSeconds()
    return new FeelDateTime(dateOf(moment), new FeelTime(seconds, moment.getUTCMilliseconds() * 1e6, 0, null))
  })(clock),
  ofMoment('today', 'date', dateOf)(clock),
]

export const unrepeatableNames: readonly string[] = ['now', 'today', 'random number']

const dateOf = (moment: Date): FeelDate =>
  new FeelDate(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate())

const ofMoment = (name: string, kind: 'date' | 'date and time', read: (moment: Date) => Value) => (clock: Clock) =>
  define({ name, parameters: [], result: { kind }, body: () => read(clock.now()) })
