import type { Words } from '#design/console/language.tsx'
import type { Tone } from '#design/console/shape.tsx'
import type { CaseRow, Light } from '../wire.ts'

export type LightName = Light | 'none'
export const lightNames: readonly LightName[] = ['red', 'amber', 'green', 'none']

/**
 * The lights of a limit: a word, then a silhouette, then a colour. The most urgent first. Red begins before the limit is
 * over (the procedure says at which share of it), so its word is not “late”; what is late is among it.
 */
export const lightWords: Readonly<Record<LightName, Words & { readonly tone: Tone }>> = {
  red: { zh: '急', en: 'Urgent', tone: 'late' },
  amber: { zh: '快到期', en: 'Due soon', tone: 'soon' },
  green: { zh: '从容', en: 'In good time', tone: 'go-on' },
  none: { zh: '没有计时', en: 'No clock', tone: 'still' },
}
export const isLightName = (text: string): text is LightName => lightNames.some((name) => name === text)

/** How a case ended. */
export const outcomeWords: Readonly<Record<NonNullable<CaseRow['outcome']>, Words & { readonly tone: Tone }>> = {
  confirmed: { zh: '已确认', en: 'Confirmed', tone: 'ok' },
  refused: { zh: '不予确认', en: 'Refused', tone: 'late' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn', tone: 'still' },
  'ended-non-cooperation': { zh: '因不配合终止', en: 'Ended for non-cooperation', tone: 'still' },
}

/** Why the total limit is what it is. */
export const limitKindWords: Readonly<Record<string, Words>> = {
  ordinary: { zh: '一般时限', en: 'ordinary limit' },
  'town-decided': { zh: '乡镇直接确认的时限', en: 'limit where the town decides' },
  special: { zh: '特殊情形的时限', en: 'limit of a special case' },
}

/** A move on a button: the server says `accept the application`, a button begins with a capital. */
export const pressWords = ({ zh, en }: Words): Words => ({ zh, en: en.charAt(0).toUpperCase() + en.slice(1) })
