import { writeFile } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { plainYuan } from '#platform/money/index.ts'
import { writeXlsx, type OutCell } from '#platform/sheets/index.ts'
import { sumOf, type PayFile, type PayFileLine } from './pay-file.ts'
import { payFileRefusals } from './refusals.ts'
import type { BackField, FileShape, PaymentRoute, TextEncoding } from './route.ts'

/** One line with everything a column may ask for. */
export type FileRow = PayFileLine & { readonly result?: string; readonly code?: string; readonly reason?: string }

/** What stands in the last row. The simulator may state it wrongly on purpose; null leaves it out. */
export interface FooterSays {
  readonly count: number
  readonly sum: string
}

/**
 * Writes the file the bank is sent.
 * @throws nothingToSend, cannotTravel, and what writing a sheet may refuse
 */
export async function writePayFile(path: string, file: PayFile, route: PaymentRoute): Promise<void> {
  if (file.lines.length === 0) throw payFileRefusals.nothingToSend()
  const footer = { count: file.lines.length, sum: plainYuan(sumOf(file.lines)) }
  await writeShape(path, { batch: file.batch, rows: file.lines, footer }, route.out)
}

export async function writeShape(
  path: string,
  content: { readonly batch: string; readonly rows: readonly FileRow[]; readonly footer: FooterSays | null },
  shape: FileShape<BackField>,
): Promise<void> {
  const { as } = shape
  if (as.kind === 'xlsx') return writeTitled(path, content, shape)
  const { batch, rows, footer } = content
  const lines = rows.map((row, index) => [
    shape.line,
    ...shape.columns.map(({ field }) => cellOf(field, row, index, batch)),
  ])
  rows.forEach((row, index) => mustTravel(row.reference, lines[index] ?? [], as))
  const whole = [
    [shape.header, batch, String(rows.length)],
    ...lines,
    ...(footer === null ? [] : [[shape.footer, String(footer.count), footer.sum]]),
  ]
  const text = whole.map((cells) => `${cells.join(as.delimiter)}\r\n`).join('')
  await writeFile(path, iconv.encode(text, as.encoding), { mode: 0o600 })
}

async function writeTitled(
  path: string,
  { batch, rows, footer }: { batch: string; rows: readonly FileRow[]; footer: FooterSays | null },
  shape: FileShape<BackField>,
): Promise<void> {
  const cells = rows.map((row, index) =>
    shape.columns.map(({ field }): OutCell =>
      field === 'amount' ? { fen: row.amount } : cellOf(field, row, index, batch),
    ),
  )
  const total = shape.columns.map(({ field }, index): OutCell => {
    if (index === 0) return shape.footer
    if (field === 'number') return footer?.count ?? null
    return field === 'amount' ? (footer?.sum ?? null) : null
  })
  await writeXlsx(path, [
    {
      name: '发放清册',
      columns: shape.columns.map(({ title, field }) => ({
        title,
        width: field === 'account' || field === 'reference' ? 24 : 14,
        isText: field !== 'amount',
      })),
      rows: footer === null ? cells : [...cells, total],
    },
  ])
}

function cellOf(field: BackField, row: FileRow, index: number, batch: string): string {
  switch (field) {
    case 'batch':
      return batch
    case 'number':
      return String(index + 1)
    case 'amount':
      return plainYuan(row.amount)
    case 'result':
    case 'code':
    case 'reason':
      return row[field] ?? ''
    case 'reference':
    case 'holder':
    case 'account':
    case 'month':
    case 'purpose':
      return row[field]
  }
}

/** A name with a separator in it would move every cell behind it; a sign the encoding lacks would arrive as `?`. */
function mustTravel(
  reference: string,
  cells: readonly string[],
  { encoding, delimiter }: { encoding: TextEncoding; delimiter: string },
): void {
  const isWhole = (text: string): boolean => iconv.decode(iconv.encode(text, encoding), encoding) === text
  if (cells.some((text) => /["\r\n\t]/.test(text) || text.includes(delimiter)) || !isWhole(cells.join('')))
    throw payFileRefusals.cannotTravel({ reference, encoding })
}
