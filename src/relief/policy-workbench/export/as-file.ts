import { file, type FileAnswer } from '#platform/http/index.ts'
import { sheetBytes, sheetTypes, type OutSheet, type SheetFormat } from '#platform/sheets/index.ts'

/** Sheets as the file of an answer. A slash in a title would be a folder in the name of a file. */
export const asFile = async (
  name: string,
  format: SheetFormat,
  sheets: readonly [OutSheet, ...OutSheet[]],
): Promise<FileAnswer> =>
  file(`${name.replaceAll(/[\\/:*?"<>|]/g, '·')}.${format}`, sheetTypes[format], await sheetBytes(format, sheets))
