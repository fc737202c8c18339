import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import type { CheckRan, NoticeRan } from '../contract.ts'
import { checkText, noticeText } from './approval-words.ts'

const check: CheckRan = {
  ...{ askedOn: day('2026-04-22'), answered: 10, unanswered: 0, open: 0 },
  isSimulated: false,
}
const notice: NoticeRan = { since: day('2026-05-15'), until: day('2026-05-22'), round: 1, state: 'ended' }

describe('审核确认表上的核对情况和公示情况', () => {
  it.each<[Partial<CheckRan>, string]>([
    [{}, '2026 年 4 月 22 日发起，查 10 项，都有回复。没有未认定的差异'],
    [{ answered: 7, unanswered: 3 }, '2026 年 4 月 22 日发起，查 10 项，3 项没有回复。没有未认定的差异'],
    [{ open: 2 }, '2026 年 4 月 22 日发起，查 10 项，都有回复。还有 2 处差异没有认定'],
    [{ isSimulated: true }, '2026 年 4 月 22 日发起，查 10 项，都有回复。没有未认定的差异（回复来自模拟部门）'],
  ])('核对 %j', (one, said) => expect(checkText({ ...check, ...one })).toBe(said))

  it.each<[Partial<NoticeRan>, string]>([
    [{}, '2026 年 5 月 15 日至2026 年 5 月 22 日，期满无异议'],
    [{ state: 'shown' }, '2026 年 5 月 15 日至2026 年 5 月 22 日，正在公示'],
    [{ state: 'objected' }, '2026 年 5 月 15 日至2026 年 5 月 22 日，期间有异议，换人复查'],
    [{ round: 2 }, '第 2 次，2026 年 5 月 15 日至2026 年 5 月 22 日，期满无异议'],
    [{ state: 'not-shown' }, '按规定不公示'],
  ])('公示 %j', (one, said) => expect(noticeText({ ...notice, ...one })).toBe(said))

  it('没有做的，空着让人写，不写“没有”', () => expect([checkText(null), noticeText(null)]).toEqual(['', '']))
})
