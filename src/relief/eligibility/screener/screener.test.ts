import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { yuan } from '#platform/money/index.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { eligibilityOf, patience, shippedPacks } from '../testing-packs.ts'
import { recompute } from '../tree/recompute.ts'
import {
  answersFrom,
  errorsOf,
  firstOpen,
  hasTiers,
  questions,
  readTyped,
  screen,
  screenerPlaces,
  type AnswerSetting,
  type QuestionKey,
  type Screened,
} from './index.ts'

const shipped: { eligibility: Eligibility; setting: AnswerSetting } = {
  eligibility: eligibilityOf([]),
  setting: { places: [], today: day('2018-11-26') },
}
beforeAll(async () => {
  shipped.eligibility = eligibilityOf(await shippedPacks())
  const places = screenerPlaces(shipped.eligibility, {
    homeRegion: '999901',
    towns: [{ code: '999901101', name: { zh: '禾西镇', en: 'Hexi' } }],
    placeName: (code) => ({ zh: code, en: code }),
  })
  shipped.setting = { places, today: day('2018-11-26') }
}, patience)

/** Three people in Jiaxing with 1,500 yuan a month and nothing else. */
const three: Readonly<Record<string, string>> = {
  place: '330400',
  people: '3',
  registered: 'here',
  income: '1500',
  'income-per': 'month',
  'deposits-is': 'none',
  homes: '0',
  vehicles: '0',
  businesses: '0',
  'elders-is': 'none',
  'paid-is': 'unknown',
}
const screened = (changes: Readonly<Record<string, string>> = {}, on = '2018-11-26') => {
  const setting = { ...shipped.setting, today: day(on) }
  const typed = readTyped({ ...three, ...changes })
  const answers = answersFrom(typed, setting)
  if (answers === null) throw new Error(`open: ${String(firstOpen(typed, setting))}`)
  return screen(shipped.eligibility, answers, { today: setting.today, language: 'zh' })
}
const programme = (name: string, ...given: Parameters<typeof screened>): Screened => {
  const found = screened(...given).here.find((one) => one.programme === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}
const dibao = (...given: Parameters<typeof screened>): Screened => programme('dibao', ...given)
const errors = (key: QuestionKey, typed: Readonly<Record<string, unknown>>): string[] =>
  errorsOf(key, readTyped(typed), shipped.setting).map(({ field }) => field)

describe('题目', () => {
  it('不超过八题，每题两种文字，每个字段只归一题', () => {
    expect(questions.length).toBeLessThanOrEqual(8)
    const fields = questions.flatMap((one) => one.fields)
    expect(new Set(fields).size).toBe(fields.length)
    for (const { title, hint, why } of questions)
      for (const { zh, en } of [title, hint, why]) expect([zh, en].every(Boolean)).toBe(true)
  })
  it('什么也没写，每一题都要答；“说不清”每一题都收', () => {
    for (const { key } of questions) expect(errors(key, {}).length, key).toBeGreaterThan(0)
    const unknown = {
      ...{ place: '330400', 'people-is': 'unknown', registered: 'unknown', 'income-is': 'unknown' },
      ...{ 'deposits-is': 'unknown', homes: 'unknown', vehicles: 'unknown', businesses: 'unknown' },
      ...{ 'elders-is': 'unknown', 'paid-is': 'unknown' },
    }
    expect(firstOpen(readTyped(unknown), shipped.setting)).toBeNull()
  })
  it.each([
    ['1', []],
    ['20', []],
    ['３', []],
    ['0', ['people']],
    ['21', ['people']],
    ['-1', ['people']],
    ['三', ['people']],
    ['2.5', ['people']],
  ])('几口人写“%s”', (people, expected) => expect(errors('people', { people })).toEqual(expected))
  it.each([
    ['0', []],
    ['0.01', []],
    ['1,500.00', []],
    ['１５００元', []],
    ['10000000', []],
    ['10000000.01', ['income']],
    ['-1', ['income']],
    ['1.005', ['income']],
    ['1500到1800', ['income']],
    ['一万五', ['income']],
    ['1.5万', ['income']],
    ['<script>', ['income']],
  ])('收入写“%s”', (income, expected) => expect(errors('income', { income })).toEqual(expected))
  it('选了“没有”又写了数，要您留一个，不悄悄当零', () => {
    expect(errors('income', { 'income-is': 'none', income: '1500' })).toEqual(['income'])
    expect(errors('deposits', { 'deposits-is': 'unknown', deposits: '1' })).toEqual(['deposits'])
    expect(errors('elders', { 'elders-is': 'none', 'elder-1': '1939-01-01' })).toEqual(['elder-1'])
  })
  it.each([
    ['1939-01-01', []],
    ['19390101', []],
    ['1939年1月1日', []],
    ['1939.1.1', []],
    ['1939', ['elder-1']],
    ['1939-02-29', ['elder-1']],
    ['2018-11-27', ['elder-1']],
    ['2018-11-26', []],
    ['1899-12-31', ['elder-1']],
    ['八十五岁', ['elder-1']],
  ])('哪天出生写“%s”', (born, expected) =>
    expect(errors('elders', { 'elders-is': 'some', 'elder-1': born })).toEqual(expected),
  )
  it('房、车、执照：五个以内，或者说不清', () => {
    const given = { homes: '5', vehicles: '0', businesses: 'unknown' }
    expect(errors('things', given)).toEqual([])
    expect(errors('things', { ...given, homes: '6', vehicles: '' })).toEqual(['homes', 'vehicles'])
  })
  it('名单里没有的地方不收；没有地方就不再问，也不算', () => {
    expect(errors('place', { place: '110101' })).toEqual(['place'])
    expect(firstOpen(readTyped({ place: 'unknown' }), shipped.setting)).toBeNull()
    expect(screened({ place: 'unknown' }).here).toEqual([])
  })
  it('不是我们的字段、一个字段发两次、不是文字的，都不当答案', () => {
    expect(readTyped({ name: '居民甲0001', people: ['2', '9'], income: { a: 1 } })).toEqual({ people: '2' })
  })
})

describe('照同一套规则算', () => {
  it('嘉兴三口人每月 1,500 元：补 930 元，算式对得上（AC-022）', () => {
    const { assessment } = dibao()
    expect(assessment).toMatchObject({ outcome: 'entitled', amount: yuan('930'), simulated: false })
    expect(assessment && recompute(assessment.tree)).toEqual({ amount: yuan('930'), faults: [] })
    expect(assessment?.parameters[0]?.document).toContain('浙江省民政专题长文')
  })
  it('标准以下一分、正好、以上一分', () => {
    expect(dibao({ income: '2429.99' }).assessment?.amount).toBe(1n)
    expect(dibao({ income: '2430' }).assessment).toMatchObject({ outcome: 'not-entitled', amount: 0n })
    const { assessment } = dibao({ income: '2430.01' })
    expect(assessment?.reasons[0]).toMatchObject({ code: 'income-not-below-line' })
    expect(assessment?.reasons[0]?.article).not.toBe('')
  })
  it('嘉兴的需求登记照两倍的线：正好两倍登记，多一分不登记，不说发钱（AC-026）', () => {
    const at = (income: string) => programme('needs-register', { people: '1', income }).assessment
    expect(at('1620')).toMatchObject({ outcome: 'entitled', per: 'status', amount: 0n })
    expect(at('1620.01')).toMatchObject({ outcome: 'not-entitled' })
    expect(
      at('1620')
        ?.plain.map(({ zh }) => zh)
        .join(),
    ).toContain('本身不发钱')
  })
  it('写全年的，按月折；没有收入是零', () => {
    expect(dibao({ income: '18000', 'income-per': 'year' }).assessment?.amount).toBe(yuan('930'))
    const { income: _, ...without } = three
    expect(answersFrom(readTyped({ ...without, 'income-is': 'none' }), shipped.setting)?.income?.amount).toBe(0n)
  })
  it('收入说不清，不当零：算不准，差的是收入这一题，只说一次', () => {
    const one = dibao({ 'income-is': 'unknown', income: '' })
    expect(one.assessment).toMatchObject({ outcome: 'not-enough-known', amount: null })
    expect(one).toMatchObject({ askYou: ['income'], askOffice: [] })
  })
  it('几口人说不清，不猜一口；存款有数而本地没有限额，差的是我们', () => {
    expect(dibao({ 'people-is': 'unknown', people: '' })).toMatchObject({ assessment: null, askYou: ['people'] })
    const one = dibao({ 'deposits-is': 'some', deposits: '10000' })
    expect(one).toMatchObject({ askYou: [], askOffice: [{ path: 'parameter:dibao.property.deposits-months' }] })
  })
  it('户口都不在这里：不够条件；说不清：算不准', () => {
    expect(dibao({ registered: 'elsewhere' }).assessment?.reasons).toMatchObject([{ code: 'not-registered-here' }])
    expect(dibao({ registered: 'unknown' })).toMatchObject({ askYou: ['registered'] })
  })
  it('市中区分城镇和农村；说不清的，两个数都写（AC-024）', () => {
    expect([hasTiers(shipped.eligibility, '370402'), hasTiers(shipped.eligibility, '330400')]).toEqual([true, false])
    const here = { place: '370402', people: '2', income: '1000' }
    const at = (registered: string) => dibao({ ...here, registered }, '2025-03-01').assessment
    expect([at('urban')?.amount, at('rural')?.amount]).toEqual([yuan('882'), yuan('648')])
    expect(at('here')).toMatchObject({ outcome: 'not-enough-known', amount: null })
    expect(at('here')?.possible.map(({ amount }) => amount)).toEqual([yuan('882'), yuan('648')])
  })
  it('杭州 85 岁：照征求意见稿 40 元，标明是稿子；低保没有录入，不给数（AC-020）', () => {
    const given = [{ place: '330102', 'elders-is': 'some', 'elder-1': '1939-01-01' }, '2024-10-10'] as const
    const one = programme('elder-allowance', ...given)
    expect(one).toMatchObject({ status: 'draft', assessment: { simulated: true, amount: yuan('40') } })
    expect(dibao(...given).assessment).toMatchObject({ outcome: 'no-rule', amount: null })
    const none = programme('elder-allowance', { place: '330102' }, '2024-10-10')
    expect(none).toMatchObject({ assessment: null, isForNobody: true, askYou: [] })
    const unsaid = programme('elder-allowance', { place: '330102', 'elders-is': 'unknown' }, '2024-10-10')
    expect(unsaid).toMatchObject({ assessment: null, isForNobody: false, askYou: ['elders'] })
  })
  it('镇用县的标准；别处有而这里没有的，写出来', () => {
    const at = screened({ place: '999901101' }, '2026-03-02')
    expect(at.here.map((one) => [one.programme, one.assessment?.amount])).toEqual([['dibao', yuan('930')]])
    expect(at.more.map(({ policy }) => policy)).toContain('qinghe-temporary-aid')
    expect(at.notHere.map(({ policy }) => policy)).toContain('hangzhou-elder-allowance')
  })
  it('算一次不到 50 毫秒', () => {
    screened()
    // The quickest of some: a busy machine makes any one of them wait.
    const took = Array.from({ length: 20 }, (_, round) => {
      const since = performance.now()
      screened({ income: String(1000 + round), people: '20' })
      return performance.now() - since
    })
    expect(Math.min(...took)).toBeLessThan(50)
  })
})
