import { describe, expect, it } from 'vitest'
import { cronOf } from './schedule.ts'

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
})
