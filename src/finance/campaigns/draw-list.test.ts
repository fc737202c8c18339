import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId } from '#platform/db/index.ts'
import { yuan } from '#platform/money/index.ts'
import type { Membership } from '#registry/households/index.ts'
import type { RightThen, Terms } from './contract.ts'
import { drawList, type Known } from './draw-list.ts'

const tekun = { ordinal: 1, name: '特困人员', programme: 'tekun', ageUnder: null, amount: yuan('500') }
const orphan = { ordinal: 2, name: '孤儿', programme: 'orphan-allowance', ageUnder: 18, amount: yuan('500') }
const terms: Terms = {
  ...{ name: '一次性生活补助', issuer: '合成县民政局', documentNumber: '合成〔2024〕1号' },
  ...{ documentOn: '2024-09-01' as Day, cutOff: '2024-09-10' as Day, dueBefore: '2024-10-01' as Day },
  ...{ payMonth: '2024-09' as Month, source: 'county', deceased: 'household', overlap: 'higher' },
  groups: [tekun, orphan],
}
const right = (householdId: string, programme = 'tekun', more: Partial<RightThen> = {}): RightThen => ({
  ...{ householdId, programme, placeId: 11 as PlaceId, from: '2024-01' as Month, stops: null, ...more },
})
const member = (personId: string, householdId: string, more: Partial<Membership> = {}): Membership => ({
  ...{ personId, householdId, subject: `s-${personId}`, bornOn: '1960-01-01' as Day, since: '2024-01-01' as Day },
  ...{ until: null, diedOn: null, ...more },
})
const known = (some: Partial<Known>): Known => ({
  ...{ rights: [right('h')], memberships: [member('a', 'h')], listed: new Set<string>() },
  ...{ accounts: new Map([['h', '2024-01-05' as Day]]), ...some },
})
/** `[person, group, why]` of each row. */
const drawn = (some: Partial<Known>, change: Partial<Terms> = {}) =>
  drawList({ ...terms, ...change }, known(some)).map(({ personId, group, why }) => [
    ...[personId, group.name, why === null ? '在名单上' : why.reason],
  ])
const on = (day: string) => ({ diedOn: day as Day })

