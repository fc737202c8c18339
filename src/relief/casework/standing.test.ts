import { describe, expect, it } from 'vitest'
import { day, type Month } from '#platform/clock/index.ts'
import { standingIn, standsUntil, type Saying } from './standing.ts'

/** Which decision stands. What must not end what a household has counts as much as what ends it. */

const granted = (caseNumber: string, decidedOn: string, fromMonth: string): Saying => ({
  ...{ caseNumber, outcome: 'confirmed', decidedOn: day(decidedOn), fromMonth: fromMonth as Month },
})
const refused = (caseNumber: string, decidedOn: string): Saying => ({
  ...{ caseNumber, outcome: 'refused', decidedOn: day(decidedOn), fromMonth: null },
})
const first = granted('A', '2026-03-10', '2026-04')

describe('哪个决定算数', () => {
  it.each<[string, readonly Saying[], string, Saying | null]>([
    ['还没到起始的月份，不算', [first], '2026-03', null],
    ['从起始的月份起算', [first], '2026-04', first],
    ['没有别的决定，一直算', [first], '2028-12', first],
    ['后来另一件不予确认，原来的照旧', [first, refused('B', '2026-06-02')], '2026-07', first],
    ['只有不予确认的，什么都没有', [refused('B', '2026-06-02')], '2026-07', null],
    ['自己这一件复查不予确认，当月还算', [first, refused('A', '2026-06-02')], '2026-06', first],
    ['下个月起不算', [first, refused('A', '2026-06-02')], '2026-07', null],
  ])('%s', (_, decisions, month, stands) => {
    expect(standingIn(decisions, month as Month)).toBe(stands)
  })

  const second = granted('B', '2026-06-20', '2026-07')
  it.each<[string, readonly Saying[], string, Saying | null]>([
    ['新的一件确认了，起始月份以前还是原来的', [first, second], '2026-06', first],
    ['从起始月份起是新的', [first, second], '2026-07', second],
    ['新的后来停了，原来的不再回来', [first, second, refused('B', '2026-09-01')], '2026-10', null],
    ['原来那件又不予确认，新的照旧', [first, second, refused('A', '2026-09-01')], '2026-10', second],
    ['还没开始就在自己这一件里停了的，从来没有', [first, refused('A', '2026-03-20')], '2026-04', null],
  ])('%s', (_, decisions, month, stands) => {
    expect(standingIn(decisions, month as Month)).toBe(stands)
  })

  it('原来名单上的：新的确认接替它，不予确认不动它', () => {
    expect(standsUntil({ caseNumber: null }, second)).toBe('2026-06')
    expect(standsUntil({ caseNumber: null }, refused('B', '2026-06-02'))).toBeNull()
  })
})
