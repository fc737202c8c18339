import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { day, workingCalendar } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import { unanswered, withAnswers } from './answers.ts'
import { findingsOf, statementOf } from './findings.ts'
import { formOn, readForm } from './form.ts'
import { lacksOf, startHint, surveyObstacle, type Written } from './survey.ts'

const path = fileURLToPath(new URL('../../../policy/000000/home-survey.yaml', import.meta.url))
const file = readForm(readFileSync(path, 'utf8'), 'home-survey.yaml')
const dibao = (on: string) => formOn(file, { on: day(on), programme: 'dibao' })
const form = dibao('2026-03-02')
const members = [
  { id: 'p1', name: '居民甲0001' },
  { id: 'p2', name: '居民乙0001' },
]
const at = (text: string): Date => new Date(`${text}T09:00:00+08:00`)
const survey = (started: string, finished: string | null, ...people: string[]) => ({
  startedAt: at(started),
  finishedAt: finished === null ? null : at(finished),
  investigators: people.map((id) => ({ id })),
})

describe('提意见以前要入户', () => {
  const first = { least: 2, objectedAt: null }
  it('没有调查、没做完、只有一个人去，都不行', () => {
    for (const surveys of [[], [survey('2026-03-02', null, 'a', 'b')], [survey('2026-03-02', '2026-03-03', 'a', 'a')]])
      expect(surveyObstacle(surveys, first)?.code).toBe('home-survey.surveyFirst')
  })
  it('两个人去过、做完了，可以', () => {
    expect(surveyObstacle([survey('2026-03-02', '2026-03-03', 'a', 'b')], first)).toBeNull()
  })
})

describe('有异议要换人重新入户', () => {
  const again = { least: 2, objectedAt: at('2026-03-05') }
  const old = survey('2026-03-02', '2026-03-03', 'a', 'b')
  it('旧的不算；新的还是那两个人、或者有一个是，都不行', () => {
    for (const surveys of [
      [old],
      [old, survey('2026-03-06', '2026-03-06', 'a', 'b')],
      [old, survey('2026-03-06', '2026-03-06', 'b', 'c')],
    ])
      expect(surveyObstacle(surveys, again)?.code).toBe('home-survey.newSurveyFirst')
  })
  it('异议以前开始、异议以后才做完的，不是新的', () => {
    expect(surveyObstacle([old, survey('2026-03-04', '2026-03-06', 'c', 'd')], again)).not.toBeNull()
  })
  it('另外两个人重新去过，可以；没做完的旧草稿不影响', () => {
    expect(surveyObstacle([old, survey('2026-03-06', '2026-03-07', 'c', 'd')], again)).toBeNull()
    const surveys = [old, survey('2026-03-04', null, 'c'), survey('2026-03-06', '2026-03-07', 'c', 'd')]
    expect(surveyObstacle(surveys, again)).toBeNull()
  })
})

const filled = withAnswers(
  form,
  members,
  {},
  {
    present: 'all',
    'lives-here@p1': 'yes',
    'lives-here@p2': 'away',
    'house-kind': 'own',
    'house-state': 'sound',
    meals: 'plain',
    hardship: 'illness,care',
  },
)
const signed = [
  { name: '甲', hasSigned: true },
  { name: '乙', hasSigned: true },
]
const whole: Written = { form, members, answers: filled, investigators: signed, family: 'signed' }

describe('什么时候算做完', () => {
  it('必填都填、两个人都签、家里人签了，就做完', () => {
    expect(lacksOf(whole)).toEqual([])
    expect(lacksOf({ ...whole, family: 'refused' })).toEqual([])
  })
  it('每差一样都说得出来', () => {
    const says = (change: Partial<Written>) => lacksOf({ ...whole, ...change }).map(({ zh }) => zh)
    expect(says({ family: 'open' })[0]).toContain('家里人还没有签名')
    expect(says({ investigators: signed.slice(0, 1) })[0]).toContain('至少 2 位')
    expect(says({ investigators: [signed[0]!, { name: '乙', hasSigned: false }] })).toEqual(['乙还没有签名'])
    const { meals: _meals, ...rest } = filled
    expect(says({ answers: rest })).toEqual(['“吃的怎么样”还没有填'])
  })
  it('两个人都没签，两句话，各说是谁；一个调查人也没有，说人数不够', () => {
    const unsigned = signed.map((one) => ({ ...one, hasSigned: false }))
    expect(lacksOf({ ...whole, investigators: unsigned }).map(({ zh }) => zh)).toEqual(['甲还没有签名', '乙还没有签名'])
    expect(lacksOf({ ...whole, investigators: [] })).toHaveLength(1)
  })
  it('家里多了一个人，关于他的必填题也要填', () => {
    const more = [...members, { id: 'p3', name: '居民丙0001' }]
    expect(unanswered(form, more, filled).map(({ key }) => key)).toEqual(['lives-here@p3'])
  })
})

