import { beforeAll, describe, expect, it } from 'vitest'
import { yuan } from '#platform/money/index.ts'
import type { Situation } from '#registry/households/facts.ts'
import { assessmentToWire } from '../assess/wire.ts'
import { diffToPaid } from '../assess/paid-difference.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import type { StoredAssessment } from '../contract.ts'
import {
  eligibilityOf,
  fact,
  household,
  patience,
  person,
  requestFor,
  shippedPacks,
  withWages,
} from '../testing-packs.ts'
import { renderWhyPage } from './why-page.tsx'

const shipped: { eligibility: Eligibility } = { eligibility: eligibilityOf([]) }
beforeAll(async () => {
  shipped.eligibility = eligibilityOf(await shippedPacks())
}, patience)

const site = {
  name: { zh: '青禾县助联', en: 'Qinghe Zhulian' },
  what: { zh: '社会救助服务联合体', en: 'Social assistance service consortium' },
  hotline: '12345',
  filingNumber: null,
  isDemonstration: true,
  nav: [],
  footLinks: [],
}
const pageOf = (situation: Situation, { on = '2018-11-26', language = 'zh' as 'zh' | 'en' } = {}): string => {
  const result = shipped.eligibility.assess(requestFor(situation, { on }))
  const paidNow = situation.paidNow?.value ?? null
  const { category, difference, zh, en } = diffToPaid(result, paidNow)
  const stored: StoredAssessment = {
    id: '01930000-0000-7000-8000-000000000001',
    programme: result.programme,
    month: result.month,
    factsOn: result.factsOn,
    lawOn: result.lawOn,
    outcome: result.outcome,
    class: result.class,
    classWords: null,
    amount: result.amount?.toString() ?? null,
    paidNow: paidNow?.toString() ?? null,
    simulated: result.simulated,
    packTitle: result.pack.title,
    assessedAt: '2026-03-02T01:00:00.000Z',
    assessedBy: '经办员甲',
    household: { id: situation.householdId, number: situation.number, head: '居民甲0001' },
    difference: { category, zh, en, amount: difference?.toString() ?? null },
    fingerprint: 'f',
    places: { '330400': '嘉兴市' },
    assessment: assessmentToWire(result),
  }
  return renderWhyPage({ site, visit: { path: '/why/x', language, elder: false }, stored }).html
}
const three = household([withWages(person('1'), '1500'), person('2'), person('3', { relation: 'child' })])

describe('为什么是这个数', () => {
  it('标准写明是哪里的，写名字不写代码', () => {
    const html = pageOf(three)
    expect(html).toContain('嘉兴市')
    expect(html).not.toContain('330400')
  })
  it('问题是标题，法条在边上，最后一行是 930.00，旁边是给家里的话', () => {
    const html = pageOf(three)
    for (const text of [
      '为什么是 930.00 元',
      '浙江省社会救助条例',
      '第十二条',
      '等于 930.00 元',
      '给 3 口人定的线是 2,430.00 元',
    ])
      expect(html).toContain(text)
    expect(html).toContain('id="line-result"')
  })
  it('和现在发的不一样，先说差在哪里', () => {
    expect(pageOf({ ...three, paidNow: fact(yuan('1020')) })).toContain('多发 90.00 元')
  })
  it('不符合：每个理由都写，都有条文', () => {
    const html = pageOf({
      ...three,
      propertyFinding: fact('fails' as const),
      members: [withWages(person('1'), '5000')],
    })
    expect(html).toContain('不低于 1 口人的线 810.00 元')
    expect(html).toContain('财产经工作人员认定不符合规定')
  })
  it('没有标准的月份，写没有标准，一个数也不写', () => {
    const html = pageOf(three, { on: '2018-10-26' })
    expect(html).toContain('没有 2018-10 的低保标准')
    expect(html).not.toContain('0.00 元')
  })
  it('名字里的标记不会变成网页的一部分', () => {
    const html = pageOf(household([{ ...withWages(person('1'), '1'), name: '<script>alert(1)</script>' }]))
    expect(html).not.toContain('<script>alert(1)')
  })
  it('不用脚本，也有英文', () => {
    expect(pageOf(three, { language: 'en' })).toContain('Why 930.00 yuan?')
    expect(pageOf(three)).not.toMatch(/ style="|onclick=/)
  })
})
