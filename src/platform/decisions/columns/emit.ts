import type { Lane, Storage } from './graph.ts'
import type { Store } from './outputs.ts'
import {
  type SimdName,
  type WasmFunction,
  constant,
  empty,
  op,
  parameterCount,
  simd,
  unsigned,
  wasmType,
} from './wasm.ts'

const [tile, out, row, count] = [0, 1, 2, 3]

/** Adding this puts a whole number below 2^31 into the low 32 bits of a double. */
const intoLowBits = 2 ** 52 + 2 ** 51

interface Pair {
  readonly low: number
  readonly high: number
}

/** Writes the loop over the tiles of one size: everything that differs by no subject before it, the rest inside. */
export function emitKernel(
  name: string,
  stores: readonly Store[],
  bytes: { readonly tile: number; readonly out: number },
): WasmFunction {
  const writer = new Writer()
  const isFixed = new Map<Lane, boolean>()
  const order: Lane[] = []
  for (const { lane } of stores) sortInto(order, isFixed, lane)
  for (const value of writer.magic(order)) writer.constant(value)
  for (const lane of order) if (isFixed.get(lane)) writer.compute(lane)
  writer.push(op.loop, empty)
  for (const lane of order) if (!isFixed.get(lane)) writer.compute(lane)
  for (const store of stores) writer.store(store)
  writer.advance(tile, bytes.tile)
  writer.advance(out, bytes.out)
  writer.push(op.get, count, ...constant(1), op.sub, op.tee, count, op.branchIf, 0, op.end)
  return { name, results: [], locals: Array.from({ length: writer.locals }, () => wasmType.v128), body: writer.body }
}

/** Operands before what uses them; iterative, because sums over many items are deep. */
function sortInto(order: Lane[], isFixed: Map<Lane, boolean>, root: Lane): void {
  const waiting: { lane: Lane; next: number }[] = [{ lane: root, next: 0 }]
  while (waiting.length > 0) {
    const top = waiting.at(-1)!
    if (isFixed.has(top.lane)) {
      waiting.pop()
    } else if (top.next < top.lane.args.length) {
      waiting.push({ lane: top.lane.args[top.next]!, next: 0 })
      top.next += 1
    } else {
      isFixed.set(top.lane, top.lane.op !== 'load' && top.lane.args.every((arg) => isFixed.get(arg)))
      order.push(top.lane)
      waiting.pop()
    }
  }
}

class Writer {
  readonly body: number[] = []
  locals = 0
  private readonly single = new Map<Lane, number>()
  private readonly pairs = new Map<Lane, Pair>()
  /** Masks spread over two vectors of two doubles. */
  private readonly spread = new Map<Lane, Pair>()
  private readonly constants = new Map<number, number>()

  push(...bytes: number[]): void {
    for (const byte of bytes) this.body.push(byte)
  }

  private op(name: SimdName, ...more: number[]): void {
    this.push(0xfd, ...unsigned(simd[name]), ...more)
  }

  private get(local: number): void {
    this.push(op.get, ...unsigned(local))
  }

  private keep(): number {
    const local = parameterCount + this.locals
    this.locals += 1
    this.push(op.set, ...unsigned(local))
    return local
  }

  advance(pointer: number, by: number): void {
    this.push(op.get, pointer, ...constant(by), op.add, op.set, pointer)
  }

  /** Doubles that instructions of this kernel need beside its own constants. */
  magic(order: readonly Lane[]): readonly number[] {
    const values = new Set<number>()
    for (const { op, value } of order) {
      if (op === 'narrow') values.add(intoLowBits)
      if (op === 'quotient') values.add(0.5).add(1 / value)
    }
    return [...values]
  }

  constant(value: number): void {
    if (!this.constants.has(value)) this.constants.set(value, (this.splat('wide', value), this.keep()))
  }

