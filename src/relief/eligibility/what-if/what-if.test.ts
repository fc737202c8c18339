import { beforeAll, describe, expect, it } from 'vitest'
import type { Eligibility } from '../assess/eligibility.ts'
import { eligibilityOf, household, patience, person, requestFor, shippedPacks, withWages } from '../testing-packs.ts'
import { changedLines, supposing, type Supposed } from './what-if.ts'

let eligibility: Eligibility
beforeAll(async () => {
  eligibility = eligibilityOf(await shippedPacks())
}, patience)

const family = household([withWages(person('1'), '1500'), person('2'), person('3', { relation: 'child' })])
const asked = (wishes: readonly Supposed[]) => {
  const request = requestFor(family)
  const on = request.factsOn
  const after = { ...request, situation: supposing(family, wishes, on) }
  return { before: eligibility.assess(request), after: eligibility.assess(after) }
}

describe('假如', () => {
  it('一人的工资多 100 元，少补 100 元，变的只有它经过的行', () => {
    const { before, after } = asked([{ member: '1', fact: 'wages', value: '160000' }])
    expect(before.amount! - after.amount!).toBe(10_000n)
    const changed = changedLines(before, after)
    expect(changed.length).toBeGreaterThan(2)
    expect(changed.at(-1)).toMatchObject({ unit: 'fen', before: String(before.amount), after: String(after.amount) })
    expect(changed.every(({ zh }) => !zh.includes('低保标准'))).toBe(true)
  })
  it('一条不过，连着的几条不用再看：说没有看，不说成不知道', () => {
    const { before, after } = asked([{ member: null, fact: 'vehicles', value: '3' }])
    const gone = changedLines(before, after).filter(({ onlyIn }) => onlyIn === 'before')
    for (const { id } of gone) expect(JSON.stringify(after.tree)).not.toContain(`"id":"${id}"`)
    const [back] = changedLines(after, before).filter(({ onlyIn }) => onlyIn === 'after')
    expect(back?.id).toBe(gone[0]?.id)
    expect(
      changedLines(before, after).every(({ onlyIn, before: was, after: is }) => onlyIn !== null || was !== is),
    ).toBe(true)
  })
  it('什么也不改，没有一行变', () => {
    const { before, after } = asked([])
    expect(changedLines(before, after)).toEqual([])
  })
  it('当作不知道，就说不准，不当成零', () => {
    const { after } = asked([{ member: '1', fact: 'wages', value: null }])
    expect(after.outcome).toBe('not-enough-known')
    expect(after.amount).toBeNull()
  })
  it.each([
    ['没有这个人', { member: '9', fact: 'wages', value: '1' }],
    ['工资不是一家的', { member: null, fact: 'wages', value: '1' }],
    ['存款不是一个人的', { member: '1', fact: 'deposits', value: '1' }],
    ['不是整分', { member: '1', fact: 'wages', value: '1.5' }],
    ['负数', { member: null, fact: 'homes', value: '-1' }],
  ] as const)('%s：一句话，不算', (_, wish) => {
    expect(() => asked([wish])).toThrow('假设')
  })
})
