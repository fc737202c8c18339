import { StringDecoder } from 'node:string_decoder'
import { sheetRefusals } from './refusals.ts'

/** One row of a list is a few kilobytes; a megabyte is somebody trying. The reader never holds more than this. */
const elementCharsMax = 1_000_000

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Entities of XML; others, which a workbook cannot declare, stay as written. Excel's `_x000D_` becomes what it means. */
export function decodeXml(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text
  return text
    .replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g, (whole, hex, decimal, name: string) => {
      if (name) return named[name] ?? whole
      const code = hex ? Number.parseInt(hex as string, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

export const attribute = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|[\\s:])${name}="([^"]*)"`).exec(attributes)?.[1]
  return found === undefined ? undefined : decodeXml(found)
}

/** Text chunks of a stream, never cut inside a character. */
export async function* textOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  for await (const chunk of stream) yield decoder.write(chunk as Buffer)
  yield decoder.end()
}

export interface Element {
  readonly attributes: string
  readonly content: string
}

/**
 * Streams the elements of one name, whatever prefix the writer of the file gave it. Elements of a list do not nest.
 * @throws rowTooLong
 */
export async function* elements(stream: NodeJS.ReadableStream, tag: string): AsyncGenerator<Element[]> {
  const opening = new RegExp(`<(?:\\w+:)?${tag}((?:\\s[^>]*?)?)(/?)>`, 'g')
  const closing = new RegExp(`</(?:\\w+:)?${tag}\\s*>`, 'g')
  let text = ''
  let count = 0
  for await (const chunk of textOf(stream)) {
    text += chunk
    const found: Element[] = []
    let at = 0
    for (;;) {
      opening.lastIndex = at
      const open = opening.exec(text)
      if (!open) break
      const from = opening.lastIndex
      if (open[2] === '/') {
        found.push({ attributes: open[1] ?? '', content: '' })
        at = from
        continue
      }
      closing.lastIndex = from
      const close = closing.exec(text)
      if (!close) {
        at = open.index
        break
      }
      found.push({ attributes: open[1] ?? '', content: text.slice(from, close.index) })
      at = closing.lastIndex
    }
    count += found.length
    text = text.slice(at)
    if (text.length > elementCharsMax) {
      // Between elements only the tail matters: an opening tag may be cut in half.
      if (new RegExp(`<(?:\\w+:)?${tag}[\\s>]`).test(text)) throw sheetRefusals.rowTooLong({ row: count + 1 })
      text = text.slice(-1_000)
    }
    if (found.length > 0) yield found
  }
}
