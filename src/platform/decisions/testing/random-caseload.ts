import type { Value } from '../contract.ts'
import type { ColumnSpec, ColumnValues, Columns, Layout, LayoutSpec, Rows } from '../columns/index.ts'
import { isKnown } from '../columns/caseload.ts'
import { dateFromDays } from '../values/dates.ts'
import { exact } from '../values/number.ts'
import type { Chance } from './chance.ts'

/** Random subjects for a layout; ends of ranges, zeros and missing values come up often. */
export interface CaseloadShape {
  readonly subjects: number
  readonly rowCount: number
  /** Share of the values that are not known, where they may be. */
  readonly missingShare: number
}

export function randomColumns(chance: Chance, layout: Layout, shape: CaseloadShape): Columns {
  const { subjects, rowCount, missingShare } = shape
  const sizes = Int32Array.from({ length: subjects }, () => chance.pick(layout.sizes))
  const items = sizes.reduce((sum, size) => sum + size, 0)
  const columns: Record<string, ColumnValues> = {}
  for (const { path, spec, of, low, high } of layout.columns) {
    columns[path] = randomValues(chance, spec, { low, high, missingShare }, of === 'item' ? items : subjects)
  }
  return {
    subjects,
    ...(layout.listName === null ? {} : { sizes }),
    ...(rowCount > 0 ? { rows: Int32Array.from({ length: subjects }, () => chance.below(rowCount)) } : {}),
    columns,
  }
}

export function randomRows(chance: Chance, layout: Layout, { rowCount, missingShare }: CaseloadShape): Rows {
  return Object.fromEntries(
    layout.rowColumns.map(({ path, spec, low, high }) => [
      path,
      randomValues(chance, spec, { low, high, missingShare }, rowCount),
    ]),
  )
}

function randomValues(
  chance: Chance,
  spec: ColumnSpec,
  { low, high, missingShare }: { low: number; high: number; missingShare: number },
  count: number,
): ColumnValues {
  const values = new Float64Array(count)
  const known = new Uint8Array(Math.ceil(count / 8)).fill(255)
  for (let index = 0; index < count; index += 1) {
    const kind = chance.below(8)
    values[index] =
      kind === 0 ? low : kind === 1 ? high : kind < 4 ? clamp(low, high, chance.below(3)) : chance.between(low, high)
    if (spec.mayBeMissing && chance.happens(missingShare)) known[index >> 3]! &= ~(1 << (index & 7))
  }
  return spec.mayBeMissing ? { values, known } : { values }
}
const clamp = (low: number, high: number, value: number): number => Math.min(high, Math.max(low, value))

/** The inputs of single subjects, as `decide` takes them. */
export function subjectReader(
  spec: LayoutSpec,
  given: Columns,
  rows: Rows,
  fixed: Readonly<Record<string, Value>> = {},
): (subject: number) => Readonly<Record<string, Value>> {
  const firsts = new Int32Array(given.subjects + 1)
  for (let index = 0; index < given.subjects; index += 1) {
    firsts[index + 1] = firsts[index]! + (given.sizes?.[index] ?? 0)
  }
  const list = spec.list?.name ?? ''
  const parts = Object.entries(spec.columns).map(([path, column]) => ({ path, ...cut(path), column }))
  const rowParts = Object.entries(spec.rows ?? {})
  return (subject) => {
    const inputs: Record<string, Value> = { ...fixed }
    for (const [path, column] of rowParts) {
      inputs[path] = read(column, rows[path]!, given.rows?.[subject] ?? 0)
    }
    const items: Record<string, Value>[] = []
    const plainItems: Value[] = []
    if (list !== '') {
      const size = given.sizes?.[subject] ?? 0
      for (let position = 0; position < size; position += 1) items.push({})
      inputs[list] = items
    }
    for (const { path, column, isItem, head, entry } of parts) {
      const values = given.columns[path]!
      if (isItem) {
        for (let position = 0; position < items.length; position += 1) {
          const value = read(column, values, firsts[subject]! + position)
          if (entry === '') plainItems.push(value)
          else items[position]![entry] = value
        }
        if (entry === '') inputs[list] = plainItems
      } else if (entry === '') inputs[head] = read(column, values, subject)
      else {
        const context = (inputs[head] ??= {}) as Record<string, Value>
        context[entry] = read(column, values, subject)
      }
    }
    return inputs
  }
}

function cut(path: string): { isItem: boolean; head: string; entry: string } {
  const [head = '', ...rest] = path.replace('[]', '').split('.')
  return { isItem: path.includes('[]'), head, entry: rest.join('.') }
}

function read(spec: ColumnSpec, { values, known }: ColumnValues, index: number): Value {
  if (known && !isKnown(known, index)) return null
  const value = values[index]!
  switch (spec.type) {
    case 'truth':
      return value === 1
    case 'code':
      return spec.values[value]!
    case 'date':
      return dateFromDays(value)
    case 'number':
      return exact(value, spec.scale)
  }
}
