import { describe, expect, it } from 'vitest'
import { readRegionList } from './loaded-list.ts'
import { directoryOf } from './directory.ts'
import { syntheticRegions } from './synthetic-county.ts'

const known = directoryOf(syntheticRegions)
const read = (...lines: string[]) => readRegionList(lines.join('\n'), known)

describe('别处的区划表', () => {
  it('代码和名称就够；上级和级别从代码看出来', () => {
    expect(read('999901200\t新设乡', '999901200201\t新设村')).toMatchObject([
      { code: '999901200', level: 'town', parent: '999901', validFrom: null },
      { code: '999901200201', level: 'village', parent: '999901200' },
    ])
  })
  it('标题行、空行、Windows 换行都认得', () => {
    expect(readRegionList('code\tname\r\n999901106\t新镇\r\n\r\n', known)).toHaveLength(1)
  })
  it('写明的上级、级别和起止日照写的算', () => {
    expect(read('999902\t新区\t999900\tfunctional\t2026-01-01\t2027-01-01')).toMatchObject([
      { level: 'functional', parent: '999900', validFrom: '2026-01-01', validTo: '2027-01-01' },
    ])
  })
  it.each([
    [['12345\t甲镇'], '第 1 行：“12345”不是区划代码'],
    [['999901106\t新镇', 'abc\t村'], '第 2 行：“abc”不是区划代码'],
    [['000000\t全国'], '不是区划代码'],
    [['999901106\t'], '名称'],
    [['999901106\t<b>镇</b>'], '名称'],
    [['999901106\t\uFFFD\uFFFD'], 'UTF-8'],
    [['998801106\t镇'], '上级“998801”不在区划表里'],
    [['999901106\t镇\t不知道'], '上级“不知道”'],
    [['999901106\t镇\t\tvillage'], '级别“village”和代码 999901106 对不上'],
    [['999901106\t镇\t\t\t2026-02-30'], '“2026-02-30”不是日期'],
    [['999901106\t镇\t\t\t2026-02-01\t2026-02-01'], '不晚于'],
    [['999901106\t镇\t\t\t\t\t多'], '有 7 列'],
    [['999901106\t镇', '999901106000\t镇'], '第 2 行：代码 999901106 前面已经有一行'],
    [['999901106201\t村', '999901106\t镇'], '第 1 行：上级“999901106”'],
    [[''], '一行区划也没有'],
  ])('%j 说得出哪一行错在哪里', (lines, sentence) => {
    expect(() => read(...lines)).toThrow(sentence)
  })
})
