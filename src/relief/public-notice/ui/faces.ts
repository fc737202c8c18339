import { many } from '#design/console/figures.ts'
import type { ShapeName, Tone } from '#design/console/shape.tsx'
import type { Words } from '#design/console/language.tsx'
import type { NoticeState } from '../contract.ts'
import type { PublicationView } from '../wire.ts'

interface Face extends Words {
  readonly tone: Tone
  readonly shape?: ShapeName
}

/** A state is a word, then a silhouette, then a colour. */
export const noticeFaces: Readonly<Record<NoticeState, Face>> = {
  shown: { tone: 'go-on', zh: '公示中', en: 'hangs' },
  'not-shown': { tone: 'still', shape: 'lock', zh: '按规定不公示', en: 'not shown, by rule' },
  ended: { tone: 'ok', zh: '期满撤下', en: 'hung its days' },
  objected: { tone: 'soon', zh: '有异议，已撤下', en: 'objected to, taken down' },
  'taken-down': { tone: 'still', shape: 'minus', zh: '已撤下', en: 'taken down' },
}
export const publicationFaces: Readonly<Record<PublicationView['state'], Face>> = {
  shown: { tone: 'go-on', zh: '公布中', en: 'published' },
  ended: { tone: 'ok', zh: '公布已结束', en: 'publication over' },
  withdrawn: { tone: 'still', shape: 'minus', zh: '公布已撤下', en: 'publication withdrawn' },
}
export const notShownWords: Readonly<Record<'minor' | 'programme', Words>> = {
  minor: {
    zh: '申请人是未成年人，姓名不能公示。这一件没有贴出任何内容，直接报县里。',
    en: 'A minor applies, and no name may be shown. Nothing was put up; the case goes on to the county at once.',
  },
  programme: {
    zh: '这个救助项目不公示。没有贴出任何内容，直接往下办。',
    en: 'This programme has no notice. Nothing was put up; the case goes on at once.',
  },
}

/** What hangs and until when, as a notice of the panel or a row of the list says it. */
export interface Hanging {
  readonly putUpOn: string
  readonly lastDay: string
  /** Calendar days still to come after today. */
  readonly daysLeft: number
}

const dayMs = 86_400_000
const daysFrom = (day: string, to: string): number => Math.round((Date.parse(to) - Date.parse(day)) / dayMs)

/**
 * Which day of the notice it is: 0 on the day it is put up (it does not count, 民法典 art. 201), then 1 to `days`. A last
 * day moved on by a rest day makes one more.
 */
export function dayOfNotice({ putUpOn, lastDay, daysLeft }: Hanging): { readonly nth: number; readonly days: number } {
  const days = daysFrom(putUpOn, lastDay)
  return { nth: Math.min(days, Math.max(0, days - daysLeft)), days }
}

/** `第 3 天，共 7 天，还剩 4 天`. */
export function hangsInWords(hanging: Hanging): Words {
  const { nth, days } = dayOfNotice(hanging)
  if (nth === 0)
    return { zh: `今天贴出，从明天起算 ${days} 天`, en: `put up today; its ${many(days, 'day')} count from tomorrow` }
  if (hanging.daysLeft === 0)
    return { zh: `第 ${nth} 天，是最后一天，24 时撤下`, en: `day ${nth}, the last one, down at midnight` }
  return {
    zh: `第 ${nth} 天，共 ${days} 天，还剩 ${hanging.daysLeft} 天`,
    en: `day ${nth} of ${days}, ${hanging.daysLeft} to go`,
  }
}
