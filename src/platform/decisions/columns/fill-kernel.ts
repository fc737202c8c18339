import type { Storage } from './graph.ts'
import { type LaidColumn, type Layout, bytesOf, laneCount, missingIn } from './layout.ts'
import { constant, double, empty, moduleOf, op, unsigned, wasmType } from './wasm.ts'

/** Where a filling kernel finds what it reads; bytes of its memory, a word for each. */
export const fillWords = { lanes: 0, sizes: 1, firsts: 2 } as const
/** Then two words for each column: where its values begin, and the bits that say which are known; 0 when all are. */
export const fillColumnWords = 3
export const fillName = 'fill'
/** Says that every value was in its range. */
export const isFilled = -1

/**
 * A function `(from, end, words) → subject` that puts the values of the subjects from `from` until `end` into their lanes.
 * It stops at the first subject with a value that is out of its range and gives its number. Values are read as 32 bits,
 * or as doubles where a column is stored as such; what is not known becomes the value that says so.
 */
export function compileFill(layout: Layout): WebAssembly.Module {
  const placed = layout.columns.map((column, index) => ({ column, words: 4 * (fillColumnWords + 2 * index) }))
  const ofSubject = placed.filter(({ column }) => column.of === 'subject')
  const ofItem = placed.filter(({ column }) => column.of === 'item')
  const body = [
    ...[op.block, empty, op.loop, empty],
    ...[op.get, subject, op.get, end, op.notBelow, op.branchIf, 1],
    // A tile begins at a multiple of sixteen bytes: its address and the number of the lane stand in one word.
    ...[...wordOf(fillWords.lanes * 4, [op.get, subject]), op.tee, tile],
    ...[...constant(laneCount - 1), op.and, op.tee, lane, op.get, tile, op.xor, op.set, tile],
    ...[op.get, subject, op.set, place],
    ...ofSubject.flatMap(({ column, words }) =>
      valueCode(column, words, [
        ...[op.get, tile, op.get, lane, ...times(bytesOf[column.storage]), op.add],
        ...[...constant(layout.placeInTile(column, 0, 0)), op.add],
      ]),
    ),
    ...(ofItem.length > 0 ? itemLoop(layout, ofItem) : []),
    ...step(subject, 1),
    ...[op.branch, 0, op.end, op.end],
    ...constant(isFilled),
  ]
  const locals = [...Array.from({ length: 7 }, () => wasmType.i32), wasmType.f64]
  return new WebAssembly.Module(moduleOf([{ name: fillName, results: [wasmType.i32], locals, body }]))
}

const [subject, end, words] = [0, 1, 2]
const [tile, lane, place, size, item, value, row, wide] = [4, 5, 6, 7, 8, 9, 10, 11]

const step = (local: number, by: number): number[] => [op.get, local, ...constant(by), op.add, op.set, local]
const times = (factor: number): number[] => [...constant(factor), op.mul]

/** A word of the table of words. */
const tableWord = (offset: number): number[] => [op.get, words, op.load, 0, ...unsigned(offset)]
/** The word at this place of the list whose begin stands in the table. */
const wordOf = (offset: number, index: readonly number[]): number[] => [
  ...[...tableWord(offset), ...index, ...times(4), op.add, op.load, 0, 0],
]

function itemLoop(
  layout: Layout,
  columns: readonly { readonly column: LaidColumn; readonly words: number }[],
): number[] {
  // What lies before the items, and before a column for each item of the subject.
  const from = layout.placeInTile(columns[0]!.column, 0, 0)
  const before = ({ column }: { readonly column: LaidColumn }): number => layout.placeInTile(column, 1, 0) - from
  return [
    ...[...wordOf(fillWords.sizes * 4, [op.get, subject]), op.set, size],
    ...[...wordOf(fillWords.firsts * 4, [op.get, subject]), op.set, place],
    ...[...constant(0), op.set, item],
    ...[op.block, empty, op.loop, empty],
    ...[op.get, item, op.get, size, op.notBelow, op.branchIf, 1],
    // Four lanes for each item, then this one.
    ...[op.get, item, ...times(laneCount), op.get, lane, op.add, op.set, row],
    ...columns.flatMap((each) =>
      valueCode(each.column, each.words, [
        ...[op.get, tile, ...constant(from), op.add, op.get, size, ...times(before(each)), op.add],
        ...[op.get, row, ...times(bytesOf[each.column.storage]), op.add],
      ]),
    ),
    ...step(item, 1),
    ...step(place, 1),
    ...[op.branch, 0, op.end, op.end],
  ]
}

/** Reads the value at `place` of a column, checks it, and stores it at an address. */
function valueCode({ storage, low, high, spec }: LaidColumn, at: number, address: readonly number[]): number[] {
  const isWide = storage === 'f64'
  const [kept, width] = isWide ? [wide, 8] : [value, 4]
  const read = [...tableWord(at), op.get, place, ...times(width), op.add, isWide ? op.loadDouble : op.load, 0, 0]
  // Counted from the least one, as a number without a sign, a value below it is above all others.
  const isOutside = isWide
    ? [
        ...[op.get, wide, ...double(low), op.doubleAtLeast, op.get, wide, ...double(high), op.doubleAtMost, op.and],
        ...[op.get, wide, op.get, wide, op.doubleWhole, op.doubleIs, op.and, op.isZero],
      ]
    : [op.get, value, ...constant(low), op.sub, ...constant(high - low), op.above]
  const refuse = [...isOutside, op.if, empty, op.get, subject, op.return, op.end]
  const missing = [...(isWide ? double(missingIn.f64) : constant(missingIn[storage])), op.set, kept]
  return [
    ...[...read, op.set, kept],
    ...(spec.mayBeMissing === true
      ? [...isKnown(at + 4), op.if, empty, ...refuse, op.else, ...missing, op.end]
      : refuse),
    ...[...address, op.get, kept, ...store[storage]],
  ]
}

/** Is there no list of bits, or is the bit set? */
const isKnown = (at: number): number[] => [
  ...[...tableWord(at), op.isZero, op.if, wasmType.i32, ...constant(1), op.else],
  ...[...tableWord(at), op.get, place, ...constant(3), op.shiftRight, op.add, op.loadByte, 0, 0],
  ...[op.get, place, ...constant(7), op.and, op.shiftRight, ...constant(1), op.and, op.end],
]

const store: Readonly<Record<Storage, readonly number[]>> = {
  i8: [op.storeByte, 0, 0],
  i16: [op.storePair, 0, 0],
  i32: [op.store, 0, 0],
  f64: [op.storeDouble, 0, 0],
}
