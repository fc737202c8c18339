import {
  isCollection,
  isNode,
  isScalar,
  parseDocument,
  stringify,
  type Document,
  type CST,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { given, must } from '#platform/errors/index.ts'

/**
 * Edits to a YAML file that leave every other byte where it was: the document is read only to find the places, and text is
 * put in there. Writing the whole document again would set brackets and quotes of lines that nobody touched.
 */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A document whose nodes know their places, down to dashes and colons: only of such a one a splice can be made. */
export const placed = (text: string): Document.Parsed => parseDocument(text, { keepSourceTokens: true })

/** The splices do not overlap; of two at one place the first given stands first, and what goes stands behind what comes. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const backwards = splices
    .map((one, index) => ({ ...one, index }))
    .toSorted((one, other) => other.start - one.start || other.end - one.end || other.index - one.index)
  return backwards.reduce(
    (written, { start, end, text: put }) => written.slice(0, start) + put + written.slice(end),
    text,
  )
}

/** `{ a: 1, b: [x, y] }` on one line, with quotes only where they are needed. */
export function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const said = Object.entries(value).filter(([, one]) => one !== undefined)
    return `{ ${said.map(([name, one]) => `${onOneLine(name)}: ${onOneLine(one)}`).join(', ')} }`
  }
  // Inside brackets, because a comma wants quotes there.
  return stringify([value], { collectionStyle: 'flow', lineWidth: 0 }).trim().slice(1, -1).trim()
}

/** Another value of one entry; a map that lacks the entry gets it behind its last one. */
export function entrySet(text: string, map: YAMLMap, name: string, value: unknown): Splice {
  const pair = map.items.find((one) => nameOf(one) === name)
  if (pair === undefined) return entryAdded(text, map, `${onOneLine(name)}: ${onOneLine(value)}`)
  const { value: node } = pair
  const isSaid = isNode(node) && lengthOf(node) > 0
  const isOnTheLine = isSaid && (!isCollection(node) || node.flow === true)
  const start = isOnTheLine ? startOf(node) : afterColon(pair)
  const end = start + text.slice(start, isSaid ? endOf(node) : start).trimEnd().length
  // What others point at stays where they point.
  const anchor = !isOnTheLine && isNode(node) && 'anchor' in node && node.anchor ? ` &${node.anchor}` : ''
  return { start, end, text: `${anchor}${isOnTheLine ? '' : ' '}${onOneLine(value)}` }
}

/** Name, colon and value of an entry, byte for byte; of a map written in lines, for another one written so. */
export function entryAsWritten(text: string, map: YAMLMap, name: string): string {
  const pair = map.items.find((one) => nameOf(one) === name)
  return pair === undefined ? '' : text.slice(startOf(pair.key), pairEnd(pair)).trimEnd()
}

/** `written`: name, colon and value, without the indent of its first line. */
export function entryAdded(text: string, map: YAMLMap, written: string): Splice {
  const last = map.items.at(-1)
  if (map.flow === true || last === undefined) {
    const end = last === undefined ? startOf(map) + 1 : pairEnd(last)
    return { start: end, end, text: last === undefined ? ` ${written} ` : `, ${written}` }
  }
  return atLineAfter(text, afterPair(last), `${' '.repeat(columnOf(text, startOf(map.items[0]?.key)))}${written}`)
}

export function entryGone(text: string, map: YAMLMap, name: string): Splice | null {
  const index = map.items.findIndex((one) => nameOf(one) === name)
  const pair = map.items[index]
  if (pair === undefined) return null
  const [before, next] = [map.items[index - 1], map.items[index + 1]]
  // The first entry of an item shares its line with the dash.
  if (next !== undefined && (map.flow === true || index === 0))
    return { start: startOf(pair.key), end: startOf(next.key), text: '' }
  if (map.flow === true)
    return { start: before === undefined ? startOf(pair.key) : pairEnd(before), end: pairEnd(pair), text: '' }
  return { start: lineOf(text, startOf(pair.key)), end: afterPair(pair), text: '' }
}

/**
 * Behind the last item. `entries`: each entry on a line under the dash; `row`: all of an item on one line, as also where
 * the whole list is written so.
 */
