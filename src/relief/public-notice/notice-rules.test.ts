import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { loadNoticeRules, noticeRulesOf, readNoticeFile, type NoticeRules } from './notice-rules.ts'

const folder = fileURLToPath(new URL('../../../policy', import.meta.url))
const qinghe = ['999901100201', '999901100', '999901', '999900', '990000', '000000']
let rules: NoticeRules
beforeAll(() => {
  rules = loadNoticeRules(folder)
})
const ask = (programme: string, on: string, places: readonly string[] = qinghe) => ({
  programme,
  on: day(on),
  places,
})

describe('公示的规则是数据', () => {
  it('低保公示 7 天，写明哪一条', () => {
    expect(rules.notice(ask('dibao', '2026-03-02'))).toEqual({
      days: 7,
      restDayMovesOn: true,
      source: '民发〔2021〕57号 第十九条',
    })
  })
  it('2026-07-01 起公布依据社会救助法第四十五条，之前依据 57 号文', () => {
    expect(rules.publication(ask('dibao', '2026-06-30'))).toMatchObject({
      source: '民发〔2021〕57号 第二十四条',
    })
    expect(rules.publication(ask('dibao', '2026-07-01'))).toMatchObject({
      source: '中华人民共和国社会救助法 第四十五条',
    })
  })
  it('公布几天由本地定：演示县定了，没定的地方就是没定，不是零', () => {
    expect(rules.publication(ask('dibao', '2026-03-02'))).toMatchObject({ days: 90 })
    expect(rules.publication(ask('dibao', '2026-03-02', ['330400', '330000', '000000']))).toMatchObject({ days: null })
  })
  it('特困停止以前公示 7 天，演示县没有另写，照全国的；低保没有查到，就没有', () => {
    expect(rules.ending(ask('tekun', '2026-03-02'))).toEqual({
      ...{ days: 7, restDayMovesOn: true, source: '特困人员认定办法' },
    })
    expect(rules.ending(ask('tekun', '2021-06-30'))).toBeNull()
    expect(rules.ending(ask('dibao', '2026-03-02'))).toBeNull()
  })
  it('事实无人抚养儿童：不公示也不公布', () => {
    expect(rules.notice(ask('uncared-for-child', '2026-03-02'))).toBe('never')
    expect(rules.publication(ask('uncared-for-child', '2026-03-02'))).toBe('never')
  })
  it('没录入的项目、还没生效的日子：不知道，不猜 7 天', () => {
    expect(rules.notice(ask('temporary-aid', '2026-03-02'))).toBeNull()
    expect(rules.notice(ask('dibao', '2020-01-01'))).toBeNull()
  })
  it('文件只写了公示、没写公布的（或者反过来），没写的那样就是不知道', () => {
    const nation = ['330400', '330000', '000000']
    expect(rules.notice(ask('tekun', '2026-03-02', nation))).toMatchObject({ days: 7, source: '特困人员认定办法' })
    expect(rules.publication(ask('tekun', '2026-03-02', nation))).toBeNull()
    expect(rules.publication(ask('rigid-expenditure', '2026-06-30', nation))).toBeNull()
    expect(rules.publication(ask('rigid-expenditure', '2026-07-01', nation))).toMatchObject({
      source: '中华人民共和国社会救助法 第四十五条',
    })
    expect(rules.notice(ask('rigid-expenditure', '2026-07-01'))).toBeNull()
    expect(rules.publication(ask('margin', '2026-03-02'))).toMatchObject({ source: expect.stringContaining('合成') })
  })
  it('到哪里提异议：最近的一级；电话是合成的', () => {
    expect(rules.office(qinghe)).toEqual({ name: '禾西镇社会事务办公室', phone: '100-0001-0100' })
    expect(rules.office(['330400'])).toBeNull()
  })
  it('本地的话在全国的话前面；写错的文件说得出哪里错', () => {
    const file = (days: number) =>
      readNoticeFile(
        `programmes: { dibao: [{ from: 2021-07-01, notice: { days: ${days}, source: 试, rest-day-moves-on: false }, publication: { source: 试 } }] }`,
        'x',
      )
    const both = noticeRulesOf(
      new Map([
        ['000000', file(7)],
        ['999901', file(10)],
      ]),
    )
    expect(both.notice(ask('dibao', '2026-03-02'))).toMatchObject({ days: 10 })
    expect(() => file(0)).toThrow(/x cannot be read/)
  })
})
