import { boundText } from '../meter.ts'
import { refusals } from '../refusals.ts'
import { Null, failure } from '../values/null.ts'
import { multiplies, waysThrough } from './pattern-ways.ts'

/** XPath regular expressions, as FEEL uses them, on JavaScript's; patterns that can take forever are refused. */

const patternMax = 500
const flagsShape = /^[smixu]*$/

export function compilePattern(pattern: string, flags: string): RegExp | Null {
  if (!flagsShape.test(flags)) return failure(`不认识的标志“${flags}”`, `unknown flags “${flags}”`)
  if (pattern.length > patternMax) return failure('模式太长', 'the pattern is too long')
  const source = translate(flags.includes('x') ? withoutSpaces(pattern) : pattern)
  if (multiplies(source)) {
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
      // What is escaped is the next sign that means something.
      while (depth === 0 && /\s/.test(pattern[index + 1] ?? '')) index += 1
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

/** Steps of the search that a pattern may take at worst: a second or so. */
const searchMax = 3e8

/**
 * The pattern, when a search of this text by it ends in time, wherever it begins.
 * @throws tooMuchWork
 */
export function feasible(pattern: RegExp, text: string): RegExp {
  const beginnings = /^\^[^|]*$/.test(pattern.source) ? 1 : Math.max(1, text.length)
  if (beginnings * waysThrough(pattern.source, text.length) > searchMax) throw refusals.tooMuchWork()
  return pattern
}

/** What stands between the matches; JavaScript has the groups of a match stand there too. */
export function splitBy(text: string, pattern: RegExp): readonly string[] {
  const groups = new RegExp(`${pattern.source}|`, pattern.flags).exec('')!.length - 1
  return text.split(pattern).filter((_, index) => index % (groups + 1) === 0)
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
