import { evaluate } from 'feelin'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../testing/small-model.ts'

/** feelin computes in binary fractions, so it is asked only where these are exact. */
const expressions = [
  'sum([1, 2, 3]) * 2 - 4 / 2',
  'if 3 > 2 then "是" else "否"',
  'count([1, 2, 3, 4][item > 2])',
  'some x in [1, 2, 3] satisfies x > 2',
  'every x in [1, 2, 3] satisfies x > 2',
  'for x in [1, 2, 3] return x * x',
  '[{甲: 1, 乙: 2}, {甲: 3, 乙: 4}][甲 = 3].乙',
  '5 between 1 and 10 and not(5 in [6..9])',
  'substring("社会救助", 3)',
  'string length("低保") + 1',
  '"a" < "b" or false',
  'true and null',
  'false and null',
  'min([3, 1, 2]) + max(3, 1, 2)',
  'distinct values([1, 2, 1])',
  'contains("最低生活保障", "生活")',
  '{甲: 1, 乙: 甲 + 1}.乙',
  'floor(7 / 2) + ceiling(7 / 2)',
  'modulo(-7, 3)',
  'append([1], 2, 3)',
  'sort([3, 1, 2], function(x, y) x < y)',
  'upper case("abc") + lower case("DEF")',
]

/** Numbers as text, as ours are. */
const asText = (value: unknown): unknown => {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(asText)
  return value
}

describe('和另一个解释器对照', () => {
  it.each(expressions)('%s', async (text) => {
    const theirs: unknown = evaluate(text, {})
    const value = typeof theirs === 'object' && theirs !== null && 'value' in theirs ? theirs.value : theirs
    expect(await valueOf(text)).toEqual(asText(value))
  })

  it('金额上不听它的：二进制小数算错', async () => {
    expect(await valueOf('0.07 * 100 = 7')).toBe(true)
    expect(await valueOf('floor(0.29 * 100)')).toBe('29')
  })
})
