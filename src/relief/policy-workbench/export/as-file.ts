import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { file, type FileAnswer } from '#platform/http/index.ts'
import { writeCsv, writeXlsx, type OutSheet } from '#platform/sheets/index.ts'

export type Format = 'xlsx' | 'csv'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** A workbook with all sheets, or the first of them as CSV. Texts that look like formulas stay texts. */
export async function asFile(
  name: string,
  format: Format,
  sheets: readonly [OutSheet, ...OutSheet[]],
): Promise<FileAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-workbench-'))
  try {
    const path = join(folder, `sheet.${format}`)
    await (format === 'csv' ? writeCsv(path, sheets[0]) : writeXlsx(path, sheets))
    // A slash in a title would be a folder in the name of a file.
    return file(`${name.replaceAll(/[\\/:*?"<>|]/g, '·')}.${format}`, types[format], await readFile(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
