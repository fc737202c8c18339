import { fen } from '#platform/money/index.ts'
import { sheetBytes, type OutCell, type OutColumn } from '#platform/sheets/index.ts'
import { stageWords } from './labels.ts'
import type { Difference, Reconciliation } from './wire.ts'

type StageRow = Reconciliation['rows'][number]['stages'][number]

const money = (text: string | null): OutCell => (text === null ? null : { fen: fen(BigInt(text)) })

const words = {
  zh: {
    file: '逐月对账',
    different: '不一致的',
    ...{ month: '月份', benefit: '待遇', household: '户号', cause: '可能的原因' },
    ...{ stage: '环节', list: '发放名单（元）', ledger: '台账（元）', bank: '银行（元）', agrees: '一致吗' },
    ...{ yes: '一致', no: '不一致' },
  },
  en: {
    file: 'By month',
    different: 'Differences',
    ...{ month: 'Month', benefit: 'Benefit', household: 'Household', cause: 'Likely cause' },
    ...{ stage: 'Stage', list: 'Pay list (yuan)', ledger: 'Ledger (yuan)', bank: 'Bank (yuan)', agrees: 'Agree?' },
    ...{ yes: 'yes', no: 'no' },
  },
} as const
type Language = keyof typeof words

const stageCells = ({ stage, list, ledger, bank, agrees }: StageRow, language: Language): OutCell[] => [
  stageWords[stage][language],
  money(list),
  money(ledger),
  money(bank),
  agrees ? words[language].yes : words[language].no,
]
const stageColumns = ({ stage, list, ledger, bank, agrees }: (typeof words)[Language]): OutColumn[] => [
  { title: stage, width: 12 },
  { title: list, width: 18 },
  { title: ledger, width: 18 },
  { title: bank, width: 18 },
  { title: agrees, width: 10 },
]

/** Two sheets: the year in three columns, and every difference with its cause. Households by number, without names. */
export function writeReconciliation(
  year: Reconciliation,
  differences: readonly Difference[],
  language: Language,
): Promise<Buffer> {
  const said = words[language]
  return sheetBytes('xlsx', [
    {
      name: said.file,
      columns: [{ title: said.month, width: 12 }, { title: said.benefit, width: 18 }, ...stageColumns(said)],
      rows: year.rows.flatMap((row) =>
        row.stages.map((stage) => [row.month, row.words[language], ...stageCells(stage, language)]),
      ),
    },
    {
      name: said.different,
      columns: [
        { title: said.month, width: 12 },
        { title: said.household, width: 20, isText: true },
        ...stageColumns(said),
        { title: said.cause, width: 50 },
      ],
      rows: differences.flatMap((row) =>
        row.stages
          .filter(({ agrees }) => !agrees)
          .map((stage) => [row.month, row.number, ...stageCells(stage, language), row.cause[language]]),
      ),
    },
  ])
}
