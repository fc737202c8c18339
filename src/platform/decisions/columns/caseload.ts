import { refusals } from '../refusals.ts'
import { type LaidColumn, type Layout, bytesOf, laneCount, missingIn } from './layout.ts'
import { SharedRegions } from './memory.ts'

/** Values of one column, whole numbers in the unit of its specification. */
export interface ColumnValues {
  readonly values: ArrayLike<number>
  /** One bit for each value, lowest first, as in Arrow; only for columns that may be missing. Absent: all are known. */
  readonly known?: Uint8Array
}
/** A caseload as columns: one value per subject, or one per item, subjects one after the other. */
export interface Columns {
  readonly subjects: number
  /** Items of each subject; absent when the layout has no list. */
  readonly sizes?: ArrayLike<number>
  /** Row of each subject in the table of rows; absent when the layout has none. */
  readonly rows?: ArrayLike<number>
  readonly columns: Readonly<Record<string, ColumnValues>>
}

/** Subjects of one size and one row that lie together. */
export interface Segment {
  readonly size: number
  readonly row: number
  readonly subjects: number
  /** First byte of the tiles, and number of the first tile among all. */
  readonly at: number
  readonly firstTile: number
  readonly tiles: number
}

/** A caseload in shared memory, grouped by size and row, ready for any number of runs. */
export interface Caseload {
  readonly layout: Layout
  readonly subjects: number
  readonly segments: readonly Segment[]
  readonly tiles: number
  /** Place of each subject among the lanes of all tiles. */
  readonly slots: Int32Array
  /** Largest row that a subject names, −1 without rows. */
  readonly rowMax: number
  readonly regions: SharedRegions
}

/**
 * Checks every value against its range and lays the subjects out by size and row.
 * @throws columnOutOfRange, columnMissing before anything is laid out.
 */
export function fillCaseload(layout: Layout, given: Columns): Caseload {
  const { subjects } = given
  const sizes = wholeColumn('sizes', given.sizes, subjects, layout.listName !== null)
  const rows = wholeColumn('rows', given.rows, subjects, layout.rowColumns.length > 0)
  checkRange('sizes', sizes, layout.sizes[0]!, layout.sizes.at(-1)!)
  checkRange('rows', rows, 0, rowsMax - 1)
  const firsts = new Int32Array(subjects + 1)
  for (let index = 0; index < subjects; index += 1) firsts[index + 1] = firsts[index]! + sizes[index]!
  const units = layout.columns.map((column) =>
    checkedColumn(column, given, column.of === 'item' ? firsts[subjects]! : subjects),
  )
  const regions = new SharedRegions()
  const { segments, slots, tiles, bytes, rowMax } = group(layout, sizes, rows)
  const region = regions.take(bytes)
  const placed = segments.map((segment) => ({ ...segment, at: segment.at + region.at }))
  const caseload: Caseload = { layout, subjects, segments: placed, tiles, slots, rowMax, regions }
  fillTiles(caseload, { sizes, firsts, units })
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

type Units = Int32Array | Float64Array

/** The column as it will be stored, every value checked; what is not known is the value that says so. */
function checkedColumn(column: LaidColumn, given: Columns, count: number): Units {
  const { path, spec, storage } = column
  const found = Object.hasOwn(given.columns, path) ? given.columns[path] : undefined
  if (found?.values.length !== count) throw refusals.columnMissing({ column: path, count })
  const { values, known } = found
  if (known && (known.length * 8 < count || !spec.mayBeMissing)) throw refusals.columnMissing({ column: path, count })
  if (!isWhole(values)) checkWhole(column, values, known)
  // Whole numbers that are all known are looked at where they are.
  if (values instanceof Int32Array && !known) return checkedInts(column, values)
  const units = storage === 'f64' ? Float64Array.from(values) : new Int32Array(values)
  return units instanceof Int32Array ? checkedInts(column, units, known) : checkedDoubles(column, units, known)
}

/** Does the array hold whole numbers of 32 bits by its kind? */
const isWhole = (values: ArrayLike<number>): boolean =>
  values instanceof Int32Array ||
  values instanceof Int16Array ||
  values instanceof Int8Array ||
  values instanceof Uint16Array ||
  values instanceof Uint8Array

function checkWhole(column: LaidColumn, values: ArrayLike<number>, known: Uint8Array | undefined): void {
  const { path, low, high } = column
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!
    const isFine = Number.isInteger(value) && value >= low && value <= high
    if (!isFine && (!known || isKnown(known, index))) throw outOfRange(path, index, value, low, high)
  }
}

