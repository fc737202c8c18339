import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { fen, sumFen, yuan, type Fen } from '#platform/money/index.ts'
import type { MemberFacts, StatedFacts } from '#registry/households/facts.ts'
import type { Assessment } from './assessment.ts'
import type { Eligibility } from './assess/eligibility.ts'
import { overlayOf } from './packs/overlay.ts'
import type { Pack } from './packs/pack.ts'
import { recompute } from './tree/recompute.ts'
import {
  eligibilityOf,
  fact,
  household,
  patience,
  person,
  requestFor,
  shippedPacks,
  withWages,
} from './testing-packs.ts'

const shipped: { packs: readonly Pack[]; eligibility: Eligibility } = { packs: [], eligibility: eligibilityOf([]) }
beforeAll(async () => {
  shipped.packs = await shippedPacks()
  shipped.eligibility = eligibilityOf(shipped.packs)
}, patience)

const stated = (values: Readonly<Record<string, string>>): { stated: StatedFacts } => ({
  stated: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fact(value)])),
})
const assess = (...given: Parameters<Eligibility['assess']>): Assessment => {
  const answer = shipped.eligibility.assess(...given)
  if (answer.tree.length > 0)
    expect(recompute(answer.tree), answer.programme).toEqual({ amount: answer.amount, faults: [] })
  return answer
}
const trial = (key: string, value: string, region: string) => ({
  overlay: overlayOf([{ key, value }], { region, packs: shipped.packs, document: '测试' }),
})

describe('AC-023 年标准分到十二个月，合计一分不差', () => {
  const elder = person('1', {
    ...{ bornOn: fact(day('1950-01-01')), disability: fact('none' as const) },
    ...stated({ 'tekun.income': '0.00', 'tekun.property': '符合', 'tekun.obligor': '没有义务人' }),
  })
  const months = Array.from({ length: 12 }, (_, index) => `2022-${String(index + 1).padStart(2, '0')}-01`)
  const paid = (options?: Parameters<typeof assess>[1]): Fen[] =>
    months.map((on) => assess(requestFor(household([elder]), { programme: 'tekun', on }), options).amount ?? fen(-1))
  it('嘉兴 16,187 元：十一个月 1,348.92，十二月 1,348.88', () => {
    const amounts = paid()
    expect(sumFen(amounts)).toBe(yuan('16187.00'))
    expect(amounts.slice(0, 11).every((amount) => amount === yuan('1348.92'))).toBe(true)
    expect(amounts[11]).toBe(yuan('1348.88'))
  })
  it('换成另一种分法，合计还是 16,187 元', () => {
    const other = trial('tekun.basic.spread', '前十一个月舍一分，十二月找平', '330400')
    const amounts = paid(other)
    expect([sumFen(amounts), amounts[0], amounts[11]]).toEqual([yuan('16187.00'), yuan('1348.91'), yuan('1348.99')])
  })
})

describe('以前的包里填的，现在的包里没有这一项', () => {
  const elder = (values: Readonly<Record<string, string>>): MemberFacts =>
    person('1', { bornOn: fact(day('1950-01-01')), disability: fact('none' as const), ...stated(values) })
  const ask = (one: MemberFacts): Assessment =>
    assess(requestFor(household([one]), { programme: 'tekun', on: '2022-01-01' }))
  const said = { 'tekun.income': '0.00', 'tekun.property': '符合', 'tekun.obligor': '没有义务人' }
  it('等于没有填：照名字再问一遍，不算成任何别的，也不报错', () => {
    expect(ask(elder(said)).outcome).toBe('entitled')
    const { 'tekun.obligor': _, ...unsaid } = said
    const answer = ask(elder({ ...said, 'tekun.obligor': '旧包里的选项' }))
    expect(answer.missing.map(({ path }) => path)).toEqual(['member:1.stated.tekun.obligor'])
    expect([answer.outcome, answer.amount, answer.missing]).toEqual(
      ((bare) => [bare.outcome, bare.amount, bare.missing])(ask(elder(unsaid))),
    )
    expect(JSON.stringify(answer.tree)).not.toContain('旧包里的选项')
  })
  it('以前填的是字，现在要的是钱数，也一样', () => {
    const answer = ask(elder({ ...said, 'tekun.income': '不详' }))
    expect(answer.missing.map(({ path }) => path)).toEqual(['member:1.stated.tekun.income'])
  })
})

