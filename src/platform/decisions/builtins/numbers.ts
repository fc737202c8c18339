import { failure } from '../values/null.ts'
import { DayTime, YearMonth } from '../values/durations.ts'
import {
  Decimal,
  FeelNumber,
  type Rounding,
  divide,
  fromDecimal,
  multiply,
  parseNumber,
  roundExact,
  subtract,
} from '../values/number.ts'
import { anyType, booleanType, numberType, stringType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { define, n, oneOf, optional, s } from './define.ts'
import { amountTypes } from './kinds.ts'
import { writtenNull } from '../values/null.ts'

/** The scales of decimal128. */
const scaleMin = -6111
const scaleMax = 6176
const outOfRange = failure('结果超出可表示的范围', 'the result is outside the representable range')
const made = (value: Decimal): Value => fromDecimal(value) ?? outOfRange

/** Rounds to a number of decimal places by one of decimal.js's modes. */
function rounded(value: FeelNumber, scale: FeelNumber | undefined, mode: Rounding): Value | undefined {
  const places = scale ? Math.trunc(Number(scale.text)) : 0
  if (places < scaleMin || places > scaleMax) {
    return failure(`小数位数 ${places} 超出范围`, `the scale ${places} is out of range`)
  }
  if (value.isInteger && places >= 0) return value
  const fast = roundExact(value, places, mode)
  if (fast) return fast
  if (places >= 0) return made(value.decimal.toDecimalPlaces(places, mode))
  const unit = new Decimal(10).pow(-places)
  return made(value.decimal.dividedBy(unit).toDecimalPlaces(0, mode).times(unit))
}

const rounding = (name: string, mode: Rounding, needsScale: boolean) =>
  define({
    name,
    parameters: [n(), needsScale ? n('scale') : optional(n('scale'))],
    result: numberType,
    body: ([value, scale]) => rounded(value as FeelNumber, scale as FeelNumber | undefined, mode),
  })

/** Functions of one number. */
const ofOne = (name: string, parameter: string, compute: (value: FeelNumber) => Value | undefined) =>
  define({ name, parameters: [n(parameter)], result: numberType, body: ([value]) => compute(value as FeelNumber) })

function modulo(dividend: FeelNumber, divisor: FeelNumber): Value | undefined {
  const quotient = divide(dividend, divisor)
  if (!quotient) return failure('除数为零', 'division by zero')
  const times = fromDecimal(quotient.decimal.floor())
  const product = times && multiply(divisor, times)
  return (product && subtract(dividend, product)) ?? outOfRange
}

const parity = (name: string, remainder: number) =>
  define({
    name,
    parameters: [n('number')],
    result: booleanType,
    body: ([value]) => {
      const number = value as FeelNumber
      return number.isInteger && number.decimal.mod(2).abs().equals(remainder)
    },
  })

export const numberFunctions = [
  rounding('decimal', Decimal.ROUND_HALF_EVEN, true),
  rounding('floor', Decimal.ROUND_FLOOR, false),
  rounding('ceiling', Decimal.ROUND_CEIL, false),
  rounding('round up', Decimal.ROUND_UP, true),
  rounding('round down', Decimal.ROUND_DOWN, true),
  rounding('round half up', Decimal.ROUND_HALF_UP, true),
  rounding('round half down', Decimal.ROUND_HALF_DOWN, true),
  define({
    name: 'abs',
    parameters: [oneOf('n', ...amountTypes)],
    result: anyType,
    body: ([value]) => {
      if (value instanceof FeelNumber) return made(value.decimal.abs())
      if (value instanceof DayTime) return new DayTime(value.nanos < 0n ? -value.nanos : value.nanos)
      return value instanceof YearMonth ? new YearMonth(Math.abs(value.months)) : undefined
    },
  }),
  define({
    name: 'modulo',
    parameters: [n('dividend'), n('divisor')],
    result: numberType,
    body: ([dividend, divisor]) => modulo(dividend as FeelNumber, divisor as FeelNumber),
  }),
  ofOne('sqrt', 'number', (value) => (value.sign < 0 ? undefined : made(value.decimal.sqrt()))),
  ofOne('log', 'number', (value) => (value.sign <= 0 ? undefined : made(value.decimal.ln()))),
  ofOne('exp', 'number', (value) => made(value.decimal.exp())),
  parity('odd', 1),
  parity('even', 0),
  define({
    name: 'number',
    parameters: [
      s('from'),
      optional(oneOf('grouping separator', stringType)),
      optional(oneOf('decimal separator', stringType)),
    ],
    nullable: ['grouping separator', 'decimal separator'],
    result: numberType,
    body: ([from, grouping = writtenNull, point = writtenNull]) => readNumber(from as string, grouping, point),
  }),
]

function readNumber(from: string, grouping: Value, point: Value): Value | undefined {
  const group = typeof grouping === 'string' ? grouping : null
  const decimal = typeof point === 'string' ? point : null
  if (
    grouping instanceof FeelNumber ||
    typeof grouping === 'boolean' ||
    point instanceof FeelNumber ||
    typeof point === 'boolean'
  )
    return undefined
  if (group !== null && ![' ', ',', '.'].includes(group)) return undefined
  if (decimal !== null && ![',', '.'].includes(decimal)) return undefined
  if (group !== null && group === decimal) return undefined
  let text = group === null ? from : from.replaceAll(group, '')
  if (decimal !== null) text = text.replace(decimal, '.')
  if (!/^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    return failure(`“${from}”不是数字`, `“${from}” is not a number`)
  }
  return parseNumber(text) ?? outOfRange
}
