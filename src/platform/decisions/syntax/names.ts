/** How names are written, compared and guessed. */

/** Names that differ only in spacing are one name. U+3000 counts as a space, as the grammar does. */
export const nameKey = (name: string): string =>
  name
    .replace(/\s*([./\-'+]|\*\*?)\s*/g, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim()

const fullWidthOperators = '＋－−×÷＊／＝＞＜≥≤≠，。：；！？［］｛｝'
const forbidden: readonly { readonly pattern: RegExp; readonly zh: string; readonly en: string }[] = [
  { pattern: /^[0-9０-９]/, zh: '不能以数字开头', en: 'must not begin with a digit' },
  { pattern: /[()[\]{}]/, zh: '不能有半角括号，可用全角（）', en: 'must not have half-width brackets; （） are fine' },
  { pattern: /["“”‘’`%—…]/, zh: '不能有引号、百分号、破折号', en: 'must not have quotes, per cent signs or dashes' },
  { pattern: /[①-⓿㈠-㉃❶-➓]/, zh: '不能有带圈数字', en: 'must not have circled numbers' },
  { pattern: /[-/+*.']/, zh: "不能有 - / + * . '", en: "must not have - / + * . '" },
  { pattern: /[,;:!?=<>&|\\^~#$@]/, zh: '不能有标点或运算符', en: 'must not have punctuation or operators' },
  {
    pattern: /[\p{Cc}\p{Cf}]/u,
    zh: '不能有看不见的字符',
    en: 'must not have invisible characters',
  },
  {
    pattern: new RegExp(`[${fullWidthOperators}]`),
    zh: '不能有全角运算符或标点',
    en: 'must not have full-width operators or punctuation',
  },
  { pattern: /^(__proto__|constructor|prototype)$/, zh: '是保留的名称', en: 'is reserved' },
]
const nameLengthMax = 200

/** Why this may not be a name in a policy model; undefined when it may. */
export function nameFault(name: string): { zh: string; en: string } | undefined {
  if (name.trim() === '') return { zh: '不能为空', en: 'must not be empty' }
  if (name.length > nameLengthMax)
    return { zh: `不能超过 ${nameLengthMax} 字`, en: `must not exceed ${nameLengthMax} characters` }
  return forbidden.find(({ pattern }) => pattern.test(name))
}

/** The first full-width operator in a text that was read as one name. */
export const fullWidthIn = (name: string): string | undefined =>
  Array.from(name).find((character) => fullWidthOperators.includes(character))

/** The known name that the written one was probably meant to be. */
export function guessName(written: string, known: Iterable<string>): string | undefined {
  if (Array.from(written).length < 2) return undefined
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(Array.from(written).length / 3)) + 1
  for (const name of known) {
    const distance = editDistance(written, name, bestDistance)
    if (distance < bestDistance) [best, bestDistance] = [name, distance]
  }
  return best
}

function editDistance(left: string, right: string, limit: number): number {
  const [one, other] = [Array.from(left.toLowerCase()), Array.from(right.toLowerCase())]
  if (Math.abs(one.length - other.length) >= limit) return limit
  let row = other.map((_, index) => index + 1)
  for (let line = 0; line < one.length; line += 1) {
    let corner = line
    let leftCell = line + 1
    row = row.map((above, column) => {
      const cell = Math.min(above + 1, leftCell + 1, corner + (one[line] === other[column] ? 0 : 1))
      corner = above
      leftCell = cell
      return cell
    })
  }
  return row[other.length - 1] ?? one.length
}
