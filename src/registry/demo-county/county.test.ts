import { describe, expect, it } from 'vitest'
import { ageOn, day } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import { readIdNumber } from '#registry/households/index.ts'
import { shippedDirectory } from '#registry/regions/index.ts'
import { countTwists, countyHistory, countyToday, type CountyWish } from './county.ts'

const today = day('2026-03-02')
const wish: CountyWish = {
  directory: shippedDirectory(),
  standards: [
    { from: day('2024-01-01'), perMonth: fen(78_000n) },
    { from: day('2025-07-01'), perMonth: fen(81_000n) },
  ],
}
const county = countyToday(wish)
const members = county.flatMap((household) => household.members)

describe('青禾县', () => {
  it('同一个种子，同一个县', () => {
    expect(countyToday(wish)).toEqual(county)
    expect(countyToday({ ...wish, seed: 7 })).not.toEqual(county)
  })

  it('两千户以上，约三千九百人，九个镇街都有', () => {
    expect(county).toHaveLength(2_265)
    expect(members.length).toBeGreaterThan(3_500)
    expect(members.length).toBeLessThan(4_300)
    const towns = Map.groupBy(county, ({ place }) => place.slice(0, 9))
    expect(towns.size).toBe(9)
    for (const [town, households] of towns) expect(households.length, town).toBeGreaterThan(150)
    expect(new Set(county.map(({ place }) => place)).size).toBeGreaterThan(70)
  })

  it('人都是合成的：区划 9999 开头，校验位对，号码不重，名字看得出', () => {
    const numbers = members.flatMap(({ document }) => (document.number === null ? [] : [document.number]))
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) expect(readIdNumber(number, today, () => true).kind, number).toBe('read')
    expect(numbers.every((number) => number.startsWith('999901'))).toBe(true)
    expect(members.every(({ name }) => /^居民[甲乙丙丁戊]\d{4}$/.test(name))).toBe(true)
  })

  it('每户一个户主，年龄像那么回事', () => {
    for (const household of county)
      expect(household.members.filter(({ relation }) => relation === 'head')).toHaveLength(1)
    const heads = members.filter(({ relation }) => relation === 'head')
    for (const head of heads) expect(ageOn(head.bornOn!.value, today)).toBeGreaterThanOrEqual(30)
    const old = members.filter(({ bornOn }) => ageOn(bornOn!.value, today) >= 60).length / members.length
    expect(old).toBeGreaterThan(0.3)
    expect(old).toBeLessThan(0.6)
  })

  it('一年的历史：标准提高、复核、添人、去世、收入变动、财产核实', () => {
    const history = countyHistory(wish)
    expect(history.map(({ entries }) => entries.length > 0)).toEqual(history.map(() => true))
    expect(history[0]!.entries).toHaveLength(2_265)
    expect(history.map(({ knownOn }) => knownOn)).toEqual(history.map(({ knownOn }) => knownOn).toSorted())
  })

  it('多数对得上，百分之几各有各的怪', () => {
    const twists = countTwists(wish)
    expect(twists.get('none')! / 2_265).toBeGreaterThan(0.7)
    expect(twists.get('none')! / 2_265).toBeLessThan(0.85)
    for (const twist of [
      'standard-forgotten',
      'child-unpaid',
      'death-unnoticed',
      'over-the-line',
      'income-blank',
      'savings-blank',
    ] as const)
      expect(twists.get(twist), twist).toBeGreaterThan(3)
  })
})
