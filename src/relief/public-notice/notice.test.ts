import { describe, expect, it } from 'vitest'
import { day, workingCalendar } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { daysLeft, endOf, hangs, isOpenAt, notShown } from './notice.ts'

const rule = { days: 7, restDayMovesOn: true, source: '民发〔2021〕57号 第十九条' }
const calendar = workingCalendar()

describe('公示几天', () => {
  it('2026-03-02 贴出，当天不算，最后一天是 2026-03-09，24 时撤下', () => {
    const period = hangs(day('2026-03-02'), rule, calendar)
    expect(period.lastDay).toBe('2026-03-09')
    expect(period.closesAt.toISOString()).toBe('2026-03-09T16:00:00.000Z')
  })
  it('日历天，不是工作日：中间的周末照算', () => {
    expect(hangs(day('2026-03-03'), rule, calendar).lastDay).toBe('2026-03-10')
  })
  it('最后一天是周六，顺延到周一（民法典 203）；参数说不顺延就不顺延', () => {
    expect(hangs(day('2026-03-07'), rule, calendar).lastDay).toBe('2026-03-16')
    expect(hangs(day('2026-03-07'), { ...rule, restDayMovesOn: false }, calendar).lastDay).toBe('2026-03-14')
  })
  it('最后一天落在春节假期，顺延到上班那天', () => {
    const { lastDay } = hangs(day('2026-02-10'), rule, calendar)
    expect(lastDay > '2026-02-17').toBe(true)
    expect(calendar.isWorkingDay(lastDay)).toBe(true)
  })
  it('最后一天是调休要上班的周末，不顺延', () => {
    const worked = day('2026-02-14')
    expect(calendar.isWorkingDay(worked)).toBe(true)
    expect(hangs(day('2026-02-07'), rule, calendar).lastDay).toBe(worked)
  })
  it('差一分钟还在，到点就没了', () => {
    const closesAt = endOf(day('2026-03-09'))
    expect(isOpenAt({ state: 'shown', closesAt }, new Date('2026-03-09T23:59:00+08:00'))).toBe(true)
    expect(isOpenAt({ state: 'shown', closesAt }, new Date('2026-03-10T00:00:00+08:00'))).toBe(false)
    expect(isOpenAt({ state: 'objected', closesAt }, new Date('2026-03-03T09:00:00+08:00'))).toBe(false)
  })
  it('还剩几天：贴出当天 7 天，最后一天 0 天，过了也不是负数', () => {
    const last = day('2026-03-09')
    expect([day('2026-03-02'), last, day('2026-04-01')].map((on) => daysLeft(last, on))).toEqual([7, 0, 0])
  })
})

describe('哪些不公示', () => {
  const on = day('2026-03-02')
  it('成年人申请的公示；差一天满十八岁的不公示', () => {
    expect(notShown({ bornOn: day('2008-03-02') }, on, rule)).toBeNull()
    expect(notShown({ bornOn: day('2008-03-03') }, on, rule)).toBe('minor')
  })
  it('事实无人抚养儿童一类的项目，谁申请都不公示', () => {
    expect(notShown({ bornOn: day('1980-01-01') }, on, 'never')).toBe('programme')
    expect(notShown({ bornOn: null }, on, 'never')).toBe('programme')
  })
  it('不知道是不是成年人，不猜', () => {
    expect(() => notShown({ bornOn: null }, on, rule)).toThrow(Refusal)
  })
})
