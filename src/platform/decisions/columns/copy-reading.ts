import { must } from '../assert.ts'
import { type ColumnValues, isKnown } from './caseload.ts'
import {
  type Reading,
  compileReader,
  fieldWords,
  isNoRow,
  readerName,
  rowMessage,
  wordsOfField,
} from './copy-kernel.ts'
import { type Region, SharedRegions } from './memory.ts'

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
  /** Gives the memory of the columns back, for the next ones of the same regions. */
  readonly release: () => void
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

/** Texts of a shorter list are told apart by the kernel itself; of a longer one they are looked up. */
const comparedMax = 16
const inputBytes = 262_144
/** Rows there is room for at first; always whole bytes of bits. */
const roomAtFirst = 4096

/** One field, and where its values begin in a region with room for so many rows. */
class Field {
  readonly path: string
  readonly isWide: boolean
  readonly reading: Reading
  /** Numbers of the texts of a long list, by their bytes, each as one character: nothing is decoded while reading. */
  readonly numbers: ReadonlyMap<string, number> | null

  constructor({ path, type, values = [] }: CopyField) {
    this.path = path
    this.isWide = type === 'int8'
    const texts = values.map(escaped)
    const isShort = type === 'text' && texts.length <= comparedMax
    this.reading = isShort ? { texts } : readings[type]
    this.numbers =
      this.reading === 'text' ? new Map(texts.map((text, number) => [text.toString('latin1'), number])) : null
  }

  /** Bytes for each eight rows: values, bits, and lengths of texts that are looked up. */
  get bytes(): number {
    return (this.isWide ? 64 : 32) + 1 + (this.numbers ? 32 : 0)
  }
}

const readings: Readonly<Record<CopyField['type'], Reading>> = {
  ...{ int2: 'int', int4: 'int', int8: 'wide' },
  ...{ date: 'day', bool: 'truth', text: 'text' },
}

/** Where the values of a field lie, as many as there is room for. */
interface Place {
  readonly values: number
  readonly known: number
  readonly lengths: number
}

/**
 * Reads what a server sends for `COPY … TO STDOUT` straight into columns: the messages as they come off the wire, without
 * an object for a row in between. The text format, because a server writes whole numbers as text in two thirds of the time
 * it takes for its binary format, and half as many bytes travel. Dates come as ISO writes them, as the session of any
 * client of this system has it.
 *
 * A reader is compiled for its fields: keep it, and read one COPY after the other with it. Over the regions of a caseload
 * it leaves the columns where that is filled from.
 */
export class CopyReader {
  private readonly fields: readonly Field[]
  private readonly regions: SharedRegions
  private readonly input: Uint8Array
  private readonly stopped: Int32Array
  private readonly words: Int32Array
  private readonly read: (at: number, end: number, row: number, rowEnd: number) => number
  /** Bytes at the beginning of the input that are not yet a whole row. */
  private rest = 0
  private row = 0
  private room = roomAtFirst
  private region: Region