  private splat(kind: Lane['kind'], value: number): void {
    const bytes = new Uint8Array(16)
    const view = new DataView(bytes.buffer)
    for (let lane = 0; lane < 4; lane += 1) {
      if (kind !== 'wide') view.setInt32(lane * 4, value, true)
      else if (lane < 2) view.setFloat64(lane * 8, value, true)
    }
    this.op('constant', ...bytes)
  }

  compute(lane: Lane): void {
    if (lane.kind === 'wide') this.pairs.set(lane, this.wide(lane))
    else this.single.set(lane, this.narrowLane(lane))
  }

  private one(lane: Lane): void {
    this.get(this.single.get(lane)!)
  }

  private half(lane: Lane, half: keyof Pair): void {
    this.get(this.pairs.get(lane)![half])
  }

  /** Lanes of 32 bits: ints and masks. */
  private narrowLane(lane: Lane): number {
    const [first, second, third] = lane.args as [Lane, Lane, Lane]
    switch (lane.op) {
      case 'const':
        this.splat(lane.kind, lane.value)
        break
      case 'load':
        this.load(lane.storage!, lane.value)
        break
      case 'row':
        this.push(op.get, row)
        this.op('load32Splat', 2, ...unsigned(lane.value))
        break
      case 'less':
      case 'same':
        if (first.kind === 'wide') return this.compareWide(lane.op, first, second)
        this.one(first)
        this.one(second)
        this.op(lane.op === 'less' ? 'i32Less' : 'i32Equal')
        break
      case 'and':
        return this.intersect(first, second)
      case 'select':
        return this.selectNarrow(first, second, third)
      case 'counted':
        return this.single.get(first)!
      case 'bits':
        this.one(second)
        this.one(third)
        this.op('and')
        this.one(first)
        this.op('or')
        break
      case 'narrow':
        return this.narrow(first)
      default:
        for (const arg of lane.args) this.one(arg)
        this.op(narrowOps[lane.op as keyof typeof narrowOps])
    }
    return this.keep()
  }

  private load(storage: Storage, place: number): void {
    this.push(op.get, tile)
    if (storage === 'i32') this.op('load', 2, ...unsigned(place))
    if (storage === 'i16') this.op('load16x4', 1, ...unsigned(place))
    if (storage !== 'i8') return
    this.op('load32Zero', 2, ...unsigned(place))
    this.op('i16ExtendLow')
    this.op('i32ExtendLow')
  }

  /** `a and not b` is one instruction. */
  private intersect(first: Lane, second: Lane): number {
    const [kept, dropped] = first.op === 'not' ? [second, first] : [first, second]
    this.one(kept)
    this.one(dropped.op === 'not' ? dropped.args[0]! : dropped)
    this.op(dropped.op === 'not' ? 'andNot' : 'and')
    return this.keep()
  }

  private selectNarrow(mask: Lane, yes: Lane, no: Lane): number {
    if (isZero(no) || isZero(yes)) {
      this.one(isZero(no) ? yes : no)
      this.one(mask)
      this.op(isZero(no) ? 'and' : 'andNot')
    } else {
      this.one(yes)
      this.one(no)
      this.one(mask)
      this.op('bitselect')
    }
    return this.keep()
  }

  private compareWide(op: 'less' | 'same', left: Lane, right: Lane): number {
    for (const half of ['low', 'high'] as const) {
      this.half(left, half)
      this.half(right, half)
      this.op(op === 'less' ? 'f64Less' : 'f64Equal')
    }
    this.op('shuffle', ...evenInts)
    return this.keep()
  }

  private narrow(wide: Lane): number {
    for (const half of ['low', 'high'] as const) {
      this.half(wide, half)
      this.get(this.constants.get(intoLowBits)!)
      this.op('f64Add')
    }
    this.op('shuffle', ...evenInts)
    return this.keep()
  }

