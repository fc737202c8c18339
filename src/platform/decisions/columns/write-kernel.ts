import type { Storage } from './graph.ts'
import { bytesOf, laneBits, laneCount, missingIn } from './layout.ts'
import type { Output } from './outputs.ts'
import { constant, double, empty, moduleOf, op, unsigned, wasmType } from './wasm.ts'

/** Where a writing kernel finds what it reads, a word for each: which cases, their keys, their lanes, and the results. */
export const writeWords = { cases: 0, keys: 1, slots: 2, results: 3 } as const
/** Then one word for each result: where its texts begin. */
export const writeTextWords = 4
export const writeName = 'write'

/** PostgreSQL counts days from 2000-01-01. */
const daysTo2000 = 10_957
const notKnown = -1

/** Bytes from one text of a result to the next: its length as COPY has it, the text, room to copy eight at once. */
export const textBytes = (texts: readonly Uint8Array[]): number =>
  Math.ceil((4 + texts.reduce((most, { length }) => Math.max(most, length), 0)) / 8) * 8

/** The most bytes one row may have. */
export const rowBytesMax = (outputs: readonly Output[], texts: readonly (readonly Uint8Array[])[]): number =>
  outputs.reduce((sum, _, index) => sum + 12 + textBytes(texts[index]!), 10)

/**
 * A function `(from, end, words, at) → past` that writes a row for each case from `from` until `end`, for
 * `COPY … FROM STDIN (FORMAT binary)`: what `CopyWriter` says. Generated for the results.
 */
export function compileWriting(
  outputs: readonly Output[],
  outBytes: number,
  texts: readonly (readonly Uint8Array[])[],
): WebAssembly.Module {
  const body = [
    ...[op.block, empty, op.loop, empty],
    ...[op.get, index, op.get, end, op.notBelow, op.branchIf, 1],
    ...[...wordOf(writeWords.cases, [op.get, index]), op.set, subject],
    ...[...wordOf(writeWords.slots, [op.get, subject]), op.tee, slot],
    ...[...constant(laneBits), op.shiftRight, ...times(outBytes), ...tableWord(writeWords.results * 4), op.add],
    ...[op.set, results, op.get, slot, ...constant(laneCount - 1), op.and, op.set, lane],
    ...[op.get, at, ...constant(swappedPair(outputs.length + 1)), op.storePair, 0, 0],
    ...put(2, constant(swapped(4))),
    ...put(6, turned(wordOf(writeWords.keys, [op.get, subject]))),
    ...step(10),
    ...outputs.flatMap((output, place) => fieldCode(output, textBytes(texts[place]!), writeTextWords + place)),
    ...[op.get, index, ...constant(1), op.add, op.set, index],
    ...[op.branch, 0, op.end, op.end],
    ...[op.get, at],
  ]
  const locals = [...Array.from({ length: 6 }, () => wasmType.i32), wasmType.i64, wasmType.f64]
  return new WebAssembly.Module(moduleOf([{ name: writeName, results: [wasmType.i32], locals, body }]))
}

const [index, end, words, at] = [0, 1, 2, 3]
const [subject, slot, results, lane, value, turning, long, wide] = [4, 5, 6, 7, 8, 9, 10, 11]

const times = (factor: number): number[] => [...constant(factor), op.mul]
const step = (by: number): number[] => [op.get, at, ...constant(by), op.add, op.set, at]
const tableWord = (offset: number): number[] => [op.get, words, op.load, 0, ...unsigned(offset)]
const wordOf = (word: number, place: readonly number[]): number[] => [
  ...[...tableWord(word * 4), ...place, ...times(4), op.add, op.load, 0, 0],
]
/** Four bytes behind `at`. */
const put = (offset: number, code: readonly number[]): number[] => [
  op.get,
  at,
  ...code,
  op.store,
  0,
  ...unsigned(offset),
]

/** The bytes of a number the other way round: the wire has the highest first. */
const swapped = (number: number): number =>
  (number << 24) | ((number & 0xff00) << 8) | ((number >> 8) & 0xff00) | (number >>> 24)
const swappedPair = (number: number): number => ((number & 0xff) << 8) | (number >> 8)
const turned = (code: readonly number[]): number[] => [
  ...[...code, op.tee, turning, ...constant(24), op.shiftLeft],
  ...[op.get, turning, ...constant(0xff00), op.and, ...constant(8), op.shiftLeft, op.or],
  ...[op.get, turning, ...constant(8), op.shiftRight, ...constant(0xff00), op.and, op.or],
  ...[op.get, turning, ...constant(24), op.shiftRight, op.or],
]

const loads: Readonly<Record<Storage, readonly number[]>> = {
  i8: [op.loadSignedByte],
  i16: [op.loadSignedPair],
  i32: [op.load],
  f64: [op.loadDouble],
}

function fieldCode({ kind, storage, place }: Output, textStep: number, textWord: number): number[] {
  const isWide = storage === 'f64'
  const local = isWide ? wide : value
  const missing = missingIn[storage]
  return [
    ...[op.get, results, op.get, lane, ...times(bytesOf[storage]), op.add],
    ...[...loads[storage], 0, ...unsigned(place), op.tee, local],
    ...(isWide ? [...double(missing), op.doubleIs] : [...constant(missing), op.is]),
    ...[op.if, empty, ...put(0, constant(notKnown)), ...step(4), op.else],
    ...codeOf(kind, isWide, textStep, textWord),
    op.end,
  ]
}

function codeOf(kind: Output['kind'], isWide: boolean, textStep: number, textWord: number): number[] {
  // Positions, bits and days are whole numbers of 32 bits, in whatever they are stored.
  const units = isWide ? [op.get, wide, op.toWhole] : [op.get, value]
  switch (kind) {
    case 'truth':
      return [...put(0, constant(swapped(1))), op.get, at, ...units, op.storeByte, 0, 4, ...step(5)]
    case 'reasons':
      return [...put(0, constant(swapped(4))), ...put(4, turned(units)), ...step(8)]
    case 'date':
      return [
        ...put(0, constant(swapped(4))),
        ...put(4, turned([...units, ...constant(daysTo2000), op.sub])),
        ...step(8),
      ]
    case 'text':
      return [
        // A word with the number of bytes, then the bytes.
        ...[...tableWord(textWord * 4), ...units, ...times(4 + textStep), op.add, op.set, turning],
        ...Array.from({ length: textStep / 8 }, (_, part) => [
          ...[op.get, at, op.get, turning, op.loadWide, 0, ...unsigned(4 + part * 8)],
          ...[op.storeWide, 0, ...unsigned(part * 8)],
        ]).flat(),
        ...[op.get, at, op.get, turning, op.load, 0, 0, op.add, op.set, at],
      ]
    case 'number':
    case 'months':
    case 'days':
      return [
        ...(isWide ? [op.get, wide, op.toWide] : [op.get, value, op.widenSigned]),
        ...[op.tee, long, op.wideConst, 32, op.wideShiftRight, op.narrow, op.set, value],
        ...put(0, constant(swapped(8))),
        ...put(4, turned([op.get, value])),
        ...put(8, turned([op.get, long, op.narrow])),
        ...step(12),
      ]
  }
}
