import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, type Day } from '#platform/clock/index.ts'
import { stateFact, type FactRow, type KnownFact } from './fact-history.ts'
import { canonicalJson, type Json } from './stored-fact.ts'

const source = { kind: 'listed' as const, zh: '名单第 2 行', on: day('2026-03-02') }
const known = (id: string, value: Json, validFrom: string, validTo: string | null): KnownFact => ({
  id,
  kind: 'income.wages',
  value,
  source,
  validFrom: day(validFrom),
  validTo: validTo === null ? null : day(validTo),
})
const stated = (value: Json) => ({ kind: 'income.wages', value, source })

describe('记一条事实', () => {
  it('第一次知道：从那天起', () => {
    expect(stateFact([], stated('1'), day('2026-01-01'))).toMatchObject({
      closed: [],
      added: [{ value: '1', validFrom: '2026-01-01', validTo: null }],
    })
  })

  it('同一个值再说一遍，什么也不写；字段次序不同也是同一个值', () => {
    const history = [known('a', { fen: '1', per: 'month' }, '2025-01-01', null)]
    expect(stateFact(history, stated({ per: 'month', fen: '1' }), day('2026-01-01'))).toEqual({ closed: [], added: [] })
  })

  it('变了：旧的停在前一天，新的从当天起，旧行只关不改', () => {
    const { closed, added } = stateFact([known('a', '1', '2025-01-01', null)], stated('2'), day('2026-01-01'))
    expect(closed).toEqual(['a'])
    expect(added.map(({ value, validFrom, validTo }) => [value, validFrom, validTo])).toEqual([
      ['1', '2025-01-01', '2026-01-01'],
      ['2', '2026-01-01', null],
    ])
  })

  it('同一天改正：不留下一天也没有的行', () => {
    const { closed, added } = stateFact([known('a', '1', '2026-01-01', null)], stated('2'), day('2026-01-01'))
    expect(closed).toEqual(['a'])
    expect(added).toMatchObject([{ value: '2', validFrom: '2026-01-01', validTo: null }])
  })

  it('补记从前的：只到后来那个值开始为止', () => {
    const { closed, added } = stateFact([known('a', '1', '2026-01-01', null)], stated('2'), day('2025-06-01'))
    expect(closed).toEqual([])
    expect(added).toMatchObject([{ value: '2', validFrom: '2025-06-01', validTo: '2026-01-01' }])
  })

  it('不管按什么次序记，同一天只有一个值，最后说的算数', () => {
    const days = fc.integer({ min: 0, max: 40 }).map((offset) => addDays(day('2026-01-01'), offset))
    const statements = fc.array(fc.tuple(days, fc.constantFrom('1', '2', '3')), { maxLength: 12 })
    fc.assert(
      fc.property(statements, (list) => {
        let history: KnownFact[] = []
        let next = 0
        for (const [from, value] of list) {
          const { closed, added } = stateFact(history, stated(value), from)
          const rows = added.map((row: FactRow): KnownFact => ({ ...row, id: String(next++) }))
          history = [...history.filter(({ id }) => !closed.includes(id)), ...rows]
          expect(valuesOn(history, from)).toEqual([value])
        }
        for (const { validFrom } of history) expect(valuesOn(history, validFrom)).toHaveLength(1)
        for (const { validFrom, validTo } of history) expect(validTo === null || validFrom < validTo).toBe(true)
      }),
    )
  })
})

const valuesOn = (history: readonly KnownFact[], on: Day): Json[] =>
  history
    .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on < validTo))
    .map(({ value }) => value)

it('规范写法与字段次序无关', () => {
  expect(canonicalJson({ b: [1, null], a: { d: '4', c: true } })).toBe('{"a":{"c":true,"d":"4"},"b":[1,null]}')
})
