import { describe, expect, it } from 'vitest'
import { addDays, addMonths, ageOn, day, dayOf, daysBetween, lastDayOf, month } from './index.ts'

describe('日子', () => {
  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '2025-02-29', '0000-01-01'])('%s 不是日期', (text) =>
    expect(() => day(text)).toThrow('不是日期'),
  )
  it('周岁在生日当天满', () => {
    const born = day('1944-10-11')
    expect(
      [day('2024-10-10'), day('2024-10-11'), day('2034-10-10'), day('2034-10-11')].map((on) => ageOn(born, on)),
    ).toEqual([79, 80, 89, 90])
  })
  it('2月29日出生的人在平年3月1日满岁', () => {
    expect(ageOn(day('2008-02-29'), day('2026-02-28'))).toBe(17)
    expect(ageOn(day('2008-02-29'), day('2026-03-01'))).toBe(18)
  })
  it('跨年跨月都数得对', () => {
    expect(addDays(day('2026-03-02'), 7)).toBe('2026-03-09')
    expect(addMonths(month('2025-12'), 1)).toBe('2026-01')
    expect(addMonths(month('2026-01'), -13)).toBe('2024-12')
    expect(lastDayOf(month('2028-02'))).toBe('2028-02-29')
    expect(daysBetween(day('2026-02-27'), day('2026-03-02'))).toBe(3)
  })
  it('日子按北京时间换，不按机器的时区', () => {
    expect(dayOf(new Date('2026-03-01T15:59:59Z'))).toBe('2026-03-01')
    expect(dayOf(new Date('2026-03-01T16:00:00Z'))).toBe('2026-03-02')
  })
})
