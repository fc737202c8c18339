import { columnLetter, type Cell, type SheetRow } from '#platform/sheets/index.ts'
import { columns, isColumnName, type Column } from '../columns/columns.ts'
import { rosterRefusals } from '../refusals.ts'

export type Per = 'month' | 'year'

/** One heading of the person's sheet and what it was taken for. */
export interface Heading {
  readonly index: number
  readonly letter: string
  readonly title: string
  readonly column: Column | null
  /** Money: per month or per year; null for a sum or when it is no money. */
  readonly per: Per | null
  /** The heading does not say the unit; the figures decide and the person is asked. */
  readonly isUnitGuessed: boolean
}

export interface Header {
  readonly row: number
  readonly headings: readonly Heading[]
  /** In the template and not in the sheet: taken as unknown. */
  readonly lacking: readonly Column[]
}

/** What the person said a column means: letter → `wages:year`, `paidNow`, `none`. */
export type HeadingChoices = Readonly<Record<string, string>>

/** The heading stands among the first rows: above it may be a title and a date. */
export const headerWithinRows = 15

/** Width, spaces, brackets, stars and colons say nothing. */
export const plainHeading = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[\s*:：、,，。.·/\\"“”'_-]+/g, '')
    .replace(/(元每?[年月]|单位元|元)$/, '')
    .toLowerCase()

const named = new Map<string, Column>(
  columns.flatMap((column) => [column.zh, column.name, ...column.aliases].map((name) => [plainHeading(name), column])),
)

const unitOf = (title: string): Per | undefined => {
  const plain = title.normalize('NFKC')
  if (/元\s*[/每]?\s*(人|户)?\s*[/每]?\s*年|年收入|全年|每年|年度|^年/.test(plain)) return 'year'
  if (/元\s*[/每]?\s*(人|户)?\s*[/每]?\s*月|月收入|每月|^月|月(工资|补|发|保|低|救|差|金)/.test(plain)) return 'month'
  return undefined
}

/** Finds the column a heading means, also `家庭成员姓名`, `年工资性收入`, `* 户 号 `. */
function columnFor(title: string): Column | undefined {
  const plain = plainHeading(title)
  return named.get(plain) ?? named.get(plain.replace(/^(家庭|每?月|年|全年|个人|本人|户主?)/, ''))
}

/** How much a row looks like the heading: how many of its cells are known names. */
const score = ({ cells }: SheetRow): number =>
  new Set(cells.flatMap((cell) => (cell ? (columnFor(cell.text)?.name ?? []) : []))).size

/**
 * Reads the heading: order, spaces and common other names are forgiven, unknown columns are left aside.
 * @throws noHeading, missingColumns, columnTwice
 */
export function readHeader(firstRows: readonly SheetRow[], choices: HeadingChoices = {}): Header {
  const best = firstRows.toSorted((one, other) => score(other) - score(one))[0]
  if (!best || score(best) < 2) throw rosterRefusals.noHeading()
  const headings = best.cells.flatMap((cell, index) => (cell ? [headingOf(cell, index, choices)] : []))
  checkDuplicates(headings)
  const present = new Set(headings.flatMap(({ column }) => column?.name ?? []))
  const lacking = columns.filter(({ name }) => !present.has(name))
  const needed = lacking.filter(({ isNeeded }) => isNeeded)
  if (needed.length > 0)
    throw rosterRefusals.missingColumns({ columns: needed.map(({ zh }) => zh).join('、'), row: best.number })
  return { row: best.number, headings, lacking }
}

function headingOf(cell: Cell, index: number, choices: HeadingChoices): Heading {
  const letter = columnLetter(index)
  const base = { index, letter, title: cell.text.trim() }
  const chosen = choices[letter]
  if (chosen === 'none') return { ...base, column: null, per: null, isUnitGuessed: false }
  const [name = '', unit] = (chosen ?? '').split(':')
  const column = isColumnName(name) ? columns.find((one) => one.name === name)! : (columnFor(cell.text) ?? null)
  if (column?.reads !== 'amount' || column.per === null || column.per === undefined)
    return { ...base, column, per: null, isUnitGuessed: false }
  const said = unit === 'year' || unit === 'month' ? unit : unitOf(cell.text)
  return { ...base, column, per: said ?? column.per, isUnitGuessed: said === undefined }
}

function checkDuplicates(headings: readonly Heading[]): void {
  const seen = new Map<string, Heading>()
  for (const heading of headings) {
    if (!heading.column) continue
    const first = seen.get(heading.column.name)
    if (first)
      throw rosterRefusals.columnTwice({
        column: heading.column.zh,
        left: `${first.letter} 列“${first.title}”`,
        right: `${heading.letter} 列“${heading.title}”`,
      })
    seen.set(heading.column.name, heading)
  }
}
