import { describe, expect, it } from 'vitest'
import { DecisionRefusal, loadModel, num } from '../index.ts'
import { decision, decisionOf, definitions, input, literal, problemsOf } from '../testing/small-model.ts'

const head = input('甲', 'number') + input('乙', 'Any')
const found = (text: string) => problemsOf(definitions(head + decision('答', text, { inputs: ['甲', '乙'] })))

describe('两端写定、怎么也数不完的循环', () => {
  it.each([
    ['甲 + sum(for 丙 in 1..100000000 return 丙)', 13, '100,000,000'],
    ['some 丙 in 100000000..1 satisfies 丙 > 甲', 6, '100,000,000'],
    ['every 丙 in [-300000..300000] satisfies 丙 > 甲', 7, '600,001'],
    ['for 丙 in 1..1000, 丁 in 1..501 return 丙 + 丁', 5, '501,000'],
    ['for 丙 in 乙, 丁 in 1..500001 return 丁', 5, '500,001'],
    ['for 丙 in @"0001-01-01"..@"9999-12-31" return 丙', 5, '3,652,059'],
  ])('%s：说出决策、算式、第几个字', async (text, column, steps) => {
    const [problem, ...others] = await found(text)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'too-many-steps', decision: '答', expression: text, column })
    expect(problem?.zh).toBe(`这个算式要做的步数太多：至少 ${steps} 步，最多做 500,000 步。请检查其中的循环`)
  })

  it.each([
    'for 丙 in 1..500000 return 丙',
    'for 丙 in 1..甲 return 丙',
    'for 丙 in 甲..100000000 return 丙',
    'for 丙 in 乙, 丁 in 1..400000 return 丁',
    'for 丙 in 1..1000, 丁 in 乙, 戊 in 1..1000 return 戊',
  ])('%s：可能数得完，不说', async (text) => expect(await found(text)).toEqual([]))

  it('画成框的循环也一样', async () => {
    const box = `<for iteratorVariable="丙"><in>${literal('[1..100000000]')}</in><return>${literal('丙')}</return></for>`
    const [problem] = await problemsOf(definitions(decisionOf('答', box)))
    expect(problem).toMatchObject({ code: 'too-many-steps', decision: '答', expression: '[1..100000000]', column: 1 })
  })
})

describe('算的时候才知道数不完', () => {
  const stopped = async (content: string, name = '答') => {
    const model = await loadModel(definitions(head + content), { file: '试.dmn' })
    return (['decide', 'explain'] as const).map((form) => {
      try {
        model[form](name, { 甲: num('100000000') })
      } catch (error) {
        if (error instanceof DecisionRefusal) return [error.code, error.zh, error.en]
      }
      return null
    })
  }
  const said = (place: string, en: string) => [
    'decisions.tooMuchWork',
    `决策${place}：这个决策模型要算的步骤太多，已经停下。请检查其中的循环`,
    `in ${en}: this decision model takes too many steps and was stopped; check its iterations`,
  ]

  it('说出里面的那个决策和那个循环，不是问的那个', async () => {
    const inner = decision('内', '1 + sum(for 丙 in 1..甲 return 丙)', { inputs: ['甲'] })
    const answers = await stopped(inner + decision('答', 'sum(for 丁 in 1..3 return 内)', { decisions: ['内'] }))
    const sentence = said('“内”里的“for 丙 in 1..甲 return 丙”', '“内”, “for 丙 in 1..甲 return 丙”')
    expect(answers).toEqual([sentence, sentence])
  })

  it('里外两层，说里面一层；算式里的花括号照写', async () => {
    const text = 'for 丙 in 1..3 return count(for 丁 in 1..甲 return {inDecision: 丁})'
    const [plain, traced] = await stopped(decision('答', text, { inputs: ['甲'] }))
    expect(plain?.[1]).toContain('决策“答”里的“for 丁 in 1..甲 return {inDecision: 丁}”：')
    expect(traced).toEqual(plain)
  })
})
