import { describe, expect, it } from 'vitest'
import { fromJs, loadModel, num, toJs } from '../index.ts'
import { decision, decisionOf, definitions, input, literal, problemsOf, valueOf } from '../testing/small-model.ts'

const soon = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  const started = performance.now()
  const result = await run()
  expect(performance.now() - started).toBeLessThan(15_000)
  return result
}
const codeOf = async (run: () => unknown): Promise<string> => {
  try {
    await run()
    return 'none'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

describe('恶意的模型在有限的时间里被拒绝', () => {
  it.each([
    ['实体炸弹', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><definitions/>', 'doctype'],
    ['很大的文件', `<definitions>${' '.repeat(4_100_000)}</definitions>`, 'too-large'],
    ['很深的标签', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, 'too-deep'],
    ['不是 DMN', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'not-dmn'],
    ['很深的括号', definitions(decision('答', `${'('.repeat(5000)}1${')'.repeat(5000)}`)), 'too-large'],
    ['很长的加法', definitions(decision('答', Array.from({ length: 8000 }, () => '1').join('+'))), 'too-large'],
    ['一万位的数', definitions(decision('答', '9'.repeat(12_000))), 'not-a-number'],
    [
      '外部函数',
      definitions(decision('答', 'function(x) external {java: {class: "x", "method signature": "y"}}')),
      'not-supported',
    ],
    ['读时钟', definitions(decision('答', 'today()')), 'not-supported'],
    ['保留的名称', definitions(input('__proto__', 'number')), 'name'],
    [
      '包含自己的类型',
      definitions(
        '<itemDefinition name="t"><itemComponent name="x"><typeRef>t</typeRef></itemComponent></itemDefinition>',
      ),
      'cycle',
    ],
    [
      '别的表达式语言',
      definitions(
        decisionOf('答', '<literalExpression expressionLanguage="javascript"><text>1</text></literalExpression>'),
      ),
      'not-supported',
    ],
    ['需求线指向不存在的东西', definitions(decision('答', '1', { inputs: ['没有'] })), 'unknown-requirement'],
  ])('%s', async (_, xml, code) => {
    const problems = await soon(() => problemsOf(xml))
    expect(problems.map((problem) => problem.code)).toContain(code)
    for (const problem of problems) expect(problem.zh.length * problem.en.length).toBeGreaterThan(0)
  })

  it('导入自己的模型', async () => {
    const xml = definitions(
      '<import name="甲" namespace="https://example.org/m" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',
    )
    expect((await problemsOf(xml, { imports: async () => xml })).map((each) => each.code)).toContain('cycle')
  })

  const entries = Array.from({ length: 40 }, (_, level) => `a${level + 1}: {x: a${level}, y: a${level}}`)
  const nested = `{a0: {x: 1, y: 2}, ${entries.join(', ')}}.a40`
  it.each([nested, `${nested} = ${nested}`, `string(${nested})`, `count([${nested}, null])`])(
    '一层套两次、套四十层的值（%#）',
    async (text) => {
      const model = await loadModel(definitions(decision('答', text)), { file: 'a' })
      const codes = [
        await soon(() => codeOf(() => model.decide('答', {}))),
        await soon(() => codeOf(() => model.explain('答', {}).value)),
      ]
      for (const code of codes) expect(['none', 'decisions.tooMuchWork']).toContain(code)
    },
  )

  it('一层套很多次的类型', async () => {
    const level = (index: number): string =>
      `<itemDefinition name="t${index}">${Array.from({ length: 50 }, (_, entry) => `<itemComponent name="c${entry}"><typeRef>${index === 0 ? 'number' : `t${index - 1}`}</typeRef></itemComponent>`).join('')}</itemDefinition>`
    const xml = definitions(
      Array.from({ length: 8 }, (_, index) => level(index)).join('') +
        input('甲', 't7') +
        decision('答', '甲.c1.c2', { inputs: ['甲'] }),
    )
    expect((await soon(() => problemsOf(xml)))[0]?.code).toBe('too-large')
    expect(await soon(async () => (await loadModel(xml, { file: 'a', rules: 'dmn' })).decide('答', {}))).toBeNull()
  })

  it('没有尽头的递归', async () => {
    const xml = definitions(decision('答', '{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r'))
    const model = await loadModel(xml, { file: 'a', rules: 'dmn' })
    expect(await codeOf(() => model.decide('答', {}))).toBe('decisions.tooDeep')
    expect(await codeOf(() => model.explain('答', {}))).toBe('decisions.tooDeep')
  })

  it('指数级的循环', async () => {
    const loops = Array.from({ length: 12 }, (_, index) => `x${index} in 1..甲`).join(', ')
    const xml = definitions(input('甲', 'number') + decision('答', `count(for ${loops} return 1)`, { inputs: ['甲'] }))
    const model = await loadModel(xml, { file: 'a' })
    const given = { 甲: num('100') }
    expect(await soon(() => codeOf(() => model.decide('答', given)))).toBe('decisions.tooMuchWork')
    expect(await soon(() => codeOf(() => model.explain('答', given)))).toBe('decisions.tooMuchWork')
  })

  it.each(['(a+)+$', '(a|a)*b', '(.*)*x', '([a-z]+)*$'])('会爆炸的模式 %s', async (pattern) => {
    const text = `matches("${'a'.repeat(40)}!", "${pattern}")`
    expect(await soon(() => valueOf(text))).toBeNull()
  })

  it('名称不碰到原型', async () => {
    expect(await valueOf('{"__proto__": 1, "constructor": 2}')).toEqual(
      JSON.parse('{"__proto__": "1", "constructor": "2"}'),
    )
    expect(await valueOf('甲.constructor', { 甲: fromJs({ 乙: 1 }) })).toBeNull()
    expect(await valueOf('甲.__proto__', { 甲: fromJs({ 乙: 1 }) })).toBeNull()
    expect(await valueOf('toString')).toBeNull()
  })

  it('输入嵌套过深时说出路径，不崩溃', async () => {
    let deep: unknown = 1
    for (let level = 0; level < 500; level += 1) deep = { a: deep }
    const model = await loadModel(definitions(input('甲', 'Any') + decision('答', '甲.a.a', { inputs: ['甲'] })), {
      file: 'a',
    })
    expect(toJs(model.decide('答', { 甲: deep as never }))).toBeDefined()
  })

  it('空的决策被拒绝', async () => {
    expect((await problemsOf(definitions(decisionOf('答', '')))).map((each) => each.code)).toEqual(['empty'])
    expect((await problemsOf(definitions(decisionOf('答', literal(''))))).map((each) => each.code)).toEqual(['syntax'])
  })
})