  constructor(fields: readonly CopyField[], regions = new SharedRegions()) {
    this.fields = fields.map((field) => new Field(field))
    this.regions = regions
    const wordCount = wordsOfField * fields.length
    const { at } = regions.take(inputBytes + 4 * (1 + wordCount))
    this.input = new Uint8Array(regions.memory.buffer, at, inputBytes)
    this.stopped = new Int32Array(regions.memory.buffer, at + inputBytes, 1)
    this.words = new Int32Array(regions.memory.buffer, at + inputBytes + 4, wordCount)
    const plan = { stopped: this.stopped.byteOffset, fields: this.words.byteOffset }
    const module = compileReader(
      this.fields.map(({ reading }) => reading),
      plan,
    )
    const { exports } = new WebAssembly.Instance(module, { caseload: { memory: regions.memory } })
    this.read = exports[readerName] as CopyReader['read']
    this.region = this.begin()
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
      // Only the beginning of a row is ever kept: what is no row lies in this chunk.
      if (!isRow) return chunk.subarray(from - (length - end))
      this.input.copyWithin(0, end, length)
    }
    return null
  }

  /** Reads whole rows, and says where the first byte is that does not belong to one. */
  private rows(length: number): number {
    const from = this.input.byteOffset
    let at = from
    do {
      if (this.row === this.room) this.grow()
      const row = this.read(at, from + length, this.row, this.room)
      must(row !== isNoRow, 'the rows have the fields that were named')
      this.lookUp(this.row, row)
      this.row = row
      at = this.stopped[0]!
    } while (this.row === this.room)
    return at - from
  }

  /** Texts of long lists become numbers while their bytes are there. */
  private lookUp(from: number, end: number): void {
    for (const [index, { numbers }] of this.fields.entries()) {
      if (!numbers) continue
      const { values, lengths, known } = this.placeOf(index)
      const bits = new Uint8Array(this.regions.memory.buffer, known, this.room / 8)
      const places = new Int32Array(this.regions.memory.buffer, values + from * 4, end - from)
      const counts = new Int32Array(this.regions.memory.buffer, lengths + from * 4, end - from)
      for (let row = 0; row < places.length; row += 1) {
        // What is not known has no bytes: what lies there is left from whoever had the memory before.
        if (!isKnown(bits, from + row)) continue
        const at = (places[row]! >>> 0) - this.input.byteOffset
        const text = Buffer.from(this.input.subarray(at, at + counts[row]!)).toString('latin1')
        places[row] = numbers.get(text) ?? numbers.size
      }
    }
  }

  /** An empty region: everything that will be read is known until the opposite is read. */
  private begin(room = this.room): Region {
    const region = this.regions.take(this.fields.reduce((sum, { bytes }) => sum + bytes, 0) * (room / 8))
    this.room = room
    this.row = 0
    let { at } = region
    const next = (bytes: number): number => {
      at += bytes
      return at - bytes
    }
    for (const [index, { isWide }] of this.fields.entries())
      this.words[index * wordsOfField + fieldWords.values] = next(this.room * (isWide ? 8 : 4))
    for (const [index, { numbers }] of this.fields.entries())
      this.words[index * wordsOfField + fieldWords.lengths] = next(numbers ? this.room * 4 : 0)
    const bits = this.room / 8
    new Uint8Array(this.regions.memory.buffer, at, bits * this.fields.length).fill(255)
    for (const index of this.fields.keys()) {
      this.words[index * wordsOfField + fieldWords.known] = next(bits)
      this.words[index * wordsOfField + fieldWords.lacks] = 0
    }
    return region
  }

  private placeOf(index: number): Place {
    const word = (of: keyof typeof fieldWords): number => this.words[index * wordsOfField + fieldWords[of]]! >>> 0
    return { values: word('values'), known: word('known'), lengths: word('lengths') }
  }

  private isWhole(index: number): boolean {
    return this.words[index * wordsOfField + fieldWords.lacks] === 0
  }

  /** Twice the room, and what was read. */
  private grow(): void {
    const { region, row } = this
    const before = this.fields.map((_, index) => ({ ...this.placeOf(index), isWhole: this.isWhole(index) }))
    this.region = this.begin(this.room * 2)
    this.row = row
    const bytes = new Uint8Array(this.regions.memory.buffer)
    for (const [index, { values, known, isWhole }] of before.entries()) {
      const now = this.placeOf(index)
      bytes.copyWithin(now.values, values, values + row * (this.fields[index]!.isWide ? 8 : 4))
      bytes.copyWithin(now.known, known, known + row / 8)
      this.words[index * wordsOfField + fieldWords.lacks] = Number(!isWhole)
    }
    this.regions.give(region)
  }

  /** Forgets the rows of a COPY that came to no good end: the next one begins anew. */
  restart(): void {
    this.rest = 0
    const { region } = this
    this.region = this.begin()
    this.regions.give(region)
  }

  /** The columns of this COPY; a bug when its last row did not come to its end. The next one can be read at once. */
  finish(): CopiedColumns {
    must(this.rest === 0, 'the rows came to their end')
    const { row: count, region, regions } = this
    const columns = this.fields.map(({ path, isWide }, index) => {
      const place = this.placeOf(index)
      const values = isWide ? regions.doubles(place.values, count) : regions.ints(place.values, count)
      return [path, this.isWhole(index) ? { values } : { values, known: regions.bits(place.known, count) }] as const
    })
    this.region = this.begin()
    return { count, columns: Object.fromEntries(columns), release: () => regions.give(region) }
  }
}
