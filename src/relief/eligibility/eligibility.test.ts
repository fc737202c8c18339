import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { day, month } from '#platform/clock/index.ts'
import { fen, yuan } from '#platform/money/index.ts'
import type { Assessment } from './assessment.ts'
import type { Eligibility } from './assess/eligibility.ts'
import { checkPacks } from './packs/check.ts'
import { overlayOf } from './packs/overlay.ts'
import { packInForce, type Pack } from './packs/pack.ts'
import {
  eligibilityOf,
  fact,
  household,
  person,
  requestFor,
  patience,
  shippedPacks,
  withWages,
} from './testing-packs.ts'
import { recompute } from './tree/recompute.ts'

const shipped: { packs: readonly Pack[]; eligibility: Eligibility } = { packs: [], eligibility: eligibilityOf([]) }
beforeAll(async () => {
  shipped.packs = await shippedPacks()
  shipped.eligibility = eligibilityOf(shipped.packs)
}, patience)
const assess: Eligibility['assess'] = (...given) => shipped.eligibility.assess(...given)
const codes = ({ reasons }: Assessment): string[] => reasons.map(({ code }) => code)
const three = () => household([withWages(person('1'), '1500'), person('2'), person('3', { relation: 'child' })])

describe('随装的规则包', () => {
  it('每个算例都对，每条算式都对得上，标准变的前一天、当天、后一天都有算例', () => {
    expect(checkPacks(shipped.eligibility)).toEqual([])
  })
})

describe('AC-022 标准按日期选', () => {
  it('嘉兴三口之家每月收入 1,500 元，2018 年 11 月补 930 元，写明文件和日期', () => {
    const answer = assess(requestFor(three()))
    expect(answer).toMatchObject({ outcome: 'entitled', class: '低保', amount: yuan('930.00'), simulated: false })
    expect(answer.parameters.map(({ key, region }) => [key, region])).toEqual([
      ['dibao.standard', '330400'],
      ['dibao.disregard.multiple', '330000'],
    ])
    expect(answer.parameters[0]).toMatchObject({ value: '810.00', validFrom: '2018-11-01', status: 'in-force' })
    expect(answer.parameters[0]?.document).toContain('浙江省民政专题长文')
  })
  it('2018 年 10 月没有标准，不给数', () => {
    const answer = assess(requestFor(three(), { on: '2018-10-26' }))
    expect(answer).toMatchObject({ outcome: 'no-rule', amount: null, tree: [] })
    expect(answer.reasons[0]?.zh).toContain('没有 2018-10 的低保标准')
    expect(answer.reasons[0]?.en).toContain('No Dibao standard for 2018-10')
  })
  it('南湖区没有自己的数，用嘉兴市的；温州没有录入，不拿别处的用', () => {
    expect(assess(requestFor(three(), { region: '330402' })).outcome).not.toBe('no-rule')
    expect(codes(assess(requestFor(three(), { region: '330300' })))).toEqual(['not-configured-here'])
  })
  it('规则跟着办理那天走：2019 年照条例和 220号，2021-07-01 起照 57号，2026-07-01 起照法', () => {
    const lawOn = (on: string): readonly string[] =>
      assess(requestFor(three(), { on, lawOn: day(on) })).tree.flatMap(({ lines }) => lines.flatMap(({ law }) => law))
    expect(lawOn('2019-08-01').join()).toMatch(/浙江省社会救助条例 第九条.*220号|220号.*浙江省社会救助条例 第九条/)
    expect(lawOn('2021-06-30').join()).not.toContain('57号')
    expect(lawOn('2021-07-01').join()).toContain('民发〔2021〕57号 第十四条')
    expect(lawOn('2026-06-30').join()).not.toContain('社会救助法')
    expect(lawOn('2026-07-01').join()).toContain('社会救助法 第十八条')
  })
})

describe('几版规则并排放着', () => {
  const assessOn = (on: string, region: string, wages: readonly bigint[]): Assessment => {
    const overlay = overlayOf([{ key: 'dibao.standard', value: '700' }], {
      region,
      packs: shipped.packs,
      document: '测试',
    })
    const people = wages.map((amount, index) => {
      const one = person(String(index + 1), { registeredAt: fact(region) })
      return { ...one, incomes: { ...one.incomes, wages: fact({ amount: fen(amount), per: 'month' as const }) } }
    })
    return assess(requestFor(household(people), { region, on }), { overlay })
  }
  it('没有省里规定的地方，2014-05-01 起照国家的办法，之前没有规则', () => {
    expect(assessOn('2014-04-30', '370402', [0n]).outcome).toBe('no-rule')
    const answer = assessOn('2014-05-01', '370402', [0n])
    expect(answer.amount).toBe(yuan('700'))
    expect(answer.tree.at(-1)?.lines.at(-1)?.law).toEqual(['社会救助暂行办法 第十二条'])
  })
  it(
    '成员、收入都一样的一家，哪一版、哪个省，补的都一样',
    () => {
      fc.assert(
        fc.property(fc.array(fc.bigInt({ min: 0n, max: 120_000n }), { minLength: 1, maxLength: 5 }), (wages) => {
          const amounts = ['2019-08-01', '2022-08-01', '2026-08-01'].flatMap((on) =>
            ['370402', '330402'].map((region) => assessOn(on, region, wages).amount),
          )
          expect(new Set(amounts).size).toBe(1)
        }),
        { numRuns: 40 },
      )
    },
    patience,
  )
})

