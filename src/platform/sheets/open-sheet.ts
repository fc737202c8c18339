import { open } from 'node:fs/promises'
import type { Sheet } from './contract.ts'
import { openCsv } from './csv-reader.ts'
import { sheetRefusals } from './refusals.ts'
import { openXlsx } from './xlsx-reader.ts'

/**
 * Opens a list by what it is, not by what it is called.
 * @throws notASheet, oldExcel, macros, tooMuchInside, damaged, noVisibleSheet, unknownEncoding
 */
export async function openSheet(path: string, name: string): Promise<Sheet> {
  const first = await firstBytes(path, name)
  if (/\.(xlsm|xltm|xlam|xlsb)$/i.test(name)) throw sheetRefusals.macros({ name })
  if (first.startsWith('d0cf11e0')) throw sheetRefusals.oldExcel({ name })
  if (first.startsWith('504b0304') || first.startsWith('504b0506')) return openXlsx(path, name)
  // PDF, RTF, images, XML and HTML that call themselves .xls.
  if (/^(25504446|7b5c727466|ffd8ff|89504e47|3c)/.test(first)) throw sheetRefusals.notASheet({ name })
  return openCsv(path, name)
}

async function firstBytes(path: string, name: string): Promise<string> {
  const file = await open(path, 'r').catch(() => {
    throw sheetRefusals.damaged({ name })
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    if (bytesRead === 0) throw sheetRefusals.damaged({ name })
    return buffer.toString('hex')
  } finally {
    await file.close()
  }
}
