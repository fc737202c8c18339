import type { Node } from '../syntax/node.ts'
import type { Check } from './check.ts'
import { type Measure, meet, quantity, unknown, worseRest } from './measure.ts'

export type Measured = readonly [node: Node, measure: Measure]

/** One value out of several: of branches, rows, items. They must be of one unit. */
export function chooseAmong(check: Check, node: Node, options: readonly Measured[]): Measure {
  const known = options.filter(([, { kind }]) => kind !== 'unknown')
  const first = known.find(([, measure]) => measure.kind !== 'number' || !measure.isConstant) ?? known[0]
  if (!first) return unknown
  return known.reduce<Measure>((whole, each) => {
    if (whole.kind !== 'number' || each[1].kind !== 'number') return whole
    check.meeting('choose', each[0], first, each)
    const units = meet(whole, each[1])
    const places = whole.places === null || each[1].places === null ? null : Math.max(whole.places, each[1].places)
    const isConstant = whole.isConstant && each[1].isConstant
    const rest = worseRest(whole.rest, each[1].rest)
    return quantity(units?.length === 0 ? whole.units : units, { places, rest, isConstant })
  }, first[1])
}
