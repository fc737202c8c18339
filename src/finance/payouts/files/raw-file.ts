import { columnLetter, openSheet, type SheetRow } from '#platform/sheets/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import { payFileRefusals } from './refusals.ts'
import type { BackField, FileShape, PaymentRoute } from './route.ts'

/** What is wrong, and where: row as the file numbers it, column as a letter; null means the whole file or row. */
export interface FileFault {
  readonly row: number | null
  readonly column: string | null
  readonly refusal: Refusal
}

export interface RawCell {
  readonly text: string
  readonly column: string
}

/** One line as it stands in the file; a cell that is empty is absent. */
export interface RawLine {
  readonly row: number
  readonly cells: Readonly<Partial<Record<BackField, RawCell>>>
}

export interface RawFooter {
  readonly row: number
  readonly count: RawCell | null
  readonly sum: RawCell | null
}

/** A file taken apart, before anybody asks whether it is true. */
export interface RawFile {
  readonly batch: string
  readonly lines: readonly RawLine[]
  readonly footer: RawFooter | null
  readonly faults: readonly FileFault[]
  /** `UTF-8`, `GB18030`; null for a workbook. */
  readonly encoding: string | null
}

type AnyShape = FileShape<BackField>

/** Further than this a heading is not looked for. */
const headingRowsMax = 15
/** Begins the last row where a bank answers a marked file with a table. */
const totalWord = '合计'

/**
 * Takes a file apart by what it is, not by what it is called: text or workbook, marked lines or a heading.
 * @throws empty, noHeader, missingColumns, and what `openSheet` refuses
 */
export async function readRaw(
  input: { readonly path: string; readonly name: string },
  shape: AnyShape,
  route: PaymentRoute,
): Promise<RawFile> {
  const sheet = await openSheet(input.path, input.name)
  const rows: SheetRow[] = []
  try {
    for await (const row of sheet.rows) rows.push(row)
  } finally {
    await sheet.close()
  }
  const [first] = rows
  if (first === undefined) throw payFileRefusals.empty()
  const isMarked = shape.header !== '' && textAt(first, 0) === shape.header
  const parts = isMarked ? takeMarked(rows, shape) : takeTitled(rows, shape, route)
  return { ...parts, encoding: sheet.notes.encoding }
}

const textAt = ({ cells }: SheetRow, index: number): string => cells[index]?.text.trim() ?? ''
const cellAt = (row: SheetRow, index: number): RawCell | null => {
  const text = textAt(row, index)
  return text === '' ? null : { text, column: columnLetter(index) }
}

type Parts = Omit<RawFile, 'encoding'>

/** `H|batch|…`, `D|…` by position, `T|count|sum`. */
function takeMarked(rows: readonly SheetRow[], shape: AnyShape): Parts {
  const lines: RawLine[] = []
  const faults: FileFault[] = []
  let footer: RawFooter | null = null
  for (const row of rows.slice(1)) {
    const mark = textAt(row, 0)
    if (footer !== null) faults.push(afterFooter(row.number, footer.row))
    else if (mark === shape.footer) footer = { row: row.number, count: cellAt(row, 1), sum: cellAt(row, 2) }
    else if (mark === shape.line)
      lines.push(
        lineOf(
          row,
          shape.columns.map(({ field }, index) => [field, index + 1]),
        ),
      )
    else
      faults.push({
        row: row.number,
        column: 'A',
        refusal: payFileRefusals.cannotRead({
          row: row.number,
          found: mark.slice(0, 20),
          expected: `${shape.line}、${shape.footer}`,
        }),
      })
  }
  const [head] = rows
  return { batch: head === undefined ? '' : textAt(head, 1), lines, footer, faults }
}

/** A row of headings in any order; the batch stands in every line. */
function takeTitled(rows: readonly SheetRow[], shape: AnyShape, route: PaymentRoute): Parts {
  const hasBatch = shape.columns.some(({ field }) => field === 'batch')
  const columns = hasBatch ? shape.columns : [{ field: 'batch' as const, title: '批次号' }, ...shape.columns]
  const title = columns.find(({ field }) => field === 'reference')?.title ?? ''
  const at = rows.slice(0, headingRowsMax).findIndex((row) => indexOfTitle(row, title) >= 0)
  const heading = rows[at]
  if (heading === undefined) throw payFileRefusals.noHeader({ route: route.zh })
  const lacking = columns.filter((column) => isNeeded(column.field) && indexOfTitle(heading, column.title) < 0)
  if (lacking.length > 0)
    throw payFileRefusals.missingColumns({
      row: heading.number,
      columns: lacking.map((column) => column.title).join('、'),
    })
  const places = columns
    .map((column) => [column.field, indexOfTitle(heading, column.title)] as const)
    .filter(([, index]) => index >= 0)
  return takeBelow(rows.slice(at + 1), places, shape.layout === 'titled' ? shape.footer : totalWord)
}

function takeBelow(rows: readonly SheetRow[], places: readonly (readonly [BackField, number])[], word: string): Parts {
  const lines: RawLine[] = []
  const faults: FileFault[] = []
  let footer: RawFooter | null = null
  const placeOf = (field: BackField): number => places.find(([name]) => name === field)?.[1] ?? -1
  for (const row of rows) {
    if (footer !== null) faults.push(afterFooter(row.number, footer.row))
    else if (row.cells.some((cell) => cell?.text.trim() === word))
      footer = { row: row.number, count: cellAt(row, placeOf('number')), sum: cellAt(row, placeOf('amount')) }
    else lines.push(lineOf(row, places))
  }
  const batch = lines[0]?.cells.batch?.text ?? ''
  for (const { row, cells } of lines) {
    const found = cells.batch?.text ?? ''
    if (found !== batch)
      faults.push({
        row,
        column: cells.batch?.column ?? null,
        refusal: payFileRefusals.otherBatchInLine({ row, found, expected: batch }),
      })
  }
  return { batch, lines, footer, faults }
}

const lineOf = (row: SheetRow, places: readonly (readonly [BackField, number])[]): RawLine => ({
  row: row.number,
  cells: Object.fromEntries(
    places.flatMap(([field, index]) => {
      const cell = cellAt(row, index)
      return cell === null ? [] : [[field, cell]]
    }),
  ),
})

const isNeeded = (field: BackField): boolean => !['reason', 'month', 'purpose'].includes(field)

const indexOfTitle = ({ cells }: SheetRow, title: string): number =>
  cells.findIndex((cell) => cell?.text.replace(/\s/g, '') === title)

const afterFooter = (row: number, footer: number): FileFault => ({
  row,
  column: null,
  refusal: payFileRefusals.afterFooter({ row, footer }),
})
