import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  FeelNumber,
  add,
  compareNumbers,
  divide,
  fromDecimal,
  multiply,
  parseNumber,
  roundExact,
  subtract,
} from './number.ts'

const num = (text: string): FeelNumber => parseNumber(text)!
/** Fen as yuan text. */
const yuan = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
const fenOf = (value: FeelNumber): bigint => {
  const [whole = '0', part = ''] = value.text.replace('-', '').split('.')
  const fen = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
  return value.text.startsWith('-') ? -fen : fen
}
/** Small amounts, amounts around the end of the fast path, and amounts far beyond it. */
const fen = fc.oneof(
  fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
  fc.bigInt({ min: 2n ** 53n - 1000n, max: 2n ** 53n + 1000n }),
  fc.bigInt({ min: 2n ** 46n, max: 2n ** 53n }),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
)

describe('金额精确到分', () => {
  it('加减和整数分的加减一样', () => {
    fc.assert(
      fc.property(fen, fen, (left, right) => {
        expect(fenOf(add(num(yuan(left)), num(yuan(right)))!)).toBe(left + right)
        expect(fenOf(subtract(num(yuan(left)), num(yuan(right)))!)).toBe(left - right)
      }),
      { numRuns: 2000 },
    )
  })

  it('乘以人数和整数分的乘法一样', () => {
    fc.assert(
      fc.property(fen, fc.integer({ min: 0, max: 99 }), (amount, heads) => {
        expect(fenOf(multiply(num(yuan(amount)), num(String(heads)))!)).toBe(amount * BigInt(heads))
      }),
      { numRuns: 2000 },
    )
  })

  it('大小顺序和整数分一样，不管走快的还是慢的路', () => {
    fc.assert(
      fc.property(fen, fen, (left, right) => {
        expect(Math.sign(compareNumbers(num(yuan(left)), num(yuan(right))))).toBe(
          left < right ? -1 : left > right ? 1 : 0,
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('写出来再读进去是同一个数，字段也一样', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }),
        fc.integer({ min: 0, max: 20 }),
        (digits, scale) => {
          const value = num(`${digits}e-${scale}`)
          expect(num(value.text)).toEqual(value)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['0.07', '100', '7'],
    ['0.29', '100', '29'],
    ['1.005', '1000', '1005'],
  ])('%s × %s = %s', (left, right, product) => {
    expect(multiply(num(left), num(right))?.text).toBe(product)
  })

  it('除不尽时保留 34 位，末位四舍六入五成双', () => {
    expect(divide(num('1'), num('3'))?.text).toBe('0.3333333333333333333333333333333333')
    expect(divide(num('2'), num('3'))?.text).toBe('0.6666666666666666666666666666666667')
    expect(divide(num('930'), num('3'))?.text).toBe('310')
    expect(divide(num('1'), num('0'))).toBeNull()
  })

  it.each(['', '1,234.50', '１２３４', '—', '1.2.3', 'NaN', 'Infinity', '0x10', '9'.repeat(10_001)])(
    '“%s”不是数',
    (text) => {
      expect(parseNumber(text)).toBeNull()
    },
  )

  it('除法和取整的快路与 34 位小数的慢路一样', () => {
    const decimal = fc.tuple(fen, fc.integer({ min: 0, max: 6 })).map(([units, scale]) => num(`${units}e-${scale}`))
    const modes = [0, 1, 2, 3, 4, 5, 6] as const
    fc.assert(
      fc.property(
        decimal,
        decimal,
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom(...modes),
        (one, other, places, mode) => {
          if (other.sign !== 0) {
            expect(divide(one, other)!.text).toBe(fromDecimal(one.decimal.dividedBy(other.decimal))!.text)
          }
          const fast = roundExact(one, places, mode)
          if (fast) expect(fast.text).toBe(fromDecimal(one.decimal.toDecimalPlaces(places, mode))!.text)
        },
      ),
      { numRuns: 5000 },
    )
  })
})
