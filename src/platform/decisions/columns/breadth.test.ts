import { describe, expect, it } from 'vitest'
import { type LayoutSpec, type Model, type Value, fromJs, loadModel } from '../index.ts'
import { chanceOf } from '../testing/chance.ts'
import { subjectReader, randomColumns, randomRows } from '../testing/random-caseload.ts'
import { firstDifference } from '../testing/same-answers.ts'
import { decision, decisionOf, definitions, idOf, input, literal } from '../testing/small-model.ts'
import { ColumnsRefused, compileColumns, fillCaseload, inputPaths, runColumns } from './index.ts'

const types =
  '<itemDefinition name="t成员"><itemComponent name="收入"><typeRef>number</typeRef></itemComponent>' +
  '<itemComponent name="生日"><typeRef>date</typeRef></itemComponent></itemDefinition>' +
  '<itemDefinition name="t名单" isCollection="true"><typeRef>t成员</typeRef></itemDefinition>'
const money = { type: 'number', scale: 2, low: '-100.00', high: '100000.00', mayBeMissing: true } as const
const day = { type: 'date', low: '1896-01-31', high: '2104-03-01', mayBeMissing: true } as const
const layout: LayoutSpec = {
  list: { name: '成员', sizes: { from: 0, until: 4 } },
  columns: {
    甲: money,
    乙: { type: 'number', scale: 0, low: '-40', high: '40', mayBeMissing: true },
    日: day,
    '成员[].收入': money,
    '成员[].生日': day,
  },
}

/** Nothing differs over many random subjects, or what does. */
function difference(model: Model, decisions: readonly string[], spec = layout): unknown {
  const kernel = compileColumns(model, { decisions, layout: spec })
  const chance = chanceOf(20_260_101)
  const shape = { subjects: 3000, rowCount: 1, missingShare: 0.1 }
  const [columns, rows] = [randomColumns(chance, kernel.layout, shape), randomRows(chance, kernel.layout, shape)]
  const answers = runColumns(kernel, fillCaseload(kernel.layout, columns), rows)
  const decide = (inputs: Readonly<Record<string, Value>>) => (name: string) => model.decide(name, inputs)
  return firstDifference(answers, decisions, subjectReader(spec, columns, rows), decide)
}

const names = ['成员', '甲', '乙', '日']
const head = types + input('成员', 't名单') + input('甲', 'number') + input('乙', 'number') + input('日', 'date')
const modelOf = (text: string): Promise<Model> =>
  loadModel(definitions(head + decision('答', text, { inputs: names })), { file: '试.dmn' })

describe('按列也算得了，和逐户算的一样', () => {
  it.each([
    ['第一个', '成员[1].收入'],
    ['倒数第二个', '成员[-2].收入'],
    ['没有第零个', '成员[0].收入 = null'],
    ['不是整数的位置', '成员[1.5].收入'],
    ['位置每户不同', '成员[乙].收入'],
    ['位置不知道', '成员[if 甲 > 0 then 2 else null].收入'],
    ['筛过以后的第一个', '成员[收入 > 800][1].收入'],
    ['算出来的名单里的一个', '(for m in 成员 return m.收入 * 2)[2]'],
    ['最大的那个人的生日', '成员[收入 = max(成员.收入)][1].生日'],
    ['几个月以后', '日 + duration("P1M")'],
    ['几个月以前', '日 - duration("P13M")'],
    ['先写期间', 'duration("P18Y") + 日'],
    ['二月二十九', '(date("2024-02-29") + duration("P1Y")) < 日'],
    ['每户不同的月数', '日 + years and months duration(日, 成员[1].生日)'],
    ['每人满十八岁的那天', 'count(成员[生日 + duration("P18Y") <= 日])'],
  ])('%s：%s', async (_, text) => {
    expect(difference(await modelOf(text), ['答'])).toBeNull()
  })

  it('导入的模型：决策、函数、它自己的输入', async () => {
    const other = definitions(
      input('甲', 'number') +
        decision('翻倍', '甲 * 2', { inputs: ['甲'] }) +
        `<businessKnowledgeModel id="${idOf('封顶')}" name="封顶"><variable name="封顶"/><encapsulatedLogic>` +
        `<formalParameter name="数" typeRef="number"/>${literal('min(数, 500)')}</encapsulatedLogic></businessKnowledgeModel>`,
    ).replace('https://example.org/m', 'https://example.org/other')
    const link = (kind: string, name: string): string =>
      kind === '封顶'
        ? `<knowledgeRequirement><requiredKnowledge href="https://example.org/other#${idOf(name)}"/></knowledgeRequirement>`
        : `<informationRequirement><requiredDecision href="https://example.org/other#${idOf(name)}"/></informationRequirement>`
    const own = definitions(
      '<import name="上级" namespace="https://example.org/other" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>' +
        decisionOf('答', link('决策', '翻倍') + link('封顶', '封顶') + literal('上级.封顶(上级.翻倍) + 1')),
    )
    const model = await loadModel(own, { file: '试.dmn', imports: async () => other })
    expect(inputPaths(model).map(({ path }) => path)).toEqual(['甲'])
    expect(difference(model, ['答'], { columns: { 甲: money } })).toBeNull()
  })

  it.each([
    ['按位置给', '服务(甲, 乙)'],
    ['按名称给', '服务(右: 乙, 左: 甲)'],
    ['套着调', '服务(服务(甲, 1), 服务(2, 乙))'],
    ['没有给的输入在里面不知道', '服务(甲, null)'],
  ])('决策服务：%s', async (_, text) => {
    const hrefs = (element: string, ...of: readonly string[]): string =>
      of.map((name) => `<${element} href="#${idOf(name)}"/>`).join('')
    const service =
      `<decisionService id="${idOf('服务')}" name="服务"><variable name="服务"/>` +
      `${hrefs('outputDecision', '差')}${hrefs('inputData', '左', '右')}</decisionService>`
    const inside =
      input('左', 'number') +
      input('右', 'number') +
      decision('差', 'if 日 = null then max(左, 0) - 右 else 0', { inputs: ['左', '右', '日'] })
    const model = await loadModel(
      definitions(head + inside + service + decision('答', text, { inputs: names, knowledge: ['服务'] })),
      { file: '试.dmn' },
    )
    expect(difference(model, ['答'])).toBeNull()
    expect(model.decide('答', { 成员: [], 甲: fromJs(5), 乙: fromJs(3), 日: null })).not.toBeUndefined()
  })

  it('可能没有的一项整个拿来当结果，仍旧说不会', async () => {
    const model = await modelOf('成员[1]')
    expect(() => compileColumns(model, { decisions: ['答'], layout })).toThrow(ColumnsRefused)
  })
})
