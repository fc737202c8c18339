import { must } from '../assert.ts'
import { refusals } from '../refusals.ts'
import { Answers } from './answers.ts'
import { type Caseload, type ColumnValues, isKnown } from './caseload.ts'
import type { Kernel } from './compile.ts'
import { missingIn } from './layout.ts'
import type { Region } from './memory.ts'
import { type Sheet, kernelFunctions, sliceTiles, work } from './slices.ts'

/** Values of the table of rows by path, one for each row; needed when the layout has such a table. */
export type Rows = Readonly<Record<string, ColumnValues>>

export interface Prepared {
  readonly sheet: Sheet
  readonly answers: () => Answers
  readonly abandon: () => void
}

/** Room for the results, the table of rows and the slices of one run. */
export function prepare(kernel: Kernel, caseload: Caseload, rows: Rows): Prepared {
  must(kernel.layout === caseload.layout || isSameLayout(kernel, caseload), 'kernel and caseload have one layout')
  const { regions } = caseload
  const table = rowTable(kernel, caseload, rows)
  const out = regions.take(caseload.tiles * kernel.outBytes)
  const slices = slicesOf(kernel, caseload, { table, out })
  const sheet: Sheet = {
    module: kernel.module,
    memory: regions.memory,
    slices,
    cursor: new Int32Array(new SharedArrayBuffer(8)),
  }
  return {
    sheet,
    answers: () => {
      if (table) regions.give(table)
      return new Answers(kernel, caseload, out)
    },
    abandon: () => {
      if (table) regions.give(table)
      regions.give(out)
    },
  }
}

/** Layouts are the same when every column lies in the same place. */
const isSameLayout = (kernel: Kernel, caseload: Caseload): boolean => {
  const describe = ({ columns, rowColumns, sizes, listName }: Kernel['layout']): string =>
    JSON.stringify([columns, rowColumns, sizes, listName])
  return describe(kernel.layout) === describe(caseload.layout)
}

function rowTable({ layout }: Kernel, caseload: Caseload, rows: Rows): Region | null {
  if (layout.rowColumns.length === 0) return null
  const count = caseload.rowMax + 1
  for (const { path, low, high } of layout.rowColumns) {
    const found = Object.hasOwn(rows, path) ? rows[path] : undefined
    if (!found || found.values.length < count) throw refusals.columnMissing({ column: path, count })
    for (let index = 0; index < count; index += 1) {
      const value = found.values[index]!
      if (found.known && !isKnown(found.known, index)) continue
      if (Number.isInteger(value) && value >= low && value <= high) continue
      throw refusals.columnOutOfRange({ column: path, place: index + 1, value: String(value), range: `${low}…${high}` })
    }
  }
  const region = caseload.regions.take(count * layout.rowBytes)
  const view = caseload.regions.bytes()
  for (const column of layout.rowColumns) {
    const { values, known } = rows[column.path]!
    for (let index = 0; index < count; index += 1) {
      const at = region.at + index * layout.rowBytes + layout.placeInRow(column)
      const value = !known || isKnown(known, index) ? values[index]! : missingIn[column.storage]
      if (column.storage === 'f64') view.setFloat64(at, value, true)
      else view.setInt32(at, value, true)
    }
  }
  return region
}

function slicesOf(kernel: Kernel, caseload: Caseload, at: { table: Region | null; out: Region }): Sheet['slices'] {
  const fields: number[] = []
  for (const segment of caseload.segments) {
    const bytes = kernel.layout.tileBytes(segment.size)
    const row = at.table ? at.table.at + segment.row * kernel.layout.rowBytes : 0
    for (let tile = 0; tile < segment.tiles; tile += sliceTiles) {
      const out = at.out.at + (segment.firstTile + tile) * kernel.outBytes
      fields.push(segment.size, segment.at + tile * bytes, out, row, Math.min(sliceTiles, segment.tiles - tile))
    }
  }
  const slices = new Uint32Array(new SharedArrayBuffer(fields.length * 4))
  slices.set(fields)
  return slices
}

/** Computes the whole caseload on this thread. @throws columnOutOfRange for a value of the table of rows. */
export function runColumns(kernel: Kernel, caseload: Caseload, rows: Rows = {}): Answers {
  const prepared = prepare(kernel, caseload, rows)
  work(prepared.sheet, kernelFunctions(kernel.module, caseload.regions.memory))
  return prepared.answers()
}
