import type { Audit } from '#platform/audit/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { sheetBytes, type OutCell, type SheetFormat } from '#platform/sheets/index.ts'
import type { HouseholdQuestion, HouseholdRow, Households } from './contract.ts'
import { programmeLabels } from './labels.ts'
import { pageSizeMax } from './list.ts'

/** Every row the filter shows, masked as on the screen; the audit keeps filter and count. */
export async function exportRows(
  tx: Tx,
  who: Caller,
  question: HouseholdQuestion,
  { households, audit }: { readonly households: Households; readonly audit: Audit },
): Promise<HouseholdRow[]> {
  const rows: HouseholdRow[] = []
  for (let page = 1; ; page++) {
    const found = await households.list(tx, who, {
      ...question,
      order: question.order ?? 'number',
      page,
      size: pageSizeMax,
    })
    rows.push(...found.rows)
    if (rows.length >= found.count || found.rows.length === 0) break
  }
  const { text, ids, page: _page, size: _size, ...filter } = question
  await audit.recordRead(tx, who, {
    act: 'export',
    action: 'households.exported',
    about: { kind: 'tenant', id: String(who.tenant) },
    details: {
      count: rows.length,
      filter: JSON.stringify(filter),
      hasText: text !== undefined,
      chosen: ids?.length ?? 0,
    },
  })
  return rows
}

const columns = {
  zh: ['户号', '户主', '镇街村居', '人数', '报来的待遇', '报来的每月金额（元）', '从哪天起', '最近更改'],
  en: ['Number', 'Head', 'Place', 'Members', 'Stated to receive', 'Stated a month (yuan)', 'Since', 'Last change'],
} as const
const widths = [14, 14, 24, 8, 12, 14, 12, 12]

const cells = (row: HouseholdRow, language: 'zh' | 'en'): OutCell[] => [
  row.number,
  row.head,
  row.placeLabel,
  row.members,
  row.programme === null ? null : (programmeLabels[row.programme]?.[language] ?? row.programme),
  row.paidNow === null ? null : { fen: row.paidNow },
  row.paidSince,
  dayOf(row.changedAt),
]

/** The file as bytes; texts that look like formulas stay texts. */
export const writeExport = (
  rows: readonly HouseholdRow[],
  format: SheetFormat,
  language: 'zh' | 'en',
): Promise<Buffer> =>
  sheetBytes(format, [
    {
      name: language === 'zh' ? '家庭名单' : 'Households',
      columns: columns[language].map((title, index) => ({ title, width: widths[index] ?? 12 })),
      rows: rows.map((row) => cells(row, language)),
    },
  ])
