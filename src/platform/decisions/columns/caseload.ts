import { refusals } from '../refusals.ts'
import { type LaidColumn, type Layout, arrays, bytesOf, laneBits, laneCount, missingIn } from './layout.ts'
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
  /** Gives the memory of the columns back, for the next caseload in the same regions. Runs that are read on may stay. */
  readonly release: () => void
}

/**
 * Checks every value against its range and lays the subjects out by size and row.
 *
 * @param regions memory that earlier caseloads have given back: parts of one caseload that follow each other share it.
 * @throws columnOutOfRange, columnMissing before anything is laid out.
 */
export function fillCaseload(layout: Layout, given: Columns, regions = new SharedRegions()): Caseload {
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
  const { segments, slots, tiles, bytes, rowMax } = group(layout, sizes, rows)
  const region = regions.take(bytes)
  const placed = segments.map((segment) => ({ ...segment, at: segment.at + region.at }))
  const release = (): void => regions.give(region)
  const caseload: Caseload = { layout, subjects, segments: placed, tiles, slots, rowMax, regions, release }
  fillTiles(caseload, { sizes, firsts, units })
  return caseload
}

/** Rows of the table of rows: every place and period of a province many times over. */
const rowsMax = 1_000_000

function wholeColumn(name: string, given: ArrayLike<number> | undefined, count: number, isWanted: boolean): Int32Array {
  if (!isWanted) return new Int32Array(count)
  if (given?.length !== count) throw refusals.columnMissing({ column: name, count })
  const values = given instanceof Int32Array ? given : new Int32Array(given)
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
    if (value >= low && value <= high && (!known || isKnown(known, index))) continue
    if (!known || isKnown(known, index)) throw outOfRange(path, index, value, low, high)
    units[index] = missing
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
  const bySizeAndRow = inOrderOf(sizes, inOrderOf(rows, null))
  const segments: Segment[] = []
  const slots = new Int32Array(sizes.length)
  let [at, firstTile, rowMax] = [0, 0, -1]
  for (let first = 0, next = 0; first < sizes.length; first = next) {
    const [size, row] = [sizes[bySizeAndRow[first]!]!, rows[bySizeAndRow[first]!]!]
    for (; next < sizes.length; next += 1) {
      const index = bySizeAndRow[next]!
      if (sizes[index] !== size || rows[index] !== row) break
      slots[index] = firstTile * laneCount + next - first
    }
    const tiles = Math.ceil((next - first) / laneCount)
    segments.push({ size, row, subjects: next - first, at, firstTile, tiles })
    at += tiles * layout.tileBytes(size)
    firstTile += tiles
    rowMax = Math.max(rowMax, row)
  }
  return { segments, slots, tiles: firstTile, bytes: at, rowMax: layout.rowColumns.length > 0 ? rowMax : -1 }
}

/** The places of the values from the least to the largest; equal ones stay as they were in the order before. */
function inOrderOf(values: Int32Array, before: Int32Array | null): Int32Array {
  const starts = new Int32Array(values.reduce((most, value) => Math.max(most, value), -1) + 2)
  for (let index = 0; index < values.length; index += 1) starts[values[index]! + 1]! += 1
  for (let value = 1; value < starts.length; value += 1) starts[value]! += starts[value - 1]!
  const order = new Int32Array(values.length)
  for (let place = 0; place < values.length; place += 1) {
    const index = before === null ? place : before[place]!
    order[starts[values[index]!]!++] = index
  }
  return order
}

interface Filled {
  readonly sizes: Int32Array
  readonly firsts: Int32Array
  /** One for each column of the layout, in its order. */
  readonly units: readonly Units[]
}

/** Writes column after column. */
function fillTiles({ layout, segments, slots, tiles, regions }: Caseload, { sizes, firsts, units }: Filled): void {
  const tileAt = new Int32Array(tiles)
  for (const { at, firstTile, tiles: count, size } of segments) {
    const [first, step] = [at / tileUnit, layout.tileBytes(size) / tileUnit]
    for (let tile = 0; tile < count; tile += 1) tileAt[firstTile + tile] = first + tile * step
  }
  const lanes: Lanes = {
    tiles: slots.map((slot) => tileAt[slot >> laneBits]!),
    slots,
    sizes,
    sizeFrom: layout.sizes[0]!,
  }
  const each = new Int32Array(slots.length + 1)
  for (let index = 1; index < each.length; index += 1) each[index] = index
  for (const [column, laid] of layout.columns.entries()) {
    const width = bytesOf[laid.storage]
    const places = Int32Array.from(layout.sizes, (size) => layout.placeInTile(laid, size, 0) / width)
    const target = new arrays[laid.storage](regions.memory.buffer)
    scatter(target, units[column]!, { ...lanes, places, firsts: laid.of === 'item' ? firsts : each })
  }
}

/** Tiles are whole vectors: numbered by sixteen bytes, 4 GB are counted in an integer of 32 bits. */
const tileUnit = 16

interface Lanes {
  /** Where the tile of each subject begins. */
  readonly tiles: Int32Array
  readonly slots: Int32Array
  readonly sizes: Int32Array
  readonly sizeFrom: number
}
interface Placed extends Lanes {
  /** Where the column begins in a tile, by size. */
  readonly places: Int32Array
  /** First value of each subject, and the end. */
  readonly firsts: Int32Array
}

/** The values of one column, each into its lane. One loop over whole numbers: it runs for every value there is. */
function scatter(target: Int8Array | Int16Array | Int32Array | Float64Array, values: Units, placed: Placed): void {
  const { tiles, slots, sizes, sizeFrom, places, firsts } = placed
  const up = Math.log2(tileUnit / target.BYTES_PER_ELEMENT)
  for (let index = 0; index < slots.length; index += 1) {
    const end = firsts[index + 1]!
    let at = ((tiles[index]! << up) >>> 0) + places[sizes[index]! - sizeFrom]! + (slots[index]! & (laneCount - 1))
    for (let from = firsts[index]!; from < end; from += 1, at += laneCount) target[at] = values[from]!
  }
}
