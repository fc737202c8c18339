import { mkdtempSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day } from '#platform/clock/index.ts'
import { openSheet, writeXlsx, type OutCell } from '#platform/sheets/index.ts'
import { checkCharacter } from '#registry/households/index.ts'
import { shippedDirectory } from '#registry/regions/index.ts'
import { readRoster, type Roster } from './read/read-roster.ts'

/** Lists made for tests: synthetic people of the invented county only. */

export const listHeadings = [
  ...['户号', '姓名', '证件号码', '与户主关系', '户籍地', '城乡', '工资性收入（元/月）', '经营净收入（元/年）'],
  ...['财产净收入（元/年）', '转移净收入（元/月）', '其他收入（元/月）', '可扣除支出（元/月）', '存款和有价证券（元）'],
  ...['房屋套数', '车辆数', '经营主体数', '近亲属备案', '现享项目', '现在每月发（元/月）'],
]

export const idNumber = (serial: number, born = '19720501'): string => {
  const body = `999901${born}${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}

export type ListRow = Readonly<Record<string, string>>

/** One person with everything a rule asks for; cells may be replaced by heading. */
export const listRow = (household: string, serial: number, more: ListRow = {}): ListRow => ({
  户号: household,
  姓名: `居民甲${String(serial).padStart(4, '0')}`,
  证件号码: idNumber(
    serial % 1000,
    serial < 1000 ? '19720501' : `19${String(50 + (Math.floor(serial / 1000) % 50))}0501`,
  ),
  与户主关系: '户主',
  户籍地: '青禾县禾西镇石泾村',
  城乡: '农村',
  '工资性收入（元/月）': '500',
  '经营净收入（元/年）': '0',
  '财产净收入（元/年）': '0',
  '转移净收入（元/月）': '0',
  '其他收入（元/月）': '0',
  '可扣除支出（元/月）': '0',
  '存款和有价证券（元）': '1000',
  房屋套数: '1',
  车辆数: '0',
  经营主体数: '0',
  近亲属备案: '否',
  现享项目: '低保',
  '现在每月发（元/月）': '310',
  ...more,
})

const folder = mkdtempSync(join(tmpdir(), 'zhulian-lists-'))
let files = 0
export const newPath = (ending: string): string => join(folder, `${(files += 1)}.${ending}`)

export async function csvFile(rows: readonly ListRow[], headings: readonly string[] = listHeadings): Promise<string> {
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const path = newPath('csv')
  const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))]
  await writeFile(path, lines.map((line) => line.map(quoted).join(',')).join('\n'))
  return path
}

export async function xlsxFile(rows: readonly (readonly OutCell[])[], headings: readonly string[]): Promise<string> {
  const path = newPath('xlsx')
  await writeXlsx(path, [{ name: '名单', columns: headings.map((title) => ({ title, width: 12 })), rows }])
  return path
}

export const uploaded = async (path: string, name: string) => ({
  field: 'file',
  name,
  path,
  bytes: (await stat(path)).size,
  sha256: (await import('node:crypto'))
    .createHash('sha256')
    .update(await (await import('node:fs/promises')).readFile(path))
    .digest('hex'),
})

const directory = shippedDirectory()
export const readFileOf = async (path: string): Promise<Roster> => {
  const sheet = await openSheet(path, path)
  return readRoster(sheet, { directory, region: '999901', today: day('2026-03-02') })
}

/** All sentences about a list, as `row column: code`. */
export const problemsOf = ({ households }: Roster): string[] =>
  households
    .flatMap(({ rows }) => rows)
    .toSorted((one, other) => one.row - other.row)
    .flatMap(({ row, problems }) =>
      problems.map(({ column, refusal }) => `${row} ${column ?? '-'} ${refusal.code.replace('roster-row.', '')}`),
    )
