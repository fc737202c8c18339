import { describe, expect, it } from 'vitest'
import { day, keptNotices, readNotice, workingCalendar } from './index.ts'

const calendar = workingCalendar()

describe('工作日', () => {
  it('AC-011：3月2日受理，12个工作日到3月18日，30个工作日到4月14日', () => {
    expect(calendar.addWorkingDays(day('2026-03-02'), 12)).toBe('2026-03-18')
    expect(calendar.addWorkingDays(day('2026-03-02'), 30)).toBe('2026-04-14')
  })
  it.each([
    ['春节调休的星期六上班', '2026-02-14', true],
    ['除夕放假', '2026-02-16', false],
    ['春节后补班的星期六', '2026-02-28', true],
    ['普通星期天', '2026-03-01', false],
    ['清明', '2026-04-06', false],
    ['2018年国庆前补班的星期天', '2018-09-30', true],
  ])('%s', (_, on, works) => expect(calendar.isWorkingDay(day(on))).toBe(works))

  it('从受理到办结数的和加的一致', () => {
    for (const days of [1, 5, 12, 20, 30, 45]) {
      const end = calendar.addWorkingDays(day('2026-01-30'), days)
      expect(calendar.workingDaysBetween(day('2026-01-30'), end)).toBe(days)
    }
  })
  it('期限最后一天放假就顺延', () => expect(calendar.nextWorkingDay(day('2026-02-15'))).toBe('2026-02-24'))

  it('没有放假通知的年份不猜', () => {
    expect(() => calendar.isWorkingDay(day('2027-01-04'))).toThrow('2027 年的放假调休安排还没有载入')
    expect(calendar.years).toEqual(expect.arrayContaining([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]))
  })
  it('来年的通知可以载入', () => {
    const holidays = Array.from({ length: 13 }, (_, index) => `2027-01-${String(index + 1).padStart(2, '0')}`)
    const notice = readNotice({ year: 2027, document: '测试用通知', holidays, workdays: ['2027-01-16'] })
    const extended = workingCalendar([...keptNotices(), notice])
    expect(extended.isWorkingDay(day('2027-01-16'))).toBe(true)
    expect(extended.isWorkingDay(day('2027-01-04'))).toBe(false)
    expect(() => readNotice({ year: 2027, document: 'x', holidays, workdays: [holidays[0]] })).toThrow('既放假又上班')
    expect(() => readNotice({ year: 2027, document: 'x', holidays: ['2026-01-01'], workdays: [] })).toThrow(
      '不在 2027 年',
    )
  })
})
