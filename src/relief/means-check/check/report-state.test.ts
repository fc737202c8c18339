import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import type { RequestState } from '../contract.ts'
import { readCatalogue } from '../departments/catalogue.ts'
import { nextTryAt, reportState, validUntil, worstOf, type Standing } from './report-state.ts'

const { departments } = readCatalogue()
const at = new Date('2026-03-02T09:00:00+08:00')
const standing = (states: readonly RequestState[], more: Partial<Standing> = {}): Standing => ({
  departments,
  requests: states.map((state, index) => ({
    ...{ department: departments[index % departments.length]!.code, subject: 'p1', state },
    answeredAt: state === 'answered' ? at : null,
  })),
  ...{ people: ['p1'], peopleNow: ['p1'], today: day('2026-03-02') },
  ...more,
})

describe('一份报告到了哪一步', () => {
  it.each([
    ['全部回复', ['answered', 'answered'], 'complete'],
    ['有一个没有回复', ['answered', 'silent'], 'partial'],
    ['有一个没有接通', ['answered', 'not-configured'], 'partial'],
    ['有一个拒绝', ['answered', 'refused'], 'partial'],
    ['有人没有授权', ['answered', 'not-authorised'], 'partial'],
    ['还有在问的', ['answered', 'asked', 'silent'], 'asking'],
    ['还没有问', ['waiting'], 'asking'],
  ] as const)('%s：%s → %s', (_, states, state) => expect(reportState(standing(states))).toBe(state))

  it('AC-017：核对之后来了新成员，报告就过时了；有人离开不算', () => {
    expect(reportState(standing(['answered'], { peopleNow: ['p1', 'p2'] }))).toBe('outdated')
    expect(reportState(standing(['answered'], { people: ['p1', 'p2'] }))).toBe('complete')
  })

  it.each([
    ['2026-03-31', 'complete'],
    ['2026-04-01', 'complete'],
    ['2026-04-02', 'outdated'],
  ])('三十天有效：%s %s', (today, state) =>
    expect(reportState(standing(['answered'], { today: day(today) }))).toBe(state),
  )

  it('几天以后补来的回复，不让先来的更新：有效期从最早的一个算', () => {
    const [one] = departments
    const answered = (subject: string, on: Date) =>
      ({ department: one!.code, subject, state: 'answered', answeredAt: on }) as const
    const later = new Date('2026-03-20T09:00:00+08:00')
    const requests = [answered('p1', later), answered('p2', at)]
    const people = ['p1', 'p2']
    expect(validUntil(one!, requests)).toBe('2026-04-01')
    const on = (today: string) => reportState(standing([], { requests, people, peopleNow: people, today: day(today) }))
    expect([on('2026-04-01'), on('2026-04-02')]).toEqual(['complete', 'outdated'])
  })

  it('一个部门的状态看它最差的一次', () => {
    expect(worstOf(['answered', 'silent', 'answered'])).toBe('silent')
    expect(worstOf(['answered'])).toBe('answered')
  })

  it('再问的时间照计划走，走完了就要人来问', () => {
    const plan = { askAgainMinutes: [1, 5] }
    expect([1, 2, 3].map((tries) => nextTryAt(plan, tries, at)?.toISOString() ?? null)).toEqual([
      '2026-03-02T01:01:00.000Z',
      '2026-03-02T01:05:00.000Z',
      null,
    ])
  })
})
