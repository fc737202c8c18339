import { beforeAll, describe, expect, it } from 'vitest'
import { patience, shippedPacks } from '../testing-packs.ts'
import { checkValue } from './overlay.ts'
import { packFromFiles, type Pack } from './pack.ts'
import { readModel } from './read-model.ts'
import { textsGiven, textsOfParameter } from './texts.ts'

let packs: readonly Pack[]
beforeAll(async () => {
  packs = await shippedPacks()
}, patience)

const packAt = (folder: string): Pack => packs.find(({ region, programme }) => `${region}/${programme}` === folder)!

/** What is noted of a pack without the row of a table that takes this text. */
async function withoutRow(folder: string, text: string): Promise<readonly string[]> {
  const { files } = packAt(folder)
  const row = new RegExp(
    `      <rule>(?:(?!</rule>)[^])*<inputEntry><text>"${text}"</text>(?:(?!</rule>)[^])*</rule>\n`,
  )
  const less = Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name, name.endsWith('.dmn') ? file.replace(row, '') : file]),
  )
  expect(less).not.toEqual(files)
  const { models } = await packFromFiles(folder, less, readModel)
  return models.flatMap(({ model }) => model.notes.map(({ decision, zh }) => `${decision}：${zh}`))
}

describe('规则包会收到的文字', () => {
  it('每个规则包的每张表，会收到的文字都有一行', () => {
    const notes = packs.flatMap(({ models }) => models.flatMap(({ model }) => model.notes))
    expect(notes.map(({ file, decision, zh }) => `${file} ${decision} ${zh}`)).toEqual([])
  })

  it.each([
    ['自己的事实少一种', '330723/burial-award', '海葬', '每例奖补：没有一行适用于 安葬方式 = "海葬"'],
    ['每个成员的事实少一种', '000000/tekun-care', '部分丧失生活自理能力', '部分丧失生活自理能力'],
    ['地方可以定的办法少一种', '000000/support-fee', '四舍五入到分', '取整办法 = "四舍五入到分"'],
    ['前面算出的档少一档', '000000/child-allowance', '重点困境儿童', '儿童类别 = "重点困境儿童"'],
  ])('%s：说出哪张表、哪一个', async (_, folder, text, said) => {
    const notes = await withoutRow(folder, text)
    expect(notes.join('\n')).toContain(said)
  })

  it('家庭档案里的每一种，和模型收到的是同一份', () => {
    const texts = textsGiven({ facts: [], parameters: [] })
    expect(texts['城乡']).toEqual(['城镇', '农村'])
    expect(texts['成员[].残疾类别']).toContain('无')
    expect(texts['成员[].不计入原因']).toContain('在监狱服刑')
    expect(texts['财产.认定']).toEqual(['符合', '不符合', '未认定'])
  })

  it('四舍五入只是取整的一种，别的办法不能填它', () => {
    const definition = (key: string) => packAt('000000/dibao').parameters.find((one) => one.key === key)!
    const row = (key: string, value: string) => ({
      ...{ key, value, tier: null, region: '000000', validFrom: packAt('000000/dibao').models[0]!.from, validTo: null },
      ...{
        knownUntil: null,
        document: '试',
        article: null,
        status: 'synthetic' as const,
        series: '试',
        isOverlay: true,
      },
    })
    expect(textsOfParameter(definition('dibao.method'))).toEqual(['补差', '分档'])
    expect(() =>
      checkValue(row('dibao.income.rounding', '四舍五入到分'), definition('dibao.income.rounding')),
    ).not.toThrow()
    expect(() => checkValue(row('dibao.method', '四舍五入到分'), definition('dibao.method'))).toThrow('认得的办法')
  })
})