describe('AC-024 城镇和农村，要“低于”', () => {
  const at = (tier: 'urban' | 'rural', wages: string, heads = 1): Assessment => {
    const members = Array.from({ length: heads }, (_, index) =>
      person(String(index + 1), { urbanRural: fact(tier), registeredAt: fact('370402') }),
    )
    const [head, ...others] = members
    return assess(requestFor(household([withWages(head!, wages), ...others]), { region: '370402', on: '2025-03-01' }))
  }
  it('两口人每月 1,000 元：城镇补 882，农村补 648', () => {
    expect([at('urban', '1000', 2).amount, at('rural', '1000', 2).amount]).toEqual([yuan('882'), yuan('648')])
  })
  it('正好 941 元不够条件；少一分补一分，并说明没有最低额和取整', () => {
    expect(at('urban', '941.00')).toMatchObject({ outcome: 'not-entitled', amount: 0n })
    expect(codes(at('urban', '941.00'))).toEqual(['income-not-below-line'])
    expect(at('urban', '1941.5').reasons[0]?.zh).toContain('一家每月收入 1,941.50 元，不低于 1 口人的线 941.00 元')
    expect(at('urban', '940.99').amount).toBe(1n)
    expect(at('urban', '940.99').warnings.map(({ code }) => code)).toContain('no-minimum-no-rounding')
  })
})

describe('AC-020 征求意见稿不发钱', () => {
  const elder = (born = '1939-01-01', registered = '330102') =>
    household([person('1', { bornOn: fact(day(born)), registeredAt: fact(registered) })])
  const ask = (on: string, situation = elder()) =>
    requestFor(situation, { region: '330100', programme: 'elder-allowance', on })
  it('85 岁、户籍上城：没有在用的规则；标明模拟才算出 40', () => {
    const answer = assess(ask('2024-10-10'))
    expect(answer).toMatchObject({ outcome: 'no-rule', amount: null, simulated: false })
    expect(codes(answer)).toEqual(['draft-only'])
    const simulated = assess(ask('2024-10-10'), { simulate: true })
    expect(simulated).toMatchObject({
      outcome: 'entitled',
      amount: yuan('40'),
      simulated: true,
      pack: { status: 'draft' },
    })
    expect(simulated.warnings[0]?.code).toBe('draft-simulated')
  })
  it('2025-01-01 起生效的，从那天起给 40，前一天还没有规则', () => {
    const packs = shipped.packs.map((pack) =>
      pack.programme === 'elder-allowance' ? packInForce(pack, day('2025-01-01')) : pack,
    )
    const inForce = eligibilityOf(packs)
    expect(inForce.assess(ask('2024-12-31')).outcome).toBe('no-rule')
    expect(inForce.assess(ask('2025-01-01'))).toMatchObject({
      outcome: 'entitled',
      amount: yuan('40'),
      simulated: false,
    })
  })

  describe('AC-021 档次在生日当天换', () => {
    const born = '1944-10-11'
    const on = (text: string, { registered = '330114', changes = '生日当月', of = text.slice(0, 7) } = {}) =>
      assess(
        { ...ask(text, elder(born, registered)), month: month(of) },
        {
          simulate: true,
          overlay: overlayOf([{ key: 'elder-allowance.changes-in', value: changes }], {
            region: '000000',
            packs: shipped.packs,
            document: '测试',
          }),
        },
      )
    it.each([
      ['2024-10-10', '0'],
      ['2024-10-11', '40'],
      ['2034-10-10', '40'],
      ['2034-10-11', '100'],
    ])('%s 是 %s 元', (text, amount) => expect(on(text).amount).toBe(yuan(amount)))
    it('次月换档的地方，当月还是老档，下个月才是新档', () => {
      expect(on('2034-10-11', { changes: '生日次月' }).amount).toBe(yuan('40'))
      expect(on('2034-10-11', { changes: '生日次月', of: '2034-11' }).amount).toBe(yuan('100'))
    })
    it('户籍富阳，答“本地没有录入”，不答零', () => {
      const answer = on('2034-10-11', { registered: '330111' })
      expect(answer).toMatchObject({ outcome: 'no-rule', amount: null })
      expect(answer.reasons[0]?.en).toContain('not configured for this area')
    })
    it('西湖风景名胜区不是行政区划，也有数', () => {
      expect(on('2034-10-11', { registered: '330199' }).amount).toBe(yuan('100'))
    })
  })
})

