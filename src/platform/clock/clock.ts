import type { Day } from './day.ts'

/** The only source of "now". Passed in by argument, so that a test or the demonstration can say what day it is. */
export interface Clock {
  readonly now: () => Date
  /** Today in `Asia/Shanghai`. */
  readonly today: () => Day
}

const shanghaiOffset = 8 * 3_600_000

/** The day in `Asia/Shanghai` of a moment; China keeps one offset and no summer time since 1992. */
export const dayOf = (moment: Date): Day =>
  new Date(moment.getTime() + shanghaiOffset).toISOString().slice(0, 10) as Day

const clockFrom = (now: () => Date): Clock => ({ now, today: () => dayOf(now()) })

export const systemClock: Clock = clockFrom(() => new Date())

/** Stands still at a moment; for tests. */
export const stoppedClock = (moment: string | Date): Clock => clockFrom(() => new Date(moment))

/** Ticks, shifted by a fixed number of milliseconds; for the demonstration, whose offset is stored with its data. */
export const shiftedClock = (offset: number): Clock => clockFrom(() => new Date(Date.now() + offset))
