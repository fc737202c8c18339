import { refusals } from '../refusals.ts'
import type { Storage } from './graph.ts'
import { type LaidColumn, type Layout, laneCount, missingIn } from './layout.ts'
import { SharedRegions } from './memory.ts'

/** Values of one column, whole numbers in the unit of its specification. */
export interface ColumnValues {
  readonly values: ArrayLike<number>
  /** One bit for each value, lowest first, as in Arrow; only for columns that may be missing. Absent: all are known. */
  readonly known?: Uint8Array
}
/** A caseload as columns: one value per household, or one per item, households one after the other. */
export interface Columns {
  readonly households: number
  /** Items of each household; absent when the layout has no list. */
  readonly sizes?: ArrayLike<number>
  /** Row of each household in the table of rows; absent when the layout has none. */
  readonly rows?: ArrayLike<number>
  readonly columns: Readonly<Record<string, ColumnValues>>
}

/** Households of one size and one row that lie together. */
export interface Segment {
  readonly size: number
  readonly row: number
  readonly households: number
  /** First byte of the tiles, and number of the first tile among all. */
  readonly at: number
  readonly firstTile: number
  readonly tiles: number
}

/** A caseload in shared memory, grouped by size and row, ready for any number of runs. */
export interface Caseload {
  readonly layout: Layout
  readonly households: number
  readonly segments: readonly Segment[]
  readonly tiles: number
  /** Place of each household among the lanes of all tiles. */
  readonly slots: Int32Array
  /** Largest row that a household names, −1 without rows. */
  readonly rowMax: number
  readonly regions: SharedRegions
}

/**
 * Checks every value against its range and lays the households out by size and row.
 * @throws columnOutOfRange, columnMissing before anything is laid out.
 */
export function fillCaseload(layout: Layout, given: Columns): Caseload {
  const { households } = given
  const sizes = wholeColumn('sizes', given.sizes, households, layout.listName !== null)
  const rows = wholeColumn('rows', given.rows, households, layout.rowColumns.length > 0)
  checkRange('sizes', sizes, layout.sizes[0]!, layout.sizes.at(-1)!)
  checkRange('rows', rows, 0, rowsMax - 1)
  const firsts = new Int32Array(households + 1)
  for (let index = 0; index < households; index += 1) firsts[index + 1] = firsts[index]! + sizes[index]!
  for (const column of layout.columns)
    checkColumn(column, given, column.of === 'item' ? firsts[households]! : households)
  const regions = new SharedRegions()
  const { segments, slots, tiles, bytes, rowMax } = group(layout, sizes, rows)
  const region = regions.take(bytes)
  const placed = segments.map((segment) => ({ ...segment, at: segment.at + region.at }))
  const caseload: Caseload = { layout, households, segments: placed, tiles, slots, rowMax, regions }
  fillTiles(caseload, given, { sizes, firsts })
  return caseload
}

/** Rows of the table of rows: every place and period of a province many times over. */
const rowsMax = 1_000_000

function wholeColumn(name: string, given: ArrayLike<number> | undefined, count: number, isWanted: boolean): Int32Array {
  if (!isWanted) return new Int32Array(count)
  if (given?.length !== count) throw refusals.columnMissing({ column: name, count })
  const values = Int32Array.from(given)
  for (let index = 0; index < count; index += 1) {
    if (values[index] !== given[index]) throw outOfRange(name, index, given[index]!, 0, 2 ** 31 - 1)
  }
  return values
}

const outOfRange = (column: string, index: number, value: number, low: number, high: number) =>
  refusals.columnOutOfRange({ column, place: index + 1, value: String(value), range: `${low}…${high}` })

function checkRange(name: string, values: ArrayLike<number>, low: number, high: number): void {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!
    if (!(value >= low && value <= high)) throw outOfRange(name, index, value, low, high)
  }
}

export const isKnown = (known: Uint8Array, index: number): boolean => ((known[index >> 3]! >> (index & 7)) & 1) === 1

