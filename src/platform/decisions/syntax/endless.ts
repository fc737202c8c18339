import { stepsMax } from '../meter.ts'
import { FeelDate } from '../values/dates.ts'
import { FeelNumber, toInteger } from '../values/number.ts'
import type { Complaint } from './binder.ts'
import type { Iterated, Node } from './node.ts'

/** What to say of loops whose ends are written out and that the meter would stop each time; null for all others. */
export function endless(variables: readonly Iterated[]): Complaint | null {
  let steps = 1
  let isCertain = true
  for (const { source, until } of variables) {
    const length = lengthOf(source, until)
    // Behind a list of unknown length the loops may run no time at all, but one that is too long by itself never ends.
    isCertain &&= length !== null
    steps = isCertain ? steps * length! : Math.max(steps, length ?? 0)
    if (steps > stepsMax) return tooMany(steps)
  }
  return null
}

const tooMany = (steps: number): Complaint => ({
  code: 'too-many-steps',
  zh: `这个算式要做的步数太多：至少 ${steps.toLocaleString('en-US')} 步，最多做 ${stepsMax.toLocaleString('en-US')} 步。请检查其中的循环`,
  en: `this expression takes too many steps: at least ${steps.toLocaleString('en-US')}, and ${stepsMax.toLocaleString('en-US')} are done at most; check its iterations`,
})

function lengthOf(source: Node, until: Node | null): number | null {
  const ends = until
    ? [source, until]
    : source.kind === 'operation' && source.operation === 'range'
      ? source.operands
      : []
  const [from, to] = ends.map(placeOf)
  return from == null || to == null ? null : Math.abs(to - from) + 1
}

/** Where a written number or day stands in the row that is counted through. */
function placeOf(node: Node): number | null {
  if (node.kind === 'operation' && node.operation === '-' && node.operands.length === 1) {
    const inner = placeOf(node.operands[0]!)
    return inner === null ? null : -inner
  }
  if (node.kind !== 'constant') return null
  if (node.value instanceof FeelNumber) return toInteger(node.value)
  return node.value instanceof FeelDate ? node.value.days : null
}
