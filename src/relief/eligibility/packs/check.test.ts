import { beforeAll, describe, expect, it } from 'vitest'
import { eligibilityOf, patience, shippedPacks } from '../testing-packs.ts'
import { checkPacks } from './check.ts'
import { packFromFiles, type Pack } from './pack.ts'
import { readModel } from './read-model.ts'

let packs: readonly Pack[]
beforeAll(async () => {
  packs = (await shippedPacks()).filter(({ programme }) => programme === 'orphan-study-aid')
}, patience)

const said = async (file: string, change: (text: string) => string): Promise<string> => {
  const [pack] = packs
  const text = change(pack!.files[file] ?? '')
  expect(text).not.toBe(pack!.files[file])
  const changed = await packFromFiles('370402/orphan-study-aid', { ...pack!.files, [file]: text }, readModel)
  return checkPacks(eligibilityOf([changed]))
    .flatMap(({ zh, en }) => [zh, en])
    .join('\n')
}
const second = (from: string, to = '') =>
  ((text: string) =>
    text.replace(
      /  - \{ file: orphan-study-aid\.dmn, from: 2025-01-01,(.*)/,
      (line, rest: string) =>
        `${line.replace('from: 2025-01-01', `from: 2025-01-01${to}`)}\n  - { file: orphan-study-aid.dmn, from: ${from},${rest}`,
    )) satisfies (text: string) => string

describe('规则包有毛病，说出文件、哪一处，中文英文都说', () => {
  it('好的包没有话说', () => {
    expect(checkPacks(eligibilityOf(packs))).toEqual([])
  })
  it.each([
    ['不是金额', '"一万"', ['standards.yaml：市中区发布会，2025-01-01 起', '不是金额', 'is not an amount']],
    [
      '负的标准',
      '"-5.00"',
      ['standards.yaml：市中区发布会，2025-01-01 起', '不是零或者更大的数', 'is not zero or more'],
    ],
  ])('%s', async (_, value, parts) => {
    const text = await said('standards.yaml', (before) => before.replace('"10000.00"', value))
    for (const part of parts) expect(text).toContain(part)
    expect(text).not.toContain('应为')
  })
  it('只有空格的依据，等于没有依据', async () => {
    const blank = said('standards.yaml', (text) => text.replace(/document: [^}]*\}/, 'document: "  " }'))
    await expect(blank).rejects.toThrow('document（依据的文件）')
  })
  it('规则的两版重叠：后一版永远轮不到，不收', async () => {
    const text = await said('pack.yaml', second('2025-06-01'))
    expect(text).toContain('pack.yaml：规则的两版在 2025-06-01 重叠')
    expect(text).toContain('two versions of the rules hold on 2025-06-01')
  })
  it('规则的两版中间断了', async () => {
    expect(await said('pack.yaml', second('2025-06-01', ', to: 2025-05-01'))).toContain(
      '从 2025-05-01 到 2025-06-01 断了',
    )
  })
  it('首尾相接的两版没有话说', async () => {
    expect(await said('pack.yaml', second('2025-06-01', ', to: 2025-06-01'))).toBe('')
  })
  it('读不懂的模型：决策、算式、第几个字', async () => {
    const bad = said('orphan-study-aid.dmn', (text) => text.replace('then 学年标准 else', 'then 学年标谁 else'))
    await expect(bad).rejects.toThrow(
      '一学年发：if 符合条件 = null then null else if 符合条件 then 学年标谁 else 0：第 44 个字：不认识“学年标谁”',
    )
  })
  it('不认识的标签：中文里说是哪一个、第几行，不照搬英文', async () => {
    const bad = said('orphan-study-aid.dmn', (text) =>
      text.replace(
        '<literalExpression><text>升学在读</text></literalExpression>',
        '<zaubern><text>升学在读</text></zaubern>',
      ),
    )
    await expect(bad).rejects.toThrow(/文件第 \d+ 行不认识“zaubern”/)
    await expect(bad).rejects.not.toThrow('unparsable')
  })
})
