import { must } from '../assert.ts'
import { FeelDate, parseDate } from '../values/dates.ts'
import { parseNumber } from '../values/number.ts'
import type { Storage } from './graph.ts'

/** What one column holds. A column that may be missing carries for each value whether it is known. */
export type ColumnSpec = { readonly mayBeMissing?: boolean } & (
  | {
      readonly type: 'number'
      /** Decimal places: the column holds whole numbers of this unit, fen for two places of yuan. */
      readonly scale: number
      /** Least and largest value, as decimals: `'0'`, `'100000.00'`. Any other value is refused when it is filled in. */
      readonly low: string
      readonly high: string
    }
  /** Days since 1970-01-01 between two dates. */
  | { readonly type: 'date'; readonly low: string; readonly high: string }
  /** 1 is true, 0 is false. */
  | { readonly type: 'truth' }
  /** Positions in the list of texts, counted from 0. */
  | { readonly type: 'code'; readonly values: readonly string[] }
)

export interface LayoutSpec {
  /** The input that is a list with its own number of items in each subject, and the lengths it may have. */
  readonly list?: { readonly name: string; readonly sizes: { readonly from: number; readonly until: number } }
  /** By path: `低保标准`, `财产.存款`, and with `[]` for one value of each item: `成员[].工资性收入`. */
  readonly columns: Readonly<Record<string, ColumnSpec>>
  /** Inputs that come out of a table with a row for each place, period or other group; each subject names its row. */
  readonly rows?: Readonly<Record<string, ColumnSpec>>
}

/** One column as it is stored. */
export interface LaidColumn {
  readonly path: string
  readonly spec: ColumnSpec
  readonly of: 'subject' | 'item' | 'row'
  readonly low: number
  readonly high: number
  readonly storage: Storage
}

export interface Layout {
  readonly listName: string | null
  readonly sizes: readonly number[]
  readonly columns: readonly LaidColumn[]
  readonly rowColumns: readonly LaidColumn[]
  readonly find: (path: string) => LaidColumn | undefined
  /** Bytes of four subjects of this size that lie together, and where a column lies among them. */
  readonly tileBytes: (size: number) => number
  readonly placeInTile: (column: LaidColumn, size: number, position: number) => number
  readonly rowBytes: number
  readonly placeInRow: (column: LaidColumn) => number
}

/** Subjects computed by one instruction. */
export const laneCount = 4
export const laneBits = 2
export const bytesOf: Readonly<Record<Storage, number>> = { i8: 1, i16: 2, i32: 4, f64: 8 }
export const arrays = { i8: Int8Array, i16: Int16Array, i32: Int32Array, f64: Float64Array } as const
/** The value that stands for “not known”. */
export const missingIn: Readonly<Record<Storage, number>> = {
  i8: -(2 ** 7),
  i16: -(2 ** 15),
  i32: -(2 ** 31),
  f64: -(2 ** 53),
}
const sizeMax = 64

export function storageFor(low: number, high: number): Storage {
  for (const storage of ['i8', 'i16', 'i32'] as const) {
    if (low > missingIn[storage] && high < -missingIn[storage]) return storage
  }
  must(low > missingIn.f64 && high < -missingIn.f64, 'a column holds whole numbers below 2^53')
  return 'f64'
}

export function layOut(spec: LayoutSpec): Layout {
  const lay = (path: string, column: ColumnSpec, of: LaidColumn['of']): LaidColumn => {
    const { low, high } = rangeOf(path, column)
    must(low <= high, `the range of “${path}” is not empty`)
    return { path, spec: column, of, low, high, storage: storageFor(low, high) }
  }
  const columns = Object.entries(spec.columns)
    .map(([path, column]) => lay(path, column, path.includes('[]') ? 'item' : 'subject'))
    .toSorted((left, right) => bytesOf[right.storage] - bytesOf[left.storage])
  const rowColumns = Object.entries(spec.rows ?? {}).map(([path, column]) => {
    const laid = lay(path, column, 'row')
    return laid.storage === 'f64' ? laid : { ...laid, storage: 'i32' as const }
  })
  const { from = 0, until = 0 } = spec.list?.sizes ?? {}
  must(Number.isInteger(from) && from >= 0 && from <= until && until <= sizeMax, `sizes lie within 0 and ${sizeMax}`)
  const byPath = new Map([...columns, ...rowColumns].map((column) => [column.path, column]))
  const places = columns.map((_, index) => placesBefore(columns.slice(0, index)))
  const whole = placesBefore(columns)
  const itemsFrom = padded(laneCount * whole.subject)
  return {
    listName: spec.list?.name ?? null,
    sizes: Array.from({ length: until - from + 1 }, (_, index) => from + index),
    columns,
    rowColumns,
    find: (path) => byPath.get(path),
    tileBytes: (size) => padded(itemsFrom + laneCount * size * whole.item),
    placeInTile: (column, size, position) => {
      const before = places[columns.indexOf(column)]!
      if (column.of === 'subject') return laneCount * before.subject
      return itemsFrom + laneCount * (size * before.item + position * bytesOf[column.storage])
    },
    rowBytes: rowColumns.length * 8,
    placeInRow: (column) => rowColumns.indexOf(column) * 8,
  }
}

/** Whole vectors, so that every value lies on a multiple of its own width. */
const padded = (bytes: number): number => Math.ceil(bytes / 16) * 16

function placesBefore(columns: readonly LaidColumn[]): { subject: number; item: number } {
  const bytes = (of: LaidColumn['of']): number =>
    columns.filter((column) => column.of === of).reduce((sum, { storage }) => sum + bytesOf[storage], 0)
  return { subject: bytes('subject'), item: bytes('item') }
}

function rangeOf(path: string, spec: ColumnSpec): { low: number; high: number } {
  switch (spec.type) {
    case 'number':
      return { low: unitsOf(spec.low, spec.scale, path), high: unitsOf(spec.high, spec.scale, path) }
    case 'date':
      return { low: dayOf(spec.low, path), high: dayOf(spec.high, path) }
    case 'truth':
      return { low: 0, high: 1 }
    case 'code':
      return { low: 0, high: spec.values.length - 1 }
  }
}

/** A decimal as whole units of a scale: `unitsOf('810.00', 2)` is 81,000. */
export function unitsOf(text: string, scale: number, what: string): number {
  const value = parseNumber(text)
  must(value && value.wide === null && value.scale <= scale, `“${text}” of “${what}” has at most ${scale} decimals`)
  const units = value.units * 10 ** (scale - value.scale)
  must(Number.isSafeInteger(units), `“${text}” of “${what}” is exact in units of its scale`)
  return units
}

function dayOf(text: string, what: string): number {
  const date = parseDate(text)
  must(date instanceof FeelDate, `“${text}” of “${what}” is a date`)
  return date.days
}
