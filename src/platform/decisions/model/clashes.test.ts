import { describe, expect, it } from 'vitest'
import { decision, decisionOf, definitions, idOf, input, literal, problemsOf, table } from '../testing/small-model.ts'

const kinds = {
  数: 'number',
  文: 'string',
  真: 'boolean',
  日: 'date',
  刻: 'dateTime',
  时: 'time',
  期: 'dayTimeDuration',
  月数: 'yearMonthDuration',
  随便: 'Any',
  数们: 't数们',
  文们: 't文们',
  财产: 't财产',
  成员: 't成员们',
}
const listOf = (name: string, of: string) =>
  `<itemDefinition name="${name}" isCollection="true"><typeRef>${of}</typeRef></itemDefinition>`
const record = (name: string, entries: Readonly<Record<string, string>>) =>
  `<itemDefinition name="${name}">${Object.entries(entries)
    .map(([entry, type]) => `<itemComponent name="${entry}"><typeRef>${type}</typeRef></itemComponent>`)
    .join('')}</itemDefinition>`
const head =
  listOf('t数们', 'number') +
  listOf('t文们', 'string') +
  record('t财产', { 存款: 'number', 车辆: 'number', 购于: 'date' }) +
  listOf('t成员们', 't财产') +
  Object.entries(kinds)
    .map(([name, kind]) => input(name, kind))
    .join('')
const inputs = Object.keys(kinds)
const found = (text: string) => problemsOf(definitions(head + decision('答', text, { inputs })))

describe('内置函数的参数，类型不可能合的，读模型时就说', () => {
  it.each<[text: string, at: string, zh: string, en: string]>([
    [
      'not(数)',
      '数)',
      '函数“not”的参数“negand”应为是/否，“数”是数字',
      'the parameter “negand” of “not” takes boolean; “数” is number',
    ],
    [
      'sum("a")',
      '"a"',
      '函数“sum”的参数“list”应为列表（数字）或列表（日时期间）或列表（年月期间），“"a"”是文字',
      'the parameter “list” of “sum” takes list<number> or list<days and time duration> or list<years and months duration>; “"a"” is string',
    ],
    [
      'floor(文们)',
      '文们',
      '函数“floor”的参数“n”应为数字，“文们”是t文们',
      'the parameter “n” of “floor” takes number; “文们” is t文们',
    ],
    ['date(数)', 'date', '“date”不能用于 “数”（数字）', '“date” does not fit “数” (number)'],
    [
      'date(数, 1)',
      'date',
      '函数“date”不能用这些参数，要的是（from）或（year、month、day）',
      '“date” does not take these arguments; it takes (from) or (year, month, day)',
    ],
  ])('%s', async (text, at, zh, en) => {
    expect(await found(text)).toEqual([
      expect.objectContaining({ decision: '答', expression: text, column: text.indexOf(at) + 1, zh, en }),
    ])
  })

  it.each([
    'sum(文们)',
    'sum(1, 文)',
    'mean([真])',
    'max([真, 真])',
    'min({一: 1})',
    'all(数们)',
    'any(真, 数)',
    'abs(文)',
    'floor(n: 文)',
    'string join(数们)',
    'string join(文们, 数)',
    'matches(文, 文, 数)',
    'number("1", 数, ".")',
    'years and months duration(数, 日)',
    'day of week(文)',
    'time(数)',
    'time(数, 数, 数, 数)',
    'date and time(文, 时)',
    'date(year: 文, month: 1, day: 1)',
    'context put(数, 文, 1)',
    'context put(财产, 数们, 1)',
    'context merge(数们)',
    'context(文们)',
    'list replace(数们, 文, 1)',
    'meets(1, [2..3])',
    'includes(数, 1)',
    'before(真, 1)',
    'sort(数们, 1)',
    'count(list: 数们) + 文',
  ])('%s 是类型不合', async (text) => {
    expect((await found(text)).map((each) => each.code)).toEqual(['type-clash'])
  })

  it.each(['floor()', 'date(year: 1, month: 2)', 'round up(n: 1)', 'date(years: 1)'])('%s 参数不对', async (text) => {
    expect((await found(text)).map((each) => each.code)).toEqual(['arguments'])
  })

  it.each([
    'not(真)',
    'not(随便)',
    'not(null)',
    'sum(数们)',
    'sum(数)',
    'sum(1, 数)',
    'sum([])',
    'sum([期])',
    'sum(成员.存款)',
    'sum(随便)',
    'min(日, 刻)',
    'max(文们)',
    'all([真])',
    'any(真, null)',
    'abs(月数)',
    'floor(数们)',
    'floor(随便, 2)',
    'count(数)',
    'mode(数们)[1]',
    'string join(文们, ",")',
    'string join(文们, null)',
    'matches(文, "a", "i")',
    'number(文, ",", null)',
    'date(文)',
    'date(刻)',
    'date(2026, 1, 1)',
    'date(year: 数, month: 1, day: 1)',
    'date(from: 刻)',
    'time(1, 2, 3, 期)',
    'time(1, 2, 3)',
    'date and time(日, 时)',
    'date and time(刻, "Asia/Shanghai")',
    'years and months duration(日, 刻)',
    'context put(财产, "存款", 1)',
    'context put(财产, ["存款"], 1)',
    'context merge([财产, 财产])',
    'context([{key: "a", value: 1}])',
    'list replace(数们, 1, 2)',
    'list replace(数们, function(item, newItem) item > newItem, 2)',
    'append(数们, 1, 2)',
    'concatenate(数们, 1, 文们)',
    'before(1, [2..3])',
    'includes([1..3], 2)',
    'meets([1..3], [3..4])',
    'sort(数们, function(x, y) x > y)',
  ])('%s 没有问题', async (text) => {
    expect(await found(text)).toEqual([])
  })
})