describe('要人看一眼的，提醒，不改数', () => {
  const warned = (situation: Parameters<typeof requestFor>[0], on = '2022-03-01'): string[] => {
    const answer = assess(requestFor(situation, { on }))
    return answer.warnings.map(({ code }) => code)
  }
  const adult = person('3', {
    relation: 'child',
    bornOn: fact(day('2000-01-01')),
    fullTimeStudy: fact(false),
    labourCapacity: fact('full' as const),
  })
  it.each([
    ['成年、能劳动、不在读的子女', 'adult-child', household([person('1'), adult])],
    ['申报了近亲属', 'staff-relative', household([person('1')], { staffRelative: fact(true) })],
    [
      '不计入的原因是“其他”',
      'not-counted-other',
      household([person('1'), person('2', { counted: fact('other' as const) })]),
    ],
    ['上班的花费没有填', 'deduction-not-stated', household([{ ...withWages(person('1'), '500'), deduction: null }])],
    [
      '收入过线的家里有重残的人，可以单人提出',
      'single-person-route',
      household([withWages(person('1', { disability: fact({ kind: 'mental' as const, grade: 3 as const }) }), '5000')]),
    ],
    ['数的来源说不到这个月', 'standard-past-known', household([person('1')])],
  ])('%s', (_, code, situation) => {
    expect(warned(situation)).toContain(code)
  })
  it('三级肢体残疾、在读的成年子女、57号以前，都不提醒', () => {
    const limb = fact({ kind: 'limb' as const, grade: 3 as const })
    expect(warned(household([withWages(person('1', { disability: limb }), '5000')]))).not.toContain(
      'single-person-route',
    )
    expect(warned(household([person('1'), { ...adult, fullTimeStudy: fact(true) }]))).not.toContain('adult-child')
    const mental = fact({ kind: 'mental' as const, grade: 1 as const })
    expect(warned(household([withWages(person('1', { disability: mental }), '5000')]), '2019-03-01')).not.toContain(
      'single-person-route',
    )
  })
})

describe('不知道的不当零', () => {
  it('一个人没有填工资，就说缺哪一格，不给数', () => {
    const head = person('1')
    const answer = assess(requestFor(household([{ ...head, incomes: { ...head.incomes, wages: null } }, person('2')])))
    expect(answer).toMatchObject({ outcome: 'not-enough-known', amount: null, class: null })
    expect(answer.missing.map(({ path }) => path)).toEqual(['member:1.incomes.wages'])
    expect(recompute(answer.tree)).toEqual({ amount: null, faults: [] })
  })
  it('没有填存款，也没有认定，就缺存款；限额先不问', () => {
    const answer = assess(requestFor({ ...three(), deposits: null }))
    expect(answer.missing.map(({ path }) => path)).toEqual(['household.deposits'])
  })
  it('填了存款，本地没有限额，缺的是限额', () => {
    const answer = assess(requestFor({ ...three(), deposits: fact(yuan('100')) }))
    expect(answer.missing.map(({ path }) => path)).toEqual(['parameter:dibao.property.deposits-months'])
  })
  it('认定压过数目：认定符合就不问，认定不符合就是理由', () => {
    const rich = { ...three(), deposits: fact(yuan('9999999')), homes: null, vehicles: null, businesses: null }
    expect(assess(requestFor({ ...rich, propertyFinding: fact('meets' as const) })).amount).toBe(yuan('930'))
    expect(codes(assess(requestFor({ ...rich, propertyFinding: fact('fails' as const) })))).toEqual([
      'property-finding-fails',
    ])
  })
  it('够不着的时候，哪怕别的还不知道，也已经是不符合', () => {
    const over = household([withWages(person('1'), '5000'), person('2')], { deposits: null })
    expect(assess(requestFor(over))).toMatchObject({ outcome: 'not-entitled', amount: 0n, missing: [] })
  })
  it('试算的数标成合成，不能发钱', () => {
    const overlay = overlayOf([{ key: 'dibao.standard', value: '900' }], {
      region: '330400',
      packs: shipped.packs,
      document: '本地.yaml',
    })
    const answer = assess(requestFor(three()), { overlay })
    expect(answer).toMatchObject({ amount: yuan('1200'), simulated: true })
    expect(answer.parameters[0]).toMatchObject({ value: '900', status: 'synthetic', document: '本地.yaml' })
  })
  it('不认得的参数、不是数的值，不装', () => {
    const setting = { region: '330400', packs: shipped.packs, document: '本地.yaml' }
    expect(() => overlayOf([{ key: 'dibao.standart', value: '900' }], setting)).toThrow('没有哪个规则包认得')
    expect(() => overlayOf([{ key: 'dibao.standard', value: '九百' }], setting)).toThrow('不是金额')
    expect(() => overlayOf([{ key: 'dibao.income.rounding', value: '随便' }], setting)).toThrow('不是认得的办法')
  })
})
