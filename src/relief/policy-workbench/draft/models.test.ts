import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wholeModel } from '#platform/decisions/testing/whole-model.ts'
import { tryModel, withModel } from './models.ts'
import { problemInWords } from './rules.ts'

const file = 'dibao-2026.dmn'
const xml = readFileSync(new URL(`../../../../policy/000000/dibao/${file}`, import.meta.url), 'utf8')
const files = { [file]: xml, 'whole.dmn': wholeModel() }

const edited = (part: string | RegExp, put: string): string => {
  const after = xml.replace(part, put)
  expect(after).not.toBe(xml)
  return after
}
const tried = (after: string, removed: readonly string[] = []) => tryModel(files, { file, xml: after, removed })

describe('专家编辑器存一个模型', () => {
  it('改一个算式，存得进去，别的文件不动', async () => {
    const after = edited('count(计入的成员)', 'count(计入的成员) + 0')
    const done = await tried(after)
    expect(done).toMatchObject({ kind: 'written', removed: [] })
    expect(done.kind === 'written' && done.files).toEqual({ ...files, [file]: after })
  })

  it('写错的地方：文件、决策、算式、第几个字、一句话', async () => {
    const done = await tried(edited('count(计入的成员)', 'count(计入的成原)'))
    const problems = done.kind === 'refused' ? done.problems : []
    const first = problems.find(({ decision }) => decision === '计入人数')
    expect(first).toMatchObject({ file, decision: '计入人数', column: 7 })
    expect(problemInWords(first!)).toContain('计入的成原')
  })

  it('算不完的算式：打字的时候就说，不等存好的草稿去算', async () => {
    const done = await tried(edited('count(计入的成员)', 'count(for 甲 in 1..100000000 return 甲)'))
    const [first] = done.kind === 'refused' ? done.problems : []
    expect(first).toMatchObject({ file, decision: '计入人数', code: 'too-many-steps', column: 11 })
    expect(problemInWords(first!)).toContain('这个算式要做的步数太多')
  })

  it('画出来的一圈：说出是哪几个决策', async () => {
    const whole = /<decision id="([^"]*)" name="全家标准"/.exec(xml)?.[1]
    const line = `<informationRequirement><requiredDecision href="#${whole}"/></informationRequirement>`
    const done = await tried(edited(/<decision [^>]*name="计入人数".*?<variable[^>]*\/>/s, `$&${line}`))
    const cycle = done.kind === 'refused' ? done.problems.find(({ code }) => code === 'cycle') : undefined
    expect(cycle?.zh).toMatch(/^决策互相依赖成环：(计入人数 → 全家标准 → 计入人数|全家标准 → 计入人数 → 全家标准)$/)
  })

  it('编辑器会丢的盒子，按名字拒绝，原来的还在', async () => {
    const after = files['whole.dmn'].replace(
      /<filter>.*?<\/filter>/,
      '<literalExpression><text>1</text></literalExpression>',
    )
    const edit = { file: 'whole.dmn', xml: after, removed: ['筛选'] }
    await expect(withModel(files, edit)).rejects.toThrow('筛选 · 编辑器存的时候会丢掉筛选框')
    expect(files['whole.dmn']).toBe(wholeModel())
  })

  it('删掉一条决策，没说过不存，说过才存', async () => {
    const whole = files['whole.dmn'].replace(/<decision id="[^"]*" name="合计".*?<\/decision>/s, '')
    const edit = { file: 'whole.dmn', xml: whole, removed: [] }
    await expect(withModel(files, edit)).rejects.toThrow('“合计”就没有了')
    expect(await tryModel(files, { ...edit, removed: ['合计'] })).toMatchObject({ kind: 'written', removed: ['合计'] })
  })

  it.each([
    ['实体炸弹', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><definitions/>', '实体'],
    ['外部实体', '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><definitions>&a;</definitions>', '实体'],
    ['很大的文件', `<definitions>${' '.repeat(4_100_000)}</definitions>`, '百万字符'],
    ['很深的标签', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, '嵌套过深'],
    ['不是模型', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'DMN'],
    ['断了的标签', '<definitions', ''],
  ])('%s，一句话拒绝', async (_, hostile, says) => {
    await expect(withModel(files, { file, xml: hostile, removed: [] })).rejects.toThrow(says)
  })

  it('表里少了一种情况，说得出是哪一张表', async () => {
    const after = edited(/<rule>\s*<description>[^<]*<\/description>\s*<inputEntry><text>true<\/text>.*?<\/rule>/s, '')
    const done = await tried(after)
    expect(done.kind === 'refused' && done.problems[0]?.code).toBe('gap')
  })

  it('草稿里没有的文件不收', async () => {
    await expect(withModel(files, { file: 'other.dmn', xml, removed: [] })).rejects.toThrow('没有这个文件')
  })
})
