import { must } from '../assert.ts'
import type { ColumnValues } from './caseload.ts'
import { type Reading, type ReaderPlan, compileReader, isNoRow, readerName, rowMessage } from './copy-kernel.ts'
import { pageBytes } from './memory.ts'

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

/** What the text format writes otherwise than it is. */
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}
const escaped = (text: string): Buffer => Buffer.from(text.replaceAll(/[\\\b\f\n\r\t\v]/g, (sign) => escapes[sign]!))

/** Shorter lists of texts are looked through, longer ones looked up. */
const lookedThroughMax = 16

const readings: Readonly<Record<CopyField['type'], Reading>> = {
  ...{ int2: 'int', int4: 'int', int8: 'wide' },
  ...{ date: 'day', bool: 'truth', text: 'text' },
}
/** Rows read before the columns are put away: what is written to lies near the processor. */
const blockRows = 4096
const inputBytes = 262_144

/** Room for a block of each field behind the bytes that came. */
function plan(fields: readonly CopyField[]): ReaderPlan & { readonly bytes: number } {
  let bytes = inputBytes
  const take = (wanted: number): number => {
    bytes += wanted
    return bytes - wanted
  }
  return {
    stopped: take(8),
    values: fields.map(() => take(blockRows * 8)),
    known: fields.map(() => take(blockRows / 8)),
    lengths: fields.map(({ type }) => (type === 'text' ? take(blockRows * 4) : 0)),
    bytes,
  }
}

/** The values of one field that are put away. */
class Field {
  readonly type: CopyField['type']
  private values: Int32Array | Float64Array
  private known = new Uint8Array(0)
  private isWhole = true
  private readonly texts: Texts

  constructor({ type, values = [] }: CopyField) {
    this.type = type
    this.values = this.empty(0)
    this.texts = new Texts(values)
  }

  private empty(room: number): Int32Array | Float64Array {
    return this.type === 'int8' ? new Float64Array(room) : new Int32Array(room)
  }

  grow(room: number): void {
    this.values = grown(this.values, this.empty(room))
    this.known = grown(this.known, new Uint8Array(room / 8))
  }

  /** Puts a block away behind the rows that are there; block and room are whole bytes of the bits that say what is known. */
  add(block: Int32Array | Float64Array, known: Uint8Array, row: number): void {
    this.values.set(block, row)
    this.known.set(known, row / 8)
    this.isWhole &&= known.every((bits) => bits === 255)
  }

  codes(bytes: Uint8Array, block: Int32Array, lengths: Int32Array): void {
    for (let row = 0; row < lengths.length; row += 1) {
      const length = lengths[row]!
      // What is not known has no bytes, and its value is not looked at.
      block[row] = this.texts.code(bytes, block[row]!, length)
    }
  }

  /** What was put away, and nothing is there any more. */
  taken(count: number, room: number): ColumnValues {
    const [values, known] = [this.values.subarray(0, count), this.known.subarray(0, Math.ceil(count / 8))]
    const column = this.isWhole ? { values } : { values, known }
    this.values = this.empty(room)
    this.known = new Uint8Array(room / 8)
    this.isWhole = true
    return column
  }
}

class Texts {
  private readonly few: readonly Uint8Array[]
  /** Codes by the bytes of the texts, each byte as one character: nothing is decoded while reading. */
  private readonly all: ReadonlyMap<string, number>
  /** What came last, which is most often what comes next. */
  private last = 0

  constructor(values: readonly string[]) {
    const texts = values.map(escaped)
    this.few = texts.length <= lookedThroughMax ? texts : []
    this.all = new Map(texts.map((text, code) => [text.toString('latin1'), code]))
  }

  code(bytes: Uint8Array, from: number, length: number): number {
    const { few, last } = this
    if (last < few.length && isSame(few[last]!, bytes, from, length)) return last
    for (let code = 0; code < few.length; code += 1) {
      if (isSame(few[code]!, bytes, from, length)) return (this.last = code)
    }
    if (few.length === this.all.size) return few.length
    const text = Buffer.from(bytes.subarray(from, from + length)).toString('latin1')
    return this.all.get(text) ?? this.all.size
  }
}

function isSame(text: Uint8Array, bytes: Uint8Array, from: number, length: number): boolean {
  if (text.length !== length) return false
  for (let at = 0; at < length; at += 1) if (text[at] !== bytes[from + at]) return false
  return true
}

function grown<Values extends Int32Array | Float64Array | Uint8Array>(before: Values, after: Values): Values {
  after.set(before)
  return after
}

