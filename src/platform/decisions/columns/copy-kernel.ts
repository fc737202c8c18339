import { moduleOf, signed, unsigned, wasmType } from './wasm.ts'

/** How one field of a row is read: a whole number of 32 or 64 bits, a truth, a day, or a text whose place is kept. */
export type Reading = 'int' | 'wide' | 'truth' | 'day' | 'text'

/** Where a kernel finds what it reads and leaves what it has read; all in bytes of its memory. */
export interface ReaderPlan {
  /** One word: where reading stopped. */
  readonly stopped: number
  /** By field: its values, and one bit for each that says whether it is known. A text has the place of its first byte. */
  readonly values: readonly number[]
  readonly known: readonly number[]
  /** By field, for a text: how many bytes it has. */
  readonly lengths: readonly number[]
}

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
  const types = [...Array.from({ length: 6 }, () => wasmType.i32), wasmType.i64]
  return new WebAssembly.Module(moduleOf([{ name: readerName, results: [wasmType.i32], locals: types, body }]))
}

const [at, end, row, rowEnd] = [0, 1, 2, 3]
const [first, isBelow, year, month, past, next, wide] = [4, 5, 6, 7, 8, 9, 10]
const messageHead = 5
const [tab, newline, space, minus, zero, letterF, letterT, letterN, backslash] = [
  0x09, 0x0a, 0x20, 0x2d, 0x30, 0x66, 0x74, 0x4e, 0x5c,
]

/** Instructions by their numbers in the standard. */
const op = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  return: 0x0f,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  loadByte: 0x2d,
  store: 0x36,
  storeDouble: 0x39,
  storeByte: 0x3a,
  const: 0x41,
  wideConst: 0x42,
  is: 0x46,
  isNot: 0x47,
  below: 0x49,
  above: 0x4b,
  notBelow: 0x4f,
  add: 0x6a,
  sub: 0x6b,
  mul: 0x6c,
  div: 0x6e,
  and: 0x71,
  or: 0x72,
  xor: 0x73,
  shiftLeft: 0x74,
  shiftRight: 0x76,
  narrow: 0xa7,
  low32: 0xc4,
  wideIsNot: 0x52,
  wideAdd: 0x7c,
  wideSub: 0x7d,
  wideMul: 0x7e,
  widen: 0xad,
  toDouble: 0xb9,
} as const
const empty = 0x40
/** No alignment is promised, no offset added. */
const [byte, word] = [
  [0, 0],
  [0, 0],
]

const constant = (number: number): number[] => [op.const, ...signed(number)]
const step = (local: number, by: number): number[] => [op.get, local, ...constant(by), op.add, op.set, local]
const byteAt = (offset: number): number[] => [op.get, at, op.loadByte, 0, ...unsigned(offset)]
const digitAt = (offset: number): number[] => [...byteAt(offset), ...constant(zero), op.sub]
const address = (base: number, shift: number): number[] => [
  ...[op.get, row, ...constant(shift), op.shiftLeft, ...constant(base), op.add],
]
const keep = (base: number, code: readonly number[]): number[] => [...address(base, 2), ...code, op.store, ...word]

function fieldCode(reading: Reading, plan: ReaderPlan, field: number): number[] {
  const base = plan.values[field]!
  return [
    // `\N` is a value that is not there; a text may begin with any other sign behind the backslash.
    ...[...byteAt(0), ...constant(backslash), op.is, ...byteAt(1), ...constant(letterN), op.is, op.and],
    ...[op.if, empty],
    ...forget(plan.known[field]!),
    ...step(at, 2),
    op.else,
    ...codeOf[reading](base, plan.lengths[field]!),
    op.end,
  ]
}

/** Clears the bit of this row. */
function forget(base: number): number[] {
  const place = [op.get, row, ...constant(3), op.shiftRight, ...constant(base), op.add]
  const bit = [...constant(1), op.get, row, ...constant(7), op.and, op.shiftLeft]
  return [
    ...[...place, ...place, op.loadByte, ...byte, ...bit, ...constant(-1), op.xor, op.and],
    ...[op.storeByte, ...byte],
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

const codeOf: Readonly<Record<Reading, (base: number, lengths: number) => number[]>> = {
  int: (base) => [
    ...number,
    ...[op.get, wide, op.low32, op.get, wide, op.wideIsNot, ...refuse],
    ...keep(base, [op.get, wide, op.narrow]),
  ],
  wide: (base) => [...number, ...address(base, 3), op.get, wide, op.toDouble, op.storeDouble, ...byte],
  truth: (base) => [
    ...[...byteAt(0), ...constant(letterT), op.isNot, ...byteAt(0), ...constant(letterF), op.isNot, op.and, ...refuse],
    ...keep(base, [...byteAt(0), ...constant(letterT), op.is]),
    ...step(at, 1),
  ],
  day: (base) => [
    ...[...byteAt(4), ...constant(minus), op.is, ...byteAt(7), ...constant(minus), op.is, op.and],
    ...[...byteAt(10), ...constant(space), op.below, op.and, op.if, empty],
    ...keep(base, dayCode),
    ...step(at, 10),
    op.else,
    ...keep(base, constant(noDay)),
    ...skip,
    op.end,
  ],
  text: (base, lengths) => [
    ...[op.get, at, op.set, first],
    ...skip,
    ...keep(base, [op.get, first]),
    ...keep(lengths, [op.get, at, op.get, first, op.sub]),
  ],
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
