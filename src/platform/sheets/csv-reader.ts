import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { CsvError, parse, type Parser } from 'csv-parse'
import iconv from 'iconv-lite'
import { Refusal } from '#platform/errors/index.ts'
import type { Cell, Sheet, SheetRow } from './contract.ts'
import { sheetRefusals } from './refusals.ts'

export type CsvEncoding = 'UTF-8' | 'GB18030' | 'UTF-16'

/** A record longer than this is a quote that never closed. */
const recordBytesMax = 256 * 1024

/**
 * UTF-8 that is valid to the last byte is UTF-8; anything else with two-byte Chinese is GB18030, which contains GBK.
 * @throws unknownEncoding
 */
export async function detectEncoding(path: string, name: string): Promise<CsvEncoding> {
  let isUtf8 = true
  let isGb = true
  let isFirst = true
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const gb = new TextDecoder('gb18030', { fatal: true })
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'UTF-16'
    isFirst = false
    if (chunk.includes(0)) throw sheetRefusals.notASheet({ name })
    isUtf8 &&= decodes(utf8, chunk)
    isGb &&= decodes(gb, chunk)
    if (!isUtf8 && !isGb) throw sheetRefusals.unknownEncoding({ name })
  }
  if (isUtf8) {
    try {
      utf8.decode()
      return 'UTF-8'
    } catch {
      isUtf8 = false
    }
  }
  return 'GB18030'
}

function decodes(decoder: TextDecoder, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true })
    return true
  } catch {
    return false
  }
}

/** @throws unknownEncoding, notASheet */
export async function openCsv(path: string, name: string): Promise<Sheet> {
  const encoding = await detectEncoding(path, name)
  return {
    kind: 'csv',
    notes: { sheet: null, hiddenSheets: [], otherSheets: [], mergedAreas: 0, encoding },
    rows: rowsOf(path, encoding, name),
    close: () => Promise.resolve(),
  }
}

const nodeNames: Readonly<Record<CsvEncoding, string>> = { 'UTF-8': 'utf8', GB18030: 'gb18030', 'UTF-16': 'utf16-le' }

async function* rowsOf(path: string, encoding: CsvEncoding, name: string): AsyncGenerator<SheetRow> {
  let takenApart = 0
  const parser: Parser = parse({
    bom: true,
    delimiter: await delimiterOf(path, encoding),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: recordBytesMax,
    // Told as the text is taken apart, ahead of the rows that still wait in the stream.
    on_record: (record: string[], { lines }) => {
      takenApart = lines
      // A row is held against the first in length, and an error is made for each that differs even where none is wanted:
      // most of the time of a file whose first line is a short header. Every row is a first one.
      Object.assign(parser.info, { records: 0 })
      return record
    },
  })
  const done = pipeline(createReadStream(path), iconv.decodeStream(nodeNames[encoding]), parser, () => undefined)
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const number = line
      line = info.lines + 1
      const cells = record.map(cellOf)
      if (cells.some((cell) => cell !== undefined)) yield { number, cells }
    }
  } catch (error) {
    // The record began after the last one that was whole: that is where the quote is, however far it swallows.
    if (error instanceof CsvError) throw sheetRefusals.brokenQuote({ line: takenApart + 1 })
    throw error instanceof Refusal ? error : sheetRefusals.damaged({ name })
  } finally {
    done.destroy()
  }
}

/** Excel writes numbers of eighteen digits as `="…"` or with a tab in front so that they stay text. */
function cellOf(written: string): Cell | undefined {
  const text = written.replace(/^\t/, '').replace(/^="([^"]*)"$/, '$1')
  return text.trim() === '' ? undefined : { text, kind: 'text' }
}

/** Comma, tab, semicolon or bar: whichever the first line holds most of. */
async function delimiterOf(path: string, encoding: CsvEncoding): Promise<string> {
  for await (const chunk of createReadStream(path, { end: 16 * 1024 }) as AsyncIterable<Buffer>) {
    const [first = ''] = iconv.decode(chunk, nodeNames[encoding]).split(/\r?\n/)
    const count = (delimiter: string): number => first.split(delimiter).length
    return [',', '\t', ';', '|'].toSorted((one, other) => count(other) - count(one))[0] ?? ','
  }
  return ','
}