describe('AC-025 两个标准，三类儿童', () => {
  const child = (values: Readonly<Record<string, string>>): MemberFacts =>
    person('1', { bornOn: fact(day('2016-01-01')), registeredAt: fact('370402'), ...stated(values) })
  const groups = [
    { count: 36n, one: child({ 'child.father': '死亡', 'child.mother': '死亡' }) },
    { count: 277n, one: child({ 'child.father': '死亡', 'child.mother': '失去联系', 'child.mother-months': '6' }) },
    { count: 307n, one: child({ 'child.father': '能抚养', 'child.mother': '死亡', 'child.key': '是' }) },
  ]
  const ask = (one: MemberFacts, rate?: string): Assessment =>
    assess(
      requestFor(household([one]), { region: '370402', programme: 'child-allowance', on: '2025-03-01' }),
      rate === undefined ? {} : trial('child-allowance.uncared-rate', rate, '370402'),
    )
  const need = (rate: string): bigint =>
    groups.reduce((sum, { count, one }) => sum + count * (ask(one, rate).amount ?? 0n), 0n)
  it('照孤儿标准每月要 997,990 元；换成第二档是 845,640 元，差 152,350 元，什么也没有改', () => {
    const [orphanRate, secondRate] = [need('按孤儿标准'), need('按第二档标准')]
    expect([orphanRate, secondRate]).toEqual([yuan('997990'), yuan('845640')])
    expect(orphanRate - secondRate).toBe(yuan('152350'))
    expect(ask(groups[1]!.one)).toMatchObject({ outcome: 'not-enough-known', amount: null })
    expect(ask(groups[1]!.one).possible.map(({ amount }) => amount)).toEqual([yuan('1882'), yuan('1332')])
  })
  it('半年报的 3,232,700 元和六个月的需要对不上', () => {
    const sixMonths = 6n * need('按孤儿标准')
    expect(sixMonths).toBe(yuan('5987940'))
    expect(sixMonths === yuan('3232700')).toBe(false)
  })
  it('孤儿和重点困境儿童不受这一问影响', () => {
    expect([ask(groups[0]!.one).amount, ask(groups[2]!.one).amount]).toEqual([yuan('1882'), yuan('1332')])
  })
})

describe('AC-026 需求登记的两倍线，含不含本数是数据', () => {
  const at = (wages: string, options?: Parameters<typeof assess>[1]) =>
    assess(requestFor(household([withWages(person('1'), wages)]), { programme: 'needs-register' }), options)
  it('1,620.00 登记，1,620.01 不登记，线和“以下”都写在算式里', () => {
    const [inside, outside] = [at('1620.00'), at('1620.01')]
    expect([inside.outcome, outside.outcome]).toEqual(['entitled', 'not-entitled'])
    const said = inside.tree.flatMap(({ lines }) => lines).map(({ zh }) => zh)
    expect(said.join()).toMatch(/1,620\.00 元以下/)
    expect(inside.parameters.map(({ key, value }) => [key, value])).toEqual(
      expect.arrayContaining([
        ['needs-register.percent', '200'],
        ['needs-register.operator', '以下'],
      ]),
    )
  })
  it('换成“低于”，正好两倍就不登记，规则一个字没有改', () => {
    expect(at('1620.00', trial('needs-register.operator', '低于', '330400')).outcome).toBe('not-entitled')
    expect(at('1619.99', trial('needs-register.operator', '低于', '330400')).outcome).toBe('entitled')
  })
})

