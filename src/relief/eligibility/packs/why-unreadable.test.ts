import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Refusal } from '#platform/errors/index.ts'
import { readYaml } from './pack.ts'
import { RegionCode } from './schema.ts'

const Shape = z.strictObject({
  rows: z.array(z.strictObject({ document: z.string() })),
  per: z.enum(['month', 'year']),
})
const said = (text: string, shape: z.ZodType = Shape): { zh: string; en: string } => {
  try {
    readYaml('standards.yaml', text, shape)
  } catch (error) {
    const { zh, en } = error as Refusal
    return { zh, en }
  }
  throw new Error('nothing was refused')
}

describe('读不了的规则包文件：中文里没有英文的话，英文里没有中文', () => {
  it.each([
    ['写断了', 'rows: [', '第 1 行第 8 个字写断了', 'line 1, character 8'],
    [
      '没有写',
      'rows: [{}]\nper: month',
      'rows（各行） 第 1 个 document（依据的文件） 没有写',
      'rows no. 1 document is missing',
    ],
    ['多写了', 'rows: []\nper: month\nwage: 1', '多了不认得的 wage', 'has wage, which is not known'],
    ['写了别的', 'rows: []\nper: day', 'per 只能写 month、year', 'per can only be month, year'],
    ['样子不对', 'rows: 三\nper: month', 'rows（各行） 写得不对', 'rows is not written as it should be'],
  ])('%s', (_, text, zh, en) => {
    const found = said(text)
    expect(found.zh).toContain(`standards.yaml 读不了：${zh}。请改好再装`)
    expect(found.en).toContain(en)
    expect(found.en).not.toMatch(/\p{Script=Han}/u)
  })

  it('自己的规则用自己的话', () => {
    const found = said('region: 33', z.object({ region: z.unknown().transform(String).pipe(RegionCode) }))
    expect(found.zh).toContain('region 区划代码是 6 到 12 位数字')
    expect(found.en).not.toMatch(/\p{Script=Han}/u)
  })
})
