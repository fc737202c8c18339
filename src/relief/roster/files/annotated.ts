import { extname } from 'node:path'
import { openSheet, writeCsv, writeXlsx, type Cell, type OutCell, type OutColumn } from '#platform/sheets/index.ts'
import type { Roster } from '../read/read-roster.ts'

export const errorHeading = '错在哪，怎么改'

/** What stands in the added column, by row of the sheet. */
export function sentencesByRow(roster: Pick<Roster, 'households' | 'header'>): Map<number, string> {
  const titles = new Map(roster.header.headings.map(({ letter, title }) => [letter, title]))
  const sentences = new Map<number, string>()
  for (const { rows, isHeld } of roster.households) {
    if (!isHeld) continue
    const bad = rows.filter(({ problems }) => problems.length > 0).map(({ row }) => row)
    for (const { row, problems } of rows) {
      const said = problems.map(({ column, refusal }) =>
        column === null ? refusal.zh : `${column} 列“${titles.get(column) ?? ''}”：${refusal.zh}`,
      )
      sentences.set(
        row,
        said.length > 0 ? said.join('\n') : `这一行没错；同一户的第 ${bad.join('、')} 行要改，整户先等着`,
      )
    }
  }
  return sentences
}

/**
 * The person's own sheet with one column added, rows and columns where they were; `heldOnly` keeps the rows of held
 * households, for mending and sending again. Nothing in it runs: formulas are written as what they gave.
 * @throws diskFull, cannotWrite
 */
export async function writeAnnotated(
  input: { readonly path: string; readonly name: string },
  { roster, output, heldOnly }: { readonly roster: Roster; readonly output: string; readonly heldOnly: boolean },
): Promise<void> {
  const { headings, row: headingRow } = roster.header
  const width = Math.max(...headings.map(({ index }) => index)) + 1
  const titles = new Map(headings.map(({ index, title }) => [index, title]))
  const columns = [
    ...Array.from({ length: width }, (_, index): OutColumn => ({ title: titles.get(index) ?? '', width: 15 })),
    { title: errorHeading, width: 80, isOurs: true },
  ]
  const sentences = sentencesByRow(roster)
  const sheet = await openSheet(input.path, input.name)
  try {
    const rows = async function* (): AsyncGenerator<OutCell[]> {
      for await (const { number, cells } of sheet.rows) {
        if (number <= headingRow || (heldOnly && !sentences.has(number))) continue
        const own = Array.from({ length: width }, (_, index) => asWritten(cells[index]))
        yield [...own, sentences.get(number) ?? null]
      }
    }
    if (extname(output).toLowerCase() === '.csv') await writeCsv(output, { columns, rows: rows() })
    else await writeXlsx(output, [{ name: roster.notes.sheet ?? '名单', columns, rows: rows() }])
  } finally {
    await sheet.close()
  }
}

export const asWritten = (cell: Cell | undefined): OutCell =>
  cell === undefined ? null : cell.kind === 'number' && cell.text.length <= 15 ? Number(cell.text) : cell.text
