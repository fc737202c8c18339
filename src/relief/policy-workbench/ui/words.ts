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
