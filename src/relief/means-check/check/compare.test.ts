import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { readCatalogue } from '../departments/catalogue.ts'
import { compare, subtract, type ItemState } from './compare.ts'
import type { Declared, DeclaredValue } from './declared.ts'

const { departments } = readCatalogue()
const source = { kind: 'declared', zh: '申请表', on: day('2026-03-01') } as const
const money = (fen: string, per: 'once' | 'month' | 'year'): DeclaredValue => ({
  value: { kind: 'money', fen, per },
  source,
})
const count = (of: number): DeclaredValue => ({ value: { kind: 'count', count: of }, source })
const item = (department: string, code: string, more: Partial<ItemState> = {}): ItemState => ({
  ...{ department, code, subject: 'p1', outcome: null, value: null, dataOn: null, isWhole: true },
  ...more,
})
const found = (
  unit: 'fen' | 'fen-per-month' | 'fen-per-year' | 'count' | 'day' | 'region',
  value: string | number,
) => ({
  ...{ outcome: 'found' as const, value: { unit, value }, dataOn: day('2026-03-01') },
})
const none = { outcome: 'none' as const, dataOn: day('2026-03-01') }
const base = (more: Partial<ItemState>) => item('social-insurance', 'contribution-base', more)
const one = (items: readonly ItemState[], declared: Declared) => compare(departments, items, declared)[0]!

describe('申报和核对对照', () => {
  it('AC-019：申报 1200，缴费基数 2300，差 1100，要有人认定', () => {
    const line = one([base(found('fen-per-month', '230000'))], { p1: { 'income.wages': money('120000', 'month') } })
    expect(line).toMatchObject({
      ...{ code: 'more', isDifference: true, key: 'social-insurance.contribution-base:p1' },
      difference: { kind: 'money', fen: '110000', per: 'month' },
    })
  })

  it.each([
    ['月数和年数相同就是一致，不除', '120000', 'month', '1440000', 'same', '0'],
    ['年数多一分也是多', '120000', 'month', '1440001', 'more', '1'],
    ['年数少一分是少', '120000', 'month', '1439999', 'less', '-1'],
  ] as const)('%s', (_, declared, per, yearly, code, difference) => {
    const line = one([item('tax', 'wages-declared', found('fen-per-year', yearly))], {
      p1: { 'income.wages': money(declared, per) },
    })
    expect(line).toMatchObject({ code, difference: { fen: difference, per: 'year' } })
  })

  it('没有回复的一项没有结果，绝不是“查无记录”', () => {
    const line = one([base({})], { p1: { 'income.wages': money('0', 'month') } })
    expect(line).toMatchObject({ code: 'unanswered', found: null, isDifference: false })
  })

  it('没有申报却查到了，要说明；没有申报也没有查到，不算差异', () => {
    expect(one([base(found('fen-per-month', '1'))], {})).toMatchObject({ code: 'undeclared', isDifference: true })
    expect(one([base(none)], {})).toMatchObject({ code: 'none-on-record', isDifference: false })
    expect(one([base(found('fen-per-month', '0'))], {})).toMatchObject({ code: 'none-on-record', isDifference: false })
  })

  it('申报了工资、部门查无记录，不为难家庭', () => {
    const line = one([base(none)], { p1: { 'income.wages': money('120000', 'month') } })
    expect(line).toMatchObject({ code: 'none-on-record', isDifference: false })
  })

  it('同一个人的工资，两个部门各比各的，不相加', () => {
    const lines = compare(
      departments,
      [base(found('fen-per-month', '120000')), item('tax', 'wages-declared', found('fen-per-year', '1440000'))],
      { p1: { 'income.wages': money('120000', 'month') } },
    )
    expect(lines.map(({ code }) => code)).toEqual(['same', 'same'])
  })

  it('全家的存款把每个人、每一项加起来再比', () => {
    const line = one(
      [
        item('finance', 'deposits', found('fen', '500000')),
        item('finance', 'securities', none),
        item('finance', 'deposits', { subject: 'p2', ...found('fen', '300000') }),
        item('finance', 'securities', { subject: 'p2', ...found('fen', '1') }),
      ],
      { household: { deposits: money('800000', 'once') } },
    )
    expect(line).toMatchObject({ code: 'more', key: 'deposits:household', difference: { fen: '1' } })
  })

  it('有一个人的存款没有回复：没查全，不说少，更不说一致', () => {
    const deposits = (declared: string) =>
      one([item('finance', 'deposits', found('fen', '500000')), item('finance', 'deposits', { subject: 'p2' })], {
        household: { deposits: money(declared, 'once') },
      })
    expect(deposits('800000')).toMatchObject({ code: 'at-least', isDifference: false })
    expect(deposits('500000')).toMatchObject({ code: 'at-least', isDifference: false })
    // What is found already is more: that much is certain.
    expect(deposits('499999')).toMatchObject({ code: 'more', isDifference: true })
  })

  it('有成年人没有授权，全家的住房也只是没查全', () => {
    const line = one([item('real-estate', 'homes', { subject: 'household', isWhole: false, ...found('count', 1) })], {
      household: { homes: count(1) },
    })
    expect(line.code).toBe('at-least')
  })

  it('申报有房、登记里没有，要问清是谁的房', () => {
    const line = one([item('real-estate', 'homes', { subject: 'household', ...none })], {
      household: { homes: count(1) },
    })
    expect(line).toMatchObject({ code: 'none-on-record', isDifference: true })
  })

  it('户籍到县一致就不算不一样', () => {
    const at = (code: string) =>
      one([item('police', 'registered-at', found('region', code))], {
        p1: { 'registered-at': { value: { kind: 'region', code: '999901100001' }, source } },
      }).code
    expect([at('999901'), at('999901100001'), at('999902')]).toEqual(['same', 'same', 'differs'])
  })

  it('查到死亡登记就是差异', () => {
    expect(one([item('police', 'death', found('day', '2026-03-02'))], {})).toMatchObject({ isDifference: true })
    expect(one([item('police', 'death', none)], {})).toMatchObject({ code: 'none-on-record', isDifference: false })
  })

  it('不同的东西不能相减', () => {
    expect(subtract({ kind: 'count', count: 1 }, { kind: 'money', fen: '1', per: 'once' })).toBeNull()
  })
})
