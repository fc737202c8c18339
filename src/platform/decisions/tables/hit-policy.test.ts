import { describe, expect, it } from 'vitest'
import { loadModel, num, toJs } from '../index.ts'
import { decisionOf, definitions, input, table } from '../testing/small-model.ts'

async function answer(policy: string, rows: readonly (readonly string[])[], value: string, more = '') {
  const logic = table(policy, [{ text: '甲', type: 'number' }], rows, more)
  const xml = definitions(input('甲', 'number') + decisionOf('答', logic, { inputs: ['甲'] }))
  const model = await loadModel(xml, { file: '表.dmn', rules: 'dmn' })
  const inputs = { 甲: num(value) }
  const traced = model.explain('答', inputs)
  expect(toJs(traced.value)).toEqual(toJs(model.decide('答', inputs)))
  return toJs(traced.value)
}

const rows = [
  ['> 10', '3'],
  ['> 5', '1'],
  ['> 0', '2'],
]
const order = '<outputValues><text>1,2,3</text></outputValues>'
const otherwise = '<defaultOutputEntry><text>9</text></defaultOutputEntry>'

describe('命中策略', () => {
  it.each([
    ['先到先得', 'hitPolicy="FIRST"', '20', '', '3'],
    ['唯一：命中一行', 'hitPolicy="UNIQUE"', '1', '', '2'],
    ['唯一：命中两行没有答案', 'hitPolicy="UNIQUE"', '6', '', null],
    ['任意：结果不同没有答案', 'hitPolicy="ANY"', '6', '', null],
    ['优先级', 'hitPolicy="PRIORITY"', '20', order, '1'],
    ['按输出排序', 'hitPolicy="OUTPUT ORDER"', '20', order, ['1', '2', '3']],
    ['按规则排序', 'hitPolicy="RULE ORDER"', '20', '', ['3', '1', '2']],
    ['收集', 'hitPolicy="COLLECT"', '6', '', ['1', '2']],
    ['收集：一行也没有', 'hitPolicy="COLLECT"', '-1', '', []],
    ['收集求和', 'hitPolicy="COLLECT" aggregation="SUM"', '20', '', '6'],
    ['收集最小', 'hitPolicy="COLLECT" aggregation="MIN"', '20', '', '1'],
    ['收集最大', 'hitPolicy="COLLECT" aggregation="MAX"', '20', '', '3'],
    ['收集个数', 'hitPolicy="COLLECT" aggregation="COUNT"', '20', '', '3'],
    ['没有一行适用', 'hitPolicy="FIRST"', '-1', '', null],
    ['默认输出', 'hitPolicy="FIRST"', '-1', otherwise, '9'],
  ])('%s', async (_, policy, value, more, expected) => {
    expect(await answer(policy, rows, value, more)).toEqual(expected)
  })
})
