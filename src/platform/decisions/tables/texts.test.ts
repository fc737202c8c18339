import { describe, expect, it } from 'vitest'
import { type GivenTexts, loadModel } from '../index.ts'
import { decision, decisionOf, definitions, escapeXml, input, table } from '../testing/small-model.ts'

const kinds = ['城镇', '农村', '牧区']
const columnOf = (text: string) => [{ text, type: 'string' }]
const rowsFor = (cells: readonly string[]) => cells.map((cell, index) => [cell, String(index)])
const three = ['"城镇"', '"农村"', '"牧区"']

/** What is noted of a model whose host gives it these texts; nothing here is refused. */
async function gapsOf(content: string, texts: GivenTexts = {}): Promise<readonly string[]> {
  const { notes } = await loadModel(definitions(content), { file: '试.dmn', texts })
  expect(notes.every(({ code }) => code === 'gap')).toBe(true)
  return notes.map(({ zh }) => zh)
}

/** A table over one text: an input named 甲, read as it is written. */
const overInput = (cells: readonly string[], { type = 'string', policy = 'UNIQUE', more = '', otherwise = '' } = {}) =>
  more +
  input('甲', type) +
  decisionOf('答', table(`hitPolicy="${policy}"`, columnOf('甲'), rowsFor(cells), otherwise), { inputs: ['甲'] })

describe('表里缺一个会来的文字', () => {
  it('宿主说会来三种，少写一行就说出是哪一种', async () => {
    expect(await gapsOf(overInput(three.slice(0, 2)), { 甲: kinds })).toEqual(['没有一行适用于 甲 = "牧区"'])
    expect(await gapsOf(overInput(three), { 甲: kinds })).toEqual([])
    // Nobody says what comes in: the texts of the rows are all there is to go by.
    expect(await gapsOf(overInput(three.slice(0, 2)))).toEqual([])
  })

  it.each([
    ['最后一行什么都收', ['"城镇"', '-'], 'FIRST', ''],
    ['一行写“不是”', ['"城镇"', 'not("城镇")'], 'UNIQUE', ''],
    ['一格写几个', ['"城镇"', '"农村", "牧区"'], 'UNIQUE', ''],
    ['有都对不上时的结果', ['"城镇"'], 'UNIQUE', '<defaultOutputEntry><text>0</text></defaultOutputEntry>'],
    ['收集的表不用每种都有', ['"城镇"'], 'COLLECT', ''],
    ['多写一行也不要紧', [...three, '"港口"'], 'UNIQUE', ''],
  ])('%s：不说', async (_, cells, policy, otherwise) => {
    expect(await gapsOf(overInput(cells, { policy, otherwise }), { 甲: kinds })).toEqual([])
  })

  it('列写成文字，类型里的允许值照样算', async () => {
    const more = `<itemDefinition name="t地"><typeRef>string</typeRef><allowedValues><text>${escapeXml(three.join(','))}</text></allowedValues></itemDefinition>`
    const lacking = overInput(three.slice(0, 2), { type: 't地', more })
    expect(await gapsOf(lacking)).toEqual(['没有一行适用于 甲 = "牧区"'])
    expect(await gapsOf(overInput(three, { type: 't地', more }))).toEqual([])
    // What the type does not let in never comes in.
    expect(await gapsOf(overInput(three, { type: 't地', more }), { 甲: [...kinds, '港口'] })).toEqual([])
  })

  it('一家人里每个人的一项，经过筛选和逐个也认得', async () => {
    const more =
      '<itemDefinition name="t人" isCollection="true"><itemComponent name="婚姻"><typeRef>string</typeRef></itemComponent></itemDefinition>'
    const content = (cells: readonly string[]) =>
      more +
      input('成员', 't人') +
      decision('留下的', '成员[婚姻 != "丧偶"]', { inputs: ['成员'] }, 't人') +
      decisionOf('答', table('hitPolicy="UNIQUE"', columnOf('留下的[1].婚姻'), rowsFor(cells)), {
        decisions: ['留下的'],
      })
    const texts = { '成员[].婚姻': ['未婚', '已婚', '丧偶'] }
    expect(await gapsOf(content(['"未婚"', '"已婚"']), texts)).toEqual(['没有一行适用于 留下的[1].婚姻 = "丧偶"'])
    expect(await gapsOf(content(['"未婚"', '"已婚", "丧偶"']), texts)).toEqual([])
  })
})

describe('从前一个决策来的文字', () => {
  const after = (text: string, cells: readonly string[]) =>
    input('甲', 'string') +
    input('乙', 'string') +
    input('岁', 'number') +
    decision('档', text, { inputs: ['甲', '乙', '岁'] }, 'string') +
    decisionOf('答', table('hitPolicy="UNIQUE"', columnOf('档'), rowsFor(cells)), { decisions: ['档'] })

  it('如果……就……里的每一个结果', async () => {
    const text = 'if 岁 >= 80 then "八十" else if 岁 >= 60 then "六十" else null'
    expect(await gapsOf(after(text, ['"八十"']))).toEqual(['没有一行适用于 档 = "六十"'])
    expect(await gapsOf(after(text, ['"八十"', '"六十"']))).toEqual([])
  })

  it('前一张表的每一个结果', async () => {
    const rows = [
      ['>= 80', '"八十"'],
      ['< 80', '"都不是"'],
    ]
    const content = (cells: readonly string[]) =>
      input('岁', 'number') +
      decisionOf(
        '档',
        table('hitPolicy="UNIQUE"', [{ text: '岁', type: 'number' }], rows),
        { inputs: ['岁'] },
        'string',
      ) +
      decisionOf('答', table('hitPolicy="UNIQUE"', columnOf('档'), rowsFor(cells)), { decisions: ['档'] })
    expect(await gapsOf(content(['"八十"']))).toEqual(['没有一行适用于 档 = "都不是"'])
    expect(await gapsOf(content(['"八十"', '"都不是"']))).toEqual([])
  })

  it('两个来处合在一起，两边的都要有', async () => {
    const texts = { 甲: ['城镇'], 乙: ['农村'] }
    const either = 'if 岁 > 1 then 甲 else 乙'
    expect(await gapsOf(after(either, ['"城镇"']), texts)).toEqual(['没有一行适用于 档 = "农村"'])
    expect(await gapsOf(after(either, ['"城镇"', '"农村"']), texts)).toEqual([])
    // Of a list of two sources nobody can tell which one is taken, and nothing is claimed.
    expect(await gapsOf(after('[甲, 乙][岁]', ['"农村"']), texts)).toEqual([])
  })

  it('拼出来的、说不准的，不说', async () => {
    expect(await gapsOf(after('甲 + "镇"', ['"城镇"']), { 甲: kinds })).toEqual([])
    expect(await gapsOf(after('substring(甲, 1, 1)', ['"城"']), { 甲: kinds })).toEqual([])
  })
})

it('会来的文字只用来找缺口：别的文字照样算，不拒绝', async () => {
  const xml = definitions(input('甲', 'string') + decision('答', '甲', { inputs: ['甲'] }, 'string'))
  const model = await loadModel(xml, { file: '试.dmn', texts: { 甲: kinds } })
  expect(model.decide('答', { 甲: '港口' })).toBe('港口')
})
