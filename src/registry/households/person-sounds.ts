import { pinyin } from 'pinyin-pro'

export interface PersonSounds {
  /** `zhangsanfeng`; digits of invented names stay: `juminjia0406`. */
  readonly whole: string
  /** `zsf`, `jmj0406` */
  readonly initials: string
}

/** How a name is typed on a keyboard. Surname mode: 单 is shan, 解 is xie. */
export function soundsOfName(name: string): PersonSounds {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, mode: 'surname', nonZh: 'consecutive' })
  const plain = syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
  return {
    whole: plain.join(''),
    initials: plain.map((syllable) => (/^\d/.test(syllable) ? syllable : (syllable[0] ?? ''))).join(''),
  }
}
