import { describe, expect, it } from 'vitest'
import { day, workingCalendar } from '#platform/clock/index.ts'
import { startLimit } from './start-limit.ts'

const on = (today: string, askedOn = '2026-03-04') =>
  startLimit({ askedOn: day(askedOn), today: day(today) }, { days: 3, source: '某文' }, workingCalendar())

describe('提请以后三个工作日内启动核对', () => {
  it('提请当天不算，周末不算', () => {
    expect(on('2026-03-04')).toEqual({ dueOn: '2026-03-09', leftDays: 3, light: 'green', source: '某文' })
    expect(on('2026-03-06')).toMatchObject({ leftDays: 1, light: 'amber' })
    expect(on('2026-03-08')).toMatchObject({ leftDays: 1, light: 'amber' })
    expect(on('2026-03-09')).toMatchObject({ leftDays: 0, light: 'amber' })
    expect(on('2026-03-10')).toMatchObject({ leftDays: -1, light: 'red' })
  })
  it('到期以后的周末还是红的', () =>
    expect(on('2026-03-07', '2026-03-03')).toMatchObject({ leftDays: 0, light: 'red' }))
})
