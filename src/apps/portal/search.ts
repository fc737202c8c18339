import type { Language, Words } from '#design/console/language.tsx'
import { patternOf } from '#design/portal/marked.tsx'
import { unitInWords } from '#design/console/units.ts'
import { dotsOf, wordsOf, type Article } from '#oversight/newsroom/index.ts'
import type { PolicyPage } from '#relief/eligibility/contract.ts'
import { portalPaths } from './paths.ts'
import { writeTier, writeValidity } from './policies.ts'

export interface Hit {
  readonly kind: 'policy' | 'standard' | 'news'
  readonly href: string
  readonly title: Words
  readonly text: Words
}

const plain = (text: string): string => text.toLowerCase().replace(/(\d),(?=\d{3})/g, '$1')
const hasAll = (words: readonly string[], ...texts: readonly string[]): boolean => {
  const whole = plain(texts.join(' '))
  return words.every((word) => whole.includes(word))
}

/** Policies and standards by the same words as the news: all words, both languages. */
export function searchPolicies(question: string, policies: readonly PolicyPage[]): readonly Hit[] {
  const words = wordsOf(question)
  if (words.length === 0) return []
  const found = policies
    .filter(({ title, says, place, rules }) =>
      hasAll(words, title.zh, title.en, says.zh, says.en, place.zh, place.en, ...rules.map((rule) => rule.says)),
    )
    .map(({ id, title, says }): Hit => ({ kind: 'policy', href: portalPaths.policy(id), title, text: says }))
  return [...found, ...searchStandards(words, policies)]
}

function searchStandards(words: readonly string[], policies: readonly PolicyPage[]): readonly Hit[] {
  return policies
    .flatMap((policy) => policy.standards.map((standard) => ({ policy, standard })))
    .filter(({ policy, standard }) =>
      hasAll(words, standard.zh, standard.en, policy.place.zh, policy.place.en, standard.value, standard.document),
    )
    .map(({ policy, standard }): Hit => {
      const write = (language: Language): string =>
        [
          writeTier(standard.tier, language),
          `${standard.value} ${unitInWords(standard.unit, language)}`,
          writeValidity(standard, language),
          standard.document,
        ]
          .filter((part) => part !== '')
          .join(' · ')
      return {
        kind: 'standard',
        href: portalPaths.policy(policy.id),
        title: { zh: `${policy.place.zh} · ${standard.zh}`, en: `${policy.place.en} · ${standard.en}` },
        text: { zh: write('zh'), en: write('en') },
      }
    })
}

export const newsHit = ({ slug, title, body }: Article): Hit => ({
  kind: 'news',
  href: portalPaths.article(slug),
  title,
  text: body,
})

/**
 * Which language to show a hit in: the reader's, unless the words stand only in the other one. Then the found text is
 * shown, so that the hit can be marked.
 */
export function languageOf(hit: Hit, words: readonly string[], reader: Language): Language {
  const found = (language: Language): number =>
    words.filter((word) => plain(`${hit.title[language]} ${hit.text[language]}`).includes(word)).length
  const other = reader === 'zh' ? 'en' : 'zh'
  return found(other) > found(reader) ? other : reader
}

/** The part of a text around its first hit, so that the reader sees the mark. Cut between words. */
export function excerptOf(text: string, words: readonly string[], lengthMax: number): string {
  if (text.length <= lengthMax) return text
  const firsts = words.map((word) => positionOf(text, word)).filter((index) => index >= 0)
  const first = firsts.length === 0 ? 0 : Math.min(...firsts)
  const start = Math.max(0, first - Math.floor(lengthMax / 3))
  const from = start === 0 ? 0 : nextGap(text, start, first)
  const to = Math.min(text.length, from + lengthMax)
  const until = to === text.length ? to : nextGap(text, to, Math.min(text.length, to + 15))
  const dots = dotsOf(text)
  return `${from > 0 ? dots : ''}${text.slice(from, until).trim()}${until < text.length ? dots : ''}`
}

/** The word in the text as it is written there: `3449` stands in `3,449`. */
const positionOf = (text: string, word: string): number => text.search(new RegExp(patternOf(word), 'iu'))

function nextGap(text: string, from: number, latest: number): number {
  for (let index = from; index < latest; index += 1) if (/[\s，。；：、,.;:]/.test(text[index - 1] ?? '')) return index
  return latest
}