export function itemsAdded(
  text: string,
  list: YAMLSeq,
  items: readonly object[],
  form: 'entries' | 'row' = 'entries',
): Splice[] {
  if (items.length === 0) return []
  const last = list.items.at(-1)
  if (list.flow === true && last !== undefined)
    return [{ start: endOf(last), end: endOf(last), text: items.map((item) => `, ${onOneLine(item)}`).join('') }]
  const indent = ' '.repeat(last === undefined ? 2 : columnOf(text, dashOf(list, 0)))
  const lines = items.flatMap((item) => (form === 'row' ? [`- ${onOneLine(item)}`] : itemLines(item)))
  const written = lines.map((line) => indent + line).join(lineEndOf(text))
  if (last !== undefined) return [atLineAfter(text, afterNode(last), written)]
  const start = text.slice(0, startOf(list)).trimEnd().length
  return [{ start, end: endOf(list), text: lineEndOf(text) + written }]
}

/** The list stays, and says that it is empty. */
export const listEmptied = (text: string, list: YAMLSeq): Splice => ({
  ...{ start: startOf(list), end: endOf(list) },
  text: text[endOf(list) - 1] === '\n' ? `[]${lineEndOf(text)}` : '[]',
})

/** Only of a list with an item to a line. */
export function itemBefore(text: string, list: YAMLSeq, index: number, item: unknown): Splice {
  const dash = dashOf(list, index)
  const start = dash - columnOf(text, dash)
  return { start, end: start, text: `${text.slice(start, dash)}- ${onOneLine(item)}${lineEndOf(text)}` }
}

/** With what is written up to the next item, so that a comment goes with its item. */
export function itemGone(text: string, list: YAMLSeq, index: number): Splice {
  if (list.flow === true) {
    const [before, item, next] = [list.items[index - 1], list.items[index], list.items[index + 1]]
    if (next !== undefined) return { start: startOf(item), end: startOf(next), text: '' }
    return { start: before === undefined ? startOf(item) : endOf(before), end: endOf(item), text: '' }
  }
  const start = lineOf(text, dashOf(list, index))
  const isLast = index === list.items.length - 1
  return { start, end: isLast ? afterNode(list.items[index]) : lineOf(text, dashOf(list, index + 1)), text: '' }
}

const nameOf = ({ key }: Pair): unknown => (isScalar(key) ? key.value : key)

function rangeOf(node: unknown): readonly [start: number, end: number, after: number] {
  must(isNode(node), 'what has a place is a node')
  return given(node.range, 'a node that was read knows its place')
}
const startOf = (node: unknown): number => rangeOf(node)[0]
const endOf = (node: unknown): number => rangeOf(node)[1]
const afterNode = (node: unknown): number => rangeOf(node)[2]
const lengthOf = (node: unknown): number => endOf(node) - startOf(node)
const pairEnd = ({ key, value }: Pair): number => endOf(isNode(value) ? value : key)
const afterPair = ({ key, value }: Pair): number => afterNode(isNode(value) ? value : key)
const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1)
const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

const lineOf = (text: string, at: number): number => at - columnOf(text, at)

function dashOf({ srcToken }: YAMLSeq, index: number): number {
  const items = srcToken?.type === 'block-seq' ? srcToken.items : []
  const dashes = items.flatMap(({ start }) => start.filter(({ type }) => type === 'seq-item-ind'))
  return given(dashes[index]?.offset, 'an item of a list in lines has its dash')
}

function afterColon({ key, srcToken }: Pair): number {
  const said = srcToken as { readonly sep?: readonly CST.SourceToken[] } | undefined
  const colon = said?.sep?.find(({ type }) => type === 'map-value-ind')
  return colon === undefined ? endOf(key) : colon.offset + 1
}

/** Whole lines behind `at`, whether or not the line before them was ended. */
function atLineAfter(text: string, at: number, lines: string): Splice {
  const end = lineEndOf(text)
  const isAtLineStart = at === 0 || text[at - 1] === '\n'
  return { start: at, end: at, text: isAtLineStart ? `${lines}${end}` : `${end}${lines}` }
}

/** A list that would run over the page has a line for each item. */
const lineLengthMax = 160

function itemLines(item: object): string[] {
  const said = Object.entries(item).filter(([, value]) => value !== undefined)
  return said.flatMap(([name, value], index) => {
    const lead = index === 0 ? '- ' : '  '
    const line = `${lead}${onOneLine(name)}: ${onOneLine(value)}`
    if (line.length <= lineLengthMax || !Array.isArray(value)) return [line]
    return [`${lead}${onOneLine(name)}:`, ...value.map((one) => `    - ${onOneLine(one)}`)]
  })
}
