import { describe, expect, it } from 'vitest'
import { ModelRefused, dateValue, fromJs, loadModel, num, toJs } from '../index.ts'

const wrap = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="试" namespace="https://example.org/m">${content}</definitions>`

/** The reader takes ASCII ids only. */
const idOf = (name: string): string => `d${Array.from(name, (each) => each.codePointAt(0)).join('-')}`
const input = (id: string, name: string, type: string): string =>
  `<inputData id="${id}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`
const decision = (name: string, text: string, requires: readonly string[] = [], type = ''): string =>
  `<decision id="${idOf(name)}" name="${name}"><variable name="${name}"${type ? ` typeRef="${type}"` : ''}/>${requires
    .map(
      (href) =>
        `<informationRequirement><required${href.startsWith('i') ? 'Input' : 'Decision'} href="#${href.startsWith('i') ? href : idOf(href)}"/></informationRequirement>`,
    )
    .join(
      '',
    )}<literalExpression><text>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></literalExpression></decision>`

async function problemsOf(xml: string) {
  try {
    await loadModel(xml, { file: '试.dmn' })
    return []
  } catch (error) {
    if (error instanceof ModelRefused) return error.problems
    throw error
  }
}

describe('读不进来的 XML：中文说错在哪里', () => {
  const whole = wrap(input('i1', '满', 'boolean') + '\n' + input('i2', '空', 'boolean'))
  it.each([
    ['编号用了两次', whole.replace('id="i2"', 'id="i1"'), '文件第 3 行的编号“i1”前面已经用过'],
    ['没有写完', whole.replace('</definitions>', ''), '文件没有写完，少了结尾的标签'],
    ['头尾对不上', whole.replace('</inputData>\n', '</inputDate>\n'), '文件第 2 行结尾的标签和开头的对不上'],
    ['写错的属性', whole.replace('name="空"', 'nmae="空"'), '文件不认识“nmae”'],
  ])('%s', async (_, xml, says) => {
    expect((await problemsOf(xml))[0]?.zh).toContain(says)
  })
})

describe('读模型并计算', () => {
  it('分支里有一头不是声明的类型：说出是哪个决策、第几个字，另一头对也不放过', async () => {
    const text = 'if 满 = null then null else if 满 then "三百" else 0'
    const found = await problemsOf(wrap(input('i1', '满', 'boolean') + decision('每月发', text, ['i1'], 'number')))
    expect(found).toMatchObject([
      { code: 'type-clash', decision: '每月发', expression: text, column: text.indexOf('"三百"') + 1 },
    ])
    expect(found[0]?.zh).toBe('决策声明为数字，算出来的却是文字')
  })

  it('金额按十进制精确计算', async () => {
    const model = await loadModel(
      wrap(decision('答', '0.07 * 100 = 7 and floor(0.29 * 100) = 29 and 0.1 + 0.2 = 0.3')),
      { file: 'a' },
    )
    expect(model.decide('答', {})).toBe(true)
  })

  it('缺少的输入带着路径传到结果，不当成零', async () => {
    const xml = wrap(
      input('i1', '标准', 'number') + input('i2', '收入', 'number') + decision('补差', '标准 - 收入', ['i1', 'i2']),
    )
    const model = await loadModel(xml, { file: 'a' })
    const answer = model.explain('补差', { 标准: num('810.00') })
    expect(answer.value).toBeNull()
    expect(answer.missing.map((cause) => cause.path)).toEqual(['收入'])
  })

  it('缺少的输入不影响答案时，不算缺少', async () => {
    const xml = wrap(
      input('i1', '甲', 'boolean') + input('i2', '乙', 'boolean') + decision('答', '甲 and 乙', ['i1', 'i2']),
    )
    const model = await loadModel(xml, { file: 'a' })
    expect(model.explain('答', { 甲: false })).toMatchObject({ value: false, missing: [] })
    expect(model.explain('答', { 甲: true }).missing.map((cause) => cause.path)).toEqual(['乙'])
  })

  it('日期可以加减和比较', async () => {
    const xml = wrap(
      input('i1', '生日', 'date') + decision('答', 'date("2026-03-02") >= 生日 + duration("P80Y")', ['i1']),
    )
    const model = await loadModel(xml, { file: 'a' })
    expect(model.decide('答', { 生日: dateValue('1946-03-02') })).toBe(true)
    expect(model.decide('答', { 生日: dateValue('1946-03-03') })).toBe(false)
  })

  it('列表里的名称先找成员的项', async () => {
    const item =
      '<itemDefinition name="t成员"><itemComponent name="工资"><typeRef>number</typeRef></itemComponent></itemDefinition><itemDefinition name="t名单" isCollection="true"><typeRef>t成员</typeRef></itemDefinition>'
    const xml = wrap(item + input('i1', '成员', 't名单') + decision('答', 'sum(成员[工资 > 100].工资)', ['i1']))
    const model = await loadModel(xml, { file: 'a' })
    const inputs = fromJs({ 成员: [{ 工资: 50 }, { 工资: 200 }, { 工资: 300.5 }] }) as never
    expect(toJs(model.decide('答', inputs))).toBe('500.5')
  })
})

describe('有问题的模型说清楚', () => {
  it.each([
    [
      '写错的名称',
      wrap(input('i1', '家庭收入', 'number') + decision('答', '家庭收人 + 1', ['i1'])),
      'unknown-name',
      '家庭收入',
    ],
    ['全角运算符', wrap(input('i1', '收入', 'number') + decision('答', '收入＋1', ['i1'])), 'unknown-name', '全角'],
    ['类型不合', wrap(input('i1', '收入', 'number') + decision('答', '收入 + "元"', ['i1'])), 'type-clash', '收入'],
    ['环', wrap(decision('dA', 'dB', ['dB']) + decision('dB', 'dA', ['dA'])), 'cycle', '环'],
    ['名称里有禁用的字符', wrap(input('i1', '收入(元)', 'number')), 'name', '括号'],
    ['没有写完', wrap(decision('答', '1 +')), 'syntax', ''],
    ['实体炸弹', '<!DOCTYPE x [<!ENTITY a "b">]>' + wrap(''), 'doctype', 'DOCTYPE'],
    ['读不懂的标签', wrap('<inputDataX id="q"/>'), 'xml', ''],
  ])('%s', async (_, xml, code, said) => {
    const problems = await problemsOf(xml)
    expect(problems[0]?.code).toBe(code)
    expect(problems[0]?.zh).toContain(said)
    expect(problems[0]?.en).not.toBe('')
  })
})
