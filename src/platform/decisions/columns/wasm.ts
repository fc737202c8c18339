/** As much of the WebAssembly binary format as the kernels need. */

export function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value >>> 0
  do {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}

export function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value | 0
  for (;;) {
    const low = rest & 0x7f
    rest >>= 7
    const isDone = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    bytes.push(isDone ? low : low | 0x80)
    if (isDone) return bytes
  }
}

const vector = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()]
const textBytes = (text: string): number[] => {
  const bytes = [...new TextEncoder().encode(text)]
  return [...unsigned(bytes.length), ...bytes]
}
function section(id: number, content: readonly number[]): number[] {
  const bytes = [id, ...unsigned(content.length)]
  for (const byte of content) bytes.push(byte)
  return bytes
}

export const wasmType = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const
type WasmType = (typeof wasmType)[keyof typeof wasmType]
export const pagesMax = 65_536
export const parameterCount = 4

/** A function of four whole numbers. */
export interface WasmFunction {
  readonly name: string
  readonly results: readonly WasmType[]
  /** Types of the locals beside the parameters. */
  readonly locals: readonly WasmType[]
  readonly body: readonly number[]
}

/** A module of functions over one imported shared memory. */
export function moduleOf(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const { i32 } = wasmType
  const types = functions.map(({ results }) => [
    0x60,
    parameterCount,
    i32,
    i32,
    i32,
    i32,
    ...vector(results.map((type) => [type])),
  ])
  const memory = [...textBytes('caseload'), ...textBytes('memory'), 0x02, 0x03, ...unsigned(1), ...unsigned(pagesMax)]
  const codes = functions.map(({ locals, body }) => {
    const content = vector(inRuns(locals).map(([count, type]) => [...unsigned(count), type]))
    for (const byte of body) content.push(byte)
    content.push(0x0b)
    const size = unsigned(content.length)
    return [...size, ...content]
  })
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(functions.map(({ name }, index) => [...textBytes(name), 0x00, ...unsigned(index)]))),
    ...section(10, vector(codes)),
  ])
}

/** Locals of one type that follow each other are declared together. */
function inRuns(types: readonly WasmType[]): readonly (readonly [count: number, type: WasmType])[] {
  const runs: [number, WasmType][] = []
  for (const type of types) {
    const last = runs.at(-1)
    if (last?.[1] === type) last[0] += 1
    else runs.push([1, type])
  }
  return runs
}

/** Instructions on single values by their numbers in the standard. */
export const op = {
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
  load: 0x28,
  loadDouble: 0x2b,
  loadWide: 0x29,
  loadSignedByte: 0x2c,
  loadByte: 0x2d,
  loadSignedPair: 0x2e,
  store: 0x36,
  storeWide: 0x37,
  storeDouble: 0x39,
  storeByte: 0x3a,
  storePair: 0x3b,
  const: 0x41,
  wideConst: 0x42,
  doubleConst: 0x44,
  isZero: 0x45,
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
  wideShiftRight: 0x87,
  toWhole: 0xaa,
  widenSigned: 0xac,
  widen: 0xad,
  toWide: 0xb0,
  toDouble: 0xb9,
  doubleIs: 0x61,
  doubleAtMost: 0x65,
  doubleAtLeast: 0x66,
  doubleWhole: 0x9d,
} as const
/** The type of a block that leaves nothing behind. */
export const empty = 0x40

/** A whole number of 32 bits. */
export const constant = (number: number): number[] => [op.const, ...signed(number)]

export function double(number: number): number[] {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, number, true)
  return [op.doubleConst, ...bytes]
}

/** Instructions on vectors of 128 bits, by their numbers in the standard. */
export const simd = {
  load: 0x00,
  load16x4: 0x03,
  load32Splat: 0x09,
  load64Splat: 0x0a,
  load32Zero: 0x5c,
  load64Zero: 0x5d,
  store: 0x0b,
  store32Lane: 0x5a,
  store64Lane: 0x5b,
  constant: 0x0c,
  shuffle: 0x0d,
  i8Narrow: 0x65,
  i16Narrow: 0x85,
  i16ExtendLow: 0x87,
  i32ExtendLow: 0xa7,
  i32Equal: 0x37,
  i32Less: 0x39,
  f64Equal: 0x47,
  f64Less: 0x49,
  not: 0x4d,
  and: 0x4e,
  andNot: 0x4f,
  or: 0x50,
  bitselect: 0x52,
  floor: 0x75,
  i32Add: 0xae,
  i32Sub: 0xb1,
  i32Mul: 0xb5,
  i32Min: 0xb6,
  i32Max: 0xb8,
  f64Add: 0xf0,
  f64Sub: 0xf1,
  f64Mul: 0xf2,
  f64Min: 0xf6,
  f64Max: 0xf7,
  f64FromLowInts: 0xfe,
} as const
export type SimdName = keyof typeof simd
