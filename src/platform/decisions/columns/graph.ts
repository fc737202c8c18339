import { NotColumnar } from './not-columnar.ts'

/**
 * The computation of a few subjects at once, as a graph of lanes. Subjects are the lanes, so there are no branches:
 * what depends on a condition is computed on both sides and chosen by a mask. Equal computations are one node.
 */
export type LaneKind = 'mask' | 'int' | 'wide'
export type LaneOp =
  | 'const'
  | 'load'
  | 'row'
  | 'add'
  | 'sub'
  | 'mul'
  | 'min'
  | 'max'
  | 'less'
  | 'same'
  | 'and'
  | 'or'
  | 'not'
  | 'select'
  | 'widen'
  | 'narrow'
  | 'quotient'
  | 'counted'
  | 'bits'

/** One value per subject: a mask (all bits or none), an int (32 bits) or wide (a whole number below 2^53 as f64). */
export interface Lane {
  readonly id: number
  readonly kind: LaneKind
  readonly op: LaneOp
  readonly args: readonly Lane[]
  /** The constant, the divisor of a quotient, or the place of a load in bytes. */
  readonly value: number
  /** How a load is stored. */
  readonly storage: Storage | null
}
/** Bytes are those of one subject; the lowest value of a storage means “not known”. */
export type Storage = 'i8' | 'i16' | 'i32' | 'f64'

/** An engine of WebAssembly takes 50,000 variables in a function; a lane needs four at most. */
const lanesMax = 12_000

export class Graph {
  private readonly known = new Map<string, Lane>()
  readonly yes = this.make('mask', 'const', [], -1)
  readonly no = this.make('mask', 'const', [], 0)

  make(kind: LaneKind, op: LaneOp, args: readonly Lane[], value = 0, storage: Storage | null = null): Lane {
    const key = `${kind} ${op} ${value} ${storage ?? ''} ${args.map((arg) => arg.id).join(' ')}`
    const found = this.known.get(key)
    if (found) return found
    if (this.known.size >= lanesMax) throw tooLarge()
    const lane: Lane = { id: this.known.size, kind, op, args, value, storage }
    this.known.set(key, lane)
    return lane
  }

  load(storage: Storage, place: number): Lane {
    return this.make(storage === 'f64' ? 'wide' : 'int', 'load', [], place, storage)
  }

  row(storage: Storage, place: number): Lane {
    return this.make(storage === 'f64' ? 'wide' : 'int', 'row', [], place, storage)
  }

  whole(value: number): Lane {
    return this.make(isInt(value) ? 'int' : 'wide', 'const', [], value)
  }

  mask(value: boolean): Lane {
    return value ? this.yes : this.no
  }

  not(mask: Lane): Lane {
    if (mask === this.yes) return this.no
    if (mask === this.no) return this.yes
    return mask.op === 'not' ? mask.args[0]! : this.make('mask', 'not', [mask])
  }

  and(left: Lane, right: Lane): Lane {
    if (left === this.no || right === this.no || left === this.not(right)) return this.no
    if (left === this.yes || left === right) return right
    if (right === this.yes) return left
    if (isMadeOf(left, 'or', right) || isMadeOf(right, 'and', left)) return right
    if (isMadeOf(right, 'or', left) || isMadeOf(left, 'and', right)) return left
    return this.make('mask', 'and', inOrder(left, right))
  }

  or(left: Lane, right: Lane): Lane {
    if (left === this.yes || right === this.yes || left === this.not(right)) return this.yes
    if (left === this.no || left === right) return right
    if (right === this.no) return left
    if (isMadeOf(left, 'and', right) || isMadeOf(right, 'or', left)) return right
    if (isMadeOf(right, 'and', left) || isMadeOf(left, 'or', right)) return left
    return this.make('mask', 'or', inOrder(left, right))
  }

