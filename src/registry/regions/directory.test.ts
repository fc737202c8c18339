import { describe, expect, it } from 'vitest'
import { canonicalCode, levelOf, parentCode } from './code.ts'
import { shippedDirectory } from './directory.ts'
import { rollUp } from './roll-up.ts'

const directory = shippedDirectory()
const names = (regions: readonly { name: string }[]): string[] => regions.map(({ name }) => name)

describe('区划代码', () => {
  it.each([
    ['3304', '330400'],
    ['330400', '330400'],
    ['330400000000', '330400'],
    ['33', '330000'],
    ['330111001000', '330111001'],
    ['３３０４', '330400'],
    ['330111001032', '330111001032'],
  ])('%s 是 %s', (text, code) => expect(canonicalCode(text)).toBe(code))

  it.each(['', '3', '33040', '嘉兴', '3304000', '33-04', '330111001032001'])('“%s”不是代码', (text) =>
    expect(canonicalCode(text)).toBeUndefined(),
  )

  it('每一级的上级是它前面的一截', () => {
    expect(['330111001032', '330111001', '330111', '330100', '330000', '000000'].map(parentCode)).toEqual([
      '330111001',
      '330111',
      '330100',
      '330000',
      '000000',
      null,
    ])
    expect(['330111001032', '330111001', '330111', '330100', '330000', '000000'].map(levelOf)).toEqual([
      'village',
      'town',
      'county',
      'city',
      'province',
      'nation',
    ])
  })
})

describe('区划树', () => {
  it('全国的省市县镇都在，每个都有上级', () => {
    expect(directory.size).toBeGreaterThan(47_000)
    expect(directory.get('330111001032').name).toBe('恩波社区')
    for (const { code, parent } of directory.under('000000'))
      expect(parent === null || directory.find(parent), code).toBeTruthy()
  })

  it('找参数的次序：自己、县、市、省、全国', () => {
    expect(names(directory.ancestors('330111001032'))).toEqual([
      '恩波社区',
      '富春街道',
      '富阳区',
      '杭州市',
      '浙江省',
      '全国',
    ])
    expect(directory.ancestors('3304').map(({ code }) => code)).toEqual(['330400', '330000', '000000'])
  })

  it('没有的代码被拒绝，不猜', () => {
    expect(() => directory.get('123456')).toThrow('不在区划表里')
    expect(directory.find('123456')).toBeUndefined()
  })

  it('写法宽松：代码、名称、带上级的名称都认', () => {
    const stone = directory.read('石泾村', '999901')
    expect(stone).toHaveLength(1)
    for (const text of ['青禾县禾西镇石泾村', '青禾县 禾西镇 石泾村', '禾西镇石泾村', '青禾禾西石泾村', stone[0]!.code])
      expect(directory.read(text, '999901')).toEqual(stone)
    expect(directory.read('禾东镇石泾村', '999901')).toEqual([])
    expect(directory.read('青禾县禾西镇石泾村五组', '999901')).toEqual([])
    expect(names(directory.read('嘉兴市南湖区'))).toEqual(['南湖区'])
  })

  it('只差一个字的，提示最像的那一个', () => {
    expect(directory.nearest('青和县禾东镇', '999901')?.name).toBe('禾东镇')
    expect(directory.nearest('月球', '999901')).toBeUndefined()
  })

  it('拼音和首字母也找得到', () => {
    expect(names(directory.search('shijing', { within: '999901' }))).toEqual(['石泾村'])
    expect(names(directory.search('sjc', { within: '999901' }))).toContain('石泾村')
    expect(directory.search('', { within: '999901' })).toEqual([])
  })

  it('标签不念“市辖区”', () => {
    expect(directory.label('110101', 'province')).toBe('北京市东城区')
  })
})

describe('AC-002 同名的两个村', () => {
  it('输入“朱家庄”，两个都给出，标签里带着镇，存的是代码', () => {
    const found = directory.search('朱家庄', { within: '370323' })
    expect(found.map(({ code }) => code)).toEqual(['370323002258', '370323104217'])
    const labels = found.map(({ code }) => directory.label(code))
    expect(new Set(labels).size).toBe(2)
    expect(labels[0]).toBe('沂源县南麻街道朱家庄村')
  })

  it('表格里只写“朱家庄村”，给出两个，不合并也不替人选', () => {
    expect(directory.read('朱家庄村', '370323')).toHaveLength(2)
    expect(directory.read('沂源县南麻街道朱家庄村')).toHaveLength(1)
    expect(directory.read('朱家庄村', '999901')).toHaveLength(2)
  })
})

describe('AC-001 功能区可以选，但不数两遍', () => {
  const counts = new Map([
    ['330199', 1],
    ['330106', 1],
    ['330402', 5],
  ])

  it('功能区是杭州的下级，不属于任何一个区', () => {
    expect(directory.get('330199')).toMatchObject({ name: '西湖风景名胜区', level: 'functional', parent: '330100' })
    expect(directory.isWithin('330199', '3301')).toBe(true)
    expect(directory.isWithin('330199', '330106')).toBe(false)
    expect(names(directory.ancestors('330199'))).toEqual(['西湖风景名胜区', '杭州市', '浙江省', '全国'])
  })

  it('杭州按区汇总，每人数一次，并写明功能区的人数在哪里', () => {
    const { total, lines, direct } = rollUp(directory, '3301', counts)
    expect({ total, direct }).toEqual({ total: 2, direct: 0 })
    expect(names(lines.map(({ region }) => region))).not.toContain('西湖风景名胜区')
    const counted = lines.filter(({ count }) => count > 0)
    expect(counted).toHaveLength(1)
    expect(counted[0]).toMatchObject({ region: { code: '330106' }, count: 2, includes: [{ count: 1 }] })
    expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(total)
  })

  it('省里汇总也只数一次，别的市不混进来', () => {
    const { total, lines } = rollUp(directory, '33', counts)
    expect(total).toBe(7)
    expect(lines.find(({ region }) => region.code === '330100')?.count).toBe(2)
  })
})
