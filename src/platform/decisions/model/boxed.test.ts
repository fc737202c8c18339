import { describe, expect, it } from 'vitest'
import { fromJs, loadModel, toJs } from '../index.ts'
import {
  type Required,
  decision,
  decisionOf,
  definitions,
  idOf,
  input,
  literal,
  problemsOf,
  requirements,
} from '../testing/small-model.ts'

const parameter = (name: string, type = 'number'): string => `<formalParameter name="${name}" typeRef="${type}"/>`
const knowledge = (name: string, parameters: string, body: string, required: Required = {}, type = ''): string =>
  `<businessKnowledgeModel id="${idOf(name)}" name="${name}"><variable name="${name}"${type === '' ? '' : ` typeRef="${type}"`}/><encapsulatedLogic>${parameters}${literal(body)}</encapsulatedLogic>${requirements(required)}</businessKnowledgeModel>`
const doubled = knowledge('加倍', parameter('数'), '数 * 2')

async function answer(content: string, inputs: object = {}, name = '答') {
  const model = await loadModel(definitions(content), { file: '试.dmn' })
  const given = fromJs(inputs as never) as Record<string, never>
  const traced = model.explain(name, given)
  expect(toJs(traced.value)).toEqual(toJs(model.decide(name, given)))
  return toJs(traced.value)
}

