import { must } from '../assert.ts'
import type { Answers } from './answers.ts'
import type { Kernel } from './compile.ts'
import { Scratch } from './memory.ts'
import type { Output } from './outputs.ts'
import { exportsOver } from './slices.ts'
import { compileWriting, rowBytesMax, textBytes, writeName, writeTextWords, writeWords } from './write-kernel.ts'

const textMax = 500

/**
 * Rows as they lie in the memory of the caseload. They are given back when they have arrived, which the end of the COPY
 * says: a socket that has taken a write may still be reading from here.
 */
export interface CopyRows {
  readonly bytes: Buffer
  readonly release: () => void
}

/**
 * Rows of results for `COPY … FROM STDIN (FORMAT binary)`: an `int4` key, then one field for each result in its order:
 * `bool` for a truth, `text` for a text, `int4` for reasons as bits, `date`, and `int8` for a number in units of its scale.
 * A file is the head, rows of any number of parts, and the tail.
 *
 * A writer is compiled for the results of one kernel, and anew when answers of another come.
 */
export class CopyWriter {
  /** Eleven bytes that name the format, no flags, no more head. */
  static readonly head = Buffer.concat([Buffer.from('PGCOPY\n\u00FF\r\n\0', 'latin1'), Buffer.alloc(8)])
  static readonly tail = Buffer.from([0xff, 0xff])
  private pen: Pen | null = null

  /** Only the cases that are named: those that changed, as `changedFrom` says. */
  rows(answers: Answers, cases: Int32Array, keys: ArrayLike<number>): CopyRows {
    const { regions, slots, results, kernel } = answers.stored()
    must(keys.length === slots.length, 'each subject has a key')
    must(
      cases.every((subject) => subject >= 0 && subject < slots.length),
      'the cases are subjects',
    )
    // Results of another compilation may lie elsewhere, or be as many bytes wide as others were.
    if (this.pen?.kernel !== kernel) this.pen = new Pen(kernel)
    const scratch = new Scratch(regions)
    try {
      const places = {
        cases: scratch.place(cases),
        keys: scratch.place(wholeKeys(keys)),
        ...{ slots: scratch.place(slots), results },
      }
      return this.pen.write(scratch, places, cases.length)
    } finally {
      scratch.release()
    }
  }
}

/** As 32 bits: a key that does not fit would become the one of somebody else. */
function wholeKeys(keys: ArrayLike<number>): Int32Array {
  if (keys instanceof Int32Array) return keys
  const whole = Int32Array.from(keys)
  must(
    whole.every((key, index) => key === keys[index]),
    'keys are whole numbers of 32 bits',
  )
  return whole
}

type Write = (from: number, end: number, words: number, at: number) => number

/** A kernel that writes results of one kind. */
class Pen {
  readonly kernel: Kernel
  private readonly outputs: readonly Output[]
  private readonly texts: readonly (readonly Buffer[])[]
  private readonly module: WebAssembly.Module

  constructor(kernel: Kernel) {
    const { outputs, outBytes } = kernel
    this.kernel = kernel
    this.outputs = outputs
    this.texts = outputs.map(({ kind, values }) => (kind === 'text' ? values.map((value) => Buffer.from(value)) : []))
    must(
      this.texts.flat().every(({ length }) => length <= textMax),
      'texts of results are short',
    )
    this.module = compileWriting(outputs, outBytes, this.texts)
  }

  write(scratch: Scratch, places: Readonly<Record<keyof typeof writeWords, number>>, count: number): CopyRows {
    const { regions } = scratch
    const words = scratch.take(4 * (writeTextWords + this.outputs.length))
    const textsAt = this.texts.map((texts) => scratch.place(textTable(texts)))
    const region = regions.take(count * rowBytesMax(this.outputs, this.texts))
    const table = new Int32Array(regions.memory.buffer, words, writeTextWords + this.outputs.length)
    for (const [name, place] of Object.entries(writeWords)) table[place] = places[name as keyof typeof writeWords]
    table.set(textsAt, writeTextWords)
    const write = exportsOver(regions.memory, this.module)[writeName] as Write
    const past = write(0, count, words, region.at) >>> 0
    const bytes = Buffer.from(regions.memory.buffer, region.at, past - region.at)
    return { bytes, release: () => regions.give(region) }
  }
}

/** For each text how many bytes it has in the file, its length as the file has it, and the text. */
function textTable(texts: readonly Buffer[]): Uint8Array {
  const step = 4 + textBytes(texts)
  const table = Buffer.alloc(texts.length * step)
  for (const [index, text] of texts.entries()) {
    table.writeUInt32LE(4 + text.length, index * step)
    table.writeUInt32BE(text.length, index * step + 4)
    text.copy(table, index * step + 8)
  }
  return table
}
