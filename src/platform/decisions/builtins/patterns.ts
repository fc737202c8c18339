import { boundText } from '../meter.ts'
import { refusals } from '../refusals.ts'
import { Null, failure } from '../values/null.ts'

/** XPath regular expressions, as FEEL uses them, on JavaScript's; patterns that can take forever are refused. */

const patternMax = 500
const flagsShape = /^[smixu]*$/

export function compilePattern(pattern: string, flags: string): RegExp | Null {
  if (!flagsShape.test(flags)) return failure(`不认识的标志“${flags}”`, `unknown flags “${flags}”`)
  if (pattern.length > patternMax) return failure('模式太长', 'the pattern is too long')
  const source = translate(flags.includes('x') ? withoutSpaces(pattern) : pattern)
  if (canExplode(source)) {
    return failure(
      `模式“${pattern}”里有嵌套的重复，可能永远算不完`,
      `the pattern “${pattern}” nests repetitions and may never end`,
    )
  }
  try {
    const kept = Array.from(new Set(flags)).filter((flag) => 'smi'.includes(flag))
    return new RegExp(source, ['g', 'v', ...kept].join('').replace('g', ''))
  } catch {
    return failure(`“${pattern}”不是正确的模式`, `“${pattern}” is not a valid pattern`)
  }
}

/** The `x` flag: white space outside character classes means nothing. */
function withoutSpaces(pattern: string): string {
  let depth = 0
  let result = ''
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index]!
    if (character === '\\') {
      result += character + (pattern[index + 1] ?? '')
      index += 1
      continue
    }
    if (character === '[') depth += 1
    if (character === ']' && depth > 0) depth -= 1
    if (depth > 0 || !/\s/.test(character)) result += character
  }
  return result
}

/** `\i`, `\c`, class subtraction `[a-z-[aeiou]]`, and characters that only JavaScript's `v` mode reserves. */
const translate = (pattern: string): string =>
  pattern
    .replaceAll('\\i', '[\\p{L}_:]')
    .replaceAll('\\c', '[\\p{L}\\p{N}_:.\\-]')
    .replace(/\[((?:[^[\]\\]|\\.)*)-\[((?:[^\]\\]|\\.)*)\]\]/g, '[[$1]--[$2]]')
    .replace(/\[(\^?)([^\]\\]|\\.)*\]/g, (whole) =>
      whole.startsWith('[[') ? whole : whole.replace(/(?<!\\)([(){}/|]|&&)(?=.*\])/g, '\\$1'),
    )

/** A repetition of something that itself repeats without bound, such as `(a+)+`. */
function canExplode(source: string): boolean {
  const open: boolean[] = []
  let repeats = false
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index]
    if (character === '\\') index += 1
    else if (character === '[') index = endOfClass(source, index)
    else if (character === '(') {
      open.push(repeats)
      repeats = false
    } else if (character === ')') {
      const isRepeated = /^(\*|\+|\{\d+,(\d*)\})/.test(source.slice(index + 1))
      if (isRepeated && (repeats || hasAlternatives(source, index))) return true
      repeats = (open.pop() ?? false) || repeats || isRepeated
    } else if (character === '*' || character === '+' || /^\{\d+,\d*\}/.test(source.slice(index))) repeats = true
  }
  return false
}

function endOfClass(source: string, from: number): number {
  for (let index = from + 1; index < source.length; index += 1) {
    if (source[index] === '\\') index += 1
    else if (source[index] === ']') return index
  }
  return source.length
}

/** `(a|a)*`: alternatives that can begin alike under a repetition. */
function hasAlternatives(source: string, close: number): boolean {
  let depth = 0
  for (let index = close - 1; index >= 0; index -= 1) {
    if (source[index] === ')') depth += 1
    else if (source[index] === '(') {
      if (depth === 0) return beginAlike(source.slice(index + 1, close))
      depth -= 1
    }
  }
  return false
}

function beginAlike(group: string): boolean {
  const starts = group
    .replace(/^\?[:=!]/, '')
    .split('|')
    .map((part) => part[0] ?? '')
  return starts.length > 1 && (new Set(starts).size < starts.length || starts.some((start) => '.[(\\'.includes(start)))
}

/** Steps of the search that a pattern may take at worst: a second or so. */
const searchMax = 3e8

/**
 * The pattern, when a search of this text by it ends in time: each repetition that may stop anywhere multiplies the work
 * by the length of the text, and so does a beginning that may lie anywhere.
 * @throws tooMuchWork
 */
export function feasible(pattern: RegExp, text: string): RegExp {
  const anywhere = /^\^[^|]*$/.test(pattern.source) ? 0 : 1
  if (text.length ** (repetitionsIn(pattern.source) + anywhere) > searchMax) throw refusals.tooMuchWork()
  return pattern
}

/** Repetitions without a bound, or with one so high that it hardly is one. */
function repetitionsIn(source: string): number {
  let count = 0
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index]
    if (character === '\\') index += 1
    else if (character === '[') index = endOfClass(source, index)
    else if (character === '*' || character === '+') count += 1
    else if (character === '{') {
      const [, low, high] = /^\{(\d+),(\d*)\}/.exec(source.slice(index)) ?? []
      if (low !== undefined && (high === '' || Number(high) - Number(low) >= 10)) count += 1
    }
  }
  return count
}

/** XPath's replacement: `$1` is a group, `\$` a dollar sign. */
export function replaceAll(input: string, pattern: RegExp, replacement: string): string | Null {
  const global = new RegExp(pattern.source, `${pattern.flags}g`)
  if (new RegExp(pattern.source, pattern.flags).test('')) {
    return failure('模式能匹配空文本，不能替换', 'the pattern matches the empty text and cannot be replaced')
  }
  let length = 0
  return input.replace(global, (...match: unknown[]) => {
    const groups = match.slice(
      1,
      match.findIndex((part) => typeof part === 'number'),
    )
    const written = replacement.replace(/\\([$\\])|\$(\d)/g, (whole, escaped?: string, group?: string) => {
      if (escaped !== undefined) return escaped
      const index = Number(group)
      return index === 0 ? String(match[0]) : String(groups[index - 1] ?? '')
    })
    length += written.length
    boundText(length)
    return written
  })
}
