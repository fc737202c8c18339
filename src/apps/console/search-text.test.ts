import { describe, expect, it } from 'vitest'
import { readSearch, writeSearch } from './search-text.ts'

describe('列表的筛选写在地址里', () => {
  it('十八位证件号原样来回', () => {
    const address = writeSearch({ q: '999901199001010011' })
    expect(readSearch(address)).toEqual({ q: '999901199001010011' })
  })
  it('中文、空格和 & 都不会散', () => {
    const search = { q: '居民甲 & 石泾村', place: '999901001' }
    expect(readSearch(writeSearch(search))).toEqual(search)
  })
  it('没有筛选时地址里什么也不留', () => {
    expect(writeSearch({ q: undefined })).toBe('')
  })
})
