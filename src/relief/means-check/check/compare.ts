import type { Day } from '#platform/clock/index.ts'
import type { ResultCode } from '../contract.ts'
import { householdFacts, type Department, type DepartmentItem, type FactName } from '../departments/department.ts'
import { householdSubject, type Declared, type DeclaredValue } from './declared.ts'
import type { FoundValue } from './items.ts'

/** One item of one request as it stands: null outcome is "not answered", which is never "nothing". */
export interface ItemState {
  readonly department: string
  readonly code: string
  /** A person's id, or `household`. */
  readonly subject: string
  readonly outcome: 'found' | 'none' | null
  readonly value: FoundValue | null
  readonly dataOn: Day | null
  /** Of a household item: everybody in it could be asked about. */
  readonly isWhole: boolean
}

/** A value of a line: declared, found or settled. */
export type LineValue = DeclaredValue['value']

export interface LineSource {
  readonly department: string
  readonly item: DepartmentItem
  readonly state: ItemState
}

export interface Line {
  /** `social-insurance.contribution-base:<person>`, `deposits:household`. */
  readonly key: string
  readonly subject: string
  readonly fact: FactName | null
  readonly sources: readonly LineSource[]
  readonly declared: DeclaredValue | null
  readonly found: LineValue | null
  /** Found less declared; only of money and counts. */
  readonly difference: LineValue | null
  readonly code: ResultCode
  /** A person has to settle it before the case is decided. */
  readonly isDifference: boolean
}

/**
 * Declared and found, side by side. Facts of a person are compared source by source, because two departments that speak
 * of one wage are not added; facts of the household are sums over its people and items.
 */
export function compare(departments: readonly Department[], items: readonly ItemState[], declared: Declared): Line[] {
  const sources = departments.flatMap(({ code, items: rows }) =>
    rows.flatMap((item) =>
      items
        .filter((state) => state.department === code && state.code === item.code)
        .map((state): LineSource => ({ department: code, item, state })),
    ),
  )
  const isSummed = ({ item }: LineSource): boolean => item.speaksTo !== null && householdFacts.has(item.speaksTo)
  const single = sources
    .filter((source) => !isSummed(source))
    .map((source) => {
      const { department, item, state } = source
      const key = `${department}.${item.code}:${state.subject}`
      return lineOf({ key, subject: state.subject, fact: item.speaksTo, sources: [source] }, declared)
    })
  const summed = [...Map.groupBy(sources.filter(isSummed), ({ item }) => item.speaksTo)].map(([fact, parts]) =>
    lineOf({ key: `${fact}:${householdSubject}`, subject: householdSubject, fact, sources: parts }, declared),
  )
  return [...single, ...summed]
}

type Bare = Pick<Line, 'key' | 'subject' | 'fact' | 'sources'>

function lineOf(bare: Bare, declared: Declared): Line {
  const known = bare.fact === null ? null : (declared[bare.subject]?.[bare.fact] ?? null)
  const found = foundOf(bare.sources)
  const answered = bare.sources.filter(({ state }) => state.outcome !== null)
  const verdict = (code: ResultCode, isDifference: boolean, difference: LineValue | null = null): Line => ({
    ...{ ...bare, declared: known, found, difference, code, isDifference },
  })
  if (answered.length === 0) return verdict('unanswered', false)
  if (bare.fact === null) return verdict('shown', false)
  const isWhole = bare.sources.every(({ state }) => state.outcome !== null && state.isWhole)
  if (found === null) return missingOf(bare.fact, known, isWhole, verdict)
  if (known === null) {
    // Nothing was declared: a found nothing agrees with it, a found something has to be explained.
    if (isNothing(found)) return verdict(isWhole ? 'none-on-record' : 'at-least', false)
    return verdict('undeclared', true)
  }
  const difference = subtract(found, known.value)
  if (difference === null) return verdict(isSame(found, known.value) ? 'same' : 'differs', !isSame(found, known.value))
  const size = sizeOf(difference)
  if (size > 0n) return verdict('more', true, difference)
  if (!isWhole) return verdict('at-least', false, difference)
  return size === 0n ? verdict('same', false, difference) : verdict('less', true, difference)
}

/** Everything that answered has nothing on record. Less than declared is shown, and nothing to hold against a family. */
function missingOf(
  fact: FactName,
  known: DeclaredValue | null,
  isWhole: boolean,
  verdict: (code: ResultCode, isDifference: boolean, difference?: LineValue | null) => Line,
): Line {
  if (!isWhole) return verdict('at-least', false)
  const isOwned = fact === 'homes' || fact === 'vehicles' || fact === 'businesses'
  // A declared flat that no register knows: whose is it? A wage that no office knows is how many wages are.
  return verdict('none-on-record', isOwned && known !== null && sizeOf(known.value) > 0n)
}

/** The found value of a line: the one source's, or the sum of those that answered. Null: nothing on record. */
function foundOf(sources: readonly LineSource[]): LineValue | null {
  const values = sources.flatMap(({ state }) => (state.value === null ? [] : [lineValue(state.value)]))
  const [first, ...rest] = values
  if (first === undefined) return null
  return rest.reduce((sum, one) => add(sum, one) ?? sum, first)
}

export function lineValue({ unit, value }: FoundValue): LineValue {
  switch (unit) {
    case 'fen':
      return { kind: 'money', fen: String(value), per: 'once' }
    case 'fen-per-month':
      return { kind: 'money', fen: String(value), per: 'month' }
    case 'fen-per-year':
      return { kind: 'money', fen: String(value), per: 'year' }
    case 'count':
      return { kind: 'count', count: Number(value) }
    case 'day':
      return { kind: 'day', day: String(value) as Day }
    case 'region':
    case 'text':
      return { kind: 'region', code: String(value) }
    case 'yes-no':
      return { kind: 'region', code: value === true ? 'yes' : 'no' }
  }
}

function add(left: LineValue, right: LineValue): LineValue | null {
  if (left.kind === 'count' && right.kind === 'count') return { kind: 'count', count: left.count + right.count }
  if (left.kind === 'money' && right.kind === 'money' && left.per === right.per)
    return { ...left, fen: String(BigInt(left.fen) + BigInt(right.fen)) }
  return null
}

/** Months are brought to years, never the other way: nothing is divided, so nothing is rounded. */
export function subtract(found: LineValue, declared: LineValue): LineValue | null {
  if (found.kind === 'count' && declared.kind === 'count') return { kind: 'count', count: found.count - declared.count }
  if (found.kind !== 'money' || declared.kind !== 'money') return null
  const per = found.per === declared.per ? found.per : 'year'
  const at = (one: typeof found): bigint => BigInt(one.fen) * (one.per === 'month' && per === 'year' ? 12n : 1n)
  return { kind: 'money', fen: String(at(found) - at(declared)), per }
}

const sizeOf = (value: LineValue): bigint =>
  value.kind === 'money' ? BigInt(value.fen) : value.kind === 'count' ? BigInt(value.count) : 1n

const isNothing = (value: LineValue): boolean => sizeOf(value) === 0n

const isSame = (left: LineValue, right: LineValue): boolean => {
  if (left.kind === 'day' && right.kind === 'day') return left.day === right.day
  // A register that knows the town agrees with a file that knows the village.
  if (left.kind === 'region' && right.kind === 'region')
    return left.code.startsWith(right.code) || right.code.startsWith(left.code)
  return false
}
