import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { roleNames } from '#registry/officers/index.ts'
import { shippedDirectory } from '#registry/regions/index.ts'
import { placesAboveFrom } from '#relief/eligibility/index.ts'
import { policyFolder } from '../testing.ts'
import { createProcedureLibrary, loadProcedures } from './library.ts'
import { limitOf, stageLimitOf } from './procedure.ts'
import { procedures, readProcedureFile } from './read.ts'

const tree = shippedDirectory()
const library = createProcedureLibrary(
  loadProcedures(policyFolder, roleNames),
  placesAboveFrom(() => tree),
)
const pick = (region: string, on: string, programme = 'dibao') => library.pick({ region, programme, on: day(on) })

describe('装着的流程', () => {
  it.each([
    ['320500', '2026-03-02', '000000', 30],
    ['330100', '2026-03-02', '330000', 30],
    ['330402', '2026-03-02', '330400', 12],
    ['330402', '2026-09-01', '330400', 12],
    ['999901', '2026-03-02', '000000', 30],
  ])('%s 在 %s 用 %s 的流程，全程 %i 个工作日', (region, on, from, days) => {
    const procedure = pick(region, on)!
    expect(procedure.region).toBe(from)
    expect(limitOf(procedure, 'ordinary')?.days).toBe(days)
    expect(limitOf(procedure, 'special')?.days).toBe(45)
  })
  it('浙江：乡镇 15 个工作日提意见，县里 5 个工作日决定', () => {
    const { stages } = pick('330100', '2026-03-02')!
    expect([stages.get('investigation')?.limit?.days, stages.get('decision')?.limit?.days]).toEqual([15, 5])
  })
  it.each(['320500', '330100', '330402', '999901'])('%s 的核对，提请以后 3 个工作日内启动，照57号', (region) => {
    for (const on of ['2026-03-02', '2026-09-01'])
      expect(pick(region, on)?.beginWithin).toMatchObject({
        'means-check': { days: 3, source: expect.stringContaining('57号') },
      })
    // Help in an emergency is checked afterwards: no document gives it a day.
    expect(pick('999901', '2026-03-02', 'temporary-aid')?.beginWithin).toBeUndefined()
  })
  it.each(['2026-03-02', '2026-09-01'])('特困在 %s：只有环节的天数，没有全程的', (on) => {
    const tekun = pick('999901', on, 'tekun')!
    expect([limitOf(tekun, 'ordinary'), limitOf(tekun, 'special')]).toEqual([null, null])
    const days = ['investigation', 'notice', 'objection', 'decision', 'approval', 'refused'].map(
      (stage) => stageLimitOf(tekun, stage).limit?.days ?? null,
    )
    expect(days).toEqual([15, null, 15, 15, 15, 3])
    expect(tekun.group).toBe(pick('999901', on)?.group)
  })
  it('刚性支出 30 天、45 天；低保边缘的天数没有查到，只有演示县有，标明合成', () => {
    const rigid = pick('330402', '2026-03-02', 'rigid-expenditure')!
    expect([limitOf(rigid, 'ordinary')?.days, limitOf(rigid, 'special')?.days]).toEqual([30, 45])
    expect([...rigid.stages.keys()]).not.toContain('notice')
    expect(pick('330402', '2024-12-31', 'rigid-expenditure')).toBeNull()
    expect(pick('330402', '2026-03-02', 'margin')).toBeNull()
    expect(pick('999901', '2026-03-02', 'margin')).toMatchObject({ status: 'synthetic', group: rigid.group })
  })
  it('2026-07-01 以后立案的，用照社会救助法的一版；以前立案的还用那时的', () => {
    expect(pick('999901', '2026-06-30')?.title).toContain('57号')
    expect(pick('999901', '2026-07-01')?.title).toContain('社会救助法')
    const key = { region: '000000', programme: 'dibao', validFrom: day('2021-07-01') }
    expect(library.of(key)?.title).toContain('57号')
  })
  it('没有流程的日子和项目，答没有', () => {
    expect(pick('999901', '2021-06-30')).toBeNull()
    expect(pick('330400', '2026-03-02', 'temporary-aid')).toBeNull()
    expect(pick('999901', '2026-03-02', 'temporary-aid')?.status).toBe('synthetic')
  })
})

const own = 'zh: 一, en: one'
const good = `
programme: trial
words: { zh: 试, en: trial }
code: TT
versions:
  - from: 2026-01-01
    title: 第一版
    start: one
    limits: { ordinary: { days: 5, source: 某文 } }
    stages:
      one: { zh: 一, en: one, moves: { accept: { who: [town-clerk], to: two } } }
      two: { zh: 二, en: two, moves: { withdraw: { who: [town-clerk], to: end } } }
      end: { zh: 完, en: end, outcome: withdrawn, moves: {} }
`
const read = (text: string): unknown =>
  procedures([readProcedureFile('999901', '999901/trial/procedure.yaml', text)], new Set(roleNames))

