import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeXlsx, type OutCell } from '#platform/sheets/index.ts'
import { checkCharacter } from '#registry/households/index.ts'
import { commandArguments } from '../scripts/install.mjs'
import type { Bench } from './bench.ts'

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
      const floor = await measured(join(import.meta.dirname, 'floor/copy-sheet.ts'), [input, join(folder, 'copy.xlsx')])
      const cli = fileURLToPath(new URL('../src/apps/cli/main.ts', import.meta.url))
      const wish = ['--region', '999901', '--on', '2026-03-02', '--in', input, '--out', join(folder, 'assessed.xlsx')]
      const whole = await measured(cli, ['assess', ...wish])
      const shown = ({ seconds, megabytes }: Measured): string => `${seconds.toFixed(1)} s, peak ${megabytes} MB`
      report.figure('a process that reads and writes only', shown(floor))
      report.figure('`zhulian assess`: read, decide, write', `${shown(whole)} (aim ≤ 512 MB)`)
      report.ratio('roster / read and write only, start included', whole.seconds / floor.seconds, 'aim ≤ 2')
      report.ratio('peak memory / read and write only', whole.megabytes / floor.megabytes, 'for comparison')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

interface Measured {
  readonly seconds: number
  /** Of the process itself, by the operating system's own count. */
  readonly megabytes: number
}

/** The process says its own peak when it ends, on a pipe of its own. */
const tellPeak = `data:text/javascript,import fs from 'node:fs';${encodeURIComponent(
  "process.on('exit', () => fs.writeSync(3, String(process.resourceUsage().maxRSS)))",
)}`

/** Runs a source file as `npm run zhulian` does, twice, and keeps the faster time and the larger peak. */
async function measured(source: string, args: readonly string[]): Promise<Measured> {
  const runs = [await once(source, args), await once(source, args)]
  return {
    seconds: Math.min(...runs.map(({ seconds }) => seconds)),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
  }
}

function once(source: string, args: readonly string[]): Promise<Measured> {
  const since = performance.now()
  const child = spawn(process.execPath, [...commandArguments, '--import', tellPeak, source, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let told = ''
    child.stdio[3]?.on('data', (chunk) => (told += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => {
      const seconds = (performance.now() - since) / 1000
      if (code === 0) resolve({ seconds, megabytes: Math.round(Number(told) / 1024) })
      else reject(new Error(`${source} ended with ${code}`))
    })
  })
}
