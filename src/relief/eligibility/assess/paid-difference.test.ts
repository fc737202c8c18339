import { beforeAll, describe, expect, it } from 'vitest'
import { yuan } from '#platform/money/index.ts'
import {
  eligibilityOf,
  fact,
  household,
  person,
  requestFor,
  patience,
  shippedPacks,
  withWages,
} from '../testing-packs.ts'
import type { Eligibility } from './eligibility.ts'
import { diffToPaid } from './paid-difference.ts'
import { assessmentFromWire, assessmentToWire, RequestWire, toWire } from './wire.ts'
import { canonicalAnswer } from './replay.ts'

const shipped: { eligibility: Eligibility } = { eligibility: eligibilityOf([]) }
beforeAll(async () => {
  shipped.eligibility = eligibilityOf(await shippedPacks())
}, patience)
const three = (wages: string) =>
  household([withWages(person('1'), wages), person('2'), person('3', { relation: 'child' })])
const answerFor = (wages: string) => shipped.eligibility.assess(requestFor(three(wages)))

describe('和现在发的比', () => {
  it('一致', () =>
    expect(diffToPaid(answerFor('1500'), yuan('930'))).toMatchObject({ category: 'matches', difference: 0n }))
  it('多发：说出算式，说出现在发的等于按多少收入算', () => {
    const found = diffToPaid(answerFor('1500'), yuan('1020'))
    expect(found).toMatchObject({ category: 'overpaid', difference: yuan('-90') })
    expect(found.zh).toBe(
      '现在发 1,020.00 元，测算 930.00 元，多发 90.00 元：算式是 810.00 × 3 − 1,500.00；现在发的数，等于按家庭月收入 1,410.00 元算',
    )
  })
  it('少发', () =>
    expect(diffToPaid(answerFor('1500'), yuan('929.99'))).toMatchObject({ category: 'underpaid', difference: 1n }))
  it('发的比整条线还高，也说得出', () =>
    expect(diffToPaid(answerFor('1500'), yuan('3000')).zh).toContain('比线 2,430.00 还高'))
  it('不再符合：带上每个理由', () => {
    const found = diffToPaid(answerFor('2430'), yuan('660'))
    expect(found).toMatchObject({ category: 'no-longer', difference: yuan('-660') })
    expect(found.zh).toContain('不低于')
  })
  it('现在没有发，也不符合：一致', () => expect(diffToPaid(answerFor('2430'), yuan('0')).category).toBe('matches'))
  it('说不准的不比，不当零', () => {
    const unknown = shipped.eligibility.assess(requestFor({ ...three('1500'), deposits: null }))
    expect(diffToPaid(unknown, yuan('930'))).toMatchObject({ category: 'not-enough-known', difference: null })
  })
  it('没有填现在发多少，就比不了', () => expect(diffToPaid(answerFor('1500'), null).category).toBe('paid-unknown'))
  it('没有标准的月份，说没有标准', () => {
    const none = shipped.eligibility.assess(requestFor(three('1500'), { on: '2018-10-01' }))
    expect(diffToPaid(none, yuan('930')).zh).toContain('没有 2018-10')
  })
})

describe('存下去，取出来', () => {
  it('答案和事实走一趟 JSON，一样不少，钱还是分', () => {
    const request = requestFor({ ...three('1500'), paidNow: fact(yuan('1020')) })
    const answer = shipped.eligibility.assess(request)
    const again = assessmentFromWire(JSON.parse(JSON.stringify(assessmentToWire(answer))))
    expect(again).toEqual(answer)
    expect(RequestWire.parse(toWire(request))).toEqual(request)
    expect(canonicalAnswer(RequestWire.parse(toWire(request)), again)).toBe(canonicalAnswer(request, answer))
  })
})
