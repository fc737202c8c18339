/** A question longer than this many words is cut: nobody types more, and each word costs a look. */
const wordsMax = 6

/**
 * The words one searches for: apart at spaces, lower case, full-width letters made narrow, digits without thousands
 * commas, so that `3449`, `3,449` and `３４４９` find the same.
 */
export function wordsOf(question: string): readonly string[] {
  const plain = question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, '$1')
  return [...new Set(plain.split(/\s+/).filter((word) => word !== ''))].slice(0, wordsMax)
}
