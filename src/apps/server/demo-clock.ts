import { AsyncLocalStorage } from 'node:async_hooks'
import { dayOf, type Clock } from '#platform/clock/index.ts'

const told = new AsyncLocalStorage<Date>()

/**
 * The clock of a demonstration: it ticks for everybody, and stands at a moment of the past for the work that lays what
 * happened then. Only that work sees the moment; whoever sits at a desk meanwhile sees the time of day.
 */
export const demoClock = (ticking: Clock): Clock => {
  const now = (): Date => told.getStore() ?? ticking.now()
  return { now, today: () => dayOf(now()) }
}

/** Runs a piece of work as if it were that moment. */
export const asOf = <Result>(moment: Date, work: () => Promise<Result>): Promise<Result> => told.run(moment, work)
