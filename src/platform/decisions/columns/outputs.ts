import { Null } from '../values/null.ts'
import { asCode, translated } from './codes.ts'
import { scaledIn } from './comparing.ts'
import type { Graph, Lane, Storage } from './graph.ts'
import { bytesOf, laneCount, missingIn, storageFor } from './layout.ts'
import { spreadOut } from './fixed.ts'
import { notSupported } from './not-columnar.ts'
import { rescale, unrounded } from './numbers.ts'
import { isDecimal, larger, lcm, smaller } from './proof.ts'
import type { Scaled, ScaledKind, Shape } from './shape.ts'
import { asTruth, isNullShape } from './truth.ts'

/** One result per subject, as it is stored. A context gives one result for each of its entries. */
export interface Output {
  /** Name of the decision, with the entry of a context behind a dot: `测算.补差`. */
  readonly name: string
  /** `reasons`: a list of texts out of a fixed list, one bit for each. */
  readonly kind: 'truth' | 'text' | 'reasons' | ScaledKind
  readonly storage: Storage
  /** Where the values of four subjects lie among their results. */
  readonly place: number
  /** Decimal places of a number. */
  readonly scale: number
  /** The texts of a code or of the bits, in order. */
  readonly values: readonly string[]
}
export interface Store {
  readonly place: number
  readonly storage: Storage
  readonly lane: Lane
}
/** What one wanted decision is for subjects of one size. */
export interface Sized {
  readonly graph: Graph
  readonly shape: Shape
}
type Kept = Omit<Output, 'name' | 'place'> & { readonly lanes: readonly Lane[] }

/** The results by name, in the order of the entries. */
export function flatten(name: string, sized: readonly Sized[]): readonly { name: string; sized: readonly Sized[] }[] {
  const spread = sized.map(({ graph, shape }) => ({
    graph,
    shape: shape.kind === 'const' ? spreadOut(graph, shape.value) : shape,
  }))
  const contexts = spread.flatMap(({ shape }) => (shape.kind === 'context' ? [shape] : []))
  if (contexts.length === 0) return [{ name, sized: spread }]
  if (contexts.length < spread.length)
    throw notSupported('只有一部分对象才有的上下文', 'a context only some subjects have')
  return contexts[0]!.names.flatMap((entry) =>
    flatten(
      `${name}.${entry}`,
      contexts.map((context, index) => ({ graph: spread[index]!.graph, shape: context.entry(entry)! })),
    ),
  )
}

/** How the results of one name are stored, the same for subjects of every size. */
export function keep(sized: readonly Sized[]): Kept {
  const known = sized.filter(({ shape }) => !isNullShape(shape))
  const first = known[0]
  if (first?.shape.kind === 'list') return keepReasons(sized)
  if (first && scaledIn(first.graph, first.shape)) return keepScaled(sized)
  if (first && asCode(first.graph, first.shape)) return keepText(sized)
  const lanes = sized.map(({ graph, shape }) => {
    const { yes, no } = asTruth(graph, shape)
    const missing = graph.whole(missingIn.i8)
    return graph.select(yes, graph.whole(1), graph.select(no, graph.whole(0), missing))
  })
  return { kind: 'truth', storage: 'i8', scale: 0, values: [], lanes }
}

const unlike = () =>
  notSupported('大小不同的对象结果不是一类', 'results of different kinds for subjects of different sizes')

function keepScaled(sized: readonly Sized[]): Kept {
  const values = sized.map(({ graph, shape }) => (isNullShape(shape) ? null : (scaledIn(graph, shape) ?? refuse())))
  const present = values.filter((value) => value !== null)
  const { of } = present[0]!
  if (present.some((value) => value.of !== of)) throw unlike()
  const den = decimalOver(present)
  const scaled = values.map((value, index) => value && rescale(sized[index]!.graph, value, den))
  const all = scaled.filter((value) => value !== null)
  const low = all.reduce((least, value) => smaller(least, value.low), all[0]!.low)
  const high = all.reduce((most, value) => larger(most, value.high), all[0]!.high)
  const storage = storageFor(Number(low), Number(high)) === 'f64' ? 'f64' : 'i32'
  const lanes = scaled.map((value, index) => scaledLane(sized[index]!.graph, value, storage))
  return { kind: of, storage, scale: den.toString().length - 1, values: [], lanes }
}

