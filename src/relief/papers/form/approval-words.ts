import type { CheckRan, NoticeRan } from '../contract.ts'
import { written } from './facts.ts'

/** 核对情况: what the departments said, in one line; empty where nobody has asked them, to be written by hand. */
export function checkText(check: CheckRan | null): string {
  if (check === null) return ''
  const { askedOn, answered, unanswered, open } = check
  return [
    `${written(askedOn)}发起，查 ${answered + unanswered} 项，`,
    unanswered === 0 ? '都有回复' : `${unanswered} 项没有回复`,
    open === 0 ? '。没有未认定的差异' : `。还有 ${open} 处差异没有认定`,
    check.isSimulated ? '（回复来自模拟部门）' : '',
  ].join('')
}

/** 公示情况: from when to when, and what came of it. */
export function noticeText(notice: NoticeRan | null): string {
  if (notice === null) return ''
  const { since, until, round } = notice
  const days = `${round > 1 ? `第 ${round} 次，` : ''}${written(since)}至${written(until)}`
  switch (notice.state) {
    case 'shown':
      return `${days}，正在公示`
    case 'ended':
      return `${days}，期满无异议`
    case 'objected':
      return `${days}，期间有异议，换人复查`
    case 'taken-down':
      return `${days}，没有满期，办件已经离开公示环节`
    case 'not-shown':
      return '按规定不公示'
  }
}
