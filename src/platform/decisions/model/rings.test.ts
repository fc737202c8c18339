import { describe, expect, it } from 'vitest'
import { decision, decisionOf, definitions, input, problemsOf, table } from '../testing/small-model.ts'

const chain =
  input('数', 'number') +
  decision('丙', '乙 + 1', { decisions: ['乙'] }) +
  decision('乙', '甲 + 1', { decisions: ['甲'] })
const problems = (edited: string) => problemsOf(definitions(chain + edited))
const said = (name: string, ring: string) => `这里不能用“${name}”：它的结果要靠这个决策来算，用了就绕成一圈：${ring}`

describe('用了就绕成一圈的名称', () => {
  it.each([
    ['乙', '甲 → 乙 → 甲'],
    ['丙', '甲 → 丙 → 乙 → 甲'],
    ['甲', '甲 → 甲'],
  ])('写了“%s”：说出那一圈，不叫人去连线', async (name, ring) => {
    const [problem, ...others] = await problems(decision('甲', `数 + ${name}`, { inputs: ['数'] }))
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'cycle', decision: '甲', expression: `数 + ${name}`, column: 5 })
    expect(problem?.zh).toBe(said(name, ring))
    expect(problem?.en).toBe(
      `“${name}” cannot be used here: its result depends on this decision, which would make a circle: ${ring}`,
    )
  })

  it('写在表的一格里：说出第几行', async () => {
    const rows = [
      ['> 1', '1'],
      ['-', '丙'],
    ]
    const edited = decisionOf('甲', table('hitPolicy="FIRST"', [{ text: '数', type: 'number' }], rows), {
      inputs: ['数'],
    })
    const [problem] = await problems(edited)
    expect(problem).toMatchObject({ code: 'cycle', decision: '甲', tableRow: 2, column: 1 })
    expect(problem?.zh).toBe(said('丙', '甲 → 丙 → 乙 → 甲'))
  })

  it('没有这一圈的，照旧：没有的名称、没有连线的决策', async () => {
    const other = decision('丁', '1')
    for (const name of ['丁', '戊']) {
      const [problem] = await problems(other + decision('甲', name))
      expect(problem).toMatchObject({ code: 'unknown-name', decision: '甲' })
      expect(problem?.zh).toContain(`不认识“${name}”`)
    }
  })

  it('画出来的一圈：只说一句，说的是线', async () => {
    const found = await problems(decision('甲', '数 + 丙', { inputs: ['数'], decisions: ['丙'] }))
    expect(found.map(({ code, zh }) => [code, zh])).toEqual([['cycle', '决策互相依赖成环：丙 → 乙 → 甲 → 丙']])
  })

  it('两圈各画各的：一圈一句', async () => {
    const other = decision('子', '丑', { decisions: ['丑'] }) + decision('丑', '子', { decisions: ['子'] })
    const found = await problems(other + decision('甲', '数 + 丙', { inputs: ['数'], decisions: ['丙'] }))
    expect(found.map(({ code }) => code)).toEqual(['cycle', 'cycle'])
  })

  it('画出来一圈，算式里又写了另一圈：两圈各一句', async () => {
    const edited = decision('甲', '数 + 丙', { inputs: ['数'], decisions: ['丙'] })
    const other = decision('子', '1') + decision('丑', '子', { decisions: ['子'] })
    const [one, two, ...more] = await problems(edited + other.replace('<text>1</text>', '<text>丑</text>'))
    expect(more).toEqual([])
    expect([one?.zh, two?.zh].join()).toContain('决策互相依赖成环')
    expect([one?.zh, two?.zh].join()).toContain('这里不能用“丑”')
  })
})