const refuse = (): never => {
  throw unlike()
}

function scaledLane(graph: Graph, value: Scaled | null, storage: 'i32' | 'f64'): Lane {
  const kind = storage === 'f64' ? 'wide' : 'int'
  const missing = graph.as(kind, graph.whole(missingIn[storage]))
  return value ? graph.select(value.known, graph.as(kind, value.units), missing) : missing
}

/** The least power of ten that all are whole numbers over. */
function decimalOver(values: readonly Scaled[]): bigint {
  const common = values.reduce((den, value) => lcm(den, value.den), 1n)
  if (!isDecimal(common)) throw unrounded()
  let den = 1n
  while (den % common !== 0n) den *= 10n
  return den
}

function keepText(sized: readonly Sized[]): Kept {
  const codes = sized.map(({ graph, shape }) => (isNullShape(shape) ? null : (asCode(graph, shape) ?? refuse())))
  const values = [...new Set(codes.flatMap((code) => code?.values ?? []))]
  const storage = storageFor(0, values.length)
  const lanes = codes.map((code, index) => {
    const { graph } = sized[index]!
    const missing = graph.whole(missingIn[storage])
    if (!code) return missing
    return graph.select(code.known, translated(graph, code, values), missing)
  })
  return { kind: 'text', storage, scale: 0, values, lanes }
}

const reasonsMax = 31

function keepReasons(sized: readonly Sized[]): Kept {
  const lists = sized.map(({ shape }) => (shape.kind === 'list' ? shape.items : refuse()))
  const texts = lists.map((items) => items.map(({ shape }) => textIn(shape)))
  const values = texts.reduce((longest, each) => (each.length > longest.length ? each : longest), [])
  if (values.length > reasonsMax)
    throw notSupported(`超过 ${reasonsMax} 项的名单`, `a list of more than ${reasonsMax} items`)
  if (texts.some((each) => each.some((text, index) => values[index] !== text))) {
    throw notSupported(
      '大小不同的对象，名单里可能有的项不同',
      'a list whose possible items differ by the size of the subject',
    )
  }
  const lanes = lists.map((items, index) => {
    const { graph } = sized[index]!
    return items.reduce((bits, { present }, bit) => graph.bits(bits, present, 1 << bit), graph.whole(0))
  })
  return { kind: 'reasons', storage: 'i32', scale: 0, values, lanes }
}

function textIn(shape: Shape): string {
  if (shape.kind === 'const' && typeof shape.value === 'string') return shape.value
  throw shape.kind === 'const' && shape.value instanceof Null
    ? notSupported('名单里的空值', 'a null in a list')
    : notSupported('不是定好的文字的名单', 'a list of anything but fixed texts')
}

/** Places of the results of four subjects, the widest first so that each lies on its own multiple. */
export function placeOutputs(kept: readonly (Kept & { readonly name: string })[]): {
  readonly outputs: readonly Output[]
  readonly bytes: number
} {
  const order = kept.toSorted((left, right) => bytesOf[right.storage] - bytesOf[left.storage])
  const places = new Map<string, number>()
  let bytes = 0
  for (const { name, storage } of order) {
    places.set(name, bytes)
    bytes += laneCount * bytesOf[storage]
  }
  const outputs = kept.map(({ lanes: _, ...output }) => ({ ...output, place: places.get(output.name)! }))
  return { outputs, bytes: Math.ceil(bytes / 16) * 16 }
}
