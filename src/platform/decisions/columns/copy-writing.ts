import { given, must } from '../assert.ts'
import type { Answers } from './answers.ts'
import { type ColumnValues, isKnown } from './caseload.ts'
import type { Output } from './outputs.ts'

const blockBytes = 65_536
const roomForRow = 4096
/** PostgreSQL counts days from 2000-01-01. */
const daysTo2000 = 10_957

/**
 * Rows of results for `COPY … FROM STDIN (FORMAT binary)`: an `int4` key, then one field for each result in its order:
 * `bool` for a truth, `text` for a text, `int4` for reasons as bits, `date`, and `int8` for a number in units of its scale.
 * Only the cases that are named are written: those that changed, as `changedSince` says.
 */
export function* copyAnswers(answers: Answers, cases: ArrayLike<number>, keys: ArrayLike<number>): Generator<Buffer> {
  const fields = answers.outputs.map((output) => new Field(output, answers.column(output.name)))
  let block = Buffer.allocUnsafe(blockBytes)
  let view = viewOf(block)
  let at = block.write('PGCOPY\n', 'latin1')
  for (const byte of [0xff, 0x0d, 0x0a, 0x00]) at = block.writeUInt8(byte, at)
  at = block.writeInt32BE(0, block.writeInt32BE(0, at))
  for (let index = 0; index < cases.length; index += 1) {
    if (at > blockBytes - roomForRow) {
      yield block.subarray(0, at)
      block = Buffer.allocUnsafe(blockBytes)
      view = viewOf(block)
      at = 0
    }
    view.setInt16(at, fields.length + 1)
    view.setInt32(at + 2, 4)
    view.setInt32(at + 6, keys[cases[index]!]!)
    at += 10
    for (const field of fields) at = field.write(view, at, cases[index]!)
  }
  at = block.writeInt16BE(-1, at)
  yield block.subarray(0, at)
}

const viewOf = (block: Buffer): DataView => new DataView(block.buffer, block.byteOffset, block.length)

class Field {
  private readonly kind: Output['kind']
  private readonly values: ArrayLike<number>
  private readonly known: Uint8Array
  private readonly texts: readonly Buffer[]

  constructor({ kind, values }: Output, column: ColumnValues) {
    this.kind = kind
    this.values = column.values
    this.known = given(column.known, 'results say which are known')
    this.texts = kind === 'text' ? values.map((value) => Buffer.from(value)) : []
    must(
      this.texts.every((text) => text.length < roomForRow / 8),
      'texts of results are short',
    )
  }

  write(view: DataView, at: number, subject: number): number {
    if (!isKnown(this.known, subject)) return int(view, at, -1)
    const units = this.values[subject]!
    switch (this.kind) {
      case 'truth':
        view.setUint8(int(view, at, 1), units)
        return at + 5
      case 'reasons':
        return int(view, int(view, at, 4), units)
      case 'date':
        return int(view, int(view, at, 4), units - daysTo2000)
      case 'text': {
        const text = this.texts[units]!
        const from = int(view, at, text.length)
        for (let byte = 0; byte < text.length; byte += 1) view.setUint8(from + byte, text[byte]!)
        return from + text.length
      }
      case 'number':
      case 'months':
      case 'days':
        // Both halves of a whole number below 2^53: the upper one rounded down, the lower one what is left.
        return int(view, int(view, int(view, at, 8), Math.floor(units / 2 ** 32)), units)
    }
  }
}

/** Writes 32 bits, and says where the next ones go. */
function int(view: DataView, at: number, value: number): number {
  view.setInt32(at, value)
  return at + 4
}
