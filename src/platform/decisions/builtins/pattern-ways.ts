/**
 * In how many ways a search that tries one after the other may go through a text by a pattern, at most. A repetition may
 * stop anywhere; where what it repeats has several ways of its own, each time multiplies them.
 */

/** What a part of a pattern is: one sign or class, or alternatives of parts that follow each other. */
interface Part {
  /** The sign it certainly begins with, in one case; null when that may be several. */
  readonly begins: string | null
  readonly alternatives: readonly (readonly Part[])[]
  readonly least: number
  readonly most: number
}

/** Times from which on a repetition counts as one without end. */
const manyTimes = 10

/** Is something repeated many times that can be gone through in more than one way, such as `(a+)+` or `(a?a)*`? */
export const multiplies = (pattern: string): boolean => partsOf(pattern).some((parts) => parts.some(isMultiplied))

const isMultiplied = ({ alternatives, most }: Part): boolean =>
  (most >= manyTimes && waysOf(alternatives, manyTimes) > 1) || alternatives.some((parts) => parts.some(isMultiplied))

/** Ways through a text of this length from one place on; infinite where they are more than a number holds. */
export const waysThrough = (pattern: string, length: number): number => waysOf(partsOf(pattern), length)

function waysOf(alternatives: readonly (readonly Part[])[], length: number): number {
  const each = alternatives.map((parts) => parts.reduce((product, part) => product * waysOfPart(part, length), 1))
  return areTold(alternatives) ? Math.max(1, ...each) : each.reduce((sum, ways) => sum + ways, 0)
}

function waysOfPart({ alternatives, least, most }: Part, length: number): number {
  const times = Math.max(least, Math.min(most, length))
  const once = waysOf(alternatives, length)
  return once ** times * (times - least + 1)
}

/** Does the first sign tell which alternative it is? */
function areTold(alternatives: readonly (readonly Part[])[]): boolean {
  if (alternatives.length < 2) return true
  const begins = alternatives.map(([first]) => (first && first.least > 0 ? first.begins : null))
  return !begins.includes(null) && new Set(begins).size === begins.length
}

/** The alternatives of a whole pattern. What is not well formed is refused elsewhere and read as it comes. */
function partsOf(pattern: string): readonly (readonly Part[])[] {
  const [signs, open]: [string[], Part[][][]] = [Array.from(pattern), [[[]]]]
  for (let at = 0; at < signs.length;) {
    const sign = signs[at]!
    if (sign === '|') {
      open.at(-1)!.push([])
      at += 1
    } else if (sign === '(') {
      open.push([[]])
      at += 1 + (groupHead.exec(signs.slice(at + 1).join(''))?.[0].length ?? 0)
    } else {
      const group = sign === ')' && open.length > 1 ? open.pop()! : null
      const end = group ? at + 1 : endOfSign(signs, at)
      const { least, most, past } = repetition(signs, end)
      const begins = group ? null : beginOf(signs.slice(at, end))
      open
        .at(-1)!
        .at(-1)!
        .push({ begins, alternatives: group ?? [], least, most })
      at = past
    }
  }
  return open[0]!
}

/** What follows a bracket that is no plain group. */
const groupHead = /^\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]*:)/

function endOfSign(signs: readonly string[], at: number): number {
  if (signs[at] === '\\') return at + 2
  if (signs[at] !== '[') return at + 1
  for (let [index, depth] = [at, 0]; index < signs.length; index += 1) {
    if (signs[index] === '\\') index += 1
    else if (signs[index] === '[') depth += 1
    else if (signs[index] === ']' && --depth === 0) return index + 1
  }
  return signs.length
}

/** A letter is the same in both cases: a flag may say so. */
function beginOf([first, second]: readonly string[]): string | null {
  const literal = first === '\\' ? (/[\p{L}\p{N}]/u.test(second ?? '') ? null : second) : first
  return literal === undefined || literal === null || (first !== '\\' && '.[^$'.includes(literal))
    ? null
    : literal.toUpperCase().toLowerCase()
}

/** How often what ends here is repeated, and where that is written to its end. */
function repetition(signs: readonly string[], at: number): { least: number; most: number; past: number } {
  const rest = signs.slice(at, at + 24).join('')
  const [whole = '', sign, low, comma, high] = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(rest) ?? []
  const past = at + whole.length
  if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity, past }
  if (low === undefined) return { least: 1, most: 1, past }
  const least = Number(low)
  return { least, most: comma === undefined ? least : high === '' ? Infinity : Number(high), past }
}
