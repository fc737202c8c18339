import { expect, it } from 'vitest'
import { groupDigits } from './figures.ts'

it('puts a comma between the thousands of an amount as the law writes it, and leaves its decimals alone', () => {
  expect(groupDigits('810.00')).toBe('810.00')
  expect(groupDigits('1053.00')).toBe('1,053.00')
  expect(groupDigits('1234567.8901')).toBe('1,234,567.8901')
  expect(groupDigits('12636')).toBe('12,636')
})

it('leaves a value that is no amount as it is', () => {
  expect(groupDigits('舍去不足一分')).toBe('舍去不足一分')
  expect(groupDigits('标准12636')).toBe('标准12636')
  expect(groupDigits('')).toBe('')
})
