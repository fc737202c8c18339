import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fen } from '#platform/money/index.ts'
import { writeXlsx, type OutCell } from '#platform/sheets/index.ts'
import { stageWords } from './labels.ts'
import type { Difference, Reconciliation } from './wire.ts'

type StageRow = Reconciliation['rows'][number]['stages'][number]

const money = (text: string | null): OutCell => (text === null ? null : { fen: fen(BigInt(text)) })
const stageCells = ({ stage, list, ledger, bank, agrees }: StageRow): OutCell[] => [
  stageWords[stage].zh,
  money(list),
  money(ledger),
  money(bank),
  agrees ? '一致' : '不一致',
]
const threeColumns = [
  { title: '环节', width: 12 },
  { title: '发放名单（元）', width: 18 },
  { title: '台账（元）', width: 18 },
  { title: '银行（元）', width: 18 },
  { title: '一致吗', width: 10 },
]

/** Two sheets: the year in three columns, and every difference with its cause. Households by number, without names. */
export async function writeReconciliation(year: Reconciliation, differences: readonly Difference[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-reconciliation-'))
  try {
    const path = join(folder, 'sheet.xlsx')
    await writeXlsx(path, [
      {
        name: '逐月对账',
        columns: [{ title: '月份', width: 12 }, { title: '待遇', width: 18 }, ...threeColumns],
        rows: year.rows.flatMap((row) => row.stages.map((stage) => [row.month, row.words.zh, ...stageCells(stage)])),
      },
      {
        name: '不一致的',
        columns: [
          { title: '月份', width: 12 },
          { title: '户号', width: 20, isText: true },
          ...threeColumns,
          { title: '可能的原因', width: 50 },
        ],
        rows: differences.flatMap((row) =>
          row.stages
            .filter(({ agrees }) => !agrees)
            .map((stage) => [row.month, row.number, ...stageCells(stage), row.cause.zh]),
        ),
      },
    ])
    return await readFile(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
