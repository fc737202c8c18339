import { must } from '../assert.ts'
import { refusals } from '../refusals.ts'
import { compileFill, fillColumnWords, fillName, fillWords, isFilled } from './fill-kernel.ts'
import { type LaidColumn, type Layout, laneBits, laneCount } from './layout.ts'
import { Scratch, SharedRegions } from './memory.ts'
import { exportsOver } from './slices.ts'

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
 * Checks every value against its range and lays the subjects out by size and row. Columns that lie in the regions already,
 * as a `CopyReader` over them leaves them, are read where they are.
 *
 * @param regions memory that earlier caseloads have given back: parts of one caseload that follow each other share it.
 * @throws columnOutOfRange, columnMissing; then nothing is kept.
 */
export function fillCaseload(layout: Layout, given: Columns, regions = new SharedRegions()): Caseload {
  const { subjects } = given
  const sizes = wholeColumn('sizes', given.sizes, subjects, layout.listName !== null)
  const rows = wholeColumn('rows', given.rows, subjects, layout.rowColumns.length > 0)
  checkRange('sizes', sizes, layout.sizes[0]!, layout.sizes.at(-1)!)
  checkRange('rows', rows, 0, rowsMax - 1)
  const firsts = new Int32Array(subjects + 1)
  for (let index = 0; index < subjects; index += 1) firsts[index + 1] = firsts[index]! + sizes[index]!
  const columns = layout.columns.map((column) =>
    givenColumn(column, given, column.of === 'item' ? firsts[subjects]! : subjects),
  )
  const { segments, slots, tiles, bytes, rowMax } = group(layout, sizes, rows)
  const region = regions.take(bytes)
  const placed = segments.map((segment) => ({ ...segment, at: segment.at + region.at }))
  const release = (): void => regions.give(region)
  const caseload: Caseload = { layout, subjects, segments: placed, tiles, slots, rowMax, regions, release }
  try {
    fillTiles(caseload, { sizes, firsts, columns })
  } catch (error) {
    release()
    throw error
  }
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

/** A column of a layout as it was given, in the kind of number in which it is read. */
interface GivenColumn {
  readonly laid: LaidColumn
  readonly values: Int32Array | Float64Array
  readonly known: Uint8Array | undefined
}

function givenColumn(laid: LaidColumn, given: Columns, count: number): GivenColumn {
  const { path, spec, storage } = laid
  const found = Object.hasOwn(given.columns, path) ? given.columns[path] : undefined
  if (found?.values.length !== count) throw refusals.columnMissing({ column: path, count })
  const { values, known } = found
  if (known && (known.length * 8 < count || !spec.mayBeMissing)) throw refusals.columnMissing({ column: path, count })
  if (storage === 'f64')
    return { laid, values: values instanceof Float64Array ? values : Float64Array.from(values), known }
  if (values instanceof Int32Array) return { laid, values, known }
  // Whole numbers of fewer bits stay what they are; of others that is not yet certain.
  if (!isShort(values)) checkColumn(laid, values, known)
  return { laid, values: new Int32Array(values), known }
}

const isShort = (values: ArrayLike<number>): boolean =>
  values instanceof Int16Array ||
  values instanceof Int8Array ||
  values instanceof Uint16Array ||
  values instanceof Uint8Array

/** Names the first value that no column of this kind holds, if there is one. */
function checkColumn({ path, low, high }: LaidColumn, values: ArrayLike<number>, known: Uint8Array | undefined): void {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!
    const isFine = Number.isInteger(value) && value >= low && value <= high
    if (!isFine && (!known || isKnown(known, index))) throw outOfRange(path, index, value, low, high)
  }
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
  /** First item of each subject, and the end. */
  readonly firsts: Int32Array
  /** One for each column of the layout, in its order. */
  readonly columns: readonly GivenColumn[]
}

/** Subjects filled in by one call: what has to be copied for it stays near the processor. */
const callSubjects = 16_384

/** Writes subject after subject by a kernel that is generated for the layout. */
function fillTiles({ layout, subjects, segments, slots, tiles, regions }: Caseload, filled: Filled): void {
  const { sizes, firsts, columns } = filled
  const scratch = new Scratch(regions)
  try {
    const words = scratch.take(4 * (fillColumnWords + 2 * columns.length))
    const lanes = scratch.take(subjects * 4)
    writeLanes(regions.ints(lanes, subjects), { layout, segments, slots, tiles })
    const table = regions.ints(words, fillColumnWords + 2 * columns.length)
    table[fillWords.lanes] = lanes
    table[fillWords.sizes] = scratch.place(sizes)
    table[fillWords.firsts] = scratch.place(firsts)
    const parts = columns.map((column, index) => {
      table[fillColumnWords + 2 * index + 1] = column.known ? scratch.place(column.known) : 0
      return columnPart(column, scratch, mostIn(column, firsts, subjects))
    })
    const fill = fillOf(layout, regions)
    for (let from = 0; from < subjects; from += callSubjects) {
      const end = Math.min(from + callSubjects, subjects)
      for (const [index, part] of parts.entries()) {
        const [first, past] = columns[index]!.laid.of === 'item' ? [firsts[from]!, firsts[end]!] : [from, end]
        table[fillColumnWords + 2 * index] = part(first, past)
      }
      if (fill(from, end, words, 0) === isFilled) continue
      for (const { laid, values, known } of columns) checkColumn(laid, values, known)
      must(false, 'a value that is refused is out of its range')
    }
  } finally {
    scratch.release()
  }
}

/** The address of the tile of each subject, and the number of its lane: tiles begin at multiples of sixteen bytes. */
function writeLanes(
  lanes: Int32Array,
  { layout, segments, slots, tiles }: Omit<Caseload, 'subjects' | 'rowMax' | 'regions' | 'release'>,
): void {
  const tileAt = new Int32Array(tiles)
  for (const { at, firstTile, tiles: count, size } of segments) {
    const step = layout.tileBytes(size)
    for (let tile = 0; tile < count; tile += 1) tileAt[firstTile + tile] = at + tile * step
  }
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index]!
    lanes[index] = tileAt[slot >> laneBits]! | (slot & (laneCount - 1))
  }
}

/** The most values that one call reads of a column. */
function mostIn({ laid }: GivenColumn, firsts: Int32Array, subjects: number): number {
  let most = 0
  for (let from = 0; from < subjects; from += callSubjects) {
    const end = Math.min(from + callSubjects, subjects)
    most = Math.max(most, laid.of === 'item' ? firsts[end]! - firsts[from]! : end - from)
  }
  return most
}

/** Where value 0 of a column would lie when some of its values are to be read: where they are, or copied. */
function columnPart({ values }: GivenColumn, scratch: Scratch, most: number): (from: number, end: number) => number {
  if (scratch.regions.holds(values)) return () => values.byteOffset
  const at = scratch.take(most * values.BYTES_PER_ELEMENT)
  const room = values instanceof Int32Array ? scratch.regions.ints(at, most) : scratch.regions.doubles(at, most)
  return (from, end) => {
    room.set(values.subarray(from, end))
    return at - from * values.BYTES_PER_ELEMENT
  }
}

type Fill = (from: number, end: number, words: number, unused: number) => number

const fills = new WeakMap<Layout, WebAssembly.Module>()

function fillOf(layout: Layout, { memory }: SharedRegions): Fill {
  const module = fills.get(layout) ?? compileFill(layout)
  fills.set(layout, module)
  return exportsOver(memory, module)[fillName] as Fill
}
