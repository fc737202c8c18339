import { describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import { createCalendar } from './calendar.ts'
import { stoppedClock } from './clock.ts'
import { addDays, day } from './day.ts'

const database = testDatabase()
const calendarOn = () => createCalendar({ db: database.db, clock: stoppedClock('2038-11-20T09:00:00+08:00') })
const off = Array.from({ length: 13 }, (_, index) => addDays(day('2039-10-01'), index))
const notice = { year: 2039, document: '测试用的通知，并非真的', holidays: off, workdays: ['2039-10-15'] }

describe('放假通知', () => {
  it('没有载入的年份算不出工作日；载入以后，已经打开的日历马上算得出', async () => {
    const calendar = calendarOn()
    await expect(calendar.now().then(({ isWorkingDay }) => isWorkingDay(day('2039-10-03')))).rejects.toThrow('2039')
    await calendarOn().load(notice)
    const { isWorkingDay } = await calendar.now()
    expect(isWorkingDay(day('2039-10-03'))).toBe(false)
    expect(isWorkingDay(day('2039-10-15'))).toBe(true)
    expect(isWorkingDay(day('2039-10-16'))).toBe(false)
  })
  it('同一年后来的通知代替前面的，列出来只有一份', async () => {
    await calendarOn().load({ ...notice, document: '更正' })
    const list = (await calendarOn().list()).filter(({ year }) => year === 2039)
    expect(list).toMatchObject([{ document: '更正', loadedAt: new Date('2038-11-20T01:00:00Z') }])
  })
  it('随程序来的年份仍在，没有载入日期', async () => {
    expect((await calendarOn().list()).find(({ year }) => year === 2026)).toMatchObject({ loadedAt: null })
  })
  it('写错的通知不进表', async () => {
    await expect(calendarOn().load({ ...notice, year: 2040 })).rejects.toThrow('2040')
    expect((await calendarOn().now()).years).not.toContain(2040)
  })
})
