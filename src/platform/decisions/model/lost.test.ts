import { describe, expect, it } from 'vitest'
import { wholeModel } from '../testing/whole-model.ts'
import { loadModel } from './load.ts'
import { missingBetween } from './lost.ts'
import { knowingEverything, readXml } from './xml.ts'

const whole = wholeModel()
const missing = async (after: string, before = whole) => {
  const found = await missingBetween(before, after)
  return found.kind === 'read' ? found.missing : found.problems
}
const without = (part: string | RegExp, put = ''): string => {
  const after = whole.replace(part, put)
  expect(after).not.toBe(whole)
  return after
}

describe('编辑器写回来的模型少了什么', () => {
  it('什么都有的那一份，引擎读得懂', async () => {
    expect((await loadModel(whole, { file: '全.dmn' })).decisions.length).toBeGreaterThan(12)
  })

  it('自己跟自己比，一样不少；换一个版本号也不少', async () => {
    expect(await missing(whole)).toEqual([])
    expect(await missing(wholeModel('20211108'))).toEqual([])
  })

  it('我们的读写笔写回来，一样不少', async () => {
    const read = await readXml(whole)
    const { xml } = await knowingEverything().toXML(read.kind === 'read' ? read.root : null, { format: true })
    expect(await missing(xml)).toEqual([])
  })

  it.each([
    ['上下文框', /<context label.*?<\/context>/, '上下文', 'context'],
    ['上下文里的一格', '<description>先算一</description>', '上下文', 'context'],
    ['关系框里的一行', /<row><literalExpression><text>&quot;一级.*?<\/row>/, '关系', 'relation'],
    ['条件框', /<conditional><description>人多人少.*?<\/conditional>/, '条件', 'conditional'],
    ['条件框里的一枝', /<else><literalExpression><text>&quot;少.*?<\/else>/, '条件', 'conditional'],
    ['筛选框', /<filter>.*?<\/filter>/, '筛选', 'filter'],
    ['逐个框', /<for .*?<\/for>/, '逐个', 'for'],
    ['逐个框里说的类型', ' typeRef="t人"', '逐个', 'for'],
    ['有一个框', /<some .*?<\/some>/, '有一个', 'some'],
    ['每一个框', /<every .*?<\/every>/, '每一个', 'every'],
    ['调用框', /<invocation>.*?<\/invocation>/, '调用', 'invocation'],
    ['函数框', /<functionDefinition>.*?<\/functionDefinition>/, '函数', 'functionDefinition'],
    ['业务知识里的框', /(<formalParameter name="数" typeRef="number"\/>)<context>.*?<\/context>/, '分段', 'context'],
    ['扩展内容', /<extensionElements>.*?<\/extensionElements>/, '档次', 'extensionElements'],
    ['扩展内容里的一个字', '留一句话', '档次', 'extensionElements'],
    ['说明', '<description>按岁数</description>', '档次', 'description'],
    ['要答的问题', '<question>哪一档？</question>', '档次', 'question'],
    ['一行的依据', '<annotationEntry><text>第三条第一项</text></annotationEntry>', '档次', 'annotationEntry'],
    ['有编号的一行的依据', '<text>第三条第二项</text>', '档次', 'annotationEntry'],
    ['依据那一列', '<annotation name="依据"/>', '档次', 'annotation'],
    ['都对不上时的结果', /<defaultOutputEntry>.*?<\/defaultOutputEntry>/, '档次', 'defaultOutputEntry'],
    ['决策的标签', ' label="落在哪一档"', '档次', 'decision label'],
    ['条文的出处', ' locationURI="law/3"', '试行办法 第三条', 'knowledgeSource locationURI'],
    ['决策服务', /<decisionService .*?<\/decisionService>/, null, 'decisionService'],
    ['一个类型', /<itemDefinition name="t档".*?<\/itemDefinition>/, null, 'itemDefinition'],
    ['类型允许的值', /<allowedValues>.*?<\/allowedValues>/, null, 'itemDefinition'],
    ['文件的名字空间', 'namespace="https://example.org/whole"', null, 'definitions namespace'],
    ['业务背景', /<performanceIndicator .*?<\/performanceIndicator>/, null, 'performanceIndicator'],
  ])('%s丢了，说得出是哪一个', async (_, part, owner, named) => {
    const found = await missing(without(part, named === 'context' && owner === '分段' ? '$1' : ''))
    expect(found).toContainEqual({ owner, part: named, kind: 'lost' })
  })

  it('列表里换了先后也算丢', async () => {
    const after = without(
      /(<list>)(<literalExpression>.*?<\/literalExpression>)(<conditional>.*?<\/conditional>)/,
      '$1$3$2',
    )
    expect(await missing(after)).toContainEqual({ owner: '列表', part: 'list', kind: 'lost' })
  })

  it('看得见、自己删的，不算丢，但要问一句', async () => {
    expect(await missing(without(/<decision id="[^"]*" name="合计".*?<\/decision>/s))).toEqual([
      { owner: '合计', part: 'decision', kind: 'removed' },
    ])
    expect(await missing(without(/<decisionTable hitPolicy="FIRST".*?<\/decisionTable>/s))).toEqual([
      { owner: '档次', part: 'decisionTable', kind: 'removed' },
    ])
  })

  it.each([
    ['改一个算式', '加倍(10)', '加倍(11)'],
    ['改一格', '&gt;= 60', '&gt;= 65'],
    ['删一行', /<rule id="r2">.*?<\/rule>/s, ''],
    ['删没有编号的一行', /<rule><description>老人.*?<\/rule>/s, ''],
    ['加一行', '<rule id="r2">', '<rule id="r9"><inputEntry><text>1</text></inputEntry></rule><rule id="r2">'],
    ['换命中策略', 'hitPolicy="FIRST"', 'hitPolicy="ANY"'],
    ['改名', 'name="合计"', 'name="总数"'],
    ['改参数', '<formalParameter name="数" typeRef="number"/>', '<formalParameter name="数目" typeRef="number"/>'],
    ['少一条连线', /<authorityRequirement>.*?<\/authorityRequirement>/s, ''],
    [
      '画了图',
      '</definitions>',
      '<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"><dmndi:DMNDiagram id="dg"/></dmndi:DMNDI></definitions>',
    ],
  ])('%s，不算丢', async (_, part, put) => {
    expect(await missing(without(part, put))).toEqual([])
  })

  it('实体和外部引用，一个字也不读', async () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + whole
    expect(await missing(bomb)).toMatchObject([{ code: 'doctype' }])
  })
})
