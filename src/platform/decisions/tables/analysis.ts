import { showValue } from '../values/text.ts'
import { FeelNumber, whole } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import { compareValues } from '../values/compare.ts'
import { setOfCell } from './cells.ts'
import { type Interval, type ValueSet, everything, intersect, point, sampleOf, subtract } from './intervals.ts'
import { type TableNode, singleHit } from './table.ts'

export interface Finding {
  readonly code: 'overlap' | 'gap'
  readonly row?: number
  readonly zh: string
  readonly en: string
}

type Row = readonly (ValueSet | null)[]
/** Pairs of rows looked at, and pieces the input space is cut into, at most. */
const pairsMax = 200_000
const piecesMax = 20_000
/** Ends of rows compared with pieces while a gap is looked for, at most: a table of some hundred rows, a second of work. */
const comparisonsMax = 3_000_000
const findingsMax = 10

/** What is wrong with the rows of a table: two rows that hit at once where only one may, inputs that no row covers. */
export function analyseTable(table: TableNode): readonly Finding[] {
  const rows = table.rules.map((rule): Row => rule.tests.map(setOfCell))
  const overlaps = table.hitPolicy === 'UNIQUE' ? findOverlaps(table, rows) : []
  const needsAll = singleHit.includes(table.hitPolicy)
  const hasDefault = table.outputs.some((output) => output.otherwise !== null)
  const gap = needsAll && !hasDefault ? findGap(table, rows) : null
  return gap ? [...overlaps, gap] : overlaps
}

function findOverlaps(table: TableNode, rows: readonly Row[]): Finding[] {
  const findings: Finding[] = []
  let pairs = 0
  for (const [index, row] of rows.entries()) {
    for (const [offset, other] of rows.slice(index + 1).entries()) {
      pairs += 1
      if (pairs > pairsMax || findings.length >= findingsMax) return findings
      const shared = row.map((set, column) => (set && other[column] ? intersect(set, other[column]) : null))
      if (shared.some((set) => set === null || set.length === 0)) continue
      const [first, second] = [index + 1, index + offset + 2]
      const example = describe(
        table,
        shared.map((set) => set?.[0] ?? null),
      )
      findings.push({
        code: 'overlap',
        row: first,
        zh: `第 ${first} 行和第 ${second} 行会同时命中，例如 ${example.zh}；命中策略是“唯一”，只能有一行`,
        en: `rows ${first} and ${second} hit at once, for example ${example.en}; the hit policy is UNIQUE`,
      })
    }
  }
  return findings
}

/** An example of the inputs, as far as a column restricts them. */
function describe(table: TableNode, intervals: readonly (Interval | null)[]): { zh: string; en: string } {
  const parts = intervals.flatMap((interval, column) => {
    const sample = interval && sampleOf(interval)
    if (sample === null) return []
    const { expression } = table.inputs[column]!
    const isBoolean = expression.type.kind === 'boolean' && sample instanceof FeelNumber
    return [`${expression.text} = ${isBoolean ? String(sample.sign === 1) : showValue(sample)}`]
  })
  return parts.length === 0 ? { zh: '任何输入', en: 'any input' } : { zh: parts.join('，'), en: parts.join(', ') }
}

/** The values a column can take: the allowed ones, both truth values, the texts that occur, or all. */
function domainOf(table: TableNode, rows: readonly Row[], column: number): ValueSet {
  const { allowed, domain, expression } = table.inputs[column]!
  const declared = allowed ? setOfCell(allowed) : domain
  if (declared) return declared
  if (expression.type.kind === 'boolean') return [point(whole(0)), point(whole(1))]
  const sets = rows.flatMap((row) => row[column] ?? [])
  const isText = sets.some(({ low, high }) => typeof low.value === 'string' || typeof high.value === 'string')
  return isText ? textsIn(sets).map(point) : everything
}

function textsIn(intervals: readonly Interval[]): readonly Value[] {
  const texts = intervals
    .flatMap(({ low, high }) => [low.value, high.value])
    .filter((value) => typeof value === 'string')
  return [...new Set(texts)]
}

/** The domain cut at every end that a row has, so that a piece lies wholly inside or outside each row. */
function piecesOf(domain: ValueSet, rows: readonly Row[], column: number): Interval[] {
  const ends: Value[] = []
  for (const row of rows) {
    for (const { low, high } of row[column] ?? []) {
      for (const { value } of [low, high]) {
        if (value !== null && !ends.some((known) => compareValues(known, value) === 0)) ends.push(value)
      }
    }
  }
  const points = ends.map(point)
  return [...points.flatMap((each) => intersect(domain, [each])), ...subtract(domain, points)]
}

function findGap(table: TableNode, rows: readonly Row[]): Finding | null {
  let [pieces, comparisons] = [0, 0]
  const search = (left: readonly Row[], column: number, chosen: readonly Interval[]): readonly Interval[] | null => {
    if (left.length === 0) return chosen
    if (column === table.inputs.length) return null
    const ends = left.reduce((sum, row) => sum + 2 * (row[column]?.length ?? 0), 1)
    comparisons += ends * ends
    if (comparisons > comparisonsMax) return null
    for (const piece of piecesOf(domainOf(table, rows, column), left, column)) {
      pieces += 1
      if (pieces > piecesMax) return null
      const covering = left.filter((row) => row[column] === null || intersect(row[column] ?? [], [piece]).length > 0)
      const gap = search(covering, column + 1, [...chosen, piece])
      if (gap) return gap
    }
    return null
  }
  const gap = rows.length === 0 ? null : search(rows, 0, [])
  if (!gap) return null
  const example = describe(table, gap)
  return { code: 'gap', zh: `没有一行适用于 ${example.zh}`, en: `no row applies to ${example.en}` }
}
