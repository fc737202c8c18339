import { decisionOf, idOf, input, literal, table } from './small-model.ts'

/** A model that holds everything the engine reads: for tests that something comes back whole. */

const parameter = (name: string, type: string): string => `<formalParameter name="${name}" typeRef="${type}"/>`

const items = `
<itemDefinition name="t档" label="档次"><description>一户在哪一档</description><typeRef>string</typeRef><allowedValues><text>"一档","二档"</text></allowedValues></itemDefinition>
<itemDefinition name="t人"><itemComponent name="岁数"><typeRef>number</typeRef></itemComponent><itemComponent name="档"><typeRef>t档</typeRef></itemComponent></itemDefinition>
<itemDefinition name="t人名单" isCollection="true"><typeRef>t人</typeRef></itemDefinition>
<itemDefinition name="t数单" isCollection="true"><typeRef>number</typeRef></itemDefinition>`

const knowledge = `
<businessKnowledgeModel id="${idOf('加倍')}" name="加倍"><description>乘以二</description><variable name="加倍"/><encapsulatedLogic kind="FEEL">${parameter('数', 'number')}${literal('数 * 2')}</encapsulatedLogic></businessKnowledgeModel>
<businessKnowledgeModel id="${idOf('分段')}" name="分段"><variable name="分段"/><encapsulatedLogic>${parameter('数', 'number')}<context><contextEntry><variable name="半"/>${literal('数 / 2')}</contextEntry><contextEntry>${literal('半 + 1')}</contextEntry></context></encapsulatedLogic></businessKnowledgeModel>
<knowledgeSource id="k1" name="试行办法 第三条" locationURI="law/3"><description>原文</description><type>规章</type></knowledgeSource>`

const boxes: Readonly<Record<string, string>> = {
  上下文: `<context label="明细"><contextEntry id="ce1"><description>先算一</description><variable name="一" typeRef="number"/>${literal('1')}</contextEntry><contextEntry><variable name="表"/><relation><column name="级"/><column name="钱" typeRef="number"/><row>${literal('"甲"')}${literal('100')}</row></relation></contextEntry><contextEntry>${literal('一 + 表[1].钱')}</contextEntry></context>`,
  关系: `<relation><column name="级"/><column name="钱"/><row>${literal('"一级"')}${literal('100')}</row><row>${literal('"二级"')}<conditional><if>${literal('true')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional></row></relation>`,
  列表: `<list>${literal('1')}<conditional><if>${literal('true')}</if><then>${literal('2')}</then><else>${literal('3')}</else></conditional>${literal('4')}</list>`,
  函数: `<functionDefinition>${parameter('x', 'number')}${literal('x * 3')}</functionDefinition>`,
  条件: `<conditional><description>人多人少</description><if id="if1">${literal('count(名单) > 1')}</if><then>${literal('"多"')}</then><else>${literal('"少"')}</else></conditional>`,
  筛选: `<filter><in>${literal('名单')}</in><match>${literal('岁数 > 59')}</match></filter>`,
  逐个: `<for iteratorVariable="人"><in typeRef="t人">${literal('名单')}</in><return>${literal('人.岁数')}</return></for>`,
  有一个: `<some iteratorVariable="人"><in>${literal('名单')}</in><satisfies>${literal('人.岁数 > 59')}</satisfies></some>`,
  每一个: `<every iteratorVariable="人"><in>${literal('名单')}</in><satisfies>${literal('人.岁数 > 0')}</satisfies></every>`,
}

const invocation = decisionOf(
  '调用',
  `<invocation>${literal('加倍')}<binding><parameter name="数"/>${literal('count(名单)')}</binding></invocation>`,
  { inputs: ['名单'], knowledge: ['加倍'] },
)

const stepped = `<decision id="${idOf('档次')}" name="档次" label="落在哪一档"><description>按岁数</description><extensionElements><x:note xmlns:x="https://example.org/x" by="甲"><x:line>留一句话</x:line></x:note></extensionElements><question>哪一档？</question><allowedAnswers>一档、二档</allowedAnswers><variable name="档次" typeRef="t档"/><informationRequirement><requiredInput href="#${idOf('岁数')}"/></informationRequirement><authorityRequirement><requiredAuthority href="#k1"/></authorityRequirement>
<decisionTable hitPolicy="FIRST" outputLabel="档" preferredOrientation="Rule-as-Row"><input label="岁数"><inputExpression typeRef="number"><text>岁数</text></inputExpression></input><output name="档" typeRef="t档"><outputValues><text>"一档","二档"</text></outputValues><defaultOutputEntry><text>"二档"</text></defaultOutputEntry></output><annotation name="依据"/>
<rule><description>老人</description><inputEntry><text>&gt;= 60</text></inputEntry><outputEntry><text>"一档"</text></outputEntry><annotationEntry><text>第三条第一项</text></annotationEntry></rule>
<rule id="r2"><inputEntry><text>-</text></inputEntry><outputEntry><text>"二档"</text></outputEntry><annotationEntry><text>第三条第二项</text></annotationEntry></rule></decisionTable></decision>`

const service = `<decisionService id="s1" name="算档次"><variable name="算档次"/><outputDecision href="#${idOf('档次')}"/><inputData href="#${idOf('岁数')}"/></decisionService>`

const content = [
  `<description>什么都有的一份</description>`,
  items,
  input('岁数', 'number'),
  input('名单', 't人名单'),
  ...Object.entries(boxes).map(([name, logic]) =>
    decisionOf(name, logic, logic.includes('名单') ? { inputs: ['名单'] } : {}),
  ),
  knowledge,
  stepped,
  invocation,
  decisionOf('合计', table('hitPolicy="COLLECT" aggregation="SUM"', [{ text: '岁数', type: 'number' }], [['-', '1']]), {
    inputs: ['岁数'],
  }),
  decisionOf('结果', literal('if 档次 = "一档" then 加倍(10) else 分段(10)'), {
    decisions: ['档次'],
    knowledge: ['加倍', '分段'],
  }),
  service,
  `<textAnnotation id="ta1"><text>旁注</text></textAnnotation><association id="as1"><sourceRef href="#${idOf('档次')}"/><targetRef href="#ta1"/></association>`,
  `<performanceIndicator id="pi1" name="补得准"><impactingDecision href="#${idOf('结果')}"/></performanceIndicator>`,
  `<organizationUnit id="ou1" name="民政局"><decisionMade href="#${idOf('结果')}"/></organizationUnit>`,
].join('\n')

/** By DMN version; the namespaces of 1.4 and 1.5 carry the newer boxes by right. */
export const wholeModel = (version: '20191111' | '20211108' | '20230324' = '20230324'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/${version}/MODEL/" id="whole" name="全" namespace="https://example.org/whole" exporter="手写" exporterVersion="1">${content}</definitions>`

/** Names of the decisions whose boxes only a reading view shows. */
export const readOnlyBoxes: readonly string[] = [...Object.keys(boxes), '调用']
