import { must } from '#platform/errors/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type { TreeLine } from '../assessment.ts'
import { everyLine } from './lines.ts'

/** What the lines say when added up again, and every line that says something else. */
export interface Recomputed {
  /** The last line, from the lines above it; null when one of them is unknown. */
  readonly amount: Fen | null
  /** Ids of lines whose stated value is not what their own lines make. */
  readonly faults: readonly string[]
}

/**
 * Proves a why-tree: only facts and parameters are taken as they stand, everything else is computed again from the
 * lines it names. No rule of any programme is known here, only +, −, ×, ÷, counting heads, and "all tests hold".
 */
export function recompute(tree: readonly TreeLine[]): Recomputed {
  const lines = everyLine(tree)
  const byId = new Map(lines.map((one) => [one.id, one]))
  must(byId.size === lines.length, 'ids of a why-tree are unique')
  const values = new Map<string, bigint | null>()
  const faults: string[] = []
  const valueOf = (id: string): bigint | null => {
    const known = values.get(id)
    if (known !== undefined) return known
    const one = byId.get(id)
    must(one, `the line ${id} is in the tree`)
    const value =
      one.from.length === 0
        ? statedValue(one)
        : computedValue(
            one,
            one.from.map((from) => byId.get(from)),
            valueOf,
          )
    if (value !== statedValue(one) || !isWhole(one)) faults.push(id)
    values.set(id, value)
    return value
  }
  for (const one of lines) if (one.kind !== 'note') valueOf(one.id)
  const last = tree.at(-1)?.lines.at(-1)
  must(last?.kind === 'result', 'the last line of a why-tree is the result')
  const amount = valueOf(last.id)
  return { amount: amount === null ? null : fen(amount), faults }
}

/** Tests count as 1, 0 or unknown, so that one table holds every line. */
function statedValue(one: TreeLine): bigint | null {
  if (one.kind === 'test') return one.holds === undefined || one.holds === null ? null : BigInt(one.holds)
  return one.amount === null || !isWhole(one) ? null : BigInt(one.amount.value)
}

/** A rule can be written that the drawing of the sum does not follow; its line then says no whole number and is a fault. */
const isWhole = ({ amount }: TreeLine): boolean => amount === null || /^-?\d+$/.test(amount.value)

function computedValue(
  one: TreeLine,
  parts: readonly (TreeLine | undefined)[],
  valueOf: (id: string) => bigint | null,
): bigint | null {
  const known = parts.filter((part) => part !== undefined)
  must(known.length === parts.length, `every line that ${one.id} is made from is in the tree`)
  const isTakenOver = known.every((part) => part.amount?.unit === 'person')
  if (one.amount?.unit === 'person' && !isTakenOver) return BigInt(known.length)
  if (one.kind === 'test') return testValue(one, known, valueOf)
  const [only] = known
  // A value taken over from a line above; the sign there joined it to its own neighbours.
  if (known.length === 1 && only && (only.operator === '×' || only.operator === '÷')) return valueOf(only.id)
  const tests = known.filter((part) => part.kind === 'test').map((part) => valueOf(part.id))
  if (tests.includes(0n)) return 0n
  if (tests.includes(null)) return null
  return addUp(
    known.filter((part) => part.kind !== 'test'),
    valueOf,
  )
}

function addUp(parts: readonly TreeLine[], valueOf: (id: string) => bigint | null): bigint | null {
  let total = 0n
  let numerator = 1n
  for (const part of parts) {
    if (part.kind === 'note') continue
    if (part.kind === 'parameter' && part.amount === null && part.parameter !== null) {
      total = roundedAs(part.parameter.value, total, numerator)
      numerator = 1n
      continue
    }
    const value = valueOf(part.id)
    if (value === null) return null
    if (part.operator === '×') total *= value
    else if (part.operator === '÷') numerator *= value
    else if (part.operator === '−') total -= value * numerator
    else total += value * numerator
  }
  if (total % numerator !== 0n) return null
  return total / numerator
}

/** The roundings a place may name. The division is kept as a fraction until one of them is asked for. */
function roundedAs(name: string, numerator: bigint, denominator: bigint): bigint {
  const down = (dividend: bigint, divisor: bigint): bigint => {
    const whole = dividend / divisor
    return dividend % divisor < 0n ? whole - 1n : whole
  }
  if (name === '不足一分进一分') return -down(-numerator, denominator)
  if (name === '四舍五入到分') return down(numerator * 2n + denominator, denominator * 2n)
  return down(numerator, denominator)
}

/** A test between two amounts is `first < second` (`<`) or `first ≤ second` (`≤`), as its own line says; others are facts. */
function testValue(one: TreeLine, parts: readonly TreeLine[], valueOf: (id: string) => bigint | null): bigint | null {
  const isComparison = one.compares !== undefined
  if (!isComparison) {
    const tests = parts.map((part) => valueOf(part.id))
    if (tests.includes(0n)) return 0n
    return tests.includes(null) ? null : 1n
  }
  const [left, right] = parts.map((part) => valueOf(part.id))
  if (left === null || left === undefined || right === null || right === undefined) return null
  return BigInt(one.compares === '<' ? left < right : left <= right)
}
