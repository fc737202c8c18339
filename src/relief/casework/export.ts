import type { Audit } from '#platform/audit/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { sheetBytes, type OutCell } from '#platform/sheets/index.ts'
import { listCases, type ListNeeds } from './list.ts'
import type { CaseFilter, CaseRow } from './wire.ts'

const pageSize = 200

/** Every row the filter shows, masked as on the screen; the audit keeps filter and count. */
export async function exportedRows(
  tx: Tx,
  who: Caller,
  filter: CaseFilter,
  { audit, ...needs }: ListNeeds & { readonly audit: Audit },
): Promise<CaseRow[]> {
  const rows: CaseRow[] = []
  for (let page = 1; ; page++) {
    const found = await listCases(tx, who, { ...filter, page, size: pageSize }, needs)
    rows.push(...found.rows)
    if (rows.length >= found.count || found.rows.length === 0) break
  }
  const { text, ...named } = filter
  await audit.recordRead(tx, who, {
    act: 'export',
    action: 'casework.exported',
    about: { kind: 'tenant', id: String(who.tenant) },
    details: { count: rows.length, filter: JSON.stringify(named), hasText: text !== undefined },
  })
  return rows
}

const words = {
  zh: {
    sheet: '办件',
    columns: [
      '办件编号',
      '项目',
      '户号',
      '申请人',
      '镇街村居',
      '环节',
      '立案',
      '受理',
      '应办结',
      '还剩（工作日）',
      '期限灯',
    ],
    paused: '（停表）',
    lights: { green: '绿', amber: '黄', red: '红' },
  },
  en: {
    sheet: 'Cases',
    columns: [
      ...['Number', 'Programme', 'Household', 'Applicant', 'Place', 'Stage', 'Opened', 'Accepted', 'Due'],
      ...['Left (working days)', 'Light'],
    ],
    paused: ' (clock stopped)',
    lights: { green: 'green', amber: 'amber', red: 'red' },
  },
} as const
const widths = [24, 14, 14, 14, 24, 14, 14, 14, 14, 14, 14]

type Language = keyof typeof words

const cells = (row: CaseRow, language: Language): OutCell[] => [
  ...[row.number, row.programmeWords[language], row.householdNumber, row.applicant, row.placeLabel],
  row.isPaused ? `${row.stageWords[language]}${words[language].paused}` : row.stageWords[language],
  ...[row.openedOn, row.acceptedOn, row.dueOn, row.leftDays],
  row.light === null ? null : words[language].lights[row.light],
]

/** The list as a workbook, its headings and words in the language asked for. */
export const writeCaseList = (rows: readonly CaseRow[], language: Language): Promise<Buffer> =>
  sheetBytes('xlsx', [
    {
      name: words[language].sheet,
      columns: words[language].columns.map((title, index) => ({ title, width: widths[index] ?? 14 })),
      rows: rows.map((row) => cells(row, language)),
    },
  ])
