import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { day } from '#platform/clock/index.ts'
import { openSheet, writeXlsx, type OutCell } from '#platform/sheets/index.ts'
import { checkCharacter } from '#registry/households/index.ts'
import { shippedDirectory } from '#registry/regions/index.ts'
import { createEligibility, loadPacks, placesAboveFrom, readModel } from '#relief/eligibility/index.ts'
import { runAssess } from '#relief/roster/index.ts'
import { fastest, type Bench } from './bench.ts'

const rowCount = 50_000
const headings = [
  ...['户号', '姓名', '证件号码', '与户主关系', '户籍地', '城乡', '残疾类别', '残疾等级', '重病', '全日制在读'],
  ...['工资性收入（元/月）', '经营净收入（元/年）', '财产净收入（元/年）', '转移净收入（元/月）', '其他收入（元/月）'],
  ...[
    '可扣除支出（元/月）',
    '存款和有价证券（元）',
    '房屋套数',
    '车辆数',
    '经营主体数',
    '近亲属备案',
    '现享项目',
    '现在每月发（元/月）',
  ],
]

const idNumber = (index: number): string => {
  const year = 1940 + (index % 60)
  const rest = Math.floor(index / 60)
  const body = `999901${year}0${1 + (rest % 9)}1${rest % 9}${String(Math.floor(rest / 9) % 1000).padStart(3, '0')}`
  return body + checkCharacter(body)
}

/** Two persons a household; synthetic. */
function* rows(): Generator<OutCell[]> {
  for (let index = 0; index < rowCount; index += 1) {
    const isHead = index % 2 === 0
    yield [
      ...[`QH-${String(Math.floor(index / 2)).padStart(5, '0')}`, `居民甲${index}`, idNumber(index)],
      ...[isHead ? '户主' : '配偶', '青禾县禾西镇石泾村', '农村', '无残疾', null, '否', '否', 100 + (index % 900)],
      ...[0, 0, 0, 0, 0, isHead ? 1000 : null, isHead ? 1 : null, isHead ? 0 : null, isHead ? 0 : null],
      ...[isHead ? '否' : null, isHead ? '低保' : null, isHead ? 500 : null],
    ]
  }
}

export const bench: Bench = {
  name: 'roster',
  zh: `名单体检 ${rowCount.toLocaleString('en')} 行`,
  en: `Roster check of ${rowCount.toLocaleString('en')} rows`,
  run: async (report) => {
    const folder = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
    try {
      const input = join(folder, 'roster.xlsx')
      const columns = headings.map((title) => ({ title, width: 12 }))
      await writeXlsx(input, [{ name: '名单', columns, rows: rows() }])
      report.figure('file', `${(statSync(input).size / 1024 / 1024).toFixed(1)} MB`)
      const directory = shippedDirectory()
      const policy = fileURLToPath(new URL('../policy', import.meta.url))
      const eligibility = createEligibility({
        packs: await loadPacks(policy, readModel),
        placesAbove: placesAboveFrom(() => directory),
      })
      // The floor: the same file read and written again, cell by cell, without deciding anything.
      const floor = await fastest(2, async () => {
        const sheet = await openSheet(input, 'roster.xlsx')
        const copied = async function* (): AsyncGenerator<OutCell[]> {
          for await (const { cells } of sheet.rows) yield headings.map((_, index) => cells[index]?.text ?? null)
        }
        await writeXlsx(join(folder, 'copy.xlsx'), [{ name: '名单', columns, rows: copied() }])
        await sheet.close()
      })
      let peak = 0
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
      const output = join(folder, 'assessed.xlsx')
      const on = day('2026-03-02')
      const wish = { region: '999901', on, input, output }
      const whole = await fastest(2, async () => {
        const { households, held } = await runAssess(wish, { eligibility, directory, today: on })
        if (households !== rowCount / 2 || held.rows > 0) throw new Error('the bench list is not read whole')
      })
      clearInterval(watch)
      report.figure('read and write only', `${(floor / 1000).toFixed(1)} s`)
      report.figure('read, decide, write', `${(whole / 1000).toFixed(1)} s`)
      report.ratio('roster / read and write only', whole / floor, 'aim ≤ 2')
      report.figure('peak memory of the process', `${Math.round(peak / 1024 / 1024)} MB (aim ≤ 512)`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
