import { pinyin } from 'pinyin-pro'
import type { Region } from './contract.ts'

/** `青禾县 禾西镇／石泾村` and `青禾县禾西镇石泾村` say the same. */
export const plainText = (text: string): string => text.normalize('NFKC').replace(/[\s/\\\-—·,，、>›]/g, '')

const endings = /(特别行政区|自治区|自治州|自治县|街道|省|市|县|区|镇|乡)$/

/** The name without its kind: 青禾 for 青禾县. Empty when nothing would be left. */
export const shortName = (name: string): string => (name.length > 2 ? name.replace(endings, '') : '')

export interface Sounds {
  /** `shijingcun` */
  readonly whole: string
  /** `sjc` */
  readonly initials: string
}

export function soundsOf(name: string): Sounds {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true }).map((syllable) => syllable.toLowerCase())
  return { whole: syllables.join(''), initials: syllables.map((syllable) => syllable[0] ?? '').join('') }
}

/** The text is the region's name, led in by names of places above it, any of which may be left out. */
export function isNamedBy(region: Region, text: string, parentOf: (of: Region) => Region | undefined): boolean {
  if (!text.endsWith(region.name)) return false
  let rest = text.slice(0, -region.name.length)
  for (let above = parentOf(region); above !== undefined && rest !== ''; above = parentOf(above)) {
    const name = [above.name, shortName(above.name)].find((form) => form !== '' && rest.endsWith(form))
    if (name !== undefined) rest = rest.slice(0, -name.length)
  }
  return rest === ''
}

/** Edits between two short texts: insertions, removals, replacements. */
export function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
