import { beforeAll, describe, expect, it } from 'vitest'
import { PolicyPage } from '../contract.ts'
import { eligibilityOf, patience, shippedPacks } from '../testing-packs.ts'
import { policyCatalogue } from './catalogue.ts'
import { packFromFiles, type Pack } from './pack.ts'
import { createPackLibrary } from './library.ts'
import { placesAboveByCode } from './places.ts'
import { readModel } from './read-model.ts'

const shipped: { packs: readonly Pack[]; pages: readonly PolicyPage[] } = { packs: [], pages: [] }
beforeAll(async () => {
  shipped.packs = await shippedPacks()
  shipped.pages = policyCatalogue(eligibilityOf(shipped.packs))
}, patience)
const pageOf = (id: string): PolicyPage => shipped.pages.find((page) => page.id === id)!

describe('给大家看的政策', () => {
  it('只列有自己的数的地方，样子和约定的一样', () => {
    const ids = shipped.pages.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['hangzhou-elder-allowance', 'jiaxing-dibao', 'shizhong-dibao']))
    expect(ids).not.toContain('cn-dibao')
    for (const page of shipped.pages) expect(PolicyPage.parse(page)).toEqual(page)
  })
  it('嘉兴：810 元从 2018-11-01 起，来源说到 2019-09，财产限额没有拿到', () => {
    const { standards, notSupplied, versions } = pageOf('jiaxing-dibao')
    expect(standards).toMatchObject([
      { value: '810.00', validFrom: '2018-11-01', knownUntil: '2019-09-30', unit: '元/人/月' },
      { value: '3', regions: ['330000'], article: '第五十条' },
    ])
    expect(notSupplied.map(({ key }) => key)).toContain('dibao.property.deposits-months')
    expect(versions.map(({ from }) => from)).toEqual(['2014-11-01', '2021-07-01', '2026-07-01'])
  })
  it('规则的话从决策模型里来，写着条文', () => {
    const rule = pageOf('jiaxing-dibao').rules.find(({ name }) => name === '收入条件')
    expect(rule?.says).toContain('“低于”才算')
    expect(rule?.law).toContain('浙江省社会救助条例 第九条')
  })
  it('征求意见稿标着草稿，六个地方一行，青禾县标着合成', () => {
    expect(pageOf('hangzhou-elder-allowance')).toMatchObject({ status: 'draft' })
    expect(pageOf('hangzhou-elder-allowance').standards.map(({ value, regions }) => [value, regions.length])).toEqual([
      ['40.00', 6],
      ['100.00', 6],
    ])
    expect(pageOf('qinghe-dibao').standards.every(({ status }) => status === 'synthetic')).toBe(true)
  })
})

describe('装规则包', () => {
  const yaml = (more = '') =>
    `id: a\ntitle: { zh: 甲, en: a }\nprogramme: dibao\nregion: "330400"\nplace: { zh: 甲, en: a }\nstatus: in-force\nsays: { zh: 甲, en: a }\n${more}`
  const load = (files: Record<string, string>): Promise<Pack> => packFromFiles('330400/dibao', files, readModel)
  it.each([
    ['少了字段', { 'pack.yaml': 'id: a' }, 'title'],
    ['多了不认得的字段', { 'pack.yaml': yaml('colour: red') }, 'colour'],
    ['不是 YAML', { 'pack.yaml': 'id: [' }, 'pack.yaml'],
    ['日期不存在', { 'pack.yaml': yaml('models: [{ file: a.dmn, from: 2021-02-30, title: 甲 }]') }, '不是日期'],
    ['模型文件不在', { 'pack.yaml': yaml('models: [{ file: a.dmn, from: 2021-02-03, title: 甲 }]') }, '没有这个文件'],
    [
      '模型不是 DMN',
      { 'pack.yaml': yaml('models: [{ file: a.dmn, from: 2021-02-03, title: 甲 }]'), 'a.dmn': '<x/>' },
      'a.dmn',
    ],
  ])('%s，不装，说出哪里', async (_, files, sentence) => expect(load(files)).rejects.toThrow(sentence))
  it('模型里用了没有的名字，不装', async () => {
    const xml = shipped.packs
      .find(({ id }) => id === 'cn-dibao')!
      .files['dibao-2021.dmn']!.replace('家庭月收入 &lt; 全家标准', '家庭月收入 &lt; 全家的标准')
    const files = { 'pack.yaml': yaml('models: [{ file: a.dmn, from: 2021-02-03, title: 甲 }]'), 'a.dmn': xml }
    await expect(load(files)).rejects.toThrow('全家的标准')
  })
  it('一地一项只能有一个包', async () => {
    const pack = await load({ 'pack.yaml': yaml() })
    expect(() => createPackLibrary([pack, { ...pack, id: 'b' }], placesAboveByCode)).toThrow('一地一项只能有一个')
  })
  it('换行的写法和算例不改变指纹，一个数改变', async () => {
    const base = await load({ 'pack.yaml': yaml() })
    expect((await load({ 'pack.yaml': yaml().replaceAll('\n', '\r\n'), 'cases.yaml': 'x' })).hash).toBe(base.hash)
    expect((await load({ 'pack.yaml': yaml().replace('id: a', 'id: b') })).hash).not.toBe(base.hash)
  })
})
