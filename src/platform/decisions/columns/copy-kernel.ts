import { constant, empty, moduleOf, op, unsigned, wasmType } from './wasm.ts'

/**
 * How one field of a row is read: a whole number of 32 or 64 bits, a truth, a day, a text out of a few, whose number is
 * kept, or a text whose place is kept.
 */
export type Reading = 'int' | 'wide' | 'truth' | 'day' | 'text' | { readonly texts: readonly Uint8Array[] }

/** Where a kernel finds what it reads and leaves what it has read; all in bytes of its memory. */
export interface ReaderPlan {
  /** One word: where reading stopped. */
  readonly stopped: number
  /** Four words for each field, see `fieldWords`. */
  readonly fields: number
}
/**
 * What a kernel knows of a field: where its values begin; where the bits begin that say whether they are known; for a text,
 * where its lengths begin (its value is the place of its first byte); and whether a value was not known.
 */
export const fieldWords = { values: 0, known: 1, lengths: 2, lacks: 3 } as const
export const wordsOfField = 4

/** For a day that is not written as a year of four digits, a month and a day: no column holds it. */
export const noDay = 2 ** 31 - 1
/** Row numbers are not negative, so this says that a row does not have the fields that were named. */
export const isNoRow = -1
export const readerName = 'read'

/** The first byte of a message that carries a row, as the server writes it: then its length in four bytes, then the row. */
export const rowMessage = 0x64

/**
 * A function `(at, end, row, rowEnd) → row` that reads messages with a row each, in the text format of COPY, from `at` on:
 * until `end`, until one that has not come whole or is no row, or until row `rowEnd`. One pass over the bytes, generated
 * for the fields, so that it asks nothing while it runs.
 */
export function compileReader(readings: readonly Reading[], plan: ReaderPlan): WebAssembly.Module {
  const rowBody = readings.flatMap((reading, field) => [
    ...fieldCode(reading, plan, field),
    // The sign behind the field: a tab, and a new line behind the last one.
    ...[...byteAt(0), ...constant(field === readings.length - 1 ? newline : tab), op.isNot, ...refuse],
    ...step(at, 1),
  ])
  const body = [
    ...[op.block, empty, op.loop, empty],
    ...[op.get, row, op.get, rowEnd, op.notBelow, op.branchIf, 1],
    ...[op.get, at, ...constant(messageHead), op.add, op.get, end, op.above, op.branchIf, 1],
    ...[...byteAt(0), ...constant(rowMessage), op.isNot, op.branchIf, 1],
    // The length counts itself, but not the byte before it.
    ...[
      op.get,
      at,
      ...constant(1),
      op.add,
      ...lengthAt(1),
      op.add,
      op.tee,
      next,
      op.get,
      end,
      op.above,
      op.branchIf,
      1,
    ],
    ...step(at, messageHead),
    ...rowBody,
    ...[op.get, at, op.get, next, op.isNot, ...refuse],
    ...step(row, 1),
    ...[op.branch, 0, op.end, op.end],
    ...[...constant(plan.stopped), op.get, at, op.store, ...word, op.get, row],
  ]
  const types = [...Array.from({ length: 7 }, () => wasmType.i32), wasmType.i64]
  return new WebAssembly.Module(moduleOf([{ name: readerName, results: [wasmType.i32], locals: types, body }]))
}

const [at, end, row, rowEnd] = [0, 1, 2, 3]
const [first, isBelow, year, month, past, next, length, wide] = [4, 5, 6, 7, 8, 9, 10, 11]
const messageHead = 5
const [tab, newline, space, minus, zero, letterF, letterT, letterN, backslash] = [
  0x09, 0x0a, 0x20, 0x2d, 0x30, 0x66, 0x74, 0x4e, 0x5c,
]

/** No alignment is promised, no offset added. */
const [byte, word] = [
  [0, 0],
  [0, 0],
]