describe('AC-031 的虚拟岗：按户，不按人', () => {
  it('913 户，每户 500 元，456,500 元', () => {
    const couple = household(
      [person('1', { labourCapacity: fact('none' as const) }), person('2', { labourCapacity: fact('full' as const) })],
      stated({ 'aid.class': '低保' }),
    )
    const { amount } = assess(requestFor(couple, { programme: 'virtual-post', on: '2019-08-01' }))
    expect((amount ?? 0n) * 913n).toBe(yuan('456500'))
  })
})

describe('没有数的地方', () => {
  const everything = household(
    [person('1', { registeredAt: fact('330300') })],
    stated({ 'aid.class': '都不是', 'rigid.property': '符合' }),
  )
  it.each([
    'margin',
    'rigid-expenditure',
    'disability-living',
    'disability-nursing',
    'support-fee',
    'tekun',
    'tekun-care',
    'dibao-single',
    'dibao-extra',
    'dibao-grace',
    'child-allowance',
    'temporary-aid',
  ])('温州没有录入 %s 的数：说没有录入，不给零', (programme) => {
    const answer = assess(requestFor(everything, { region: '330300', programme, on: '2026-07-02' }))
    expect(answer).toMatchObject({ outcome: 'no-rule', amount: null, tree: [] })
    expect(answer.reasons.map(({ code }) => code)).toEqual(['not-configured-here'])
    expect(answer.reasons[0]?.en).toContain('not configured for this area')
  })
  it('合成的数只在青禾县，处处标着合成', () => {
    const synthetic = shipped.packs.flatMap(({ rows }) => rows).filter(({ status }) => status === 'synthetic')
    expect(new Set(synthetic.map(({ region }) => region))).toEqual(new Set(['999901']))
    for (const { document, status, region } of shipped.packs.flatMap(({ rows }) => rows))
      expect(document.includes('合成'), `${region} ${document}`).toBe(status === 'synthetic')
  })
})

describe('每个包', () => {
  it('共用的事实，各包说的一样', () => {
    const byKey = new Map<string, string>()
    for (const { facts, id } of shipped.packs)
      for (const one of facts) {
        const said = JSON.stringify(one)
        expect(byKey.get(one.key) ?? said, `${id} ${one.key}`).toBe(said)
        byKey.set(one.key, said)
      }
  })
  it('共用的参数，各包说的一样', () => {
    const byKey = new Map<string, string>()
    for (const { parameters, id } of shipped.packs)
      for (const { key, unit, type, readings, input } of parameters) {
        const said = JSON.stringify({ unit, type, readings, input })
        expect(byKey.get(key) ?? said, `${id} ${key}`).toBe(said)
        byKey.set(key, said)
      }
  })
  it('模型要的每一样，都有人给：事实、参数，或者档案里的', () => {
    const fromFile = ['成员', '财产', '现在每月发', '发放月', '事实日', '周岁', '当月末周岁', '上月末周岁', '本地户籍']
    const known = new Set([...fromFile, '城乡', '残疾类别', '残疾等级', '重病', '在读', '劳动能力', '婚姻'])
    for (const { id, models, parameters, facts } of shipped.packs) {
      const given = new Set([...known, ...parameters.map(({ input }) => input), ...facts.map(({ input }) => input)])
      for (const { model } of models)
        for (const { name } of model.inputs) expect(given.has(name), `${id} ${name}`).toBe(true)
    }
  })
  it('每个理由都有两种文字', () => {
    for (const pack of shipped.packs)
      for (const { model } of pack.models) {
        const codes = [
          ...(pack.files[model.file.split('/').at(-1) ?? ''] ?? '').matchAll(/<text>"([a-z][a-z0-9-]+)"</g),
        ]
        const words = shipped.packs.filter(
          ({ programme }) => programme === pack.programme || pack.uses.includes(programme),
        )
        for (const [, code = ''] of codes)
          expect(
            words.some(({ words: said }) => code in said.reasons || code in said.notices),
            `${pack.id} ${code}`,
          ).toBe(true)
      }
  })
})