describe('写错的流程说得出错在哪个文件、哪个环节', () => {
  it('没写错的读得进', () => expect(read(good)).toHaveLength(1))
  it('没有全程时限的，环节各有期限就读得进；系统自己往下走的环节不用', () => {
    const staged = good
      .replace('    limits: { ordinary: { days: 5, source: 某文 } }\n', '')
      .replace('zh: 二, en: two,', 'zh: 二, en: two, limit: { days: 15, source: 某文 },')
    expect(read(staged)).toMatchObject([{ limits: null }])
    const hanging = staged
      .replace('withdraw: { who: [town-clerk], to: end }', 'give-opinion: { who: [town-clerk], to: three }')
      .replace(
        '      end:',
        '      three: { zh: 三, en: three, moves: { notice-ended: { who: [system], to: end } } }\n      end:',
      )
    expect(read(hanging)).toHaveLength(1)
    // The same stage waiting for a person has to say its days.
    expect(() => read(hanging.replace('who: [system]', 'who: [town-clerk]'))).toThrow('环节“three”的期限没有配置')
  })
  it.each([
    ['不认识的动作', ['accept:', 'approve-all:'], /环节“one”.*approve-all/],
    ['要去的环节没有', ['to: two', 'to: three'], /环节“one”动作“accept”要到“three”，但没有这个环节/],
    ['不认识的岗位', ['who: [town-clerk], to: end', 'who: [mayor], to: end'], /环节“two”.*“mayor”来做，但没有这个岗位/],
    ['出不去的环节', ['withdraw: { who: [town-clerk], to: end }', ''], /环节“two”进得来出不去/],
    ['到不了的环节', ['start: one', 'start: two'], /环节“one”没有哪个环节通到它/],
    ['换人换的动作不认识', ['to: end }', 'to: end, other-than: sign }'], /环节“two”.*“sign”，但没有这个动作/],
    [
      '期限接着算到没有的环节',
      [own, `${own}, limit: { days: 2, source: 某文, through: [three] }`],
      /“one”.*接着算到“three”，但没有/,
    ],
    ['期限接着算到办结以后', [own, `${own}, limit: { days: 2, source: 某文, through: [end] }`], /“one”.*那里已经办结/],
    ['期限接着算到自己', [own, `${own}, limit: { days: 2, source: 某文, through: [one] }`], /“one”.*那里有自己的期限/],
    [
      '没有环节要的，写了几天内开始',
      ['start: one', 'start: one\n    begin-within: { means-check: { days: 3, source: 某文 } }'],
      /“means-check”几天内开始，但没有/,
    ],
    ['全程时限说接着算', ['source: 某文 }', 'source: 某文, through: [two] }'], /through/],
    ['期限没有来源', ['{ days: 5, source: 某文 }', '{ days: 5 }'], /source/],
    ['天数不是整数', ['days: 5', 'days: 5.5'], /limits\.ordinary\.days/],
    ['多出来的词', ['outcome: withdrawn', 'outcome: withdrawn, colour: red'], /环节“end”.*colour/],
    ['从没有的环节开始', ['start: one', 'start: zero'], /从“zero”开始，但没有这个环节/],
    ['不是 YAML', ['programme: trial', 'programme: ['], /不能用/],
    [
      '黄灯在红灯之后',
      ['start: one', 'start: one\n    lights: { amber: 90, red: 80 }'],
      /黄灯（90%）要在红灯（80%）之前/,
    ],
    [
      '全程时限没有，受理以后的环节也没有自己的',
      ['    limits: { ordinary: { days: 5, source: 某文 } }\n', ''],
      /环节“two”的期限没有配置，全程时限也没有/,
    ],
    ['有停表没有恢复', ['to: two }', 'to: two, pause: starts }'], /没有恢复的动作/],
    [
      '有县级入户，没写依据',
      ['moves: { withdraw', 'moves: { record-county-visit: { who: [county-reviewer], to: two }, withdraw'],
      /没有写依据/,
    ],
    ['照别处的，别处没有', ['start: one', 'like: "110000"'], /110000 的流程，但那里没有/],
    ['照前一版，前面没有', ['start: one', 'like: "999901"'], /前面没有/],
  ])('%s', (_, [from, to], sentence) => {
    const text = good.replace(from!, to!)
    expect(text).not.toBe(good)
    expect(() => read(text)).toThrow(/999901\/trial\/procedure\.yaml/)
    expect(() => read(text)).toThrow(sentence)
  })
  it('两版重叠', () => {
    const second = good.slice(good.indexOf('  - from')).replace('第一版', '第二版')
    expect(() => read(`${good.trimEnd()}\n${second}`)).toThrow(/版本重叠：“第一版”和“第二版”在 2026-01-01 都有效/)
    const later = second.replace('2026-01-01', '2026-05-01')
    expect(() => read(`${good.replace('    title', '    to: 2026-06-01\n    title').trimEnd()}\n${later}`)).toThrow(
      '版本重叠',
    )
    expect(read(`${good.trimEnd()}\n${later}`)).toHaveLength(2)
  })
})
