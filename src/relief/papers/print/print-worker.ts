import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Printed, PrintJob, PrinterSetting } from './printer.ts'
import { loadTypefaces } from './typefaces.ts'

/**
 * The press: one typesetter with its typefaces, in a thread of its own, because setting a letter holds its thread for
 * some milliseconds. It is renewed after a number of letters; the typesetter's memory grows with what it has seen.
 */
const { officeFonts } = workerData as PrinterSetting
const faces = loadTypefaces(officeFonts)
const folder = fileURLToPath(new URL('.', import.meta.url))
const press = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: [...faces.blobs] }] })
const mainFileContent = readFileSync(new URL('sheet.typ', import.meta.url), 'utf8')
const fixed = { song: JSON.stringify(faces.song), hei: JSON.stringify(faces.hei) }

parentPort?.on('message', ({ id, sheet }: PrintJob) => parentPort?.postMessage({ id, ...printed(sheet) }))

function printed(sheet: PrintJob['sheet']): Printed {
  const text = JSON.stringify(sheet)
  const missing = faces.missingFrom(wordsOf(sheet).join(''))
  if (missing.length > 0) return { kind: 'missing', characters: missing }
  try {
    const done = press.compile({ mainFileContent, inputs: { sheet: text, ...fixed } })
    const trouble = done.takeError()
    if (trouble !== null) return { kind: 'fault', says: JSON.stringify(trouble.shortDiagnostics) }
    const warnings = done.takeWarnings()
    if (warnings !== null) return { kind: 'fault', says: JSON.stringify(warnings.shortDiagnostics) }
    const paper = done.result
    if (paper === null) return { kind: 'fault', says: 'the typesetter gave nothing' }
    // Readable by machines and by ears: tagged, titled, every picture with words, no character without its picture.
    return { kind: 'paper', bytes: press.pdf(paper, { pdfStandard: 'ua-1' }), pages: paper.numOfPages }
  } catch (cause) {
    return { kind: 'fault', says: cause instanceof Error ? cause.message : 'the typesetter failed' }
  } finally {
    press.evictCache(10)
  }
}

/** Everything the sheet says, without the code's drawing. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(wordsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => (name === 'svg' ? [] : wordsOf(part)))
}
