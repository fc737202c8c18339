import { describe, expect, it } from 'vitest'
import { ModelRefused, loadModel } from '../index.ts'
import { decision, decisionOf, definitions, escapeXml, input, table as tableOf } from '../testing/small-model.ts'

const table = (policy: string, type: string, rows: readonly string[], more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="表" namespace="https://example.org/m">
<inputData id="i" name="收入"><variable name="收入" typeRef="${type}"/></inputData>
<decision id="d" name="档"><variable name="档" typeRef="number"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<decisionTable hitPolicy="${policy}"><input><inputExpression typeRef="${type}"><text>收入</text></inputExpression>${more}</input><output name="档" typeRef="number"/>
${rows.map((row, index) => `<rule><inputEntry><text>${row.replaceAll('<', '&lt;')}</text></inputEntry><outputEntry><text>${index}</text></outputEntry></rule>`).join('')}
</decisionTable></decision></definitions>`

async function findings(xml: string) {
  try {
    const model = await loadModel(xml, { file: '表.dmn' })
    return model.notes
  } catch (error) {
    if (error instanceof ModelRefused) return error.problems
    throw error
  }
}

describe('唯一命中的表', () => {
  it('两行相交就拒绝，并给出一个相交的输入', async () => {
    const [found] = await findings(table('UNIQUE', 'number', ['<= 810', '[810..900]', '> 900']))
    expect(found).toMatchObject({ code: 'overlap', tableRow: 1 })
    expect(found?.zh).toContain('收入 = 810')
  })

  it.each([
    ['相邻而不相交', 'number', ['< 810', '[810..900]', '> 900']],
    ['否定', 'string', ['"城镇"', 'not("城镇")']],
    ['是和否', 'boolean', ['true', 'false']],
    ['日期', 'date', ['< date("2026-01-01")', '>= date("2026-01-01")']],
  ])('%s没有问题', async (_, type, rows) => {
    expect(await findings(table('UNIQUE', type, rows))).toEqual([])
  })

  it('没有覆盖到的输入作为提示说出来', async () => {
    const [found] = await findings(table('UNIQUE', 'number', ['< 810', '> 900']))
    expect(found).toMatchObject({ code: 'gap' })
    expect(found?.zh).toMatch(/收入 = (810|855|900)/)
  })

  it('列出允许的值以后，按这些值找缺口', async () => {
    const values = '<inputValues><text>"城镇","农村"</text></inputValues>'
    expect((await findings(table('FIRST', 'string', ['"城镇"'], values)))[0]?.zh).toContain('农村')
    expect(await findings(table('FIRST', 'string', ['"城镇"', '"农村"'], values))).toEqual([])
  })

  it('先到先得的表允许相交', async () => {
    expect(await findings(table('FIRST', 'number', ['< 810', '-']))).toEqual([])
  })
})

const item = (name: string, type: string, values: string): string =>
  `<itemDefinition name="${name}"><typeRef>${type}</typeRef><allowedValues><text>${escapeXml(values)}</text></allowedValues></itemDefinition>`

/** A table over inputs of the given types, named 甲乙丙丁 in turn; a row is its cells, the output is its number. */
async function found(policy: string, types: readonly string[], rows: readonly (readonly string[])[], more = '') {
  const names = ['甲', '乙', '丙', '丁'].slice(0, types.length)
  const columns = names.map((text, index) => ({ text, type: types[index]! }))
  const numbered = rows.map((row, index) => [...row, String(index)])
  const xml = definitions(
    more +
      names.map((name, index) => input(name, types[index]!)).join('') +
      decisionOf('答', tableOf(`hitPolicy="${policy}"`, columns, numbered), { inputs: names }),
  )
  return findings(xml)
}

describe('三列以上的表', () => {
  it('缺的那一格，每一列都举出一个值', async () => {
    const rows = [
      ['"城镇"', '< 18', '-'],
      ['"城镇"', '>= 18', 'true'],
      ['"农村"', '-', '-'],
    ]
    const [gap, ...others] = await found('UNIQUE', ['string', 'number', 'boolean'], rows)
    expect(others).toEqual([])
    expect(gap).toMatchObject({
      code: 'gap',
      decision: '答',
      zh: '没有一行适用于 甲 = "城镇"，乙 = 18，丙 = false',
      en: 'no row applies to 甲 = "城镇", 乙 = 18, 丙 = false',
    })
  })

  it('相交的两行，每一列都举出同一个值', async () => {
    const rows = [
      ['[0..10]', 'not("丙")', '-', '< date("2026-07-01")'],
      ['(5..20]', '"甲", "乙"', 'false', '[date("2026-06-30")..date("2026-12-31")]'],
    ]
    const [overlap] = await found('UNIQUE', ['number', 'string', 'boolean', 'date'], rows)
    expect(overlap).toMatchObject({ code: 'overlap', tableRow: 1 })
    expect(overlap?.zh).toContain('第 1 行和第 2 行会同时命中，例如 甲 = 10，乙 = "甲"')
    expect(overlap?.zh).toContain('2026-06-30')
    expect(overlap?.en).toMatch(/^rows 1 and 2 hit at once, for example 甲 = 10, .*; the hit policy is UNIQUE$/)
  })

  it('补上那一格就没有了；三列全是“-”的一行补上一切', async () => {
    const rows = [
      ['true', 'true', '-', '1'],
      ['true', 'false', '-', '-'],
      ['false', '-', 'true', '-'],
    ]
    const types = ['boolean', 'boolean', 'boolean', 'number']
    expect((await found('FIRST', types, rows)).map(({ code }) => code)).toEqual(['gap'])
    expect(await found('FIRST', types, [...rows, ['-', '-', '-', '-']])).toEqual([])
    expect(await found('COLLECT', types, rows)).toEqual([])
  })
})

describe('缺口和相交按列的种类找', () => {
  it('日期：差一天也看得出来', async () => {
    const [gap] = await found('UNIQUE', ['date'], [['< date("2026-07-01")'], ['> date("2026-07-01")']])
    expect(gap?.zh).toContain('2026-07-01')
    const [overlap] = await found('UNIQUE', ['date'], [['<= date("2026-07-01")'], ['>= date("2026-07-01")']])
    expect(overlap).toMatchObject({ code: 'overlap' })
    expect(overlap?.zh).toContain('2026-07-01')
  })

  it('期间', async () => {
    const rows = [['< duration("P1Y")'], ['> duration("P1Y")']]
    expect((await found('UNIQUE', ['years and months duration'], rows))[0]?.code).toBe('gap')
  })

  it('是和否：缺“否”', async () => {
    expect((await found('UNIQUE', ['boolean'], [['true']]))[0]?.zh).toBe('没有一行适用于 甲 = false')
  })

  it('类型列出允许的值，就按它们找', async () => {
    const kinds = item('t类别', 'string', '"低保","特困","边缘"')
    const [gap] = await found('UNIQUE', ['t类别'], [['"低保"'], ['"特困"']], kinds)
    expect(gap?.zh).toBe('没有一行适用于 甲 = "边缘"')
    expect(await found('UNIQUE', ['t类别'], [['"低保"'], ['not("低保")']], kinds)).toEqual([])
    const grades = item('t等级', 'number', '[1..4]')
    expect(await found('UNIQUE', ['t等级'], [['[1..2]'], ['(2..4]']], grades)).toEqual([])
    expect((await found('UNIQUE', ['t等级'], [['[1..2]'], ['[3..4]']], grades))[0]?.zh).toMatch(/甲 = 2\.5/)
  })

  it('输出列的默认值补上缺口', async () => {
    const columns = [{ text: '甲', type: 'number' }]
    const xml = (more: string): string =>
      definitions(
        input('甲', 'number') +
          decisionOf('答', tableOf('hitPolicy="UNIQUE"', columns, [['> 0', '1']], more), { inputs: ['甲'] }),
      )
    expect((await findings(xml('')))[0]?.code).toBe('gap')
    expect(await findings(xml('<defaultOutputEntry><text>0</text></defaultOutputEntry>'))).toEqual([])
  })
})

describe('名字和环', () => {
  const problems = async (content: string) => findings(definitions(content))

  it('不认识的中文名字，猜一个近的', async () => {
    const inputs = ['家庭月收入', '低保标准', '计入人数']
    const head = inputs.map((name) => input(name, 'number')).join('')
    const [problem] = await problems(head + decision('答', '家庭收入 < 低保标准', { inputs }))
    expect(problem).toMatchObject({ code: 'unknown-name', decision: '答', column: 1 })
    expect(problem?.zh).toBe('不认识“家庭收入”，是不是“家庭月收入”？')
    expect(problem?.en).toBe('unknown name “家庭收入”; did you mean “家庭月收入”?')
    expect((await problems(head + decision('答', '低保标准 * 记入人数', { inputs })))[0]?.zh).toContain('“计入人数”')
    expect((await problems(head + decision('答', '低保标准 * 房屋', { inputs })))[0]?.zh).not.toContain('是不是')
  })

  it('成员的一项、一种类型、一个参数写错，也猜', async () => {
    const head =
      '<itemDefinition name="t成员"><itemComponent name="工资性收入"><typeRef>number</typeRef></itemComponent></itemDefinition>' +
      input('户主', 't成员')
    expect((await problems(head + decision('答', '户主.工资收入', { inputs: ['户主'] })))[0]?.zh).toContain(
      '“工资性收入”',
    )
    expect((await problems(head + input('配偶', 't成人')))[0]?.zh).toContain('是不是“t成员”')
    const [argument] = await problems(decision('答', 'round up(n: 1.5, scales: 1)'))
    expect(argument?.zh).toBe('函数“round up”没有参数“scales”，是不是“scale”？')
  })

  it('决策绕成一圈，一个一个说出来', async () => {
    const ring = ['甲', '乙', '丙'].map((name, index, all) =>
      decision(name, '1', { decisions: [all[(index + 1) % all.length]!] }),
    )
    const cycle = (await problems(ring.join(''))).find(({ code }) => code === 'cycle')
    expect(cycle?.zh).toBe('决策互相依赖成环：甲 → 乙 → 丙 → 甲')
    expect(cycle?.en).toBe('decisions depend on each other in a circle: 甲 → 乙 → 丙 → 甲')
  })
})
