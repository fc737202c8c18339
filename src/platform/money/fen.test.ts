import { describe, expect, it } from 'vitest'
import { capitalYuan, fen, formatYuan, parseYuan, shareDown, shareUp } from './index.ts'

describe('人民币', () => {
  it.each([
    ['810', 81_000n],
    ['1,234.50', 123_450n],
    ['１２３４', 123_400n],
    ['￥1234.5', 123_450n],
    ['-20.00', -2_000n],
    ['0.07', 7n],
    [' 12 元 ', 1_200n],
  ])('读得懂 %s', (text, amount) => expect(parseYuan(text)).toBe(amount))

  it.each(['—', '1.234', '1,23', '1e3', '', '一百', 'NaN', '0x10', '1 234', '12..3'])('不把“%s”当金额', (text) =>
    expect(() => parseYuan(text)).toThrow('不是金额'),
  )

  it.each([
    [0n, '零元整', '0.00'],
    [93_000n, '玖佰叁拾元整', '930.00'],
    [100_005n, '壹仟元零伍分', '1,000.05'],
    [1_000_000_30n, '壹佰万元叁角整', '1,000,000.30'],
    [100_010_000n, '壹佰万零壹佰元整', '1,000,100.00'],
    [-7n, '负柒分', '-0.07'],
  ])('%s 分写成 %s', (amount, capital, plain) => {
    expect(capitalYuan(fen(amount))).toBe(capital)
    expect(formatYuan(fen(amount))).toBe(plain)
  })

  it('分不尽的一分往哪边走，由函数名说', () => {
    expect(shareDown(fen(1_000), 3)).toBe(333n)
    expect(shareUp(fen(1_000), 3)).toBe(334n)
    expect(shareUp(fen(999), 3)).toBe(333n)
  })
})
