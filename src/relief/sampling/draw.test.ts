import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countFor, drawFrom, newSeed } from './draw.ts'

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `QH-TK-2026-${index}`)

describe('随机抽查', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 2],
    [10, 3],
    [11, 4],
    [100, 30],
    [101, 31],
  ])('%i 件，不少于百分之三十：抽 %i 件', (cases, count) => {
    expect(countFor(cases, 30)).toBe(count)
    expect(drawFrom(newSeed(), numbers(cases), 30).size).toBe(count)
  })

  it('同一个种子、同一批件号，谁抽都一样，给的先后不要紧', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 40 }),
        fc.string(),
        (all, seed) => {
          expect(drawFrom(seed, all.toReversed(), 30)).toEqual(drawFrom(seed, all, 30))
        },
      ),
    )
    // Computed by another program.
    expect([...drawFrom('00', numbers(5), 30)].toSorted()).toEqual(['QH-TK-2026-0', 'QH-TK-2026-4'])
  })

  it('种子每次不同；每一件抽到的机会差不多', () => {
    expect(newSeed()).toMatch(/^[0-9a-f]{64}$/)
    expect(newSeed()).not.toBe(newSeed())
    const times = new Map<string, number>()
    for (let round = 0; round < 2000; round += 1)
      for (const one of drawFrom(`seed-${round}`, numbers(10), 30)) times.set(one, (times.get(one) ?? 0) + 1)
    for (const count of times.values()) expect(Math.abs(count - 600)).toBeLessThan(120)
  })
})
