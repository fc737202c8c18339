import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadModel, ModelRefused, outlineOf, rewriteDecision, type Problem } from '#platform/decisions/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import { checkAct, checkStart, type Draft } from './draft.ts'
import { problemInWords, tryRule, withRule } from './rules.ts'
import { checkedRows, withSeries, type SeriesEdit, type ValueRow } from './standards.ts'

const file = 'dibao-2026.dmn'
const xml = readFileSync(new URL(`../../../../policy/000000/dibao/${file}`, import.meta.url), 'utf8')
const files = { [file]: xml }

/** What the engine has against another text of one expression. */
async function against(decision: string, text: string): Promise<readonly Problem[]> {
  const tried = await tryRule(files, { file, decision, box: { kind: 'expression', text } })
  return tried.kind === 'refused' ? tried.problems : []
}

describe('坏规则：说出文件、决策、算式、第几个字和一句话，在用的不动', () => {
  it.each([
    ['绕圈子', '计入人数', 'count(计入的成员) + 全家标准 * 0', '计入人数 → 全家标准 → 计入人数'],
    ['没有的名称', '全家标准', '低保标谁 * 计入人数', '低保标谁'],
    ['全角的大于号', '收入条件', '家庭月收入 ＞ 10', '＞'],
    ['类型不合', '全家标准', '低保标准 + "元"', '元'],
    ['写了一半', '全家标准', '低保标准 *', '低保标准'],
    ['算不完', '全家标准', 'sum(for 甲 in 1..100000000 return 甲) * 低保标准', '第 9 个字 · 这个算式要做的步数太多'],
  ])('%s', async (_, decision, text, named) => {
    const problems = await against(decision, text)
    const [first] = problems
    expect(first).toMatchObject({ file, decision })
    const said = problemInWords(first!)
    expect(said).toContain(file)
    expect(said).toContain(decision)
    expect(said).toContain(named)
    const refused = withRule(files, { file, decision, box: { kind: 'expression', text } })
    await expect(refused).rejects.toThrow('原来的还在')
    await expect(refused).rejects.toMatchObject({
      zh: expect.stringContaining(said),
      en: expect.stringContaining(first!.en),
    })
    expect(files[file]).toBe(xml)
  })

  it('同一个时候有两行对得上的唯一表', async () => {
    const table = await tableOf('全年折合每月')
    const twice = { ...table, rules: [...table.rules, { ...table.rules[0]!, description: '又一行' }] }
    const tried = await tryRule(files, { file, decision: '全年折合每月', box: twice })
    const [first] = tried.kind === 'refused' ? tried.problems : []
    expect(first).toMatchObject({ code: 'overlap', decision: '全年折合每月', tableRow: 1 })
    expect(problemInWords(first!)).toContain('第 1 行')
  })

  it('少了一种情况的表', async () => {
    const table = await tableOf('全年折合每月')
    const tried = await tryRule(files, {
      file,
      decision: '全年折合每月',
      box: { ...table, rules: table.rules.filter((row) => row.inputs[0] !== 'true') },
    })
    const [first] = tried.kind === 'refused' ? tried.problems : []
    expect(first).toMatchObject({ code: 'gap', decision: '全年折合每月' })
  })

  it('编辑器不认得的盒子不动，不会存丢', async () => {
    const written = await rewriteDecision(xml, '测算', { kind: 'expression', text: '1' })
    expect(written).toMatchObject({ kind: 'refused', problems: [{ code: 'other-box' }] })
  })

  it('改一条，别的决策一字不变', async () => {
    const before = await outlineOf(xml)
    const written = await rewriteDecision(xml, '折月未取整', { kind: 'expression', text: '全年净额 / 12 + 0' })
    const after = await outlineOf(written.kind === 'written' ? written.xml : '')
    const others = (outline: typeof before) =>
      outline.kind === 'read' ? outline.decisions.filter(({ name }) => name !== '折月未取整') : []
    expect(others(after)).toEqual(others(before))
    expect(others(after).length).toBeGreaterThan(20)
  })

  it.each([
    ['实体炸弹', `<!DOCTYPE a [<!ENTITY b "c">]>${xml}`, 'doctype'],
    ['外部实体', xml.replace('<definitions', '<!ENTITY x SYSTEM "file:///etc/passwd"><definitions'), 'doctype'],
    ['不是 DMN', '<html/>', 'not-dmn'],
  ])('%s', async (_, hostile, code) => {
    const error = await loadModel(hostile, { file }).catch((trouble: unknown) => trouble)
    expect(error).toBeInstanceOf(ModelRefused)
    expect((error as ModelRefused).problems.map((problem) => problem.code)).toContain(code)
  })
})

