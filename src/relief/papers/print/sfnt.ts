import { inflateSync } from 'node:zlib'
import { must } from '#platform/errors/index.ts'

/** The tables of one typeface, by their four letters. */
export type FontTables = ReadonlyMap<string, Buffer>

/**
 * Reads a typeface: TrueType, OpenType, the first face of a collection (`.ttc`), or WOFF, whose tables are packed one by
 * one. WOFF2 is another format and is not read.
 */
export function readFont(bytes: Buffer): FontTables {
  const mark = bytes.toString('latin1', 0, 4)
  if (mark === 'wOFF') return readWoff(bytes)
  const at = mark === 'ttcf' ? bytes.readUInt32BE(12) : 0
  const kind = bytes.readUInt32BE(at)
  must([0x00010000, 0x4f54544f, 0x74727565].includes(kind), 'a typeface is TrueType, OpenType, a collection or WOFF')
  return new Map(
    entries(bytes.readUInt16BE(at + 4)).map((index) => {
      const row = at + 12 + index * 16
      const start = bytes.readUInt32BE(row + 8)
      return [bytes.toString('latin1', row, row + 4), bytes.subarray(start, start + bytes.readUInt32BE(row + 12))]
    }),
  )
}

const entries = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

const readWoff = (bytes: Buffer): FontTables =>
  new Map(
    entries(bytes.readUInt16BE(12)).map((index) => {
      const row = 44 + index * 20
      const start = bytes.readUInt32BE(row + 4)
      const packed = bytes.subarray(start, start + bytes.readUInt32BE(row + 8))
      const isPacked = packed.length < bytes.readUInt32BE(row + 12)
      return [bytes.toString('latin1', row, row + 4), isPacked ? inflateSync(packed) : packed]
    }),
  )

/** The characters a typeface has a picture for. Reads the two kinds of character map in use (formats 4 and 12). */
export function charactersOf(tables: FontTables): ReadonlySet<number> {
  const map = tables.get('cmap')
  must(map, 'a typeface has a character map')
  const found = new Set<number>()
  for (const index of entries(map.readUInt16BE(2))) {
    const start = map.readUInt32BE(8 + index * 8)
    const format = map.readUInt16BE(start)
    if (format === 4) addSegments(map.subarray(start), found)
    if (format === 12) addGroups(map.subarray(start), found)
  }
  return found
}

function addSegments(map: Buffer, found: Set<number>): void {
  const bytes = map.readUInt16BE(6)
  for (let at = 0; at < bytes; at += 2) {
    const last = map.readUInt16BE(14 + at)
    const step = map.readUInt16BE(16 + bytes * 2 + at)
    const range = map.readUInt16BE(16 + bytes * 3 + at)
    for (let code = map.readUInt16BE(16 + bytes + at); code <= last && code < 0xffff; code += 1) {
      const place = 16 + bytes * 3 + at + range + (code - map.readUInt16BE(16 + bytes + at)) * 2
      const glyph = range === 0 ? (code + step) & 0xffff : place + 1 < map.length ? map.readUInt16BE(place) : 0
      if (glyph !== 0) found.add(code)
    }
  }
}

function addGroups(map: Buffer, found: Set<number>): void {
  for (const index of entries(map.readUInt32BE(12))) {
    const row = 16 + index * 12
    const last = map.readUInt32BE(row + 4)
    for (let code = map.readUInt32BE(row); code <= last; code += 1) found.add(code)
  }
}

/**
 * The typeface under a name of our own, so that a typeface of the machine can never take its place on paper: the same
 * letter comes out byte for byte on every machine. The licence (OFL 1.1) allows it.
 */
export function writeFont(tables: FontTables, name: { readonly family: string; readonly isBold: boolean }): Buffer {
  const named = new Map(tables).set('name', nameTable(name))
  const rows = [...named].sort(([left], [right]) => (left < right ? -1 : 1))
  const power = 2 ** Math.floor(Math.log2(rows.length))
  const head = Buffer.alloc(12 + rows.length * 16)
  head.writeUInt32BE(named.has('CFF ') ? 0x4f54544f : 0x00010000, 0)
  head.writeUInt16BE(rows.length, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((rows.length - power) * 16, 10)
  const parts: Buffer[] = [head]
  let at = head.length
  for (const [index, [tag, table]] of rows.entries()) {
    const row = 12 + index * 16
    head.write(tag, row, 'latin1')
    head.writeUInt32BE(checksumOf(table), row + 4)
    head.writeUInt32BE(at, row + 8)
    head.writeUInt32BE(table.length, row + 12)
    const padding = Buffer.alloc((4 - (table.length % 4)) % 4)
    parts.push(table, padding)
    at += table.length + padding.length
  }
  return Buffer.concat(parts)
}

function checksumOf(table: Buffer): number {
  let sum = 0
  const whole = table.length - (table.length % 4)
  for (let at = 0; at < whole; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0
  const rest = Buffer.alloc(4)
  table.copy(rest, 0, whole)
  return (sum + rest.readUInt32BE(0)) >>> 0
}

/** Family, style, whole name and PostScript name, in the one encoding every reader knows (Windows, UTF-16). */
function nameTable({ family, isBold }: { readonly family: string; readonly isBold: boolean }): Buffer {
  const style = isBold ? 'Bold' : 'Regular'
  const texts: readonly (readonly [number, string])[] = [
    [1, family],
    [2, style],
    [4, `${family} ${style}`],
    [6, `${family.replaceAll(' ', '')}-${style}`],
  ]
  const rows = Buffer.alloc(6 + texts.length * 12)
  rows.writeUInt16BE(texts.length, 2)
  rows.writeUInt16BE(rows.length, 4)
  const words: Buffer[] = []
  let at = 0
  for (const [index, [id, text]] of texts.entries()) {
    const word = Buffer.from(text, 'utf16le').swap16()
    const row = 6 + index * 12
    for (const [place, value] of [3, 1, 0x409, id, word.length, at].entries())
      rows.writeUInt16BE(value, row + place * 2)
    words.push(word)
    at += word.length
  }
  return Buffer.concat([rows, ...words])
}