const step = (local: number, by: number): number[] => [op.get, local, ...constant(by), op.add, op.set, local]
const byteAt = (offset: number): number[] => [op.get, at, op.loadByte, 0, ...unsigned(offset)]
const digitAt = (offset: number): number[] => [...byteAt(offset), ...constant(zero), op.sub]
/** Where a word of a field lies. */
type Words = (of: keyof typeof fieldWords) => number
const base = (place: number): number[] => [...constant(place), op.load, ...word]
const address = (place: number, shift: number): number[] => [
  ...[...base(place), op.get, row, ...constant(shift), op.shiftLeft, op.add],
]
const keep = (place: number, code: readonly number[]): number[] => [...address(place, 2), ...code, op.store, ...word]

function fieldCode(reading: Reading, plan: ReaderPlan, field: number): number[] {
  const words: Words = (of) => plan.fields + 4 * (field * wordsOfField + fieldWords[of])
  const values = words('values')
  return [
    // `\N` is a value that is not there; a text may begin with any other sign behind the backslash.
    ...[...byteAt(0), ...constant(backslash), op.is, ...byteAt(1), ...constant(letterN), op.is, op.and],
    ...[op.if, empty],
    ...forget(words),
    ...step(at, 2),
    op.else,
    ...(typeof reading === 'object' ? chosen(reading.texts, values) : codeOf[reading](values, words('lengths'))),
    op.end,
  ]
}

/** Clears the bit of this row. */
function forget(words: Words): number[] {
  const place = [...base(words('known')), op.get, row, ...constant(3), op.shiftRight, op.add]
  const bit = [...constant(1), op.get, row, ...constant(7), op.and, op.shiftLeft]
  return [
    ...[...place, ...place, op.loadByte, ...byte, ...bit, ...constant(-1), op.xor, op.and],
    ...[op.storeByte, ...byte],
    ...[...constant(words('lacks')), ...constant(1), op.store, ...word],
  ]
}

/** Refuses the row where the condition before it holds. */
const refuse = [op.if, empty, ...constant(isNoRow), op.return, op.end]
/** Digits of 64 bits. */
const digitsMost = 19
/** Reads a whole number with or without a minus: at least one digit, no more than 64 bits hold. */
const number = [
  ...[...byteAt(0), ...constant(minus), op.is, op.tee, isBelow, op.get, at, op.add, op.tee, first, op.set, at],
  ...[op.wideConst, 0, op.set, wide],
  ...[op.block, empty, op.loop, empty],
  ...[...digitAt(0), op.tee, past, ...constant(10), op.notBelow, op.branchIf, 1],
  ...[op.get, wide, op.wideConst, 10, op.wideMul, op.get, past, op.widen, op.wideAdd, op.set, wide],
  ...step(at, 1),
  ...[op.branch, 0, op.end, op.end],
  // None is less than one: counted from one below, it is more than any count.
  ...[op.get, at, op.get, first, op.sub, ...constant(1), op.sub, ...constant(digitsMost), op.notBelow, ...refuse],
  ...[op.get, isBelow, op.if, empty, op.wideConst, 0, op.get, wide, op.wideSub, op.set, wide, op.end],
]
/** Goes on to the sign behind the field. */
const skip = [
  ...[op.block, empty, op.loop, empty],
  ...[...byteAt(0), op.tee, past, ...constant(tab), op.is, op.get, past, ...constant(newline), op.is, op.or],
  ...[op.branchIf, 1],
  ...step(at, 1),
  ...[op.branch, 0, op.end, op.end],
]
/** Four bytes, the highest first. */
const lengthAt = (offset: number): number[] => [
  ...[...byteAt(offset), ...constant(24), op.shiftLeft, ...byteAt(offset + 1), ...constant(16), op.shiftLeft, op.or],
  ...[...byteAt(offset + 2), ...constant(8), op.shiftLeft, op.or, ...byteAt(offset + 3), op.or],
]
const pairAt = (offset: number): number[] => [
  ...[...digitAt(offset), ...constant(10), op.mul, ...digitAt(offset + 1), op.add],
]

