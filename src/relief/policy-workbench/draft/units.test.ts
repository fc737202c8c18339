import { beforeAll, describe, expect, it } from 'vitest'
import type { Pack } from '#relief/eligibility/index.ts'
import { patience, shippedPacks } from '#relief/eligibility/testing-packs.ts'
import { tryModel } from './models.ts'
import { problemInWords, tryRule } from './rules.ts'

const file = 'dibao-2021.dmn'
let dibao: Pack
beforeAll(async () => {
  dibao = (await shippedPacks()).find(({ id }) => id === 'cn-dibao')!
}, patience)

const tried = (decision: string, text: string) =>
  tryRule(dibao.files, { file, decision, box: { kind: 'expression', text } })

describe('草稿里改一条算式，单位对不上就当场说', () => {
  it('原样写回去没有问题', async () => {
    expect((await tried('全家标准', '低保标准 * 计入人数')).kind).toBe('written')
  })

  it.each([
    ['忘了乘人数', '全家标准', '低保标准', /收入条件.*要乘或除以人数/],
    ['只加了全年的', '每月收入合计', 'sum(计入的成员.全年工资性收入)', /第 1 个字.*一年是十二个月/],
    ['没有除以 12', '折月未取整', '全年净额', /一年是十二个月/],
  ])('%s', async (_, decision, text, said) => {
    const edit = await tried(decision, text)
    expect(edit.kind).toBe('refused')
    if (edit.kind === 'refused') expect(edit.problems.map(problemInWords).join('\n')).toMatch(said)
  })

  it('专家编辑器整份存，也一样', async () => {
    const xml = dibao.files[file]!.replace('低保标准 * 计入人数<', '低保标准<')
    const edit = await tryModel(dibao.files, { file, xml, removed: [] })
    expect(edit).toMatchObject({ kind: 'refused' })
    if (edit.kind === 'refused') expect(edit.problems[0]?.code).toBe('unit-clash')
  })
})