describe('框式表达式', () => {
  it.each<[string, string, object, unknown]>([
    [
      '业务知识互相调用',
      doubled +
        knowledge('四倍', parameter('数'), '加倍(加倍(数))', { knowledge: ['加倍'] }, 'number') +
        input('甲', 'number') +
        decision('答', '四倍(甲) + 加倍(数: 甲)', { inputs: ['甲'], knowledge: ['四倍', '加倍'] }),
      { 甲: 3 },
      '18',
    ],
    [
      '调用框',
      knowledge('加', parameter('甲') + parameter('乙'), '甲 + 乙') +
        decisionOf(
          '答',
          `<invocation>${literal('加')}<binding><parameter name="乙"/>${literal('2')}</binding><binding><parameter name="甲"/>${literal('1')}</binding></invocation>`,
          { knowledge: ['加'] },
        ),
      {},
      '3',
    ],
    [
      '上下文框',
      decisionOf(
        '答',
        `<context><contextEntry><variable name="一"/>${literal('1')}</contextEntry><contextEntry><variable name="二"/>${literal('一 * 2')}</contextEntry><contextEntry>${literal('一 + 二')}</contextEntry></context>`,
      ),
      {},
      '3',
    ],
    [
      '关系框',
      decisionOf(
        '表',
        `<relation><column name="等级"/><column name="金额"/><row>${literal('"一级"')}${literal('100')}</row><row>${literal('"二级"')}${literal('50')}</row></relation>`,
      ) + decision('答', '表[等级 = "二级"].金额[1]', { decisions: ['表'] }),
      {},
      '50',
    ],
    ['列表框', decisionOf('答', `<list>${literal('1')}${literal('2')}</list>`), {}, ['1', '2']],
    [
      '函数框',
      decisionOf(
        '答',
        `<context><contextEntry><variable name="f"/><functionDefinition>${parameter('x')}${literal('x * 3')}</functionDefinition></contextEntry><contextEntry>${literal('f(4)')}</contextEntry></context>`,
      ),
      {},
      '12',
    ],
    [
      '条件框',
      input('甲', 'number') +
        decisionOf(
          '答',
          `<conditional><if>${literal('甲 > 1')}</if><then>${literal('"大"')}</then><else>${literal('"小"')}</else></conditional>`,
          { inputs: ['甲'] },
        ),
      { 甲: 2 },
      '大',
    ],
    [
      '筛选框',
      decisionOf('答', `<filter><in>${literal('[1, 2, 3]')}</in><match>${literal('item > 1')}</match></filter>`),
      {},
      ['2', '3'],
    ],
    [
      '逐个框',
      decisionOf(
        '答',
        `<for iteratorVariable="x"><in>${literal('[1, 2]')}</in><return>${literal('x + 1')}</return></for>`,
      ),
      {},
      ['2', '3'],
    ],
    [
      '有一个框',
      decisionOf(
        '答',
        `<some iteratorVariable="x"><in>${literal('[1, 2]')}</in><satisfies>${literal('x > 1')}</satisfies></some>`,
      ),
      {},
      true,
    ],
    [
      '每一个框',
      decisionOf(
        '答',
        `<every iteratorVariable="x"><in>${literal('[1, 2]')}</in><satisfies>${literal('x > 1')}</satisfies></every>`,
      ),
      {},
      false,
    ],
  ])('%s', async (_, content, inputs, value) => {
    expect(await answer(content, inputs)).toEqual(value)
  })

  it.each(['20180521', '20191111', '20211108', '20230324'])('DMN %s 都能读', async (version) => {
    const xml = definitions(decision('答', '1 + 1')).replace('20191111', version)
    const model = await loadModel(
      xml.replace('https://www.omg', version === '20180521' ? 'http://www.omg' : 'https://www.omg'),
      { file: 'a' },
    )
    expect(toJs(model.decide('答', {}))).toBe('2')
  })

  it('参数名里是全角空格，按名字调用时写哪种空格都一样', async () => {
    const wide = knowledge('加倍', parameter('低保　标准'), '低保 标准 * 2')
    for (const name of ['低保 标准', '低保　标准', '低保  标准']) {
      const call = decision('答', `加倍(${name}: 甲)`, { inputs: ['甲'], knowledge: ['加倍'] })
      expect(await answer(wide + input('甲', 'number') + call, { 甲: 2 })).toBe('4')
    }
  })

  const called = (bindings: readonly string[]) => {
    const written = bindings.map((name) => `<binding><parameter name="${name}"/>${literal('甲')}</binding>`).join('')
    const invocation = `<invocation>${literal('加倍')}${written}</invocation>`
    return decisionOf('答', invocation, { inputs: ['甲'], knowledge: ['加倍'] })
  }
  const entry = (name: string) => `<contextEntry><variable name="${name}"/>${literal('甲')}</contextEntry>`
  it.each<[string, string, string]>([
    ['调用框少给参数', called([]), '“加倍”要 1 个参数，这里有 0 个'],
    ['调用框给了没有的参数', called(['数字']), '函数“加倍”没有参数“数字”，是不是“数”？'],
    ['调用框把一个参数给了两次', called(['数', '数']), '参数“数”给了两次'],
    [
      '按名字调用，给了没有的参数',
      decision('答', '加倍(数字: 甲)', { inputs: ['甲'], knowledge: ['加倍'] }),
      '函数“加倍”没有参数“数字”，是不是“数”？',
    ],
    [
      '上下文里两项同名',
      decisionOf('答', `<context>${entry('一')}${entry('一')}</context>`, { inputs: ['甲'] }),
      '上下文里有两项都叫“一”',
    ],
  ])('%s：用之前就说出来', async (_, content, zh) => {
    const problems = await problemsOf(definitions(doubled + input('甲', 'number') + content))
    expect(problems.map((each) => [each.decision, each.zh])).toEqual([['答', zh]])
  })

  it('决策服务像函数一样调用', async () => {
    const content =
      input('甲', 'number') +
      decision('加一', '甲 + 1', { inputs: ['甲'] }) +
      `<decisionService id="s" name="服务"><variable name="服务"/><outputDecision href="#${idOf('加一')}"/><inputData href="#${idOf('甲')}"/></decisionService>`
    expect(await answer(content, { 甲: 5 }, '服务')).toBe('6')
  })

  it('导入的模型按别名使用', async () => {
    const inner = definitions(input('甲', 'number') + decision('加一', '甲 + 1', { inputs: ['甲'] })).replaceAll(
      'https://example.org/m',
      'https://example.org/inner',
    )
    const outer = definitions(
      `<import name="里" namespace="https://example.org/inner" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/><decision id="d" name="答"><variable name="答"/><informationRequirement><requiredDecision href="https://example.org/inner#${idOf('加一')}"/></informationRequirement>${literal('里.加一 * 2')}</decision>`,
    )
    const model = await loadModel(outer, {
      file: 'a',
      imports: async (namespace) => (namespace === 'https://example.org/inner' ? inner : null),
    })
    const inputs = fromJs({ 甲: 4 }) as Record<string, never>
    expect(toJs(model.decide('答', inputs))).toBe('10')
    expect(toJs(model.explain('答', inputs).value)).toBe('10')
  })
})

describe('用错业务知识，运行之前就说', () => {
  it.each([
    ['参数个数', '加倍(1, 2)', 'arguments'],
    ['参数类型', '加倍("a")', 'type-clash'],
    ['不是函数', '(1)(2)', 'type-clash'],
  ])('%s', async (_, text, code) => {
    const problems = await problemsOf(definitions(doubled + decision('答', text, { knowledge: ['加倍'] })))
    expect(problems.map((problem) => problem.code)).toEqual([code])
  })
})
