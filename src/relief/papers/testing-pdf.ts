import { inflateSync } from 'node:zlib'

/**
 * Reads what our press wrote, for tests: the words as a reader of screens gets them (through each typeface's own map of
 * characters, so a wrong map is found), the typefaces, and whether they are inside.
 */
export function readPdf(bytes: Buffer): {
  readonly text: string
  readonly pages: number
  readonly fonts: readonly { readonly name: string; readonly isEmbedded: boolean }[]
  readonly isTagged: boolean
} {
  const all = bytes.toString('latin1')
  const objects = new Map<string, string>()
  for (const [, id = '', body = ''] of all.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id, body)
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body))
  const descriptors = [...objects.values()].filter((body) => body.includes('/Type /FontDescriptor'))
  return {
    text: pages.map((page) => textOfPage(page, objects)).join(''),
    pages: pages.length,
    fonts: descriptors.map((body) => ({
      name: /\/FontName \/[A-Z]{6}\+(\S+)/.exec(body)?.[1] ?? '',
      isEmbedded: /\/FontFile[23]? \d+ 0 R/.test(body),
    })),
    isTagged: /\/Marked true/.test(all) && all.includes('/StructTreeRoot') && all.includes('/Lang (zh-CN)'),
  }
}

function textOfPage(page: string, objects: ReadonlyMap<string, string>): string {
  const maps = new Map(
    [...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1] ?? ''
      return [name, charactersOf(streamOf(objects.get(map) ?? ''))]
    }),
  )
  const content = streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '')
  let characters: ReadonlyMap<number, string> = new Map()
  let text = ''
  const parts = /\/(f\d+) [\d.]+ Tf|\(((?:\\[\s\S]|\((?:\\[\s\S]|[^\\()])*\)|[^\\()])*)\)|<([0-9A-F]{4,})>/g
  for (const [, font, literal, hex] of content.matchAll(parts)) {
    if (font !== undefined) characters = maps.get(font) ?? new Map()
    else text += spelled(hex === undefined ? plainOf(literal ?? '') : Buffer.from(hex, 'hex'), characters)
  }
  return text
}

function streamOf(body: string): string {
  const packed = /stream\n([\s\S]*?)\nendstream/.exec(body)?.[1] ?? ''
  if (!body.includes('/FlateDecode')) return packed
  return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
}

/** `<0001> <5C45>` and `<0001> <0003> <5C45>`. */
function charactersOf(map: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  const word = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, part = ''] of map.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', hex = ''] of part.matchAll(/<(\w+)> <(\w+)>/g)) found.set(parseInt(glyph, 16), word(hex))
  return found
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const plainOf = (literal: string): Buffer =>
  Buffer.from(
    literal.replaceAll(/\\(?:(\d{1,3})|([\s\S]))/g, (_, octal?: string, sign?: string) =>
      octal === undefined ? (escapes[sign ?? ''] ?? sign ?? '') : String.fromCharCode(parseInt(octal, 8)),
    ),
    'latin1',
  )

/** Two bytes a glyph. */
function spelled(bytes: Buffer, characters: ReadonlyMap<number, string>): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) text += characters.get(bytes.readUInt16BE(at)) ?? '�'
  return text
}
