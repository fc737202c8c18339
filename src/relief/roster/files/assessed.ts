import { extname } from 'node:path'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import { writeCsv, writeXlsx, type OutCell, type OutColumn, type OutSheet } from '#platform/sheets/index.ts'
import { kindRank, sizeOf, type Answered } from '../assess-list.ts'
import type { RosterKind } from '../contract.ts'

/** One household of the result, small enough to keep fifty thousand of them. */
export interface AssessedRow {
  readonly number: string
  readonly head: string
  readonly place: string
  readonly persons: number
  readonly kind: RosterKind
  readonly outcome: string
  readonly class: string
  readonly amount: Fen | null
  readonly paid: Fen | null
  readonly difference: Fen | null
  readonly why: string
  readonly reasons: string
  readonly missing: string
  readonly possible: string
  readonly pack: string
  readonly warnings: string
}

export const kindWords: Readonly<Record<RosterKind, string>> = {
  less: '发少了',
  no: '测算不再符合',
  more: '发多了',
  unknown: '还说不准',
  same: '对得上',
}
const outcomeWords: Readonly<Record<string, string>> = {
  entitled: '符合',
  'not-entitled': '不符合',
  'not-enough-known': '不够算',
  'no-rule': '没有规则',
}

export function assessedRow(
  answered: Answered,
  { head, place, persons, number }: Pick<AssessedRow, 'head' | 'place' | 'persons' | 'number'>,
): AssessedRow {
  const { assessment, kind, paid, difference } = answered
  const list = (texts: readonly string[]): string => texts.join('；')
  return {
    ...{ number, head, place, persons, kind, paid },
    outcome: outcomeWords[assessment?.outcome ?? 'not-enough-known'] ?? '',
    class: assessment?.class ?? '',
    amount: assessment?.amount ?? null,
    difference: difference.difference,
    why: difference.zh,
    reasons: list((assessment?.reasons ?? []).map(({ zh, article }) => (article === '' ? zh : `${zh}（${article}）`))),
    missing: list((assessment?.missing ?? []).map(({ zh }) => zh)),
    possible: list((assessment?.possible ?? []).map(({ zh, amount }) => `${zh} ${formatYuan(amount)} 元`)),
    pack: assessment?.pack.title ?? '',
    warnings: list([
      ...(assessment?.simulated ? ['模拟测算，不能据此发钱'] : []),
      ...(assessment?.warnings ?? []).map(({ zh }) => zh),
    ]),
  }
}

/** What matters first: underpaid, no longer, overpaid, unknown, agrees; the larger difference first, then the number. */
export const byWhatMatters = (one: AssessedRow, other: AssessedRow): number =>
  kindRank[one.kind] - kindRank[other.kind] ||
  Number(sizeOf(other.difference) - sizeOf(one.difference)) ||
  (one.number < other.number ? -1 : one.number > other.number ? 1 : 0)

const resultColumns: readonly OutColumn[] = [
  { title: '户号', width: 14 },
  { title: '户主', width: 12 },
  { title: '管理镇村', width: 24 },
  { title: '人数', width: 6 },
  { title: '和现在发的比', width: 14 },
  { title: '测算结论', width: 10 },
  { title: '类别', width: 10 },
  { title: '测算（元/月）', width: 14 },
  { title: '现在发（元/月）', width: 14 },
  { title: '差额（元/月）', width: 14 },
  { title: '为什么', width: 70 },
  { title: '全部理由和条文', width: 60 },
  { title: '缺什么', width: 50 },
  { title: '可能的数', width: 40 },
  { title: '用的规则', width: 30 },
  { title: '提示', width: 40 },
]

const money = (amount: Fen | null): OutCell => (amount === null ? null : { fen: amount })
const cells = (row: AssessedRow): OutCell[] => [
  ...[row.number, row.head, row.place, row.persons, kindWords[row.kind], row.outcome, row.class],
  ...[money(row.amount), money(row.paid), money(row.difference)],
  ...[row.why, row.reasons, row.missing, row.possible, row.pack, row.warnings],
]

/** One row at a time: none is kept twice. */
function* eachOf(rows: readonly AssessedRow[]): Generator<OutCell[]> {
  for (const row of rows) yield cells(row)
}

/** Writes the result, as a workbook with what it was made from, or as one plain CSV. @throws diskFull, cannotWrite */
export function writeAssessed(
  output: string,
  {
    rows,
    about,
    held,
  }: {
    readonly rows: readonly AssessedRow[]
    readonly about: readonly (readonly [string, string])[]
    readonly held: OutSheet | null
  },
): Promise<void> {
  const result = { columns: resultColumns, rows: eachOf(rows) }
  if (extname(output).toLowerCase() === '.csv') return writeCsv(output, result)
  return writeXlsx(output, [
    { name: '体检结果', ...result },
    ...(held === null ? [] : [held]),
    {
      name: '怎么来的',
      columns: [
        { title: '事项', width: 30 },
        { title: '内容', width: 90 },
      ],
      rows: about,
    },
  ])
}
