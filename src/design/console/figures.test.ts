import { expect, it } from 'vitest'
import { plainYuan } from './figures.ts'

it('puts a comma between the thousands of an amount as the law writes it, and leaves its decimals alone', () => {
  expect(plainYuan('810.00')).toBe('810.00')
  expect(plainYuan('1053.00')).toBe('1,053.00')
  expect(plainYuan('1234567.8901')).toBe('1,234,567.8901')
  expect(plainYuan('12636')).toBe('12,636')
})

it('leaves a value that is no amount as it is', () => {
  expect(plainYuan('舍去不足一分')).toBe('舍去不足一分')
  expect(plainYuan('标准12636')).toBe('标准12636')
  expect(plainYuan('')).toBe('')
})
