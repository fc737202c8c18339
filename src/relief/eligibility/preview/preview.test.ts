import { beforeAll, describe, expect, it } from 'vitest'
import { openApi } from '#platform/http/index.ts'
import { previewAssessment } from '../contract.ts'
import { eligibilityRoutes } from '../routes.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { eligibilityOf, patience, shippedPacks } from '../testing-packs.ts'
import { previewExamples } from './examples.ts'
import { preview } from './preview.ts'

let eligibility: Eligibility
beforeAll(async () => {
  eligibility = eligibilityOf(await shippedPacks())
}, patience)

const answerTo = (body: unknown) =>
  previewAssessment.answers.parse(preview(eligibility, previewAssessment.body.parse(body)))
const printed = () => {
  const routes = eligibilityRoutes({ eligibility, assessments: {} as never, entitlements: {} as never })
  const { paths } = openApi(routes, '1') as { paths: Record<string, { post: Printed }> }
  return paths['/api/assessments/preview']!.post
}
interface Printed {
  readonly security: unknown
  readonly 'x-per-minute-max': number
  readonly requestBody: { content: { 'application/json': { examples: Record<string, { value: unknown }> } } }
}
/** As an integrator copies it out of the page. */
const example = (name: keyof typeof previewExamples): unknown =>
  JSON.parse(JSON.stringify(printed().requestBody.content['application/json'].examples[name]!.value))

describe('POST /api/assessments/preview', () => {
  it('接口说明里有三个例子，不用登录，写明一分钟最多几次', () => {
    expect(Object.keys(printed().requestBody.content['application/json'].examples)).toHaveLength(3)
    expect([printed().security, printed()['x-per-minute-max']]).toEqual([[], 120])
  })
  it('嘉兴的例子：当地每一项都有回答，低保 930 元，理由有条文，有算式', () => {
    const { programmes } = answerTo(example('jiaxing-2018-11'))
    const here = eligibility
      .placesAbove('330400')
      .flatMap((place) => eligibility.library.packs.filter(({ region }) => region === place))
    expect(new Set(programmes.map(({ programme }) => programme))).toEqual(
      new Set(here.map(({ programme }) => programme)),
    )
    const dibao = programmes.find(({ programme }) => programme === 'dibao')!
    expect(dibao).toMatchObject({
      outcome: 'entitled',
      amount: '93000',
      per: 'month',
      title: { en: expect.any(String) },
    })
    expect(dibao.tree.length).toBeGreaterThan(0)
    expect(programmes.flatMap(({ reasons }) => reasons).every(({ zh, en }) => zh !== '' && en !== '')).toBe(true)
  })
  it('市中区的例子：只问低保，882 元', () => {
    expect(answerTo(example('shizhong-urban')).programmes).toMatchObject([
      { programme: 'dibao', outcome: 'entitled', amount: '88200' },
    ])
  })
  it('日子、月份写得不对：中文英文各说各的', () => {
    const asked = { region: '330400', factsOn: '2026-02-30', lawOn: '2026-03-02', month: '2026-13' }
    const found = previewAssessment.body.safeParse({ ...asked, situation: { members: [] } })
    expect(found.error?.issues).toMatchObject([
      { path: ['factsOn'], message: expect.stringContaining('不是日期'), params: { en: expect.stringMatching('no') } },
      { path: ['month'], message: expect.stringContaining('不是年月'), params: { en: expect.stringMatching('no') } },
    ])
  })
  it('没说的不当作零：不给数，缺的写明；字段的中文名来自规则包', () => {
    const { programmes, fields } = answerTo(example('facts-missing'))
    expect(programmes).toMatchObject([{ outcome: 'not-enough-known', amount: null }])
    expect(programmes[0]!.missing.map(({ path }) => path)).toContain('member:1.incomes.wages')
    // Nobody sent a name: the sentence says which member all the same.
    expect(programmes[0]!.missing.map(({ zh }) => zh)).toContain('成员 1 的工资性收入没有填')
    expect(programmes[0]!.missing.map(({ en }) => en)).toContain('wages of member 1 not stated')
    const missing = programmes[0]!.missing.filter(({ path }) => path.startsWith('member:1.'))
    for (const { path } of missing)
      expect(fields.map((one) => one.path).concat('counted', 'deduction')).toContain(path.slice('member:1.'.length))
    expect(fields).toContainEqual({
      of: 'household',
      path: 'deposits',
      zh: '一家的存款和有价证券',
      en: expect.any(String),
    })
  })
  it('草案只在说明是模拟时才有数', () => {
    const body = example('jiaxing-2018-11') as { situation: object }
    const ask = { ...body, region: '330100', factsOn: '2024-10-10', lawOn: '2024-10-10', month: '2024-10' }
    const only = { ...ask, programmes: ['elder-allowance'] }
    expect(answerTo(only).programmes).toMatchObject([{ outcome: 'no-rule', amount: null, simulated: false }])
    expect(answerTo({ ...only, simulate: true }).programmes[0]?.simulated).toBe(true)
  })
  it('没有这一项的规则，说没有，不给零', () => {
    const body = { ...(example('facts-missing') as object), programmes: ['no-such-thing'] }
    expect(answerTo(body).programmes).toMatchObject([{ outcome: 'no-rule', amount: null }])
  })
})