  select(mask: Lane, yes: Lane, no: Lane): Lane {
    if (mask === this.yes || yes === no) return yes
    if (mask === this.no) return no
    if (yes.kind === 'mask') {
      if (yes === this.yes) return this.or(mask, no)
      if (yes === this.no) return this.and(this.not(mask), no)
      if (no === this.no) return this.and(mask, yes)
      if (no === this.yes) return this.or(this.not(mask), yes)
      return this.make('mask', 'select', [mask, yes, no])
    }
    const kind = yes.kind === 'int' && no.kind === 'int' ? 'int' : 'wide'
    return this.make(kind, 'select', [mask, this.as(kind, yes), this.as(kind, no)])
  }

  /** The same number in the other form; into 32 bits only where it is proven to fit. */
  as(kind: LaneKind, lane: Lane): Lane {
    if (lane.kind === kind) return lane
    if (lane.op === 'const') return this.make(kind, 'const', [], lane.value)
    if (lane.op === 'widen' || lane.op === 'narrow') return this.as(kind, lane.args[0]!)
    return this.make(kind, kind === 'wide' ? 'widen' : 'narrow', [lane])
  }

  arithmetic(op: 'add' | 'sub' | 'mul' | 'min' | 'max', left: Lane, right: Lane, fits: boolean): Lane {
    const kind = fits && left.kind === 'int' && right.kind === 'int' ? 'int' : 'wide'
    const [one, other] = [this.as(kind, left), this.as(kind, right)]
    if (one.op === 'const' && other.op === 'const') {
      return this.make(kind, 'const', [], compute[op](one.value, other.value))
    }
    const isZero = (lane: Lane, value = 0): boolean => lane.op === 'const' && lane.value === value
    if (isZero(other) && (op === 'add' || op === 'sub')) return one
    if (isZero(one) && op === 'add') return other
    if (op === 'mul' && isZero(one, 1)) return other
    if (op === 'mul' && isZero(other, 1)) return one
    if (op === 'mul' && (isZero(one) || isZero(other))) return isZero(one) ? one : other
    return this.make(kind, op, op === 'sub' ? [one, other] : inOrder(one, other))
  }

  compare(op: 'less' | 'same', left: Lane, right: Lane): Lane {
    const kind = left.kind === 'int' && right.kind === 'int' ? 'int' : 'wide'
    const [one, other] = [this.as(kind, left), this.as(kind, right)]
    if (one === other) return this.mask(op === 'same')
    if (one.op === 'const' && other.op === 'const') {
      return this.mask(op === 'less' ? one.value < other.value : one.value === other.value)
    }
    return this.make('mask', op, op === 'same' ? inOrder(one, other) : [one, other])
  }

  /** `floor(lane / divisor)`, exact for whole numbers below 2^50. */
  quotient(lane: Lane, divisor: number): Lane {
    if (divisor === 1) return lane
    const wide = this.as('wide', lane)
    return wide.op === 'const'
      ? this.make('wide', 'const', [], Math.floor(wide.value / divisor))
      : this.make('wide', 'quotient', [wide], divisor)
  }

  /** −1 where the mask holds, else 0: subtracting it counts. */
  counted(mask: Lane): Lane {
    return mask.op === 'const' ? this.whole(mask.value) : this.make('int', 'counted', [mask])
  }

  /** The bits of `value` where the mask holds, over those that are there already. */
  bits(into: Lane, mask: Lane, value: number): Lane {
    if (mask === this.no) return into
    return this.make('int', 'bits', [into, mask, this.whole(value | 0)])
  }
}

export const tooLarge = () =>
  new NotColumnar(
    'columns-too-large',
    '展开以后太大，不能整批计算',
    'too large to be computed in columns once it is spread out',
  )

const isInt = (value: number): boolean => (value | 0) === value
const isMadeOf = (whole: Lane, op: LaneOp, part: Lane): boolean => whole.op === op && whole.args.includes(part)
const inOrder = (left: Lane, right: Lane): readonly Lane[] => (left.id <= right.id ? [left, right] : [right, left])

const compute = {
  add: (left: number, right: number) => left + right,
  sub: (left: number, right: number) => left - right,
  mul: (left: number, right: number) => left * right,
  min: Math.min,
  max: Math.max,
}