describe('填表', () => {
  it('空着是不知道：删掉的答案不留，写 0 是 0', () => {
    const wages = withAnswers(form, members, filled, { 'wages@p1': '0' })
    expect(wages['wages@p1']).toBe('0')
    expect(withAnswers(form, members, wages, { 'wages@p1': ' ' })).not.toHaveProperty('wages@p1')
  })
  it.each([
    ['present', 'maybe'],
    ['hardship', 'illness,luck'],
    ['rooms', '三间'],
    ['wages@p1', '1.234'],
    ['wages@p1', '-5'],
    ['wages@p9', '5'],
    ['no-such-question', 'x'],
  ])('%s 填 %s 不行', (key, value) => {
    expect(() => withAnswers(form, members, {}, { [key]: value })).toThrow()
  })
})

describe('调查到的写入档案', () => {
  it('来源写入户调查和日子；没填的不写，“看不出来”不写', () => {
    const answers = withAnswers(form, members, filled, {
      'homes-owned': '1',
      vehicles: '0',
      'deposits-stated': '6210.44',
      'wages@p1': '1500',
      'work-ability@p1': 'partial',
      'work-ability@p2': 'unknown',
    })
    const findings = findingsOf(form, members, answers)
    expect(findings.map(({ key }) => key)).toEqual([
      'homes-owned',
      'work-ability@p1',
      'wages@p1',
      'vehicles',
      'deposits-stated',
    ])
    const statement = statementOf(findings, {
      householdId: 'h',
      caseNumber: 'QH-DB-2026-000001',
      number: 1,
      on: day('2026-03-04'),
    })
    const source = { kind: 'surveyed', zh: 'QH-DB-2026-000001 第 1 次入户调查', on: '2026-03-04' }
    expect(statement.household).toEqual({
      homes: { value: 1, source },
      vehicles: { value: 0, source },
      deposits: { value: fen(621_044n), source },
    })
    expect(statement.members).toEqual([
      {
        id: 'p1',
        labourCapacity: { value: 'partial', source },
        incomes: { wages: { value: { amount: fen(150_000n), per: 'month' }, source } },
      },
    ])
  })
})

describe('依据照那一天的', () => {
  it('2026-06-30 和 2026-07-01 引用的不是同一行；早于最早一行的，没有规定就说没有', () => {
    const source = (on: string) => dibao(on).investigators.source
    expect(source('2026-06-30')).toBe('民发〔2021〕57号')
    expect(source('2026-07-01')).toContain('没有被明文废止')
    expect(source('2021-07-01')).toBe(source('2026-06-30'))
    expect(() => source('2021-06-30')).toThrow('2021-06-30 这天没有')
  })
  it('57号只管低保：别的项目不引用它，也不编开始的天数', () => {
    const tekun = formOn(file, { on: day('2026-03-02'), programme: 'tekun' })
    expect(tekun['start-within']).toBeNull()
    expect(tekun.investigators).toEqual({ least: 2, source: '本机构设定（合成，演示用）' })
  })
})

describe('三个工作日以内开始', () => {
  const ask = (today: string, hasBegun = false) =>
    startHint({ acceptedOn: day('2026-03-02'), today: day(today), hasBegun }, form['start-within']!, workingCalendar())
  it('受理当天不算，周末不算；到期只亮灯', () => {
    expect(ask('2026-03-02')).toMatchObject({ dueOn: '2026-03-05', leftDays: 3, light: 'green' })
    expect(ask('2026-03-04')).toMatchObject({ leftDays: 1, light: 'amber' })
    expect(ask('2026-03-05')).toMatchObject({ leftDays: 0, light: 'amber' })
    expect(ask('2026-03-06')).toMatchObject({ leftDays: -1, light: 'red' })
    expect(ask('2026-03-09')).toMatchObject({ leftDays: -2 })
    expect(ask('2026-03-09', true).light).toBe('done')
  })
})
