import { describe, expect, it } from 'vitest'
import { laterWords, notThisWay } from './ways.ts'

describe('怎么调整，哪些选不了', () => {
  it.each([
    ['说不准', null, ['raise', 'cut']],
    ['测算是零，只能停止', '0', ['raise', 'cut']],
    ['和现在一分不差', '78000', ['raise', 'cut']],
    ['多一分，只能增发', '78001', ['cut']],
    ['少一分，只能降低', '77999', ['raise']],
  ] as const)('%s', (_, computed, closed) => {
    const off = (['raise', 'cut', 'end'] as const).filter((kind) => notThisWay(kind, { computed, paid: '78000' }))
    expect(off).toEqual(closed)
  })
  it('选不了的说为什么，不写一个不会发的数', () => {
    expect(notThisWay('cut', { computed: '81000', paid: '78000' })?.zh).toBe('测算比现在发的多')
    expect(laterWords('raise', '81000').zh).toBe('以后每月 810.00 元')
  })
})
