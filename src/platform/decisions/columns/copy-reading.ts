import { must } from '../assert.ts'
import type { ColumnValues } from './caseload.ts'

/** One field of the rows, in the order of the COPY; dates become days since 1970-01-01, truths 0 and 1. */
export interface CopyField {
  /** Path of the column, or any name for a key. */
  readonly path: string
  readonly type: 'int2' | 'int4' | 'int8' | 'date' | 'bool' | 'text'
  /** For a text: the texts it may be, in the order of the codes. Any other becomes a code that is out of range. */
  readonly values?: readonly string[]
}
export interface CopiedColumns {
  readonly count: number
  readonly columns: Readonly<Record<string, ColumnValues>>
}

const signature = [0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00]
const headBytes = signature.length + 8
/** In place of the number of fields: no more rows. */
const endMark = 0xff_ff
/** PostgreSQL counts days from 2000-01-01. */
export const daysTo2000 = 10_957

/** Shorter lists of texts are looked through, longer ones looked up. */
const lookedThroughMax = 16

class Field {
  readonly type: CopyField['type']
  readonly missing: number[] = []
  /** Added to what comes. */
  readonly shift: number
  ints = new Int32Array(0)
  doubles = new Float64Array(0)
  private readonly texts: readonly Uint8Array[]
  /** Codes by the bytes of the texts, each byte as one character: nothing is decoded while reading. */
  private readonly codes: ReadonlyMap<string, number>

  constructor({ type, values = [] }: CopyField) {
    this.type = type
    this.shift = type === 'date' ? daysTo2000 : 0
    this.texts = values.length <= lookedThroughMax ? values.map((value) => Buffer.from(value)) : []
    this.codes = new Map(values.map((value, code) => [Buffer.from(value).toString('latin1'), code]))
  }

  grow(room: number): void {
    if (this.type === 'int8') this.doubles = grown(this.doubles, new Float64Array(room))
    else this.ints = grown(this.ints, new Int32Array(room))
  }

  code(bytes: Uint8Array, at: number, length: number): number {
    const { texts } = this
    for (let code = 0; code < texts.length; code += 1) if (isSame(texts[code]!, bytes, at, length)) return code
    if (texts.length === this.codes.size) return texts.length
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, length).toString('latin1')
    return this.codes.get(text) ?? this.codes.size
  }

  column(count: number): ColumnValues {
    const values = (this.type === 'int8' ? this.doubles : this.ints).subarray(0, count)
    if (this.missing.length === 0) return { values }
    const known = new Uint8Array(Math.ceil(count / 8)).fill(255)
    for (const row of this.missing) known[row >> 3]! &= ~(1 << (row & 7))
    return { values, known }
  }
}

const int4 = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!

function isSame(text: Uint8Array, bytes: Uint8Array, from: number, length: number): boolean {
  if (text.length !== length) return false
  for (let at = 0; at < length; at += 1) if (text[at] !== bytes[from + at]) return false
  return true
}

function grown<Values extends Int32Array | Float64Array>(before: Values, after: Values): Values {
  after.set(before)
  return after
}

/**
 * Reads what `COPY … TO STDOUT (FORMAT binary)` sends straight into columns, without a row object in between. Chunks may
 * end anywhere.
 */
export class CopyReader {
  private readonly paths: readonly string[]
  private readonly fields: readonly Field[]
  /** Bytes of each field, 0 for a text of any length. */
  private readonly widths: Uint8Array
  private rest = new Uint8Array(0)
  private count = 0
  private room = 0
  private hasHead = false
  private isAtEnd = false

  constructor(fields: readonly CopyField[]) {
    this.paths = fields.map(({ path }) => path)
    this.fields = fields.map((field) => new Field(field))
    this.widths = Uint8Array.from(fields, ({ type }) => lengths[type])
  }

  take(chunk: Uint8Array): void {
    const bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk)
    let at = 0
    if (!this.hasHead) {
      if (bytes.length < headBytes) return void (this.rest = bytes.slice())
      must(
        signature.every((byte, index) => bytes[index] === byte),
        'the rows come in the binary format of COPY',
      )
      at = headBytes + int4(bytes, headBytes - 4)
      this.hasHead = true
    }
    at = this.rows(bytes, at)
    this.rest = bytes.slice(at)
  }

  /** Reads whole rows and says where the first one begins that is not whole. */
  private rows(bytes: Uint8Array, from: number): number {
    const { fields } = this
    let start = from
    while (start + 2 <= bytes.length && !this.isAtEnd) {
      const width = (bytes[start]! << 8) | bytes[start + 1]!
      if (width === endMark) {
        this.isAtEnd = true
        return start + 2
      }
      must(width === fields.length, 'the rows have the fields that were named')
      const end = this.row(bytes, start + 2)
      if (end < 0) return start
      start = end
    }
    return start
  }

  /** Where the row ends; −1 when the rest of it has not come yet. One loop over whole numbers: it runs for every value. */
  private row(bytes: Uint8Array, from: number): number {
    const { fields, widths, count: row } = this
    if (row === this.room) this.grow()
    let at = from
    for (let index = 0; index < widths.length; index += 1) {
      if (at + 4 > bytes.length) return -1
      const length = int4(bytes, at)
      at += 4
      const field = fields[index]!
      if (length < 0) {
        if (field.missing.at(-1) !== row) field.missing.push(row)
        continue
      }
      if (at + length > bytes.length) return -1
      const width = widths[index]!
      if (width === 0) field.ints[row] = field.code(bytes, at, length)
      else {
        must(length === width, 'the fields have the types that were named')
        // Network order, byte by byte: a view over the bytes would check its bounds for each.
        if (width === 4) field.ints[row] = int4(bytes, at) + field.shift
        else if (width === 1) field.ints[row] = bytes[at]!
        else if (width === 2) field.ints[row] = ((bytes[at]! << 24) >> 16) | bytes[at + 1]!
        else field.doubles[row] = int4(bytes, at) * 2 ** 32 + (int4(bytes, at + 4) >>> 0)
      }
      at += length
    }
    // A row that was not whole is read again from its beginning, so what it left behind is overwritten.
    this.count += 1
    return at
  }

  private grow(): void {
    this.room = Math.max(1024, this.room * 2)
    for (const field of this.fields) field.grow(this.room)
  }

  /** The columns; a bug when the rows did not come to their end. */
  finish(): CopiedColumns {
    must(this.isAtEnd && this.rest.length === 0, 'the rows came to their end')
    const columns = this.fields.map((field, index) => [this.paths[index]!, field.column(this.count)] as const)
    return { count: this.count, columns: Object.fromEntries(columns) }
  }
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(left.length + right.length)
  bytes.set(left)
  bytes.set(right, left.length)
  return bytes
}

const lengths = { int2: 2, int4: 4, int8: 8, date: 4, bool: 1, text: 0 }