describe('谁在名单上', () => {
  it('占两类的只列一次，另一类写明已经在哪一类', () => {
    const both = [right('h'), right('h', 'orphan-allowance')]
    const child = [member('a', 'h', { bornOn: '2015-01-01' as Day })]
    expect(
      drawList(terms, known({ rights: both, memberships: child })).map(({ group, why }) => [group.name, why]),
    ).toEqual([
      ['特困人员', null],
      ['孤儿', { reason: 'other-group', detail: '特困人员' }],
    ])
  })

  it.each([
    ['就高', 'higher', '孤儿'],
    ['按文件里排在前面的', 'first', '特困人员'],
  ] as const)('两类金额不一样，%s', (_, overlap, paidAs) => {
    const both = { rights: [right('h'), right('h', 'orphan-allowance')] }
    const child = [member('a', 'h', { bornOn: '2015-01-01' as Day })]
    const groups = [tekun, { ...orphan, amount: yuan('800') }]
    expect(drawn({ ...both, memberships: child }, { overlap, groups })).toContainEqual(['a', paidAs, '在名单上'])
  })

  it.each([
    ['前一天去世，不在', '2024-09-09', 'died-before'],
    ['截止日当天去世，按文件定的办', '2024-09-10', '在名单上'],
    ['后一天去世，按文件定的办', '2024-09-11', '在名单上'],
  ])('%s', (_, diedOn, says) => {
    expect(drawn({ memberships: [member('a', 'h', on(diedOn))] })).toEqual([['a', '特困人员', says]])
  })

  it('截止日当天去世，当天就结束了家庭关系的，也按文件定的办', () => {
    const gone = member('a', 'h', { ...on('2024-09-10'), until: '2024-09-10' as Day })
    expect(drawn({ memberships: [gone] })).toEqual([['a', '特困人员', '在名单上']])
  })

  it('去世在前，家庭关系也早结束了，说的是去世', () => {
    const gone = member('a', 'h', { ...on('2024-09-05'), until: '2024-09-05' as Day })
    expect(drawn({ memberships: [gone] })).toEqual([['a', '特困人员', 'died-before']])
  })

  it.each([
    ['不发', 'excluded', '2024-01-05', 'deceased-rule'],
    ['发给这一户', 'household', '2024-01-05', '在名单上'],
    ['发给继承人，账户是生前的', 'heirs', '2024-01-05', 'no-heir-account'],
    ['发给继承人，账户是去世以后审过的', 'heirs', '2024-09-16', '在名单上'],
  ] as const)('截止日以后去世：%s', (_, deceased, since, says) => {
    const accounts = new Map([['h', since as Day]])
    expect(drawn({ accounts, memberships: [member('a', 'h', on('2024-09-15'))] }, { deceased })).toEqual([
      ['a', '特困人员', says],
    ])
  })

  it.each([
    ['前一个月停的', { stops: '2024-09' as Month }, 'right-ended'],
    ['下个月才停的，那天还在', { stops: '2024-10' as Month }, '在名单上'],
    ['当月开始的', { from: '2024-09' as Month }, '在名单上'],
    ['下个月才开始的', { from: '2024-10' as Month }, 'right-later'],
  ])('待遇：%s', (_, more, says) => {
    expect(drawn({ rights: [right('h', 'tekun', more)] })).toEqual([['a', '特困人员', says]])
  })

  it('停过又批了一份的，看那天有没有在', () => {
    const rights = [
      right('h', 'tekun', { stops: '2024-06' as Month }),
      right('h', 'tekun', { from: '2024-08' as Month }),
    ]
    expect(drawn({ rights })).toEqual([['a', '特困人员', '在名单上']])
  })

  it.each([
    ['截止日当天出生', { bornOn: '2024-09-10' as Day, since: '2024-09-10' as Day }, '在名单上'],
    ['后一天出生', { bornOn: '2024-09-11' as Day, since: '2024-09-11' as Day }, 'born-after'],
    ['后一天才搬来', { since: '2024-09-11' as Day }, 'joined-after'],
    ['当天离开', { until: '2024-09-10' as Day }, 'left'],
    ['后一天离开', { until: '2024-09-11' as Day }, '在名单上'],
  ])('家庭：%s', (_, more, says) => {
    expect(drawn({ memberships: [member('a', 'h', more)] })).toEqual([['a', '特困人员', says]])
  })

  it('从一户搬到另一户，看那天在哪一户，只有一行', () => {
    const memberships = [
      member('a', 'h', { until: '2024-09-05' as Day }),
      member('a', 'k', { since: '2024-09-05' as Day }),
    ]
    const accounts = new Map(['h', 'k'].map((id) => [id, '2024-01-05' as Day]))
    for (const order of [memberships, memberships.toReversed()]) {
      const rows = drawList(terms, known({ accounts, memberships: order, rights: [right('h'), right('k')] }))
      expect(rows.map(({ householdId, why }) => [householdId, why])).toEqual([['k', null]])
    }
  })

  it.each([
    ['十八岁生日在截止日后一天', '2006-09-11', [['a', '孤儿', '在名单上']]],
    ['生日就在截止日，已满十八', '2006-09-10', []],
    ['出生日期不知道', null, [['a', '孤儿', 'birth-unknown']]],
  ])('有年龄限制的一类：%s', (_, bornOn, rows) => {
    const rights = [right('h', 'orphan-allowance')]
    expect(drawn({ rights, memberships: [member('a', 'h', { bornOn: bornOn as Day | null })] })).toEqual(rows)
  })

  it('没有审过账户的、同一文件已经列过的，各有说法', () => {
    expect(drawn({ accounts: new Map() })).toEqual([['a', '特困人员', 'no-account']])
    expect(drawn({ listed: new Set(['s-a']) })).toEqual([['a', '特困人员', 'same-document']])
  })

  it('孩子的钱进监护人的账户：账户是这一户的，开在谁名下都行', () => {
    const rights = [right('h', 'orphan-allowance')]
    const memberships = [member('a', 'h', { bornOn: '2015-01-01' as Day })]
    expect(drawn({ rights, memberships })).toEqual([['a', '孤儿', '在名单上']])
  })
})

describe('不管怎样', () => {
  const dayIn = fc.integer({ min: 1, max: 30 }).map((date) => `2024-09-${String(date).padStart(2, '0')}` as Day)
  const people = fc.array(
    fc.record({
      person: fc.constantFrom('a', 'b', 'c', 'd'),
      household: fc.constantFrom('h', 'k', 'm'),
      bornOn: fc.constantFrom('1960-01-01' as Day, '2015-01-01' as Day, null),
      diedOn: fc.option(dayIn),
      since: dayIn,
    }),
    { maxLength: 12 },
  )

  it('一个人最多列一次；名单上没有截止日前去世的；每个不在的都有原因；同样的事实同样的名单', () => {
    fc.assert(
      fc.property(people, fc.constantFrom('higher', 'first'), (some, overlap) => {
        const memberships = some.map(({ person, household, ...more }) => member(person, household, more))
        const rights = ['h', 'k'].flatMap((id) => [right(id), right(id, 'orphan-allowance')])
        const accounts = new Map(['h', 'm'].map((id) => [id, '2024-01-05' as Day]))
        const rows = drawList({ ...terms, overlap }, known({ memberships, rights, accounts }))
        const listed = rows.filter(({ why }) => why === null)
        expect(new Set(listed.map(({ subject }) => subject)).size).toBe(listed.length)
        expect(listed.every(({ diedOn }) => diedOn === null || diedOn >= terms.cutOff)).toBe(true)
        expect(new Set(rows.map(({ personId, group }) => `${personId}:${group.ordinal}`)).size).toBe(rows.length)
        expect(drawList({ ...terms, overlap }, known({ memberships, rights, accounts }))).toEqual(rows)
      }),
    )
  })
})