async function tableOf(name: string) {
  const outline = await outlineOf(xml)
  const box = outline.kind === 'read' ? outline.decisions.find((one) => one.name === name)?.box : undefined
  if (box?.kind !== 'table') throw new Error(`${name} 应当是一张表`)
  return box
}

const parameter = { key: 'dibao.standard', zh: '低保标准', en: 'Dibao standard', type: 'yuan' } as const
const row = (from: string, parts: Partial<ValueRow> = {}): ValueRow => ({
  ...{ value: '810.00', from, document: '青禾县合成标准' },
  ...parts,
})
const series = (rows: readonly ValueRow[]): SeriesEdit => ({ key: parameter.key, tier: null, series: '来源', rows })

describe('坏标准：说出哪一项、哪一天', () => {
  it.each([
    ['重叠', [row('2025-07-01'), row('2025-07-01')], '2025-07-01 重叠', 'rows.1.from'],
    [
      '截止日盖住下一行',
      [row('2025-07-01', { to: '2026-02-01' }), row('2026-01-01')],
      '2026-01-01 重叠',
      'rows.1.from',
    ],
    [
      '断了一天',
      [row('2025-07-01', { to: '2025-12-31' }), row('2026-01-01')],
      '从 2025-12-31 到 2026-01-01 断了',
      'rows.0.to',
    ],
    ['没有依据', [row('2025-07-01', { document: ' ' })], '没有写依据', 'rows.0.document'],
    ['没有数', [row('2025-07-01', { value: '' })], '数没有写', 'rows.0.value'],
    ['三位小数', [row('2025-07-01', { value: '810.005' })], '不是金额', 'rows.0.value'],
    ['没有这一天', [row('2025-02-30')], '2025-02-30', 'rows.0.from'],
    ['没有写日子', [row('')], '空着', 'rows.0.from'],
    ['截止在开始之前', [row('2025-07-01', { to: '2025-07-01' })], '不在它后面', 'rows.0.to'],
  ])('%s', (_, rows, said, at) => {
    let trouble: unknown = null
    try {
      checkedRows(series(rows), parameter)
    } catch (error) {
      trouble = error
    }
    expect(trouble).toMatchObject({ at })
    expect(String(trouble)).toContain('低保标准')
    expect(String(trouble)).toContain(said)
    expect((trouble as Refusal).en).toContain('Dibao standard')
    expect((trouble as Refusal).en).not.toMatch(/[\u4e00-\u9fff]/)
  })

  it('前一行到后一行开始的那天为止，正好接上', () => {
    const rows = [row('2026-01-01'), row('2025-07-01', { to: '2026-01-01' })]
    expect(checkedRows(series(rows), parameter).map(({ from }) => from)).toEqual(['2025-07-01', '2026-01-01'])
  })

  it('改一个来源，别的来源和注释原样', () => {
    const before =
      '# 合成\nstandards:\n  - key: a.b\n    series: 甲\n    rows: [{ value: "1", from: 2024-01-01, document: 文 }]\n'
    const after = withSeries(before, { ...series([row('2025-07-01')]), key: 'dibao.standard' })
    expect(after).toContain('# 合成')
    expect(after).toContain('series: 甲')
    expect(after).toContain('"810.00"')
    expect(withSeries(after, series([]))).not.toContain('dibao.standard')
  })
})

const draft = { state: 'proposed', version: 3, hands: ['a', 'b'] } as unknown as Draft

describe('谁能发布，从哪天', () => {
  it('动过手的都不能发布，没动过的可以', () => {
    expect(() => checkAct('publish', draft, { by: 'b', version: 3 })).toThrow('另一位')
    expect(() => checkAct('publish', draft, { by: 'c', version: 3 })).not.toThrow()
  })
  it('别人刚改过的，先看再办', () => {
    expect(() => checkAct('publish', draft, { by: 'c', version: 2 })).toThrow('刚刚有人改过')
  })
  it('英文的句子里没有中文', () => {
    let trouble: { en?: string } = {}
    try {
      checkAct('edit', { ...draft, state: 'published' }, { by: 'b', version: draft.version })
    } catch (error) {
      trouble = error as { en: string }
    }
    expect(trouble.en).toBe('This draft is “published” now, so you cannot change it. Reload and see where it stands')
  })
  it('送出去的不能再改', () => {
    expect(() => checkAct('edit', draft, { by: 'a', version: 3 })).toThrow('等人复核')
  })
  it.each([
    ['昨天', '2026-03-01', null, '已经过去'],
    ['比上一版早', '2026-03-05', '2026-04-01', '不能比它更早'],
  ])('%s不行', (_, startsOn, last, said) => {
    expect(() => checkStart(startsOn as never, { today: '2026-03-02' as never, last: last as never })).toThrow(said)
  })
  it('今天可以', () => {
    expect(() => checkStart('2026-03-02' as never, { today: '2026-03-02' as never, last: null })).not.toThrow()
  })
})