  private wide(lane: Lane): Pair {
    const [first, second, third] = lane.args as [Lane, Lane, Lane]
    switch (lane.op) {
      case 'const': {
        this.splat('wide', lane.value)
        const local = this.keep()
        return { low: local, high: local }
      }
      case 'row': {
        this.push(op.get, row)
        this.op('load64Splat', 3, ...unsigned(lane.value))
        const local = this.keep()
        return { low: local, high: local }
      }
      case 'load':
        return this.both((half) => {
          this.push(op.get, tile)
          this.op('load', 3, ...unsigned(lane.value + (half === 'low' ? 0 : 16)))
        })
      case 'widen':
        return this.both((half) => {
          this.one(first)
          if (half === 'high') this.moveHighDown(first)
          this.op('f64FromLowInts')
        })
      case 'quotient':
        // (x + 1/2) / d is at least 1/(2d) away from every whole number, more than the inverse can be wrong by.
        return this.both((half) => {
          this.half(first, half)
          this.get(this.constants.get(0.5)!)
          this.op('f64Add')
          this.get(this.constants.get(1 / lane.value)!)
          this.op('f64Mul')
          this.op('floor')
        })
      case 'select':
        return this.selectWide(first, second, third)
      default:
        return this.both((half) => {
          this.half(first, half)
          this.half(second, half)
          this.op(wideOps[lane.op as keyof typeof wideOps])
        })
    }
  }

  private both(write: (half: keyof Pair) => void): Pair {
    write('low')
    const low = this.keep()
    write('high')
    return { low, high: this.keep() }
  }

  private moveHighDown(lane: Lane): void {
    this.one(lane)
    this.op('shuffle', ...highHalf)
  }

  private selectWide(mask: Lane, yes: Lane, no: Lane): Pair {
    const spread = this.spreadMask(mask)
    return this.both((half) => {
      if (isZero(no) || isZero(yes)) {
        this.half(isZero(no) ? yes : no, half)
        this.get(spread[half])
        this.op(isZero(no) ? 'and' : 'andNot')
        return
      }
      this.half(yes, half)
      this.half(no, half)
      this.get(spread[half])
      this.op('bitselect')
    })
  }

  private spreadMask(mask: Lane): Pair {
    const known = this.spread.get(mask)
    if (known) return known
    const spread = this.both((half) => {
      this.one(mask)
      this.one(mask)
      this.op('shuffle', ...(half === 'low' ? lowTwice : highTwice))
    })
    this.spread.set(mask, spread)
    return spread
  }

  store({ place, storage, lane }: Store): void {
    if (storage === 'f64') {
      for (const half of ['low', 'high'] as const) {
        this.push(op.get, out)
        this.half(lane, half)
        this.op('store', 3, ...unsigned(place + (half === 'low' ? 0 : 16)))
      }
      return
    }
    this.push(op.get, out)
    this.one(lane)
    if (storage === 'i32') return this.op('store', 2, ...unsigned(place))
    this.one(lane)
    this.op('i16Narrow')
    if (storage === 'i16') return this.op('store64Lane', 3, ...unsigned(place), 0)
    this.one(lane)
    this.op('i8Narrow')
    this.op('store32Lane', 2, ...unsigned(place), 0)
  }
}

const isZero = (lane: Lane): boolean => lane.op === 'const' && lane.value === 0

const narrowOps = {
  add: 'i32Add',
  sub: 'i32Sub',
  mul: 'i32Mul',
  min: 'i32Min',
  max: 'i32Max',
  or: 'or',
  not: 'not',
} as const
const wideOps = { add: 'f64Add', sub: 'f64Sub', mul: 'f64Mul', min: 'f64Min', max: 'f64Max' } as const

const bytesFrom = (starts: readonly number[], length: number): number[] =>
  starts.flatMap((start) => Array.from({ length }, (_, index) => start + index))
const evenInts = bytesFrom([0, 8, 16, 24], 4)
const highHalf = bytesFrom([8, 8], 8)
const lowTwice = bytesFrom([0, 0, 4, 4], 4)
const highTwice = bytesFrom([8, 8, 12, 12], 4)
