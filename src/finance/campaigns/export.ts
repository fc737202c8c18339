import type { Audit } from '#platform/audit/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen } from '#platform/money/index.ts'
import { sheetBytes } from '#platform/sheets/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { lineStateWords } from '#finance/payouts/labels.ts'
import type { Campaign } from './campaign-store.ts'
import { rowStateWords } from './labels.ts'
import { readPeople, type PeopleQuestion } from './people-view.ts'
import type { Row } from './wire.ts'

const pageSize = 200
/** More than the largest county has on its rolls; a sheet of this size still opens. */
const exportedMax = 100_000

/** Everybody a filter shows, page by page; names masked as on the screen. Who took how many away is written down. */
export async function exportPeople(
  tx: Tx,
  who: Caller,
  { campaign, question }: { readonly campaign: Campaign; readonly question: Omit<PeopleQuestion, 'page' | 'size'> },
  { households, audit }: { readonly households: Pick<Households, 'list' | 'search'>; readonly audit: Audit },
): Promise<Buffer> {
  const rows: Row[] = []
  for (let page = 1; rows.length < exportedMax; page += 1) {
    const asked = { ...question, page, size: pageSize }
    const some = await readPeople(tx, who, { campaignId: campaign.id, question: asked }, households)
    rows.push(...some.rows)
    if (some.rows.length < pageSize) break
  }
  await audit.recordRead(tx, who, {
    ...{ act: 'export', action: 'campaigns.exported', about: { kind: 'campaign', id: campaign.id } },
    details: { rows: rows.length, state: question.state ?? 'all', reason: question.reason ?? 'all' },
  })
  return writePeople(rows, who.language)
}

const titles = {
  zh: ['户号', '谁', '镇街 · 村', '哪一类', '金额（元）', '在不在名单上', '说明', '去世日期', '发到哪了', '到账日'],
  en: ['Household', 'Who', 'Place', 'Group', 'Yuan', 'Listed', 'Note', 'Died on', 'Payment', 'Paid on'],
} as const
const widths = [16, 12, 28, 16, 14, 14, 40, 14, 16, 14]

/** One sheet; only what is on the list carries an amount, so that the column adds up to it. */
export function writePeople(rows: readonly Row[], language: 'zh' | 'en'): Promise<Buffer> {
  return sheetBytes('xlsx', [
    {
      name: language === 'zh' ? '名单' : 'List',
      columns: titles[language].map((title, index) => ({ title, width: widths[index] ?? 14, isText: index === 0 })),
      rows: rows.map((row) => [
        ...[row.number, row.person, row.place, row.group],
        row.state === 'listed' ? { fen: fen(BigInt(row.amount)) } : null,
        ...[rowStateWords[row.state][language], row.why?.[language] ?? row.paymentNote, row.diedOn],
        ...[row.payment === null ? null : lineStateWords[row.payment][language], row.paidOn],
      ]),
    },
  ])
}
