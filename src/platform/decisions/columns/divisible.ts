import type { Graph, Lane } from './graph.ts'
import { quotient } from './numbers.ts'
import { isDecimal } from './proof.ts'
import type { Scaled } from './shape.ts'

/**
 * A quotient in a branch that is only taken where it comes out even, as in `if floor(x * 100) = x * 100 then x`, needs no
 * rounding there: the same value over the smaller denominator.
 */
export function evenWhere(graph: Graph, mask: Lane, value: Scaled): Scaled {
  if (isDecimal(value.den)) return value
  const by = divisorWhere(graph, mask, value)
  return by !== null && value.den % by === 0n ? { ...quotient(graph, value, by), den: value.den / by } : value
}

/** A whole number that divides the units of every known value for which the mask holds. */
function divisorWhere(graph: Graph, mask: Lane, value: Scaled): bigint | null {
  if (mask.op === 'same') return evenDivisor(mask, plain(value.units))
  if (mask.op !== 'and' && mask.op !== 'or') return null
  const isUnknown = (lane: Lane): boolean =>
    lane === graph.not(value.known) || (lane.op === 'and' && lane.args.some(isUnknown))
  const open = mask.op === 'or' ? mask.args.filter((arg) => !isUnknown(arg)) : mask.args
  const found = open.map((arg) => divisorWhere(graph, arg, value))
  if (mask.op === 'and') return found.find((by) => by !== null) ?? null
  return found.length > 0 && found.every((by) => by !== null && by === found[0]) ? found[0]! : null
}

/** `floor(units / by) * by = units`. */
function evenDivisor({ args }: Lane, units: Lane): bigint | null {
  const other = args.map(plain).find((arg) => arg !== units)
  if (!args.map(plain).includes(units) || other?.op !== 'mul') return null
  const factor = other.args.find((arg) => arg.op === 'const')
  const floored = other.args.map(plain).find((arg) => arg.op === 'quotient')
  if (!factor || floored?.value !== factor.value || plain(floored.args[0]!) !== units) return null
  return BigInt(factor.value)
}

/** The same number, whatever form it is in. */
const plain = (lane: Lane): Lane => (lane.op === 'widen' || lane.op === 'narrow' ? plain(lane.args[0]!) : lane)
