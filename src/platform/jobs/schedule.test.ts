import { describe, expect, it } from 'vitest'
import { cronOf, lastDue } from './schedule.ts'

describe('几点做', () => {
  it.each([
    ['02:10', '10 2 * * *'],
    ['00:00', '0 0 * * *'],
    ['every 1 minutes', '* * * * *'],
    ['every 15 minutes', '*/15 * * * *'],
  ])('%s', (at, cron) => expect(cronOf(at)).toBe(cron))
  it.each(['24:00', '2:10', 'every 7 minutes', 'every 0 minutes', 'nightly', ''])('“%s”不是时间', (at) =>
    expect(() => cronOf(at)).toThrow(),
  )
  it.each<[string, string, string | null]>([
    ['02:10', '2026-03-02T02:10:00+08:00', '2026-03-02T02:10:00+08:00'],
    ['02:10', '2026-03-02T02:09:59+08:00', '2026-03-01T02:10:00+08:00'],
    ['06:30', '2026-03-02T22:00:00Z', '2026-03-02T06:30:00+08:00'],
    ['06:30', '2026-03-02T22:30:00Z', '2026-03-03T06:30:00+08:00'],
    ['00:00', '2026-12-31T16:00:00Z', '2027-01-01T00:00:00+08:00'],
    ['every 5 minutes', '2026-03-02T08:00:00+08:00', null],
  ])('%s 的，在 %s 看，上一次该做是 %s', (at, now, due) =>
    expect(lastDue(at, new Date(now))).toEqual(due === null ? null : new Date(due)),
  )
})
