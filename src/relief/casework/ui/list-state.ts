import type { Say, Words } from '#design/console/language.tsx'
import { isLightName, lightNames, lightWords, type LightName } from './words.ts'

export interface Counts {
  readonly count: number
  readonly green: number
  readonly amber: number
  readonly red: number
  readonly none: number
}
export interface StageCounts extends Counts {
  readonly stage: string
  readonly words: Words
}
export interface CaseCounts {
  readonly all: Counts
  readonly mine: Counts
  readonly stages: readonly StageCounts[]
  readonly programmes: readonly (Counts & { readonly programme: string; readonly words: Words })[]
  readonly papersLate: number
}

export type ListState = Readonly<Record<string, string>>

/** What the counts are asked for: the filter without what they are split by. */
export function countsQuery(state: ListState): Record<string, string> {
  const { page: _page, stage: _stage, light: _light, ...rest } = state
  return rest
}

export const lightCount = (counts: Counts, light: LightName): number => counts[light]

/** Counts of the tab that is open: one stage, or all of them. An unknown stage has none of anything. */
export function countsOf(counts: CaseCounts, stage: string | undefined): Counts {
  if (stage === undefined) return counts.all
  return counts.stages.find((one) => one.stage === stage) ?? { count: 0, green: 0, amber: 0, red: 0, none: 0 }
}

/** The filter in words, for the empty list; null when nothing is filtered. */
export function filtersInWords(state: ListState, counts: CaseCounts | undefined, say: Say): string | null {
  const words = Object.entries(state).flatMap(([name, value]) => wordOf(name, value, counts, say))
  return words.length === 0 ? null : words.join(say('＋', ' + '))
}

function wordOf(name: string, value: string, counts: CaseCounts | undefined, say: Say): string[] {
  switch (name) {
    case 'text':
      return [value]
    case 'place':
      return [say('选的镇街或村', 'the chosen place')]
    case 'stage': {
      const words = counts?.stages.find(({ stage }) => stage === value)?.words
      return [words === undefined ? value : say(words)]
    }
    case 'programme': {
      const words = counts?.programmes.find(({ programme }) => programme === value)?.words
      return [words === undefined ? value : say(words)]
    }
    case 'light':
      return isLightName(value) ? [say(lightWords[value])] : []
    case 'whose':
      return value === 'mine' ? [say('轮到我的', 'my turn')] : []
    case 'state':
      return value === 'closed'
        ? [say('已办结', 'ended')]
        : value === 'all'
          ? [say('在办和办结', 'open and ended')]
          : []
    case 'alarm':
      return [say('补材料晚了', 'papers late')]
    default:
      return []
  }
}

/** Counts close: the lights add up to the whole. A sum that does not is said, never smoothed over. */
export const closes = (counts: Counts): boolean =>
  lightNames.reduce((sum, light) => sum + counts[light], 0) === counts.count
