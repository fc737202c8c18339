import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OutSheet, writeCsv, writeXlsx } from './write-sheet.ts'

export type SheetFormat = 'xlsx' | 'csv'

/** Media types of the files that leave. */
export const sheetTypes: Readonly<Record<SheetFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/**
 * A workbook with all sheets, or the first of them as CSV, for an answer that is small enough to be held. Texts that look
 * like formulas stay texts; nothing stays on the disk, also when writing fails.
 * @throws diskFull, cannotWrite
 */
export async function sheetBytes(format: SheetFormat, sheets: readonly [OutSheet, ...OutSheet[]]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-sheet-'))
  try {
    const path = join(folder, `sheet.${format}`)
    await (format === 'csv' ? writeCsv(path, sheets[0]) : writeXlsx(path, sheets))
    return await readFile(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