/** Two loops that look alike, because each has to be quick on its own kind of array. */
function checkedInts({ path, low, high, storage }: LaidColumn, units: Int32Array, known?: Uint8Array): Int32Array {
  const missing = missingIn[storage]
  for (let index = 0; index < units.length; index += 1) {
    const value = units[index]!
    if (known && !isKnown(known, index)) units[index] = missing
    else if (value < low || value > high) throw outOfRange(path, index, value, low, high)
  }
  return units
}

function checkedDoubles(
  { path, low, high, storage }: LaidColumn,
  units: Float64Array,
  known?: Uint8Array,
): Float64Array {
  const missing = missingIn[storage]
  for (let index = 0; index < units.length; index += 1) {
    const value = units[index]!
    if (known && !isKnown(known, index)) units[index] = missing
    else if (!(value >= low && value <= high)) throw outOfRange(path, index, value, low, high)
  }
  return units
}

/** Counts the subjects of each size and row, then gives every subject its lane. */
function group(layout: Layout, sizes: Int32Array, rows: Int32Array) {
  const rowCount = rows.reduce((most, row) => Math.max(most, row), -1) + 1
  const keyOf = (index: number): number => sizes[index]! * Math.max(1, rowCount) + rows[index]!
  const counts = new Map<number, number>()
  for (let index = 0; index < sizes.length; index += 1) counts.set(keyOf(index), (counts.get(keyOf(index)) ?? 0) + 1)
  const segments: Segment[] = []
  const next = new Map<number, number>()
  let [at, firstTile] = [0, 0]
  for (const [key, subjects] of [...counts].toSorted((left, right) => left[0] - right[0])) {
    const size = Math.floor(key / Math.max(1, rowCount))
    const tiles = Math.ceil(subjects / laneCount)
    segments.push({ size, row: key % Math.max(1, rowCount), subjects, at, firstTile, tiles })
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

interface Filled {
  readonly sizes: Int32Array
  readonly firsts: Int32Array
  /** One for each column of the layout, in its order. */
  readonly units: readonly Units[]
}

/** Four subjects lie together. */
const laneBits = 2

/** Writes subject after subject, so that each tile is touched while it is at hand. */
function fillTiles({ layout, segments, slots, tiles, regions }: Caseload, { sizes, firsts, units }: Filled): void {
  const tileAt = new Float64Array(tiles)
  for (const { at, firstTile, tiles: count, size } of segments) {
    const bytes = layout.tileBytes(size)
    for (let tile = 0; tile < count; tile += 1) tileAt[firstTile + tile] = at + tile * bytes
  }
  const { buffer } = regions.memory
  const [bytes, halves, words] = [new Int8Array(buffer), new Int16Array(buffer), new Int32Array(buffer)]
  const doubles = new Float64Array(buffer)
  const plans = layout.sizes.map((size) => layout.columns.map((column) => layout.placeInTile(column, size, 0)))
  // Every value lies on a multiple of its own width, so a place is found by shifting.
  const shifts = layout.columns.map(({ storage }) => Math.log2(bytesOf[storage]))
  const areItems = layout.columns.map(({ of }) => of === 'item')
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index]!
    const size = sizes[index]!
    const places = plans[size - layout.sizes[0]!]!
    const tile = tileAt[slot >> laneBits]!
    const lane = slot & (laneCount - 1)
    for (let column = 0; column < places.length; column += 1) {
      const shift = shifts[column]!
      const isItem = areItems[column]!
      const from = isItem ? firsts[index]! : index
      const end = isItem ? from + size : from + 1
      const values = units[column]!
      let at = ((tile + places[column]!) >>> shift) + lane
      if (shift === 0) for (let item = from; item < end; item += 1, at += laneCount) bytes[at] = values[item]!
      else if (shift === 2) for (let item = from; item < end; item += 1, at += laneCount) words[at] = values[item]!
      else if (shift === 1) for (let item = from; item < end; item += 1, at += laneCount) halves[at] = values[item]!
      else for (let item = from; item < end; item += 1, at += laneCount) doubles[at] = values[item]!
    }
  }
}