describe('in 后面的列表和区间', () => {
  it('里面是别的类型，读模型时就说', async () => {
    expect(await found('真 and 数 in ["a"]')).toEqual([
      expect.objectContaining({
        code: 'type-clash',
        column: 12,
        zh: '“in”不能用于 “数”（数字） 和 “["a"]”（列表（文字））',
        en: '“in” does not fit “数” (number) and “["a"]” (list<string>)',
      }),
    ])
  })

  it.each([
    '数 in 文们',
    '文 in (数们)',
    '数 in [["a".."b"]]',
    '数 in ("a", 1)',
    '日 in 数们',
    '数 in [真]',
    '数 in true',
  ])('%s 是类型不合', async (text) => {
    expect((await found(text)).map((each) => each.code)).toEqual(['type-clash'])
  })

  it.each([
    '数 in 数们',
    '数 in [1, [2..3]]',
    '数 in [[1..2], [3..4]]',
    '日 in [刻]',
    '数 in []',
    '数 in 随便',
    '随便 in ["a"]',
    '数们 in [数们, 数们]',
    '数们 in 数们',
    '数 in (? > 3)',
    '真 in [true]',
    'null in [1]',
  ])('%s 没有问题', async (text) => {
    expect(await found(text)).toEqual([])
  })
})

describe('决策表的格子和列对不上', () => {
  const cells = async (text: string, cell: string) => {
    const rows = [[cell, '1']]
    return problemsOf(definitions(head + decisionOf('答', table('hitPolicy="FIRST"', [{ text }], rows), { inputs })))
  }

  it('说的是列和格子，不是两次格子', async () => {
    const [first, ...others] = await cells('数 + 1', '"a"')
    expect(others).toEqual([])
    expect(first).toMatchObject({ code: 'type-clash', tableRow: 1, expression: '"a"' })
    expect(first?.zh).toBe('“=”不能用于 “数 + 1”（数字） 和 “"a"”（文字）')
    expect(first?.en).toBe('“=” does not fit “数 + 1” (number) and “"a"” (string)')
    expect((await cells('数', '< "a"'))[0]?.zh).toBe('“<”不能用于 “数”（数字） 和 “"a"”（文字）')
    expect((await cells('文', '[1..2]'))[0]?.zh).toBe('“in”不能用于 “文”（文字） 和 “[1..2]”（数字）')
    expect((await cells('数', 'true'))[0]?.zh).toBe('“=”不能用于 “数”（数字） 和 “true”（是/否）')
  })

  it.each([
    ['数', '> 1, [2..3]'],
    ['数', '数们'],
    ['数', '? > 3'],
    ['数', '真'],
    ['真', 'true'],
    ['文', 'not("a", "b")'],
    ['随便', '"a", 1'],
    ['日', '> date("2026-01-01")'],
  ])('%s 列的 %s 没有问题', async (column, cell) => {
    expect((await cells(column, cell)).filter(({ code }) => code === 'type-clash')).toEqual([])
  })

  it('类型许可的值也说是哪个类型', async () => {
    const wrong = `<itemDefinition name="t级别"><typeRef>number</typeRef><allowedValues><text>"甲"</text></allowedValues></itemDefinition>`
    const [problem] = await problemsOf(definitions(wrong))
    expect(problem?.zh).toBe('“=”不能用于 “t级别”（数字） 和 “"甲"”（文字）')
  })
})

describe('没有的项', () => {
  it.each([
    ['财产.存宽', '“财产”里没有“存宽”这一项，是不是“存款”？', '“财产” has no entry “存宽”; did you mean “存款”?'],
    ['成员.存宽', '“成员”里没有“存宽”这一项，是不是“存款”？', '“成员” has no entry “存宽”; did you mean “存款”?'],
    ['成员[1].房屋', '“成员[1]”里没有“房屋”这一项', '“成员[1]” has no entry “房屋”'],
    [
      '财产.购于.yeer',
      '“财产.购于”里没有“yeer”这一项，是不是“year”？',
      '“财产.购于” has no entry “yeer”; did you mean “year”?',
    ],
  ])('%s：说是谁的项', async (text, zh, en) => {
    const column = text.lastIndexOf('.') + 2
    expect(await found(text)).toEqual([expect.objectContaining({ code: 'unknown-name', column, zh, en })])
  })

  it('全角运算符仍说是全角', async () => {
    expect((await found('财产.存款＋1'))[0]?.zh).toContain('里有全角的“＋”')
  })
})

