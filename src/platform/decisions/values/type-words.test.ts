import { describe, expect, it } from 'vitest'
import { decision, decisionOf, definitions, input, literal, problemsOf, table } from '../testing/small-model.ts'
import { loadModel } from '../model/load.ts'
import { fromJs } from './outside.ts'
import { type Type, anyContext, anyType, atomNames, booleanType, listOf, nullType, numberType } from './type.ts'
import { typeInFull, typeWords } from './type-words.ts'

const everyKind: readonly Type[] = [
  anyType,
  nullType,
  ...atomNames.map((kind) => ({ kind })),
  listOf(booleanType),
  { kind: 'range', of: { kind: 'date and time' } },
  anyContext,
  { kind: 'function', parameters: null, result: anyType },
]

describe('类型在句子里叫什么', () => {
  it('每一种都有中文，没有英文字', () => {
    for (const type of everyKind) expect(typeWords(type).zh).toMatch(/^[\p{Script=Han}/（）]+$/u)
    expect(new Set(everyKind.map((type) => typeWords(type).zh)).size).toBe(everyKind.length)
    expect(typeWords(listOf(listOf({ kind: 'date' })))).toEqual({ zh: '列表（列表（日期））', en: 'list<list<date>>' })
  })

  it('作者起的名字照用；许可的值写在后面', () => {
    const named: Type = { kind: 'string', name: 't类别', constraint: { text: '"低保","特困"', allows: () => true } }
    expect(typeWords(listOf(named))).toEqual({ zh: '列表（t类别）', en: 'list<t类别>' })
    expect(typeInFull(named)).toEqual({ zh: 't类别（"低保","特困"）', en: 't类别 ("低保","特困")' })
    expect(typeInFull(numberType).zh).toBe('数字')
  })
})

const kinds = ['number', 'string', 'boolean', 'date', 'time', 'dateTime', 'dayTimeDuration', 'yearMonthDuration']
const names = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']
const head = names.map((name, index) => input(name, kinds[index]!)).join('')
const english = /number|string|boolean|date|time|duration|list|range|context|function|null|Any/
const clash = async (content: string) => {
  const problem = (await problemsOf(definitions(head + content))).find(({ code }) => code === 'type-clash')
  return { zh: problem?.zh ?? '', en: problem?.en ?? '' }
}

describe('类型不合的话里没有英文', () => {
  it.each([
    ['甲 + 乙', '“+”不能用于 “甲”（数字） 和 “乙”（文字）'],
    ['丙 < 丁', '“<”不能用于 “丙”（是/否） 和 “丁”（日期）'],
    ['戊 = 己', '“=”不能用于 “戊”（时间） 和 “己”（日期时间）'],
    ['庚 > 辛', '“>”不能用于 “庚”（日时期间） 和 “辛”（年月期间）'],
    ['[甲] > {一: 甲}', '“>”不能用于 “[甲]”（列表（数字）） 和 “{一: 甲}”（上下文）'],
    ['if 甲 then 1 else 2', '“if”不能用于 “甲”（数字）'],
    ['substring(甲, 1)', '应为文字，“甲”是数字'],
    ['(function(一: date) 一)(乙)', '第 1 个参数应为日期，“乙”是文字'],
  ])('%s', async (text, said) => {
    const { zh, en } = await clash(decision('答', text, { inputs: names }))
    expect(zh).toContain(said)
    expect(zh.replace(/“if”|“substring”|“function.*?”|参数“string”/g, '')).not.toMatch(english)
    expect(en).not.toMatch(/数字|文字|日期|列表/)
  })

  it('决策的类型、表的列、表的输出', async () => {
    const yields = await clash(decision('答', '乙', { inputs: names }, 'number'))
    expect(yields.zh).toBe('决策声明为数字，算出来的却是文字')
    const column = table('hitPolicy="FIRST"', [{ text: '乙', type: 'number' }], [['-', '1']])
    expect((await clash(decisionOf('答', column, { inputs: names }))).zh).toBe(
      '第 1 个输入列声明为数字，表达式却是文字',
    )
    const output = table('hitPolicy="FIRST"', [{ text: '甲', type: 'number' }], [['-', '丁']]).replace(
      '<output>',
      '<output typeRef="dayTimeDuration">',
    )
    const cell = await clash(decisionOf('答', output, { inputs: names }))
    expect(cell.zh).toBe('第 1 行的输出应为日时期间，“丁”是日期')
    expect(cell.en).toBe('the output of row 1 should be days and time duration; “丁” is date')
  })

  it('算的时候才发现的，也一样', async () => {
    const xml = definitions(input('甲', 'Any') + decisionOf('答', literal('甲'), { inputs: ['甲'] }, 'number'))
    const { cause } = (await loadModel(xml, { file: '试.dmn' })).explain('答', { 甲: fromJs('多') })
    expect(cause?.zh).toBe('决策“答”的结果应为数字，实际是 "多"')
    expect(cause?.en).toContain('should be number but is "多"')
  })
})
