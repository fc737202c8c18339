import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Audit } from '#platform/audit/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { writeXlsx, type OutCell } from '#platform/sheets/index.ts'
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

const columns = [
  ...['办件编号', '项目', '户号', '申请人', '镇街村居', '环节', '立案', '受理', '应办结', '还剩（工作日）', '期限灯'],
].map((title) => ({ title, width: title === '办件编号' || title === '镇街村居' ? 24 : 14 }))
const lights = { green: '绿', amber: '黄', red: '红' } as const

const cells = (row: CaseRow): OutCell[] => [
  ...[row.number, row.programmeWords.zh, row.householdNumber, row.applicant, row.placeLabel],
  row.isPaused ? `${row.stageWords.zh}（停表）` : row.stageWords.zh,
  ...[row.openedOn, row.acceptedOn, row.dueOn, row.leftDays, row.light === null ? null : lights[row.light]],
]

export async function writeCaseList(rows: readonly CaseRow[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-cases-'))
  try {
    const path = join(folder, 'cases.xlsx')
    await writeXlsx(path, [{ name: '办件', columns, rows: rows.map(cells) }])
    return await readFile(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