const knowledge = (name: string, body: string, type = '') =>
  `<businessKnowledgeModel id="${idOf(name)}" name="${name}"><variable name="${name}"${type}/><encapsulatedLogic><formalParameter name="甲" typeRef="number"/>${literal(body)}</encapsulatedLogic></businessKnowledgeModel>`
const boxed = (logic: string, more = '') => {
  const required = { inputs, knowledge: more === '' ? [] : ['加倍'] }
  return problemsOf(definitions(head + more + decisionOf('答', logic, required)))
}
const conditional = (text: string) =>
  `<conditional><if>${literal(text)}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`
const filter = (text: string) => `<filter><in>${literal('数们')}</in><match>${literal(text)}</match></filter>`
const quantified = (kind: string, text: string) =>
  `<${kind} iteratorVariable="甲"><in>${literal('数们')}</in><satisfies>${literal(text)}</satisfies></${kind}>`
const typedLiteral = (text: string, type: string) =>
  `<literalExpression typeRef="${type}"><text>${text}</text></literalExpression>`
const entry = (text: string, type: string) =>
  `<context><contextEntry><variable name="一" typeRef="${type}"/>${literal(text)}</contextEntry></context>`
const invoked = (text: string) =>
  `<invocation>${literal('加倍')}<binding><parameter name="甲"/>${literal(text)}</binding></invocation>`
const double = knowledge('加倍', '甲 * 2')

describe('框里的条件和声明', () => {
  it.each<[logic: string, expression: string, zh: string, en: string]>([
    [conditional('数'), '数', '“if”不能用于 “数”（数字）', '“if” does not fit “数” (number)'],
    [filter('文'), '文', '“[ ]”不能用于 “文”（文字）', '“[ ]” does not fit “文” (string)'],
    [quantified('some', '甲'), '甲', '“satisfies”不能用于 “甲”（数字）', '“satisfies” does not fit “甲” (number)'],
    [quantified('every', '文'), '文', '“satisfies”不能用于 “文”（文字）', '“satisfies” does not fit “文” (string)'],
    [
      typedLiteral('文', 'number'),
      '文',
      '表达式声明为数字，算出来的却是文字',
      'the expression is declared number but yields string',
    ],
    [entry('真', 'date'), '真', '“一”声明为日期，算出来的却是是/否', '“一” is declared date but yields boolean'],
  ])('%s', async (logic, expression, zh, en) => {
    expect(await boxed(logic)).toEqual([
      expect.objectContaining({ code: 'type-clash', decision: '答', expression, column: 1, zh, en }),
    ])
  })

  it.each([
    conditional('真'),
    conditional('随便'),
    filter('item > 1'),
    filter('数'),
    quantified('some', '甲 > 1'),
    quantified('every', '随便'),
    typedLiteral('数们', 'number'),
    typedLiteral('随便', 'date'),
    entry('数', 't数们'),
    entry('日', 'dateTime'),
  ])('%s 没有问题', async (logic) => {
    expect(await boxed(logic)).toEqual([])
  })

  it('筛选框给位置，得到的是那一项', async () => {
    const logic = `<context><contextEntry><variable name="一"/>${filter('1')}</contextEntry><contextEntry>${literal('一 + 1')}</contextEntry></context>`
    expect(await boxed(logic)).toEqual([])
  })

  it('业务知识的参数和结果', async () => {
    const said = async (logic: string, more = double) => (await boxed(logic, more)).map((each) => each.zh)
    expect(await said(invoked('文'))).toEqual(['参数“甲”声明为数字，算出来的却是文字'])
    expect(await said(literal('加倍(甲: 文)'))).toEqual(['“加倍”的参数“甲”应为数字，“文”是文字'])
    expect(await said(literal('加倍(文们)'))).toEqual(['“加倍”的第 1 个参数应为数字，“文们”是t文们'])
    const wrong = knowledge('加倍', 'string(甲)', ' typeRef="number"')
    expect(await said(invoked('数'), wrong)).toEqual(['业务知识“加倍”声明为数字，算出来的却是文字'])
    for (const logic of [invoked('数'), invoked('数们'), literal('加倍(甲: 随便)')])
      expect(await said(logic)).toEqual([])
  })

  it('逐个数的两头要是数或者日期', async () => {
    expect((await found('for i in 1..文 return i')).map((each) => each.zh)).toEqual([
      '“..”不能用于 “1”（数字） 和 “文”（文字）',
    ])
    expect((await found('some i in 日..数 satisfies 真')).map((each) => each.code)).toEqual(['type-clash'])
    for (const ends of ['1..数', '日..日', '随便..3', 'null..3'])
      expect(await found(`for i in ${ends} return i`)).toEqual([])
  })
})
