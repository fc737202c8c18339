import { describe, expect, it } from 'vitest'
import { valueOf } from '../testing/small-model.ts'

describe('FEEL：日期、时间和期间', () => {
  it.each<[string, unknown]>([
    ['duration("P1Y").days', null],
    ['duration("P1D").hours', '0'],
    ['date and time("2018-12-10T10:30:00+05:00").time offset', 'PT5H'],
    ['time("10:30:00@Etc/UTC").timezone', 'Etc/UTC'],
    ['date and time("2018-12-10").hour', '0'],
    ['date("2018-12-08") in [date("2018-12-08")..date("2018-12-10"))', true],
    ['is(@"2012-12-25", date("2012-12-25"))', true],
    ['is(time("23:00:50Z"), time("23:00:50+00:00"))', true],
    ['date and time("2012-12-24T23:59:00")', '2012-12-24T23:59:00'],
    ['date and time(date("2012-12-24"), time("23:59:00"))', '2012-12-24T23:59:00'],
    ['date(2017,8,30)', '2017-08-30'],
    ['years and months duration(date("2011-12-22"),date("2013-08-24"))', 'P1Y8M'],
    ['years and months duration(date("2013-08-24"),date("2011-12-22"))', '-P1Y8M'],
    ['date("2021-01-31") + @"P1M"', '2021-02-28'],
    ['date and time("2016-07-29T05:48:23.765-05:00") - date and time("2016-07-29T05:48:23Z")', 'PT5H0.765S'],
    ['time("00:00:00") - @"PT1S"', '23:59:59'],
    ['@"P1Y" / 2', 'P6M'],
    ['@"PT10H" / @"PT5H"', '2'],
    ['@"P1Y" * 1.5', 'P1Y6M'],
    ['day of week(date(2019, 9, 17))', 'Tuesday'],
    ['week of year(date(2005,1,1))', '53'],
    ['month of year(date(2019,9,17))', 'September'],
    ['date(year: 2020, month: 1, day: 2)', '2020-01-02'],
    ['time(hour: 1, minute: 2, second: 3)', '01:02:03'],
    ['time(1,2,3,@"PT1H")', '01:02:03+01:00'],
    ['date("2017-13-10")', null],
    ['date("-2017-01-01")', '-2017-01-01'],
    ['duration("P1Y1D")', null],
    ['@"PT0S" = @"-PT0S"', true],
  ])('%s', async (text, value) => {
    expect(await valueOf(text)).toEqual(value)
  })
})
