import { describe, expect, it } from 'vitest'
import { fen } from '#platform/money/index.ts'
import type { HouseholdQuestion } from '#registry/households/contract.ts'
import { head } from '../testing.ts'
import { matching } from './matching.ts'

const found = Array.from({ length: 450 }, (_, index) => ({ id: `h${index}` }))
const households = {
  list: (_tx: unknown, _who: unknown, { page = 1, size = 50 }: HouseholdQuestion) =>
    Promise.resolve({
      rows: found.slice((page - 1) * size, page * size) as never,
      ...{ count: found.length, members: 0, paidNow: fen(0) },
    }),
}

describe('按户找', () => {
  it('找到的一户不漏，不管多少页', async () => {
    const wish = { text: '居', ids: found.map(({ id }) => id), households }
    expect(await matching(undefined as never, head, wish)).toHaveLength(450)
  })
  it.each([undefined, ''])('什么都没写（%s），就不筛', async (text) => {
    expect(await matching(undefined as never, head, { text, ids: [], households })).toBeNull()
  })
})
