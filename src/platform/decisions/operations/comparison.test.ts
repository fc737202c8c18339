import { describe, expect, it } from 'vitest'
import { valueOf } from '../testing/small-model.ts'

/** What each sign says when the left side is less, equal, greater. */
const signs: readonly (readonly [string, readonly [boolean, boolean, boolean]])[] = [
  ['<', [true, false, false]],
  ['<=', [true, true, false]],
  ['>', [false, false, true]],
  ['>=', [false, true, true]],
  ['=', [false, true, false]],
  ['!=', [true, false, true]],
]
const triples = [
  ['809.99', '810.00', '810.01'],
  ['date("2026-03-01")', 'date("2026-03-02")', 'date("2026-03-03")'],
  ['time("07:59:59")', 'time("08:00:00")', 'time("08:00:01")'],
  ['duration("P11M")', 'duration("P1Y")', 'duration("P13M")'],
  ['duration("PT23H")', 'duration("P1D")', 'duration("PT25H")'],
  ['"甲"', '"男"', '"𠮷"'],
  [
    'date and time("2026-03-02T08:00:00Z")',
    'date and time("2026-03-02T17:00:00+08:00")',
    'date and time("2026-03-02T10:00:00Z")',
  ],
] as const

describe('比较：少一点、相等、多一点', () => {
  it.each(triples.flatMap((triple) => signs.map(([sign, answers]) => ({ triple, sign, answers }))))(
    '$triple.1 $sign',
    async ({ triple, sign, answers }) => {
      const given = await Promise.all(triple.map((left) => valueOf(`${left} ${sign} ${triple[1]}`)))
      expect(given).toEqual(answers)
    },
  )

  it.each([
    ['[1..3]', [false, true, true, true, false]],
    ['(1..3]', [false, false, true, true, false]],
    ['[1..3)', [false, true, true, false, false]],
    ['(1..3)', [false, false, true, false, false]],
    ['<3', [true, true, true, false, false]],
    ['<=3', [true, true, true, true, false]],
    ['>1', [false, false, true, true, true]],
    ['>=1', [false, true, true, true, true]],
  ])('在不在 %s', async (range, answers) => {
    const given = await Promise.all([0, 1, 2, 3, 4].map((value) => valueOf(`${value} in ${range}`)))
    expect(given).toEqual(answers)
    if (range.startsWith('[1..3]')) {
      const between = await Promise.all([0, 1, 2, 3, 4].map((value) => valueOf(`${value} between 1 and 3`)))
      expect(between).toEqual(answers)
    }
  })

  it('三值逻辑', async () => {
    const values = ['true', 'false', 'null']
    const table = async (sign: string) =>
      Promise.all(values.flatMap((left) => values.map((right) => valueOf(`${left} ${sign} ${right}`))))
    expect(await table('and')).toEqual([true, false, null, false, false, false, null, false, null])
    expect(await table('or')).toEqual([true, true, true, true, false, null, true, null, null])
  })
})
