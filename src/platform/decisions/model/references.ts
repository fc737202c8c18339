import type { XmlProblem } from './xml.ts'

/** The five names XML knows without a declaration; they are written in small letters. */
const predefined = ['amp', 'lt', 'gt', 'quot', 'apos']

/** References, and the places where `&` is a character like any other. */
const pattern = /<!\[CDATA\[[^]*?(?:\]\]>|$)|<!--[^]*?(?:-->|$)|<\?[^]*?(?:\?>|$)|&(?:[^;&<>\s"']{1,60};)?/g

/** At most so many are named: whoever copied them out of a web page has one in every line. */
const namedMax = 10

/**
 * References nothing stands for. A file declares no entities (they are refused), so a name other than the five is a slip,
 * and the reader would hand `&nbsp;` on as six characters of a text that decides.
 */
export function refuseReferences(xml: string): readonly XmlProblem[] {
  const problems: XmlProblem[] = []
  let [line, counted] = [1, 0]
  for (const { 0: found, index } of xml.matchAll(pattern)) {
    if (!found.startsWith('&') || isKnown(found)) continue
    for (let at = xml.indexOf('\n', counted); at >= 0 && at < index; at = xml.indexOf('\n', at + 1)) line += 1
    counted = index
    problems.push(problemOf(found, line))
    if (problems.length === namedMax) return problems
  }
  return problems
}

function isKnown(reference: string): boolean {
  const name = reference.slice(1, -1)
  if (predefined.includes(name)) return true
  const code = codeOf(name)
  return code !== null && isCharacter(code)
}

/** The number of `#8364` or `#x20AC`. */
function codeOf(name: string): number | null {
  const [, hex, decimal] = /^#(?:x([0-9A-Fa-f]+)|(\d+))$/.exec(name) ?? []
  if (hex !== undefined) return Number.parseInt(hex, 16)
  return decimal === undefined ? null : Number(decimal)
}

/** What XML 1.0 calls a character. */
const isCharacter = (code: number): boolean =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff)

const problemOf = (found: string, line: number): XmlProblem =>
  found === '&'
    ? {
        code: 'entity',
        zh: `文件第 ${line} 行有一个单独的“&”。要写成“&amp;”`,
        en: `line ${line} of the file has a bare “&”; write “&amp;”`,
      }
    : {
        code: 'entity',
        zh: `文件第 ${line} 行的“${found}”没有声明过，不知道是哪个字。请直接写那个字；要用代号的只有 &amp; &lt; &gt; &quot; &apos; 和字的编号（如 &#8364;）`,
        en: `“${found}” in line ${line} of the file stands for nothing. Write the character itself; only &amp; &lt; &gt; &quot; &apos; and numbers of characters (&#8364;) are known`,
      }

/** Characters beyond the first 65,536 as themselves: the reader takes their number for another character. */
export const withWideCharacters = (xml: string): string =>
  xml.replace(pattern, (found) => {
    const code = found.startsWith('&#') ? codeOf(found.slice(1, -1)) : null
    return code !== null && code > 0xffff ? String.fromCodePoint(code) : found
  })
