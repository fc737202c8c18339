import { canonicalIdNumber } from './id-number.ts'

/** What a person typed, as the look-ups need it. */
export interface SearchTerm {
  /** A whole ID number: exact look-up by hash, nothing else. */
  readonly idNumber: string | null
  /** Birth date and last four characters, as read out on the phone. */
  readonly birthAndTail: string | null
  /** Prefix of a household number. */
  readonly number: string | null
  /** Prefix of a name, in characters. */
  readonly name: string | null
  /** Prefix of pinyin or initials. */
  readonly spelt: string | null
  /** Holds a Chinese character. */
  readonly isHan: boolean
}

/** Undefined when it is too short to be looked for. */
export function readSearchTerm(text: string): SearchTerm | undefined {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ')
  const compact = canonicalIdNumber(plain)
  const none: SearchTerm = { idNumber: null, birthAndTail: null, number: null, name: null, spelt: null, isHan: false }
  if (/^\d{17}[\dX]$/.test(compact)) return { ...none, idNumber: compact }
  const characters = [...plain].length
  if (characters < 2 && !/\p{Script=Han}/u.test(plain)) return undefined
  if (characters === 0) return undefined
  const spelt = plain.toLowerCase().replace(/[^a-z0-9]/g, '')
  return {
    ...none,
    birthAndTail: /^(19|20)\d{9}[\dX]$/.test(compact) ? compact : null,
    number: plain.toUpperCase(),
    isHan: /\p{Script=Han}/u.test(plain),
    name: plain.replaceAll(' ', ''),
    spelt: /^[a-z]/.test(spelt) && /^[\w\s']+$/.test(plain) ? spelt : null,
  }
}
