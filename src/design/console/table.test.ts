import { describe, expect, it } from 'vitest'
import { count, difference, digits, yuan } from './figures.ts'
import { sayIn } from './language.tsx'
import { nextIndex } from './table-keys.ts'
import { closesPage, troubleOf } from './table-states.tsx'
import { changedState, cleanState } from './table-url.ts'

describe('列表的筛选', () => {
  it('换了筛选就回到第一页', () => {
    expect(changedState({ page: '7', place: '999901001' }, { programme: 'dibao' })).toEqual({
      place: '999901001',
      programme: 'dibao',
    })
  })
  it('翻页不动筛选', () => {
    expect(changedState({ programme: 'dibao' }, { page: 3 })).toEqual({ programme: 'dibao', page: '3' })
  })
  it('空着的条件不留在地址里', () => {
    expect(cleanState({ text: '', place: undefined, order: 'paid' })).toEqual({ order: 'paid' })
  })
})

describe('键盘上下', () => {
  it.each([
    ['还没在表里，j 到第一行', -1, 1, 0],
    ['还没在表里，k 到最后一行', -1, -1, 4],
    ['到底了不再往下', 4, 1, 4],
    ['到顶了不再往上', 0, -1, 0],
  ])('%s', (_, now, step, next) => {
    expect(nextIndex(now, step, 5)).toBe(next)
  })
})

describe('屏幕上的数', () => {
  it.each([
    ['0', '0.00'],
    ['5', '0.05'],
    ['123456789', '1,234,567.89'],
    ['-9000', '－90.00'],
  ])('%s 分', (fen, shown) => {
    expect(yuan(fen)).toBe(shown)
  })
  it('差额写明正负，没有差额写“一致”', () => {
    expect(difference('81000', '一致')).toBe('＋810.00')
    expect(difference('0', '一致')).toBe('一致')
  })
  it('一格一个数字，右边对齐', () => {
    expect(digits('93000', 6)).toEqual(['', '9', '3', '0', '0', '0'])
    expect(digits('0', 6)).toEqual(['', '', '', '0', '0', '0'])
  })
  it('户数带千分号', () => {
    expect(count(2296)).toBe('2,296')
  })
})

describe('两种话', () => {
  it('英文缺了就用中文，不留空', () => {
    expect(sayIn('en')('名单体检', 'Roster check')).toBe('Roster check')
    expect(sayIn('zh')({ zh: '名单体检', en: 'Roster check' })).toBe('名单体检')
  })
})

describe('岗位看不了的一页', () => {
  const refused = (code: string) => ({ status: 403, code, zh: '不能看', en: 'not yours' })
  it('整页只留下那句答复，不画空的页头和筛选', () => {
    expect(() => closesPage(refused('access.notAllowed'))).toThrow()
  })
  it('别的拒绝、断网、还没有答复，页面都还在', () => {
    for (const other of [refused('regions.notYours'), { ...refused('http.noAnswer'), status: 0 }, null, undefined])
      expect(() => closesPage(other)).not.toThrow()
  })
})

describe('说不的脸', () => {
  it('认不出的错是我们的错，不推给人', () => {
    expect(troubleOf(new TypeError('x is undefined')).status).toBe(500)
  })
})
