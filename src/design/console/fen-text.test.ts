import { describe, expect, it } from 'vitest'
import { fenTyped, yuanTyped } from './fen-text.ts'

describe('把元读成分，不经过小数', () => {
  it.each([
    ['930', '93000'],
    ['930.5', '93050'],
    ['930.05', '93005'],
    ['0.01', '1'],
    ['0', '0'],
    ['1,234.50', '123450'],
    ['￥１２３４', '123400'],
    ['930.00元', '93000'],
    ['9007199254740.99', '900719925474099'],
  ])('%s', (typed, fen) => {
    expect(fenTyped(typed)).toEqual({ is: 'amount', fen })
  })
  it.each(['930.005', '-1', '1e3', '九百', '1,23', '1.', '.5', '12345678901234'])('不是金额：%s', (typed) => {
    expect(fenTyped(typed)).toEqual({ is: 'not-an-amount' })
  })
  it('空着是没填，不是零', () => {
    expect(fenTyped('  ')).toEqual({ is: 'empty' })
  })
  it.each(['0', '1', '93000', '123450'])('写进格子再读出来还是它：%s', (fen) => {
    expect(fenTyped(yuanTyped(fen))).toEqual({ is: 'amount', fen })
  })
})
