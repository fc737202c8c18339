import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import type { TenantId, PlaceId } from '#platform/db/index.ts'
import type { Lead } from './contract.ts'
import { limitOn, readLeadRules } from './lead-rules.ts'
import { isLate, movesFrom, mustAllow, readPhone, resultByHand, tenthsOfPercent } from './lead.ts'
import type { LeadState } from './wire.ts'

const rules = readLeadRules(readFileSync(new URL('../../../policy/000000/leads.yaml', import.meta.url), 'utf8'))
const lead = (state: LeadState): Lead => ({
  ...{ id: 'a', tenant: 7 as TenantId, number: 'XS-2026-000001', placeId: 3 as PlaceId, state, hardship: 'illness' },
  ...{ urgency: 'soon', householdId: null, caseId: null, caseNumber: null, reportedOn: day('2026-03-02') },
  ...{ dueOn: day('2026-03-05'), escalatedOn: null, result: null, closedOn: null, version: 3 },
})

describe('线索', () => {
  it('每个状态、每种去处：要么能走，要么有一句话', () => {
    const states = Object.keys(movesFrom) as LeadState[]
    for (const from of states)
      for (const to of states) {
        const attempt = () => mustAllow(lead(from), to, 3)
        if (movesFrom[from].includes(to)) expect(attempt).not.toThrow()
        else expect(attempt).toThrow(/线索 XS-2026-000001/)
      }
  })

  it('别人刚动过，旧的那一版不算数', () => {
    expect(() => mustAllow(lead('new'), 'closed', 2)).toThrow('刚刚有人动过')
  })

  it.each([
    ['没有选', undefined],
    ['随办件得出的不能手工选', 'admitted'],
    ['不认识的', 'whatever'],
  ])('没有结果不能结案：%s', (_, result) => {
    expect(() => resultByHand(rules, result)).toThrow(/结案要写结果.*已在保障中.*查无此人/)
  })

  it('结案的结果从表里选', () => {
    expect(resultByHand(rules, 'not-found')).toBe('not-found')
  })

  it.each([
    ['期限前一天', '2026-03-04', false],
    ['期限当天不算晚', '2026-03-05', false],
    ['晚一天', '2026-03-06', true],
  ])('%s', (_, today, late) => {
    expect(isLate(lead('in-hand'), day(today))).toBe(late)
  })

  it('报过镇街领导的，办结了也还算晚', () => {
    const escalated = { ...lead('closed'), escalatedOn: day('2026-03-06') }
    expect(isLate(escalated, day('2026-03-06'))).toBe(true)
  })

  it('200 条里 12 条纳入是 6.0 %，28 户新增里 12 户是 42.9 %；没有分母就没有比例', () => {
    expect([tenthsOfPercent(12, 200), tenthsOfPercent(12, 28), tenthsOfPercent(0, 0)]).toEqual([60, 429, null])
  })

  it('比例总在 0 到 100.0 % 之间', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (part, more) => {
        const share = tenthsOfPercent(part, part + more)
        return share === null ? part + more === 0 : share >= 0 && share <= 1000
      }),
    )
  })

  it.each([
    ['１００ １２３４ ５６７８', '10012345678'],
    ['+86 100-1234-5678', '10012345678'],
    ['', undefined],
  ])('电话怎么写都认得：%s', (text, digits) => {
    expect(readPhone(text)).toBe(digits)
  })

  it('期限照当天已经生效的那一条，早于第一条就没有', () => {
    expect(limitOn(rules, day('2026-03-02'))?.days).toMatchObject({ now: 1, soon: 3, ordinary: 5 })
    expect(limitOn(rules, day('2023-12-31'))).toBeUndefined()
    expect(limitOn(rules, day('2026-03-02'))?.source).toContain('合成')
  })
})
