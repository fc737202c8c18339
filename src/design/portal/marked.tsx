/**
 * Marks every hit of the words in the text. Letters match without regard to case; the text is never taken as markup.
 */
export function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const pieces = splitAtHits(text, words)
  return <>{pieces.map(({ piece, isHit }, index) => (isHit ? <mark key={index}>{piece}</mark> : piece))}</>
}

/** Pieces in order; joined they give the text again. */
export function splitAtHits(text: string, words: readonly string[]): { piece: string; isHit: boolean }[] {
  const sought = words.filter((word) => word !== '').map(patternOf)
  if (sought.length === 0) return [{ piece: text, isHit: false }]
  const pattern = new RegExp(`(${sought.toSorted((a, b) => b.length - a.length).join('|')})`, 'giu')
  return text
    .split(pattern)
    .map((piece, index) => ({ piece, isHit: index % 2 === 1 }))
    .filter(({ piece }) => piece !== '')
}

/** `3449` is also found where it is written `3,449`; everything else stands for itself. */
export const patternOf = (word: string): string =>
  [...word]
    .map((letter, index, letters) => {
      const plain = letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      return /\d/.test(letter) && /\d/.test(letters[index + 1] ?? '') ? `${plain},?` : plain
    })
    .join('')
