import { openSheet, writeXlsx, type OutCell } from '#platform/sheets/index.ts'

/** The floor of the roster bench, a process of its own: the same file read and written again, nothing decided. */
const [input = '', output = ''] = process.argv.slice(2)
const sheet = await openSheet(input, 'roster.xlsx')
const rows = async function* (): AsyncGenerator<OutCell[]> {
  for await (const { cells } of sheet.rows) yield Array.from(cells, (cell) => cell?.text ?? null)
}
const columns = Array.from({ length: 23 }, () => ({ title: '列', width: 12 }))
await writeXlsx(output, [{ name: '名单', columns, rows: rows() }])
await sheet.close()
