/** One cell as the person sees it. Numbers keep Excel's fifteen digits, days are written `2019-08-01`. */
export interface Cell {
  readonly text: string
  readonly kind: 'text' | 'number' | 'day' | 'error'
  /** The text is what the formula gave when the file was saved; nothing is computed here. */
  readonly isFormula?: true
}

export interface SheetRow {
  /** As Excel numbers it, from 1; in a CSV the line the row begins on. */
  readonly number: number
  /** By column, from A; an empty cell is undefined. */
  readonly cells: readonly (Cell | undefined)[]
}

/** What was noticed about the file and has to be said. */
export interface SheetNotes {
  /** Of the sheet that is read; null for a CSV. */
  readonly sheet: string | null
  /** Sheets nobody sees; they are not read. */
  readonly hiddenSheets: readonly string[]
  /** Visible sheets after the first; they are not read either. */
  readonly otherSheets: readonly string[]
  /** Merged areas: every cell of one counts as holding its content. */
  readonly mergedAreas: number
  /** `UTF-8`, `GB18030`, `UTF-16`; null for a workbook. */
  readonly encoding: string | null
}

export interface Sheet {
  readonly kind: 'xlsx' | 'csv'
  readonly notes: SheetNotes
  /** Streams the rows once, in order; empty rows are left out. */
  readonly rows: AsyncIterable<SheetRow>
  readonly close: () => Promise<void>
}

/** `0` → `A`, `27` → `AB`. */
export function columnLetter(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** `A` → `0`, `AB` → `27`. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
