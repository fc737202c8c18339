import { describe, expect, it } from 'vitest'
import { ModelRefused, loadModel } from '../index.ts'

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