const codeOf: Readonly<Record<Extract<Reading, string>, (values: number, lengths: number) => number[]>> = {
  int: (values) => [
    ...number,
    ...[op.get, wide, op.low32, op.get, wide, op.wideIsNot, ...refuse],
    ...keep(values, [op.get, wide, op.narrow]),
  ],
  wide: (values) => [...number, ...address(values, 3), op.get, wide, op.toDouble, op.storeDouble, ...byte],
  truth: (values) => [
    ...[...byteAt(0), ...constant(letterT), op.isNot, ...byteAt(0), ...constant(letterF), op.isNot, op.and, ...refuse],
    ...keep(values, [...byteAt(0), ...constant(letterT), op.is]),
    ...step(at, 1),
  ],
  day: (values) => [
    ...[...byteAt(4), ...constant(minus), op.is, ...byteAt(7), ...constant(minus), op.is, op.and],
    ...[...byteAt(10), ...constant(space), op.below, op.and, op.if, empty],
    ...keep(values, dayCode),
    ...step(at, 10),
    op.else,
    ...keep(values, constant(noDay)),
    ...skip,
    op.end,
  ],
  text: (values, lengths) => [
    ...[op.get, at, op.set, first],
    ...skip,
    ...keep(values, [op.get, first]),
    ...keep(lengths, [op.get, at, op.get, first, op.sub]),
  ],
}

/** The number of the text that stands here; how many they are for any other. */
function chosen(texts: readonly Uint8Array[], values: number): number[] {
  const candidates = texts.flatMap((text, number) => [
    ...[...isTextFrom(text), op.if, empty, ...constant(number), op.set, past, op.branch, 1, op.end],
  ])
  return [
    ...[op.get, at, op.set, first],
    ...skip,
    ...[op.get, at, op.get, first, op.sub, op.set, length],
    ...[op.block, empty, ...candidates, ...constant(texts.length), op.set, past, op.end],
    ...keep(values, [op.get, past]),
  ]
}

/** Is the field, from `first` on and `length` bytes long, this text? Four bytes at a time; the last four may overlap. */
function isTextFrom(text: Uint8Array): number[] {
  const width = text.length < 4 ? 1 : 4
  const places = Array.from({ length: Math.ceil(text.length / width) }, (_, index) =>
    Math.min(index * width, text.length - width),
  )
  const bytes = new DataView(text.buffer, text.byteOffset, text.length)
  const parts = places.map((place) => [
    ...[op.get, first, width === 4 ? op.load : op.loadByte, 0, ...unsigned(place)],
    ...[...constant(width === 4 ? bytes.getInt32(place, true) : bytes.getUint8(place)), op.is, op.and],
  ])
  return [op.get, length, ...constant(text.length), op.is, ...parts.flat()]
}

/**
 * Days since 1970-01-01 of a date in the calendar of Gregory: 365 for each year, one more for each leap year that is past,
 * where a leap year has its day from March on, and 153 days for each five months counted from March.
 */
const dayCode = [
  ...[...pairAt(0), ...constant(100), op.mul, ...pairAt(2), op.add],
  ...[...pairAt(5), op.tee, month, ...constant(3), op.below, op.tee, past, op.sub, op.tee, year],
  ...[...constant(365), op.mul],
  ...[op.get, year, ...constant(2), op.shiftRight, op.add],
  ...[op.get, year, ...constant(100), op.div, op.sub],
  ...[op.get, year, ...constant(400), op.div, op.add],
  // Months from March: 0 to 11.
  ...[op.get, month, op.get, past, ...constant(12), op.mul, op.add, ...constant(3), op.sub],
  ...[...constant(153), op.mul, ...constant(2), op.add, ...constant(5), op.div, op.add],
  ...[...pairAt(8), op.add, ...constant(719_469), op.sub],
]
