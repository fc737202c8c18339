import { columnIndex, type Cell, type Sheet, type SheetRow } from './contract.ts'
import { mergedAreas, mergeFiller, type Area } from './merged.ts'
import { sheetRefusals } from './refusals.ts'
import { dayOfSerial, plainRuns, readWorkbookParts, type WorkbookParts } from './workbook-parts.ts'
import { decodeXml, elements } from './xml.ts'
import { openArchive, type Archive } from './zip.ts'
import { Refusal } from '#platform/errors/index.ts'

/** Columns beyond this are no list of ours; cells there are not kept. */
const columnsMax = 200

/**
 * Opens the first visible sheet of a workbook. Formulas are not computed: what they gave when the file was saved is read.
 * @throws damaged, macros, tooMuchInside, noVisibleSheet
 */
export async function openXlsx(path: string, name: string): Promise<Sheet> {
  const archive = await openArchive(path, name)
  try {
    const parts = await readWorkbookParts(archive, name)
    const visible = parts.sheets.filter(({ isHidden }) => !isHidden)
    const [first, ...others] = visible
    if (!first) throw sheetRefusals.noVisibleSheet({ name })
    const areas = await mergedAreas(await openPart(archive, first.part, name))
    return {
      kind: 'xlsx',
      notes: {
        sheet: first.name,
        hiddenSheets: parts.sheets.filter(({ isHidden }) => isHidden).map((sheet) => sheet.name),
        otherSheets: others.map((sheet) => sheet.name),
        mergedAreas: areas.length,
        encoding: null,
      },
      rows: rowsOf(() => openPart(archive, first.part, name), { parts, areas, name }),
      close: () => Promise.resolve(archive.close()),
    }
  } catch (error) {
    archive.close()
    throw error instanceof Refusal ? error : sheetRefusals.damaged({ name })
  }
}

async function openPart(archive: Archive, part: string, name: string): Promise<NodeJS.ReadableStream> {
  const entry = archive.entries.get(part)
  if (!entry) throw sheetRefusals.damaged({ name })
  return archive.open(entry)
}

async function* rowsOf(
  open: () => Promise<NodeJS.ReadableStream>,
  { parts, areas, name }: { parts: WorkbookParts; areas: readonly Area[]; name: string },
): AsyncGenerator<SheetRow> {
  const fill = mergeFiller(areas)
  let last = 0
  try {
    for await (const batch of elements(await open(), 'row'))
      for (const { attributes, content } of batch) {
        const number = Number(/\sr="(\d+)"/.exec(attributes)?.[1] ?? last + 1)
        last = number
        const cells = fill(number, cellsOf(content, parts))
        if (cells.some((cell) => cell !== undefined)) yield { number, cells }
      }
  } catch (error) {
    throw error instanceof Refusal ? error : sheetRefusals.damaged({ name })
  }
}

const cellPattern = /<(?:\w+:)?c((?:\s[^>]*?)?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs
const valuePattern = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</

function cellsOf(row: string, parts: WorkbookParts): (Cell | undefined)[] {
  const cells: (Cell | undefined)[] = []
  let next = 0
  for (const [, attributes = '', content = ''] of row.matchAll(cellPattern)) {
    const letters = /\sr="([A-Z]{1,3})/.exec(attributes)?.[1]
    const column = letters === undefined ? next : columnIndex(letters)
    next = column + 1
    if (column >= columnsMax || content === '') continue
    const cell = cellOf(attributes, content, parts)
    if (cell) cells[column] = /<(?:\w+:)?f[\s>/]/.test(content) ? { ...cell, isFormula: true } : cell
  }
  return Array.from(cells)
}

function cellOf(attributes: string, content: string, parts: WorkbookParts): Cell | undefined {
  const type = /\st="(\w+)"/.exec(attributes)?.[1] ?? 'n'
  if (type === 'inlineStr') return textCell(plainRuns(content))
  const raw = valuePattern.exec(content)?.[1]
  if (raw === undefined || raw === '') {
    // A formula nobody has computed yet: there is no value to read.
    return /<(?:\w+:)?f[\s>/]/.test(content) ? { text: '', kind: 'error' } : undefined
  }
  if (type === 's') return textCell(parts.sharedStrings[Number(raw)] ?? '')
  if (type === 'str') return textCell(decodeXml(raw))
  if (type === 'b') return { text: raw === '1' ? '是' : '否', kind: 'text' }
  if (type === 'e') return { text: decodeXml(raw), kind: 'error' }
  if (type === 'd') return { text: raw.slice(0, 10), kind: 'day' }
  return numberCell(raw, attributes, parts)
}

const textCell = (text: string): Cell | undefined => (text.trim() === '' ? undefined : { text, kind: 'text' })

function numberCell(raw: string, attributes: string, parts: WorkbookParts): Cell {
  const value = Number(raw)
  const style = Number(/\ss="(\d+)"/.exec(attributes)?.[1] ?? 0)
  if (parts.dateStyles[style]) {
    const on = dayOfSerial(value, parts.countsFrom1904)
    if (on !== undefined) return { text: on, kind: 'day' }
  }
  // Excel itself shows fifteen digits: 0.1 + 0.2 is kept as 0.30000000000000004.
  return { text: Number.isFinite(value) ? String(Number(value.toPrecision(15))) : raw, kind: 'number' }
}
