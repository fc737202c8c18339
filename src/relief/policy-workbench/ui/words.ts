import { yuan } from '#design/console/figures.ts'
import type { Say } from '#design/console/language.tsx'
import type { Tone } from '#design/console/shape.tsx'
import type { DraftCard } from './model.ts'

export const stateTone: Readonly<Record<DraftCard['state'], Tone>> = {
  open: 'go-on',
  proposed: 'soon',
  published: 'ok',
  withdrawn: 'still',
}

export const dayOf = (moment: string): string => moment.slice(0, 10)

export const versionName = (serial: number, say: Say): string =>
  serial === 0 ? say('随软件带来的', 'as shipped') : say(`第 ${serial} 版`, `version ${serial}`)

export const tierName = (tier: 'urban' | 'rural' | null, say: Say): string =>
  tier === null ? '' : tier === 'urban' ? say('（城镇）', ' (urban)') : say('（农村）', ' (rural)')

/** Where a source holds, when it names places of its own. */
export const placesName = (places: readonly string[], say: Say): string =>
  places.length === 0 ? '' : say(`（${places.join('、')}）`, ` (${places.join(', ')})`)

export const adjustmentStates = {
  prepared: { zh: '等人批准', en: 'waiting for approval', tone: 'soon' },
  'carrying-out': { zh: '正在照名单调高', en: 'being carried out', tone: 'soon' },
  approved: { zh: '已批准', en: 'approved', tone: 'ok' },
  'undo-asked': { zh: '有人提出撤回，等另一位确认', en: 'to be undone; waits for another person', tone: 'soon' },
  'taking-back': { zh: '正在撤回', en: 'being taken back', tone: 'soon' },
  halted: { zh: '撤回停在半路，等人办', en: 'undoing has halted; waits for people', tone: 'late' },
  'stop-asked': {
    zh: '有人提出撤回到这里为止，等另一位确认',
    en: 'undoing to be stopped; waits for another person',
    tone: 'soon',
  },
  stopped: { zh: '撤回了一部分，已停', en: 'undone in part, stopped', tone: 'still' },
  dropped: { zh: '已作废', en: 'dropped', tone: 'still' },
  undone: { zh: '已撤回', en: 'undone', tone: 'still' },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string; readonly tone: Tone }>>

/** `−200.00 到 −100.00 元`; an end that is open says so. */
export function rangeInWords(from: string | null, to: string | null, say: Say): string {
  if (from === null && to === null) return say('全部', 'all')
  if (from === null) return say(`少 ${yuan(abs(to))} 元以上`, `${yuan(abs(to))} less or more`)
  if (from === '0' && to !== null) return say(`多不到 ${yuan(abs(to))} 元`, `less than ${yuan(abs(to))} more`)
  if (to === '0' && from !== null) return say(`少 ${yuan(abs(from))} 元以内`, `up to ${yuan(abs(from))} less`)
  if (to === null) return say(`多 ${yuan(abs(from))} 元及以上`, `${yuan(abs(from))} more and up`)
  if (BigInt(to) <= 0n)
    return say(`少 ${yuan(abs(to))} 至 ${yuan(abs(from))} 元`, `${yuan(abs(to))} to ${yuan(abs(from))} less`)
  return say(`多 ${yuan(abs(from))} 至 ${yuan(abs(to))} 元`, `${yuan(abs(from))} to ${yuan(abs(to))} more`)
}

const abs = (fen: string | null): bigint => {
  const value = BigInt(fen ?? '0')
  return value < 0n ? -value : value
}
