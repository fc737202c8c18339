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

const i32 = 0x7f
const v128 = 0x7b
export const pagesMax = 65_536
export const parameterCount = 4

export interface WasmFunction {
  readonly name: string
  /** Locals of 128 bits, beside the four parameters. */
  readonly locals: number
  readonly body: readonly number[]
}

/** A module of functions `(tile, out, row, count)` over one imported shared memory. */
export function moduleOf(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const type = [0x60, parameterCount, i32, i32, i32, i32, 0]
  const memory = [...textBytes('caseload'), ...textBytes('memory'), 0x02, 0x03, ...unsigned(1), ...unsigned(pagesMax)]
  const codes = functions.map(({ locals, body }) => {
    const content = [...(locals > 0 ? [1, ...unsigned(locals), v128] : [0])]
    for (const byte of body) content.push(byte)
    content.push(0x0b)
    const size = unsigned(content.length)
    return [...size, ...content]
  })
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector([type])),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map(() => [0]))),
    ...section(7, vector(functions.map(({ name }, index) => [...textBytes(name), 0x00, ...unsigned(index)]))),
    ...section(10, vector(codes)),
  ])
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
