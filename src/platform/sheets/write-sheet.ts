import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import excel from 'exceljs'
import { Refusal } from '#platform/errors/index.ts'
import { plainYuan, type Fen } from '#platform/money/index.ts'
import { columnLetter } from './contract.ts'
import { sheetRefusals } from './refusals.ts'

/** A text stays a text whatever it begins with; money goes in as a number with two decimals. */
export type OutCell = string | number | null | { readonly fen: Fen }

export interface OutColumn {
  readonly title: string
  readonly width: number
  /** Shown when the pointer rests on the heading. */
  readonly note?: string
  /** What may be chosen: a range of another sheet, `'选项'!$A$2:$A$12`. */
  readonly pick?: string
  /** Drawn so that it is seen: the column we added. */
  readonly isOurs?: boolean
  /** Written as text in Excel's own sense, so that a long number keeps its digits. */
  readonly isText?: boolean
}

export interface OutSheet {
  readonly name: string
  readonly columns: readonly OutColumn[]
  readonly rows: Iterable<readonly OutCell[]> | AsyncIterable<readonly OutCell[]>
  /** Rows the pick-lists reach down to. */
  readonly pickRows?: number
}

/**
 * Streams a workbook to disk. It is written beside its place and moved there whole, so nothing half-finished is left.
 * @throws diskFull, cannotWrite
 */
export const writeXlsx = (path: string, sheets: readonly OutSheet[]): Promise<void> =>
  wholeOrNothing(path, async (part) => {
    const file = createWriteStream(part, { mode: 0o600 })
    const failed = new Promise<never>((_, reject) => file.once('error', reject))
    failed.catch(() => undefined)
    const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: false })
    const write = async (): Promise<void> => {
      for (const sheet of sheets) await writeOne(workbook, sheet, file)
      await workbook.commit()
    }
    await Promise.race([write(), failed])
  })

async function writeOne(
  workbook: excel.stream.xlsx.WorkbookWriter,
  { name, columns, rows, pickRows = 1_000 }: OutSheet,
  file: NodeJS.WritableStream & { writableNeedDrain: boolean },
): Promise<void> {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ width, isText }) => ({ width, ...(isText ? { style: { numFmt: '@' } } : {}) }))
  const head = sheet.getRow(1)
  columns.forEach(({ title, note, isOurs }, index) => {
    const cell = head.getCell(index + 1)
    cell.value = title
    cell.font = { bold: true }
    if (isOurs) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFE9A8' } }
    if (note) cell.note = note
  })
  head.commit()
  columns.forEach(({ pick }, index) => {
    if (pick === undefined) return
    const letter = columnLetter(index)
    const validations = sheet as unknown as { dataValidations: { add: (range: string, rule: object) => void } }
    validations.dataValidations.add(`${letter}2:${letter}${pickRows + 1}`, {
      type: 'list',
      allowBlank: true,
      formulae: [pick],
      showErrorMessage: true,
      errorTitle: '请从下拉里选',
      error: '这里只能填下拉里有的说法；不知道就空着',
    })
  })
  let count = 0
  for await (const row of rows) {
    const written = sheet.addRow(row.map((cell) => (isMoney(cell) ? Number(plainYuan(cell.fen)) : cell)))
    row.forEach((cell, index) => {
      if (isMoney(cell)) written.getCell(index + 1).numFmt = '#,##0.00'
    })
    written.commit()
    count += 1
    if (count % 500 === 0) await drained(file)
  }
  sheet.commit()
}

const isMoney = (cell: OutCell): cell is { readonly fen: Fen } => typeof cell === 'object' && cell !== null

/** Lets the disk keep up, and others have their turn. */
const drained = (file: NodeJS.WritableStream & { writableNeedDrain: boolean }): Promise<void> =>
  file.writableNeedDrain
    ? new Promise((resolve) => file.once('drain', () => resolve()))
    : new Promise((resolve) => setImmediate(resolve))

/** A cell that a spreadsheet would run gets an apostrophe in front: it is shown as text. Numbers stay numbers. */
export const safeText = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^-?[\d,]+(\.\d+)?$/.test(text) ? `'${text}` : text

/**
 * Streams a CSV in UTF-8 with the mark that tells Excel so.
 * @throws diskFull, cannotWrite
 */
export const writeCsv = (path: string, { columns, rows }: Omit<OutSheet, 'name'>): Promise<void> =>
  wholeOrNothing(path, async (part) => {
    const lines = async function* (): AsyncGenerator<string[]> {
      yield columns.map(({ title }) => safeText(title))
      for await (const row of rows) yield row.map(csvCell)
    }
    await pipeline(Readable.from(lines()), stringify({ bom: true }), createWriteStream(part, { mode: 0o600 }))
  })

const csvCell = (cell: OutCell): string =>
  cell === null ? '' : isMoney(cell) ? plainYuan(cell.fen) : typeof cell === 'number' ? String(cell) : safeText(cell)

async function wholeOrNothing(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.part`
  try {
    await write(part)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    if (error instanceof Refusal) throw error
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw sheetRefusals.diskFull({ name: basename(path) })
    if (['EACCES', 'EPERM', 'ENOENT', 'EISDIR', 'EBUSY', 'EROFS', 'ENOTDIR'].includes(String(code)))
      throw sheetRefusals.cannotWrite({ name: basename(path) })
    throw error
  }
}
