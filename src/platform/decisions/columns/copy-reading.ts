import { must } from '#platform/errors/index.ts'
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
/** PostgreSQL counts days from 2000-01-01. */
export const daysTo2000 = 10_957

class Field {
  readonly type: CopyField['type']
  values: Int32Array | Float64Array
  readonly missing: number[] = []

  /** Codes by the bytes of the texts, each byte as one character: nothing is decoded while reading. */
  private readonly codes: ReadonlyMap<string, number>

  constructor({ type, values = [] }: CopyField) {
    this.type = type
    this.codes = new Map(values.map((value, code) => [Buffer.from(value).toString('latin1'), code]))
    this.values = type === 'int8' ? new Float64Array(1024) : new Int32Array(1024)
  }

  grow(): void {
    const more =
      this.type === 'int8' ? new Float64Array(this.values.length * 2) : new Int32Array(this.values.length * 2)
    more.set(this.values)
    this.values = more
  }

  read(length: number, view: DataView, at: number): number {
    const { type } = this
    if (type === 'text') return this.code(length, view, at)
    must(length === lengths[type], 'the fields have the types that were named')
    switch (type) {
      case 'int4':
        return view.getInt32(at)
      case 'int2':
        return view.getInt16(at)
      case 'bool':
        return view.getInt8(at)
      case 'date':
        return view.getInt32(at) + daysTo2000
      case 'int8':
        return view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4)
    }
  }

  private code(length: number, view: DataView, at: number): number {
    const bytes = Buffer.from(view.buffer, view.byteOffset + at, length)
    return this.codes.get(bytes.toString('latin1')) ?? this.codes.size
  }

  column(count: number): ColumnValues {
    const values = this.values.subarray(0, count)
    if (this.missing.length === 0) return { values }
    const known = new Uint8Array(Math.ceil(count / 8)).fill(255)
    for (const row of this.missing) known[row >> 3]! &= ~(1 << (row & 7))
    return { values, known }
  }
}

/**
 * Reads what `COPY … TO STDOUT (FORMAT binary)` sends straight into columns, without a row object in between. Chunks may
 * end anywhere.
 */
export class CopyReader {
  private readonly paths: readonly string[]
  private readonly fields: readonly Field[]
  private rest = new Uint8Array(0)
  private count = 0
  private hasHead = false
  private isAtEnd = false

  constructor(fields: readonly CopyField[]) {
    this.paths = fields.map(({ path }) => path)
    this.fields = fields.map((field) => new Field(field))
  }

  take(chunk: Uint8Array): void {
    const bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = 0
    if (!this.hasHead) {
      if (bytes.length < headBytes) return void (this.rest = bytes.slice())
      must(
        signature.every((byte, index) => bytes[index] === byte),
        'the rows come in the binary format of COPY',
      )
      at = headBytes + view.getInt32(headBytes - 4)
      this.hasHead = true
    }
    at = this.rows(view, at)
    this.rest = bytes.slice(at)
  }

  /** Reads whole rows and says where the first one begins that is not whole. */
  private rows(view: DataView, from: number): number {
    const { fields } = this
    let start = from
    while (start + 2 <= view.byteLength && !this.isAtEnd) {
      const width = view.getInt16(start)
      if (width === -1) {
        this.isAtEnd = true
        return start + 2
      }
      must(width === fields.length, 'the rows have the fields that were named')
      const end = this.row(view, start + 2)
      if (end < 0) return start
      start = end
    }
    return start
  }

  /** Where the row ends; −1 when the rest of it has not come yet. */
  private row(view: DataView, from: number): number {
    const row = this.count
    let at = from
    for (const field of this.fields) {
      if (at + 4 > view.byteLength) return -1
      const length = view.getInt32(at)
      at += 4
      if (length >= 0 && at + length > view.byteLength) return -1
      if (row === field.values.length) field.grow()
      if (length >= 0) {
        field.values[row] = field.read(length, view, at)
        at += length
      } else if (field.missing.at(-1) !== row) field.missing.push(row)
    }
    // A row that was not whole is read again from its beginning, so what it left behind is overwritten.
    this.count += 1
    return at
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

const lengths = { int2: 2, int4: 4, int8: 8, date: 4, bool: 1 }
