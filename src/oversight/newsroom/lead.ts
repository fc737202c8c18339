/** Where a sentence may be cut. */
const signs = /[，。；：、！？,.;:!?]/u
/** Parts of a word or number, which stay together. */
const together = /[\p{Script=Latin}\d,.'’%]/u

/**
 * The first part of a text, at most `lengthMax` characters, cut at a sign or else between words, never inside a word or a
 * number. What was cut is shown by “……”, in English by “…”.
 */
export function leadOf(text: string, lengthMax: number): string {
  const characters = [...text]
  if (characters.length <= lengthMax) return text
  const mayEndAt = (end: number): boolean =>
    !(together.test(characters[end - 1] ?? '') && together.test(characters[end] ?? ''))
  const ends = Array.from({ length: lengthMax }, (_, index) => lengthMax - index).filter(mayEndAt)
  const atSign = ends.find((end) => end > lengthMax / 3 && signs.test(characters[end] ?? ''))
  const end = atSign ?? ends[0] ?? lengthMax
  return `${characters.slice(0, end).join('').trimEnd()}${dotsOf(text)}`
}

/** The six dots of Chinese, the three of English. */
export const dotsOf = (text: string): string => (/\p{Script=Han}/u.test(text) ? '……' : '…')
