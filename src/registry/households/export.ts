import { stringify } from 'csv-stringify/sync'
import type { Audit } from '#platform/audit/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { plainYuan } from '#platform/money/index.ts'
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
  zh: ['户号', '户主', '镇街村居', '人数', '现在享受', '每月发（元）', '从哪天起', '最近更改'],
  en: ['Number', 'Head', 'Place', 'Members', 'Receives', 'Paid a month (yuan)', 'Since', 'Last change'],
} as const

/** CSV that Excel opens as Chinese text; a cell that begins like a formula is quoted away. */
export const writeCsv = (rows: readonly HouseholdRow[], language: 'zh' | 'en'): string =>
  stringify(
    [
      [...columns[language]],
      ...rows.map((row) => [
        row.number,
        row.head,
        row.placeLabel,
        row.members,
        row.programme === null ? '' : (programmeLabels[row.programme]?.[language] ?? row.programme),
        row.paidNow === null ? '' : plainYuan(row.paidNow),
        row.paidSince ?? '',
        row.changedAt.toISOString(),
      ]),
    ],
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  )
