import type { Graph } from './graph.ts'
import { chooseScaled, fixedUnits, less, negate, quotient } from './numbers.ts'
import { notSupported } from './not-columnar.ts'
import type { Scaled } from './shape.ts'

type Round = (graph: Graph, value: Scaled, places: bigint) => Scaled
const placesMax = 9n

/** `floor((units × 10^places × times + plus·den) / (times·den))`, as a number with that many decimal places. */
function floored(graph: Graph, value: Scaled, places: bigint, times = 1n, halves = 0n): Scaled {
  const up = places > 0n ? 10n ** places : 1n
  const down = places < 0n ? 10n ** -places : 1n
  const by = value.den * down * times
  const whole = quotient(graph, value, by, up * times, halves * value.den * down)
  if (places >= 0n) return { ...whole, den: 10n ** places }
  return { ...quotient(graph, whole, 1n, down), den: 1n }
}

/** Nothing to round: the value has no more decimal places than asked for. */
const isExact = ({ den }: Scaled, places: bigint): boolean => places >= 0n && 10n ** places % den === 0n

const checked =
  (round: Round): Round =>
  (graph, value, places) => {
    if (places > placesMax || places < -placesMax)
      throw notSupported(`取整到 ${places} 位`, `rounding to ${places} places`)
    return isExact(value, places) ? value : round(graph, value, places)
  }

const floor: Round = (graph, value, places) => floored(graph, value, places)
const ceiling: Round = (graph, value, places) => negate(graph, floored(graph, negate(graph, value), places))

/** By the sign of the value, as rounding away from and towards zero want it. */
const bySign =
  (negative: Round, positive: Round): Round =>
  (graph, value, places) => {
    const isNegative = less(graph, { ...value, den: 1n }, fixedUnits(graph, value.of, 0n, 1n))
    if (isNegative === graph.no) return positive(graph, value, places)
    return chooseScaled(graph, isNegative, negative(graph, value, places), positive(graph, value, places))
  }

/** To the nearest, the half upwards: `floor(x + 1/2)`. */
const halfUpwards: Round = (graph, value, places) => floored(graph, value, places, 2n, 1n)
const halfDownwards: Round = (graph, value, places) => negate(graph, halfUpwards(graph, negate(graph, value), places))

/** FEEL's named roundings. None of them is ever applied silently. */
export const roundings = {
  floor: checked(floor),
  ceiling: checked(ceiling),
  'round up': checked(bySign(floor, ceiling)),
  'round down': checked(bySign(ceiling, floor)),
  'round half up': checked(bySign(halfDownwards, halfUpwards)),
  'round half down': checked(bySign(halfUpwards, halfDownwards)),
}

export function absolute(graph: Graph, value: Scaled): Scaled {
  const isNegative = less(graph, { ...value, den: 1n }, fixedUnits(graph, value.of, 0n, 1n))
  const chosen = chooseScaled(graph, isNegative, negate(graph, value), value)
  return value.low >= 0n ? value : { ...chosen, low: 0n }
}