function checkColumn(column: LaidColumn, given: Columns, count: number): void {
  const { path, spec, low, high } = column
  const found = Object.hasOwn(given.columns, path) ? given.columns[path] : undefined
  if (found?.values.length !== count) throw refusals.columnMissing({ column: path, count })
  const { values, known } = found
  if (known && (known.length * 8 < count || !spec.mayBeMissing)) throw refusals.columnMissing({ column: path, count })
  for (let index = 0; index < count; index += 1) {
    if (known && !isKnown(known, index)) continue
    const value = values[index]!
    if (!(value >= low && value <= high) || !Number.isInteger(value)) throw outOfRange(path, index, value, low, high)
  }
}

/** Counts the households of each size and row, then gives every household its lane. */
function group(layout: Layout, sizes: Int32Array, rows: Int32Array) {
  const rowCount = rows.reduce((most, row) => Math.max(most, row), -1) + 1
  const keyOf = (index: number): number => sizes[index]! * Math.max(1, rowCount) + rows[index]!
  const counts = new Map<number, number>()
  for (let index = 0; index < sizes.length; index += 1) counts.set(keyOf(index), (counts.get(keyOf(index)) ?? 0) + 1)
  const segments: Segment[] = []
  const next = new Map<number, number>()
  let [at, firstTile] = [0, 0]
  for (const [key, households] of [...counts].toSorted((left, right) => left[0] - right[0])) {
    const size = Math.floor(key / Math.max(1, rowCount))
    const tiles = Math.ceil(households / laneCount)
    segments.push({ size, row: key % Math.max(1, rowCount), households, at, firstTile, tiles })
    next.set(key, firstTile * laneCount)
    at += tiles * layout.tileBytes(size)
    firstTile += tiles
  }
  const slots = new Int32Array(sizes.length)
  for (let index = 0; index < sizes.length; index += 1) {
    const key = keyOf(index)
    slots[index] = next.get(key)!
    next.set(key, slots[index]! + 1)
  }
  return { segments, slots, tiles: firstTile, bytes: at, rowMax: layout.rowColumns.length > 0 ? rowCount - 1 : -1 }
}

/** First byte of the tile in which each tile number lies is that of its segment plus whole tiles. */
function fillTiles(caseload: Caseload, given: Columns, by: { sizes: Int32Array; firsts: Int32Array }): void {
  const { layout, segments, slots } = caseload
  const tileAt = new Float64Array(caseload.tiles)
  for (const { at, firstTile, tiles, size } of segments) {
    const bytes = layout.tileBytes(size)
    for (let tile = 0; tile < tiles; tile += 1) tileAt[firstTile + tile] = at + tile * bytes
  }
  const buffer = caseload.regions.memory.buffer
  for (const column of layout.columns) {
    const { values, known } = given.columns[column.path]!
    const write = writerOf(column.storage, buffer)
    const places = layout.sizes.map((size) => ({
      first: layout.placeInTile(column, size, 0),
      step:
        size > 1 && column.of === 'item'
          ? layout.placeInTile(column, size, 1) - layout.placeInTile(column, size, 0)
          : 0,
    }))
    for (let index = 0; index < slots.length; index += 1) {
      const size = by.sizes[index]!
      const slot = slots[index]!
      const { first, step } = places[size - layout.sizes[0]!]!
      const at = tileAt[slot >> 2]! + first
      const from = column.of === 'item' ? by.firsts[index]! : index
      const count = column.of === 'item' ? size : 1
      for (let position = 0; position < count; position += 1) {
        const source = from + position
        const isThere = !known || isKnown(known, source)
        write(at + position * step, slot & 3, isThere ? values[source]! : missingIn[column.storage])
      }
    }
  }
}

type Write = (at: number, lane: number, value: number) => void

function writerOf(storage: Storage, buffer: ArrayBufferLike): Write {
  switch (storage) {
    case 'i8': {
      const bytes = new Int8Array(buffer)
      return (at, lane, value) => void (bytes[at + lane] = value)
    }
    case 'i16': {
      const halves = new Int16Array(buffer)
      return (at, lane, value) => void (halves[(at >>> 1) + lane] = value)
    }
    case 'i32': {
      const ints = new Int32Array(buffer)
      return (at, lane, value) => void (ints[(at >>> 2) + lane] = value)
    }
    case 'f64': {
      const doubles = new Float64Array(buffer)
      return (at, lane, value) => void (doubles[at / 8 + lane] = value)
    }
  }
}
