import type { Say } from '#design/console/language.tsx'
import type { Tone } from '#design/console/shape.tsx'
import type { DraftCard } from './model.ts'

export const stateTone: Readonly<Record<DraftCard['state'], Tone>> = {
  open: 'go-on',
  proposed: 'soon',
  published: 'ok',
  withdrawn: 'still',
}

export const programmeName = (title: string): string => title.replace(/（.*）$/, '')

export const dayOf = (moment: string): string => moment.slice(0, 10)

export const versionName = (serial: number, say: Say): string =>
  serial === 0 ? say('随软件带来的', 'as shipped') : say(`第 ${serial} 版`, `version ${serial}`)

export const tierName = (tier: 'urban' | 'rural' | null, say: Say): string =>
  tier === null ? '' : tier === 'urban' ? say('（城镇）', ' (urban)') : say('（农村）', ' (rural)')

export const adjustmentStates = {
  prepared: { zh: '等人批准', en: 'waiting for approval', tone: 'soon' },
  approved: { zh: '已批准', en: 'approved', tone: 'ok' },
  dropped: { zh: '已作废', en: 'dropped', tone: 'still' },
  undone: { zh: '已撤回', en: 'undone', tone: 'still' },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string; readonly tone: Tone }>>
