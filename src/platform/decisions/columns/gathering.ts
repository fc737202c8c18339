import { writtenNull } from '../values/null.ts'
import { scaledIn } from './comparing.ts'
import type { Graph, Lane } from './graph.ts'
import { notSupported } from './not-columnar.ts'
import { addUnits, align, divide, extreme, fixedUnits } from './numbers.ts'
import { ceilDiv, floorDiv, larger, smaller } from './proof.ts'
import { type ListShape, type Scaled, type Shape, constant } from './shape.ts'
import { isNullShape } from './truth.ts'

export function countOf(graph: Graph, { items }: ListShape): Scaled {
  const surely = BigInt(items.filter(({ present }) => present === graph.yes).length)
  let units = graph.whole(Number(surely))
  for (const { present } of items) {
    if (present !== graph.yes) units = graph.arithmetic('sub', units, graph.counted(present), true)
  }
  const high = BigInt(items.length)
  return { kind: 'scaled', of: 'number', units, den: 1n, low: surely, high, known: graph.yes }
}

interface Gathered {
  readonly items: readonly { readonly value: Scaled; readonly present: Lane }[]
  /** There is at least one item, and none of those that are there is missing. */
  readonly known: Lane
}

function gather(graph: Graph, { items }: ListShape): Gathered | null {
  let [isAny, isWhole] = [graph.no, graph.yes]
  const values: { value: Scaled; present: Lane }[] = []
  for (const { shape, present } of items) {
    if (present === graph.no) continue
    isAny = graph.or(isAny, present)
    const value = isNullShape(shape) ? null : scaledIn(graph, shape)
    if (!value && !isNullShape(shape)) throw notSupported('不是数的项', 'items that are no numbers')
    isWhole = graph.and(isWhole, graph.or(graph.not(present), value ? value.known : graph.no))
    if (value) values.push({ value, present })
  }
  const known = graph.and(isAny, isWhole)
  if (known === graph.no || values.length === 0) return null
  if (values.some(({ value }) => value.of !== values[0]!.value.of))
    throw notSupported('不同类的项', 'items of different kinds')
  return { items: values, known }
}

/** FEEL's sum: null for an empty list and for one with a null in it. */
export function sumOf(graph: Graph, list: ListShape): Shape {
  const gathered = gather(graph, list)
  if (!gathered) return constant(writtenNull)
  let sum: Scaled | null = null
  for (const { value, present } of gathered.items) {
    if (value.of === 'date') throw notSupported('日期相加', 'a sum of dates')
    const zero = fixedUnits(graph, value.of, 0n, value.den)
    const part = present === graph.yes ? value : counted(graph, present, value, zero)
    sum = sum ? addUnits(graph, 'add', sum, { ...part, known: graph.yes }, part.of) : { ...part, known: graph.yes }
  }
  return { ...sum!, known: gathered.known }
}

/** The value where the item is there, else the filler, with the narrow interval of both. */
function counted(graph: Graph, present: Lane, value: Scaled, filler: Scaled): Scaled {
  const [one, other] = align(graph, value, filler)
  const units = graph.select(present, one.units, other.units)
  return { ...one, units, low: smaller(one.low, other.low), high: larger(one.high, other.high) }
}

export function meanOf(graph: Graph, list: ListShape): Shape {
  const sum = sumOf(graph, list)
  return sum.kind === 'scaled' ? divide(graph, sum, countOf(graph, list)) : sum
}

export function extremeOf(graph: Graph, op: 'min' | 'max', list: ListShape): Shape {
  const gathered = gather(graph, list)
  if (!gathered) return constant(writtenNull)
  // What is not there takes a value that loses against every other.
  const ends = gathered.items.map(({ value }) => {
    const [end, round] = op === 'max' ? [value.low, floorDiv] : [value.high, ceilDiv]
    return round(end, value.den)
  })
  const worst = ends.reduce((least, each) => (op === 'max' ? smaller : larger)(least, each))
  const filler = fixedUnits(graph, gathered.items[0]!.value.of, worst, 1n)
  let best: Scaled | null = null
  for (const { value, present } of gathered.items) {
    const part = { ...(present === graph.yes ? value : counted(graph, present, value, filler)), known: graph.yes }
    best = best ? extreme(graph, op, best, part) : part
  }
  return { ...best!, known: gathered.known }
}
