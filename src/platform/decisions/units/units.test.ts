import { describe, expect, it } from 'vitest'
import type { Problem } from '../contract.ts'
import type { UnitDeclarations } from '../index.ts'
import { decision, decisionOf, definitions, idOf, input, problemsOf, table } from '../testing/small-model.ts'

/** Words of no law: shops measure too. */
const units = (more: Partial<UnitDeclarations> = {}): UnitDeclarations => ({
  vocabulary: {
    words: [
      { word: '元', en: 'yuan', places: 2 },
      { word: '分', en: 'fen', places: 0 },
      { word: '%', en: 'per cent' },
      { word: '人', en: 'person', advice: { zh: '要乘或除以人数', en: 'use the number of persons' } },
      { word: '年', en: 'year' },
      { word: '月', en: 'month' },
      { word: '个月', en: 'months', means: '月' },
      { word: '倍', en: 'times', means: '' },
    ],
    conversions: [
      {
        ...{ from: '年', to: '月', factor: 12, isOnly: true },
        advice: { zh: '一年是十二个月', en: 'a year is twelve months' },
      },
      { ...{ from: '元', to: '分', factor: 100 }, advice: { zh: '一元是一百分', en: 'a yuan is a hundred fen' } },
      {
        ...{ from: '', to: '%', factor: 100 },
        advice: { zh: '百分之几要除以 100', en: 'divide the percentage by 100' },
      },
    ],
  },
  inputs: {
    ...{
      标准: '元/人/月',
      月收入: '元/月',
      年收入: '元/年',
      零钱: '分',
      人数: '人',
      月数: '个月',
      比例: '%',
      倍数: '倍',
      存款: '元',
    },
    ...{ 成员: '人', '成员[].工资': '元/人/月', '成员[].年工资': '元/人/年', '成员[].别的': '分' },
  },
  ...more,
})

const members = `<itemDefinition name="t成员" isCollection="true">${['工资', '年工资', '别的']
  .map((name) => `<itemComponent name="${name}"><typeRef>number</typeRef></itemComponent>`)
  .join('')}</itemDefinition>`
const numbers = ['标准', '月收入', '年收入', '零钱', '人数', '月数', '比例', '倍数', '存款', '没说的']
const inputs = [...numbers, '成员']
const around = members + numbers.map((name) => input(name, 'number')).join('') + input('成员', 't成员')

const found = (content: string, more: Partial<UnitDeclarations> = {}): Promise<readonly Problem[]> =>
  problemsOf(definitions(around + content), { units: units(more) })
const said = async (text: string): Promise<readonly string[]> =>
  (await found(decision('答', text, { inputs }))).map(({ code }) => code)

