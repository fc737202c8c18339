import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import {
  createLivingEligibility,
  loadPacks,
  placesAboveByCode,
  readModel,
  type LivingEligibility,
  type Pack,
} from '#relief/eligibility/index.ts'
import { checkDraft } from './check.ts'
import type { PackFiles } from './draft.ts'
import { withOwnRules } from './rules.ts'

/**
 * A pack folder as somebody hands it in, by the command line or by hand: whatever is wrong with it comes back as findings,
 * never as a crash, and a draft with findings is not proposed, so what is in force stays in force.
 */
const place = { region: '999901', programme: 'dibao' }
const model = 'dibao-2026.dmn'
let eligibility: LivingEligibility
let good: PackFiles

beforeAll(async () => {
  const packs = await loadPacks(fileURLToPath(new URL('../../../../policy', import.meta.url)), readModel)
  eligibility = createLivingEligibility({ packs, placesAbove: placesAboveByCode, today: () => day('2026-03-02') })
  const of = (region: string): Pack => packs.find((one) => one.region === region && one.programme === 'dibao')!
  good = withOwnRules(of('999901').files, of('000000'))
})

const findings = async (files: PackFiles): Promise<readonly string[]> =>
  (await checkDraft({ ...place, files }, { eligibility, readModel })).findings.map(({ case: name, zh }) =>
    [name, zh].filter(Boolean).join('：'),
  )
const inFile = (file: string, change: (text: string) => string) => (): PackFiles => {
  const text = change(good[file] ?? '')
  if (text === good[file]) throw new Error(`the change of ${file} changes nothing`)
  return { ...good, [file]: text }
}
/** Another text for one expression of the model. */
const expression = (decision: string, text: string) =>
  inFile(model, (xml) =>
    xml.replace(
      new RegExp(`(<decision [^>]*name="${decision}".*?<literalExpression.*?<text>).*?(</text>)`, 's'),
      (_, before: string, after: string) => `${before}${text}${after}`,
    ),
  )

describe('交进来的规则包有毛病：一条一条说清楚，不崩', { timeout: 120_000 }, () => {
  it('好的包没有话说', async () => {
    expect(await findings(good)).toEqual([])
  })

  it.each([
    [
      '两行日期重叠',
      inFile('standards.yaml', (text) => text.replace('from: 2025-07-01', 'from: 2024-01-01')),
      ['999901/dibao/standards.yaml', 'dibao.standard', '2024-01-01', '重叠'],
    ],
    [
      '没有依据的数',
      inFile('standards.yaml', (text) => text.replace(/(value: "810\.00".*?), document: [^}]*\}/, '$1 }')),
      ['standards.yaml', '第 2 个 document（依据的文件） 没有写'],
    ],
    ['没有这一天', inFile('standards.yaml', (text) => text.replace('2025-07-01', '2025-02-30')), ['standards.yaml']],
    ['写断了的 YAML', inFile('standards.yaml', () => 'standards: ['), ['standards.yaml', '第 1 行第 13 个字写断了']],
    ['写断了的包', inFile('pack.yaml', () => 'id: ['), ['pack.yaml']],
    [
      '算例和规则说的不一样',
      inFile('cases.yaml', (text) => text.replace('amount: "930.00"', 'amount: "930.01"')),
      ['三口之家每月收入 1,500 元', '应得 930.01 元，算出 930.00 元'],
    ],
    ['算例里写了不认得的字段', inFile('cases.yaml', (text) => text.replace('wages:', 'wage:')), ['cases.yaml', 'wage']],
    ['绕圈子', expression('计入人数', 'count(计入的成员) + 全家标准 * 0'), [model, '全家标准']],
    ['没有的名称', expression('全家标准', '低保标谁 * 计入人数'), [model, '全家标准', '低保标谁']],
    ['全角的大于号', expression('收入条件', '家庭月收入 ＞ 10'), [model, '收入条件', '＞']],
    ['类型不合', expression('全家标准', '低保标准 + "元"'), [model, '全家标准']],
    [
      '实体炸弹',
      inFile(model, (xml) => xml.replace('<definitions', '<!DOCTYPE a [<!ENTITY b "c">]>\n<definitions')),
      [model],
    ],
    ['不是模型', inFile(model, () => '<html/>'), [model]],
    ['少了模型文件', () => Object.fromEntries(Object.entries(good).filter(([name]) => name !== model)), [model]],
  ])('%s', async (_, bad, named) => {
    const said = (await findings(bad())).join('\n')
    for (const part of named) expect(said).toContain(part)
  })

  it.each([
    [
      '两端写定的',
      'sum(for 甲 in 1..100000000 return 甲 * 计入人数) * 0 + 低保标准 * 计入人数',
      [model, '全家标准', '这个算式要做的步数太多：至少 100,000,000 步'],
    ],
    [
      '算例算到才知道的',
      'sum(for 甲 in 1..(计入人数 * 100000000) return 甲) * 0 + 低保标准 * 计入人数',
      ['决策“全家标准”里的“for 甲 in 1..(计入人数 * 100000000) return 甲”', '要算的步骤太多'],
    ],
  ])('算不完的算式，%s：到了限度就停，说得出是哪一个，别人不用等', async (_, text, named) => {
    const since = performance.now()
    const said = (await findings(expression('全家标准', text)())).join('\n')
    for (const part of named) expect(said).toContain(part)
    expect(performance.now() - since).toBeLessThan(30_000)
  })
})