/**
 * Reads what a server sends for `COPY … TO STDOUT` straight into columns: the messages as they come off the wire, without
 * an object for a row in between. The text format, because a server writes whole numbers as text in two thirds of the time
 * it takes for its binary format, and half as many bytes travel. Dates come as ISO writes them, as the session of any
 * client of this system has it.
 *
 * A reader is compiled for its fields: keep it, and read one COPY after the other with it.
 */
export class CopyReader {
  private readonly paths: readonly string[]
  private readonly fields: readonly Field[]
  private readonly plan: ReaderPlan
  private readonly memory: WebAssembly.Memory
  private readonly input: Uint8Array
  private readonly read: (at: number, end: number, row: number, rowEnd: number) => number
  /** Bytes at the beginning of the input that are not yet a whole row. */
  private rest = 0
  private row = 0
  private count = 0
  private room = 0

  constructor(fields: readonly CopyField[]) {
    this.paths = fields.map(({ path }) => path)
    this.fields = fields.map((field) => new Field(field))
    const { bytes, ...places } = plan(fields)
    this.plan = places
    const pages = Math.ceil(bytes / pageBytes)
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
    this.input = new Uint8Array(this.memory.buffer, 0, inputBytes)
    const module = compileReader(
      fields.map(({ type }) => readings[type]),
      places,
    )
    const { exports } = new WebAssembly.Instance(module, { caseload: { memory: this.memory } })
    this.read = exports[readerName] as CopyReader['read']
    this.begin()
  }

  /**
   * Reads the rows of a chunk, which may end anywhere.
   *
   * @returns null when more is to come, or everything from the first message on that is no row.
   */
  take(chunk: Uint8Array): Uint8Array | null {
    for (let from = 0; from < chunk.length;) {
      const some = chunk.subarray(from, from + inputBytes - this.rest)
      must(some.length > 0, 'a row is not longer than the room for it')
      this.input.set(some, this.rest)
      from += some.length
      const length = this.rest + some.length
      const end = this.rows(length)
      const isRow = end === length || this.input[end] === rowMessage
      this.rest = isRow ? length - end : 0
      if (!isRow) return joined(this.input.subarray(end, length), chunk.subarray(from))
      this.input.copyWithin(0, end, length)
    }
    return null
  }

  /** Reads whole rows, and says where the first byte is that does not belong to one. */
  private rows(length: number): number {
    const stopped = new Int32Array(this.memory.buffer, this.plan.stopped, 1)
    stopped[0] = 0
    do {
      if (this.row === blockRows) this.putAway()
      const row = this.read(stopped[0]!, length, this.row, blockRows)
      must(row !== isNoRow, 'the rows have the fields that were named')
      this.encode(this.row, row)
      this.row = row
    } while (this.row === blockRows)
    return stopped[0]!
  }

  /** Texts become codes while their bytes are there. */
  private encode(from: number, end: number): void {
    for (const [index, field] of this.fields.entries()) {
      if (field.type !== 'text') continue
      field.codes(
        this.input,
        this.ints(this.plan.values[index]!, from, end),
        this.ints(this.plan.lengths[index]!, from, end),
      )
    }
  }

  private ints(place: number, from: number, end: number): Int32Array {
    return new Int32Array(this.memory.buffer, place + from * 4, end - from)
  }

  private putAway(): void {
    const { buffer } = this.memory
    while (this.count + this.row > this.room) this.grow()
    for (const [index, field] of this.fields.entries()) {
      const place = this.plan.values[index]!
      const block = field.type === 'int8' ? new Float64Array(buffer, place, this.row) : this.ints(place, 0, this.row)
      field.add(block, new Uint8Array(buffer, this.plan.known[index], Math.ceil(this.row / 8)), this.count)
    }
    this.count += this.row
    this.begin()
  }

  /** An empty block: everything that will be read is known until the opposite is read. */
  private begin(): void {
    this.row = 0
    for (const place of this.plan.known) new Uint8Array(this.memory.buffer, place, blockRows / 8).fill(255)
  }

  private grow(): void {
    this.room = Math.max(blockRows, this.room * 2)
    for (const field of this.fields) field.grow(this.room)
  }

  /** The columns of this COPY; a bug when its last row did not come to its end. The next one can be read at once. */
  finish(): CopiedColumns {
    must(this.rest === 0, 'the rows came to their end')
    this.putAway()
    const { count, room } = this
    const columns = this.fields.map((field, index) => [this.paths[index]!, field.taken(count, room)] as const)
    this.count = 0
    return { count, columns: Object.fromEntries(columns) }
  }
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(left.length + right.length)
  bytes.set(left)
  bytes.set(right, left.length)
  return bytes
}