describe('单位在计算以前就要对得上', () => {
  it.each([
    ['元和分', '存款 + 零钱', '一元是一百分'],
    ['月和年', '月收入 < 年收入', '一年是十二个月'],
    ['人和户', '月收入 < 标准', '要乘或除以人数'],
    ['每月的和一共的', 'max(月收入, 存款)', ''],
    ['两个分支', 'if 人数 > 1 then 月收入 else 年收入', '一年是十二个月'],
    ['百分比忘了除', '标准 * 人数 * 比例 < 月收入', '百分之几要除以 100'],
    ['列表里', 'sum([月收入, 年收入])', '一年是十二个月'],
    ['列表里有没有', 'list contains([存款], 零钱)', '一元是一百分'],
    ['列表里第几个', 'index of([月收入], 年收入)', '一年是十二个月'],
    ['区间包括', 'includes([0..存款], 零钱)', '一元是一百分'],
    ['在前面', 'before(存款, 零钱)', '一元是一百分'],
    ['插进列表', 'sum(insert before([存款], 1, 零钱))', '一元是一百分'],
    ['区间', '月收入 in [标准..年收入]', ''],
    ['之间', '月收入 between 0 and 年收入', '一年是十二个月'],
    ['合计以后', 'sum(成员.工资) < sum(成员.年工资)', '一年是十二个月'],
    ['一个人的和一家的', 'sum(成员.工资) < 标准', '要乘或除以人数'],
    ['筛过再合计', 'sum(成员[工资 > 0].工资) + 零钱', ''],
    ['挨个算', 'sum(for m in 成员 return m.工资 + m.别的)', ''],
    ['已经是每月的再除以十二', '月收入 / 12 < 标准 * 人数', ''],
    ['已经是每年的再乘十二', '年收入 * 12 < 年收入', ''],
    ['除过十二就是每月的', '年收入 / 12 < 年收入', '一年是十二个月'],
    ['取整到分还是元', 'floor(存款 * 100) / 100 + 零钱', '一元是一百分'],
    ['人均和合计', '月收入 / 人数 < 月收入', '要乘或除以人数'],
  ])('%s：%s', async (_, text, advice) => {
    const [problem] = await found(decision('答', text, { inputs }))
    expect(problem).toMatchObject({ code: 'unit-clash', decision: '答', expression: text })
    expect(problem?.zh).toContain(advice)
    expect(problem!.en.length).toBeGreaterThan(20)
  })

  it.each([
    '月收入 < 标准 * 人数',
    '月收入 * 12 < 年收入',
    '年收入 / 12 < 月收入',
    '标准 * 月数 * 人数 < 存款',
    '存款 * 100 < 零钱',
    '零钱 / 100 < 存款',
    '标准 * 人数 * 比例 / 100 < 月收入',
    '月收入 * 100 <= 标准 * 人数 * 比例',
    '标准 * 倍数 < 标准',
    '标准 * (100 + 比例) / 100 < 标准 * 2',
    'if 人数 = 0 then 0 else sum(成员.工资) + 月收入',
    'sum(for m in 成员 return if m.工资 = 0 then 0 else m.工资) < 月收入',
    'count(成员) < 人数',
    'count(成员[工资 > 0]) * 标准 < 月收入',
    '月收入 / 人数 < 标准',
    'max(0, 月收入 - 标准 * 人数) > 100',
    '年收入 - 月收入 * 11 < 年收入',
    'some m in 成员 satisfies m.工资 < 标准',
    'abs(月收入) in (> 0, [100..200])',
    '没说的 + 存款 < 没说的 * 月收入',
    'modulo(存款, 100) = 0',
    '月收入 / 月收入 < 0.6',
    'mean(成员.工资) < 标准',
    'list contains([存款, 100], 存款)',
    'includes([0..存款], 100)',
    'sum(insert before([存款], 1, 0)) = 存款',
  ])('对得上：%s', async (text) => {
    expect(await said(text)).toEqual([])
  })

  it('话里有决策、式子、第几个字，中文英文都说清楚', async () => {
    const [problem] = await found(decision('合计', '存款 + 月收入 * 月数 + 零钱', { inputs }))
    expect(problem).toEqual({
      ...{ file: '试.dmn', decision: '合计', expression: '存款 + 月收入 * 月数 + 零钱', column: 1, code: 'unit-clash' },
      zh: '单位对不上：“存款 + 月收入 * 月数”是 元，“零钱”是 分，不能相加减。一元是一百分',
      en: 'units clash: “存款 + 月收入 * 月数” is yuan, “零钱” is fen; they cannot be added or subtracted; a yuan is a hundred fen',
    })
    const [inside] = await found(decision('合计', '人数 > 0 and 月收入 < 年收入', { inputs }))
    expect(inside?.column).toBe(12)
  })

  it('表里的格子、输出，都说出第几行', async () => {
    const rows = [
      ['< 标准 * 人数', '月收入'],
      ['>= 标准 * 人数', '年收入'],
    ]
    const [output] = await found(
      decisionOf('表', table('hitPolicy="FIRST"', [{ text: '月收入', type: 'number' }], rows), { inputs }),
    )
    expect(output).toMatchObject({ code: 'unit-clash', decision: '表', tableRow: 2, expression: '年收入' })
    const cells = table('hitPolicy="FIRST"', [{ text: '月收入', type: 'number' }], [['> 标准', '1']])
    const [cell, ...others] = await found(decisionOf('表', cells, { inputs }))
    expect(others).toEqual([])
    expect(cell).toMatchObject({ code: 'unit-clash', tableRow: 1, expression: '> 标准' })
    expect(cell?.zh).toContain('“月收入”是 元/月，“标准”是 元/人/月，不能比较')
    const listed = table('hitPolicy="FIRST"', [{ text: '月收入', type: 'number' }], [['[100..200], 存款', '1']])
    const [second] = await found(decisionOf('表', listed, { inputs }))
    expect(second).toMatchObject({ code: 'unit-clash', tableRow: 1 })
    expect(second?.zh).toContain('“月收入”是 元/月，“存款”是 元')
    const [within] = await found(decision('答', '月收入 + 1 in (存款)', { inputs }))
    expect(within?.zh).toContain('“月收入 + 1”是 元/月，“存款”是 元')
  })

  it('隔着决策和函数也看得见', async () => {
    const content =
      decision('全家', 'sum(成员.工资)', { inputs: ['成员'] }) +
      decision('答', '全家 < 标准', { inputs, decisions: ['全家'] })
    expect((await found(content))[0]).toMatchObject({ code: 'unit-clash', decision: '答' })
    const called = '{一半: function(x) x + 零钱, 答: 一半(存款)}.答'
    expect(await said(called)).toContain('unit-clash')
    expect(await said('{一半: function(x) x + x, 答: 一半(存款) + 一半(零钱)}.答')).toEqual(['unit-clash'])
    expect(await said('{一半: function(x) x + x, 答: 一半(x: 存款)}.答 + 存款')).toEqual([])
  })

  it('单位也可以写在模型里', async () => {
    const own = (unit: string): string =>
      definitions(
        `<itemDefinition name="t钱" xmlns:m="https://example.org/measure" m:unit="${unit}"><typeRef>number</typeRef></itemDefinition>` +
          input('甲', 't钱') +
          input('乙', 'number') +
          decision('答', '甲 < 乙', { inputs: ['甲', '乙'] }),
      )
    const options = { units: units({ inputs: { 乙: '元/年' } }) }
    expect(await problemsOf(own('元/年'), options)).toEqual([])
    expect((await problemsOf(own('元/月'), options))[0]?.code).toBe('unit-clash')
    expect((await problemsOf(own('元/日'), options))[0]).toMatchObject({ code: 'unknown-unit' })
    expect((await problemsOf(own('元/人月'), options))[0]?.zh).toContain('不认识单位“元/人月”')
  })

  it('主人要的单位，结果没有就不让用', async () => {
    const content = decision('答', '月收入', { inputs })
    expect(await found(content, { results: { 答: ['元/月'] } })).toEqual([])
    const [problem] = await found(content, { results: { 答: ['元/年'] } })
    expect(problem?.zh).toBe('“答”应当是 元/年，算出来却是 元/月。一年是十二个月')
  })

  it('没有给单位，就不查', async () => {
    expect(await problemsOf(definitions(around + decision('答', '存款 + 零钱', { inputs })))).toEqual([])
  })

  it('互相调用没有尽头的函数、一层调两次的函数，在有限的步数里看完', async () => {
    const started = performance.now()
    expect(await said('{f: function(g, n) g(g, n + 1), 答: f(f, 1)}.答')).toEqual([])
    const doubling = Array.from({ length: 40 }, (_, level) => `f${level + 1}: function(x) f${level}(x) + f${level}(x)`)
    expect(await said(`{f0: function(x) x, ${doubling.join(', ')}, 答: f40(存款)}.答`)).toEqual([])
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('钱除出来的零头', () => {
  it.each([
    ['直接成了结果', '年收入 / 12'],
    ['上下文里的一格', '{每月: 年收入 / 12}'],
    ['列表里的一项', '[年收入 / 12]'],
    ['两个分支之一', 'if 人数 > 1 then 年收入 / 12 else 0'],
    ['除以人数', '存款 / 人数'],
    ['百分比也会有零头', '存款 * 比例 / 100'],
    ['没取整就去加', '年收入 / 12 + 月收入'],
    ['没取整就去减', '月收入 - 年收入 / 12'],
    ['没取整就合计', 'sum(for m in 成员 return m.年工资 / 12)'],
    ['平均数', 'mean(成员.工资)'],
    ['只乘了没取整', '年收入 / 12 * 100'],
    ['取整以后又除', 'floor(存款 * 100) / 100 / 3'],
    ['条件说的是别的数', 'if floor(存款 * 100) = 存款 * 100 then 年收入 / 12 else 0'],
  ])('%s：%s', async (_, text) => {
    const problems = await found(decision('答', text, { inputs }))
    expect(problems.map(({ code }) => code)).toEqual(['unrounded-division'])
    expect(problems[0]).toMatchObject({ decision: '答', expression: text })
    expect(problems[0]?.zh).toMatch(/零头，没有取整就/)
    expect(problems[0]?.en).toMatch(/without rounding/)
  })

  it.each([
    'floor(年收入 / 12 * 100) / 100',
    'ceiling(年收入 / 12 * 100) / 100 + 月收入',
    'floor(年收入 / 12 * 100 + 0.5) / 100',
    'round half up(年收入 / 12, 2) + 月收入',
    'decimal(存款 * 比例 / 100, 2)',
    'if floor(年收入 / 12 * 100) = 年收入 / 12 * 100 then 年收入 / 12 else 0',
    '年收入 / 12 < 月收入',
    '存款 / 存款',
    '人数 / 3',
    '零钱 / 100',
    'sum(for m in 成员 return round down(m.年工资 / 12, 2))',
    'round half down(存款 / 3, 2)',
  ])('取过整，或者没有零头：%s', async (text) => {
    expect((await said(text)).filter((code) => code === 'unrounded-division')).toEqual([])
  })

  it('除得尽的可以先加减，出去以前取整就行；除不尽的不行', async () => {
    expect(await said('floor((月收入 - 标准 * 人数 * 比例 / 100) * 100) / 100')).toEqual([])
    expect(await said('floor((月收入 - 年收入 / 12) * 100) / 100')).toEqual(['unrounded-division'])
  })

  it('隔着决策，说出是哪里除的', async () => {
    const [problem, ...more] = await found(
      decision('折月', '年收入 / 12', { inputs }) + decision('答', '{给: 折月}', { decisions: ['折月'] }),
    )
    expect(more).toEqual([])
    expect(problem).toMatchObject({ decision: '折月', expression: '年收入 / 12', column: 1 })
    expect(problem?.zh).toContain('成了结果“答.给”')
  })

  it('主人要的结果，就算里面还有别的决策要用，也得取过整', async () => {
    const content = decision('折月', '年收入 / 12', { inputs }) + decision('答', '折月 > 100', { decisions: ['折月'] })
    expect(await found(content)).toEqual([])
    const [problem] = await found(content, { results: { 折月: ['元/月'] } })
    expect(problem?.code).toBe('unrounded-division')
  })

  it('表里按“除得尽”分行：那一行不用取整，别的行要', async () => {
    const rounding = (otherwise: string): string =>
      decision('折月', '年收入 / 12', { inputs }) +
      decisionOf(
        '答',
        table(
          'hitPolicy="UNIQUE"',
          [{ text: 'floor(折月 * 100) = 折月 * 100', type: 'boolean' }],
          [
            ['true', '折月'],
            ['false', otherwise],
          ],
        ),
        { decisions: ['折月'] },
      )
    expect(await found(rounding('floor(折月 * 100) / 100'))).toEqual([])
    expect((await found(rounding('折月'))).map(({ code }) => code)).toEqual(['unrounded-division'])
  })
})

const service = (name: string, inputs: readonly string[], outputs: readonly string[]): string => {
  const href = (of: string) => (one: string) => `<${of} href="#${idOf(one)}"/>`
  const members = [...outputs.map(href('outputDecision')), ...inputs.map(href('inputData'))].join('')
  return `<decisionService id="${idOf(name)}" name="${name}"><variable name="${name}"/>${members}</decisionService>`
}

describe('没有说单位的输入', () => {
  const complete = { isComplete: true }
  const problemsIn = (text: string) => found(decision('答', text, { inputs }), complete)

  it('用到了就问单位，说得出哪一个算式、第几个字', async () => {
    const [problem, ...more] = await problemsIn('存款 + 没说的')
    expect(more).toEqual([])
    expect(problem).toMatchObject({ code: 'unit-missing', decision: '答', expression: '存款 + 没说的', column: 6 })
    expect(problem?.zh).toContain('“没说的”')
  })
  it('没有用到的、旁边写明了单位的不问', async () => {
    expect(await problemsIn('存款 + 1')).toEqual([])
    expect(await found(decision('答', '存款 + 没说的', { inputs }), {})).toEqual([])
    const told = { ...complete, inputs: { ...units().inputs, 没说的: '元' } }
    expect(await found(decision('答', '存款 + 没说的', { inputs }), told)).toEqual([])
  })
})

describe('决策服务里外的单位', () => {
  const inner =
    decision('一年的', '月收入 * 12', { inputs: ['月收入'] }) +
    decision('两月的', '月收入 * 2', { inputs: ['月收入'] }) +
    service('算一年', ['月收入'], ['一年的']) +
    service('算两样', ['月收入'], ['一年的', '两月的'])
  const asked = (text: string) => found(inner + decision('答', text, { inputs, knowledge: ['算一年', '算两样'] }))

  it('服务算出来的单位带到外面，几样结果各是各的', async () => {
    expect(await asked('算一年(月收入) + 年收入')).toEqual([])
    expect((await asked('算一年(月收入) + 月收入')).map(({ code }) => code)).toEqual(['unit-clash'])
    expect(await asked('算两样(月收入).一年的 + 年收入')).toEqual([])
    expect((await asked('算两样(月收入).两月的 + 年收入')).map(({ code }) => code)).toEqual(['unit-clash'])
  })
  it('交进去的要和里面说的一样；写死的数不问', async () => {
    const [problem] = await asked('算一年(年收入)')
    expect(problem).toMatchObject({ code: 'unit-clash', decision: '答' })
    expect(problem?.zh).toContain('“年收入”是 元/年')
    expect(await asked('算一年(月收入: 100)')).toEqual([])
    expect(await asked('算一年(没说的)')).toEqual([])
  })
})
