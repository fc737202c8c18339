import { sql } from 'kysely'
import type { FileSectionSource, SectionCell } from '#registry/households/contract.ts'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import { readHouseholdPayments } from './access.ts'
import type { LineKind, LineState } from './contract.ts'
import { lineHold } from './hold/hold-store.ts'
import { openReason, type LineHold } from './hold/hold-words.ts'
import { lineStateWords } from './labels.ts'
import { programmeWords } from './programmes.ts'
import { whyWords } from './written-why.ts'

interface PaidRow extends LineHold {
  readonly month: string
  readonly programme: string
  readonly fen: Fen
  readonly kind: LineKind
  readonly state: LineState
  readonly on: string | null
}

/** What the household file shows of us: each month, newest first. */
export const payoutSection = ({ vault }: { readonly vault: Vault }): FileSectionSource => ({
  ...{ name: 'payments', zh: '发放', en: 'Payments', order: 35, may: readHouseholdPayments },
  read: async (tx, who, householdId) => {
    const found = await findPaid(tx, who.tenant, householdId)
    return {
      ...payments,
      rows: found.slice(0, rowsMax).map(rowIn(await vault.boxOf(who.tenant))),
      cut: found.length > rowsMax ? cut : undefined,
    }
  },
})

/** Two years of one benefit. */
const rowsMax = 24
const cut = {
  zh: '更早的在这一户办件的“待遇和发放”里；没有办件的，在当月的发放名单里。',
  en: 'Earlier ones stand under “Rights and payments” of the household’s case, or, where it has none, on the lists of their months.',
}
const payments = {
  ...{ name: 'payments', zh: '发放', en: 'Payments' },
  columns: [
    { name: 'month', zh: '月份', en: 'Month' },
    { name: 'programme', zh: '待遇', en: 'Benefit' },
    { name: 'amount', zh: '金额', en: 'Amount' },
    { name: 'state', zh: '到哪一步', en: 'State' },
    { name: 'on', zh: '银行日期', en: 'Bank day' },
    { name: 'reason', zh: '说明', en: 'Note' },
  ],
}

const rowIn =
  (box: Box) =>
  (row: PaidRow): SectionCell[] => {
    const { month, programme, fen, kind, state, on } = row
    const reason = openReason(box, row)
    return [
      { kind: 'text', zh: month },
      { kind: 'text', ...programmeWords(programme) },
      { kind: 'fen', fen: String(fen) },
      { kind: 'text', ...lineStateWords[state] },
      { kind: 'day', day: on },
      kind === 'refund' && reason === null
        ? { kind: 'text', zh: '退还家里还过的', en: 'Refund of what was repaid' }
        : { kind: 'text', ...whyWords(reason ?? '') },
    ]
  }

/** One more than is shown, by which the file says that there are earlier ones. */
async function findPaid(tx: Tx, tenant: TenantId, householdId: string): Promise<PaidRow[]> {
  const { rows } = await sql<PaidRow>`SELECT to_char(l.month, 'YYYY-MM') AS month, l.programme, l.fen, l.kind, l.state,
      l.settled_on AS "on", l.reason, ${lineHold}
    FROM payouts.line l LEFT JOIN payouts.hold h ON h.tenant_id = l.tenant_id AND h.id = l.hold_id
    WHERE l.tenant_id = ${tenant} AND l.household_id = ${householdId}
    ORDER BY l.month DESC, l.kind, l.id LIMIT ${rowsMax + 1}`.execute(tx)
  return rows
}
