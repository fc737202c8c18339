import { must } from '../assert.ts'
import type { Answers } from './answers.ts'
import { daysTo2000 } from './copy-reading.ts'
import type { Output } from './outputs.ts'

const blockBytes = 65_536
const roomForRow = 4096

/**
 * Rows of results for `COPY … FROM STDIN (FORMAT binary)`: an `int4` key, then one field for each result in its order:
 * `bool` for a truth, `text` for a text, `int4` for reasons as bits, `date`, and `int8` for a number in units of its scale.
 * Only the cases that are named are written: those that changed, as `changedSince` says.
 */
export function* copyAnswers(answers: Answers, cases: ArrayLike<number>, keys: ArrayLike<number>): Generator<Buffer> {
  const texts = new Map(answers.outputs.map(({ name, values }) => [name, values.map((value) => Buffer.from(value))]))
  let block = Buffer.allocUnsafe(blockBytes)
  let at = block.write('PGCOPY\n', 'latin1')
  for (const byte of [0xff, 0x0d, 0x0a, 0x00]) at = block.writeUInt8(byte, at)
  at = block.writeInt32BE(0, block.writeInt32BE(0, at))
  for (let index = 0; index < cases.length; index += 1) {
    if (at > blockBytes - roomForRow) {
      yield block.subarray(0, at)
      block = Buffer.allocUnsafe(blockBytes)
      at = 0
    }
    at = block.writeInt16BE(answers.outputs.length + 1, at)
    at = block.writeInt32BE(keys[cases[index]!]!, block.writeInt32BE(4, at))
    for (const output of answers.outputs) {
      const units = answers.unitsOf(output, cases[index]!)
      at = units === null ? block.writeInt32BE(-1, at) : write(block, at, output, units, texts.get(output.name)!)
    }
  }
  at = block.writeInt16BE(-1, at)
  yield block.subarray(0, at)
}

function write(block: Buffer, at: number, { kind }: Output, units: number, texts: readonly Buffer[]): number {
  switch (kind) {
    case 'truth':
      return block.writeUInt8(units, block.writeInt32BE(1, at))
    case 'reasons':
      return block.writeInt32BE(units, block.writeInt32BE(4, at))
    case 'date':
      return block.writeInt32BE(units - daysTo2000, block.writeInt32BE(4, at))
    case 'text': {
      const text = texts[units]!
      must(text.length < roomForRow / 8, 'texts of results are short')
      return block.writeInt32BE(text.length, at) + text.copy(block, at + 4)
    }
    case 'number':
    case 'months':
    case 'days':
      return block.writeBigInt64BE(BigInt(units), block.writeInt32BE(8, at))
  }
}
