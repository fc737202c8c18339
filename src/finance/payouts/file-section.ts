import { sql } from 'kysely'
import type { FileSectionSource } from '#registry/households/contract.ts'
import type { TimelineSource } from '#registry/timeline/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import { readHouseholdPayments } from './access.ts'
import type { LineState } from './contract.ts'
import { lineStateWords, versionWords } from './labels.ts'
import { paidProgrammes } from './programmes.ts'

const wordsOf = (programme: string) => paidProgrammes[programme] ?? { zh: programme, en: programme }

interface PaidRow {
  readonly month: string
  readonly programme: string
  readonly fen: Fen
  readonly state: LineState
  readonly on: string | null
  readonly reason: string | null
}

/** What the household file shows of us: each month, newest first. */
export const payoutSection: FileSectionSource = {
  ...{ name: 'payments', zh: '发放', en: 'Payments', order: 35, may: readHouseholdPayments },
  read: async (tx, who, householdId) => ({
    ...{ name: 'payments', zh: '发放', en: 'Payments' },
    columns: [
      { name: 'month', zh: '月份', en: 'Month' },
      { name: 'programme', zh: '待遇', en: 'Benefit' },
      { name: 'amount', zh: '金额', en: 'Amount' },
      { name: 'state', zh: '到哪一步', en: 'State' },
      { name: 'on', zh: '银行日期', en: 'Bank day' },
      { name: 'reason', zh: '说明', en: 'Note' },
    ],
    rows: (await findPaid(tx, who.tenant, householdId)).map(({ month, programme, fen, state, on, reason }) => [
      { kind: 'text', zh: month },
      { kind: 'text', ...pair(wordsOf(programme)) },
      { kind: 'fen', fen: String(fen) },
      { kind: 'text', ...lineStateWords[state] },
      { kind: 'day', day: on },
      { kind: 'text', zh: reason ?? '' },
    ]),
  }),
}

const pair = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en })

async function findPaid(tx: Tx, tenant: TenantId, householdId: string): Promise<PaidRow[]> {
  const { rows } = await sql<PaidRow>`SELECT to_char(l.month, 'YYYY-MM') AS month, l.programme, l.fen, l.state,
      l.settled_on AS "on", coalesce(l.reason, h.why) AS reason
    FROM payouts.line l LEFT JOIN payouts.hold h ON h.tenant_id = l.tenant_id AND h.id = l.hold_id
    WHERE l.tenant_id = ${tenant} AND l.household_id = ${householdId}
    ORDER BY l.month DESC, l.kind, l.id LIMIT 24`.execute(tx)
  return rows
}

interface Happened {
  readonly id: string
  readonly at: Date
  readonly kind: 'grant' | 'change' | 'end' | 'undo' | 'held' | 'released' | 'ended'
  readonly programme: string
  readonly fen: Fen | null
  readonly month: string | null
  readonly who: string
  readonly why: string | null
}

const holdWords = {
  held: { zh: '暂缓发放', en: 'payment held' },
  released: { zh: '恢复发放', en: 'payment released' },
  ended: { zh: '暂缓的不再发', en: 'held payment ended' },
} as const

/** Rights and holds on the household's timeline. Each month's payment stands in the section. */
export const payoutTimeline: TimelineSource = {
  name: 'payouts',
  may: readHouseholdPayments,
  entriesOf: async (tx, who, householdId) => {
    const { rows } = await sql<Happened>`
      SELECT v.entitlement_id || ':' || v.version AS id, v.at, v.kind, e.programme, v.fen,
        to_char(v.from_month, 'YYYY-MM') AS month, v.by_name AS who, v.why
      FROM payouts.entitlement e JOIN payouts.entitlement_version v
        ON v.tenant_id = e.tenant_id AND v.entitlement_id = e.id
      WHERE e.tenant_id = ${who.tenant} AND e.household_id = ${householdId}
      UNION ALL
      SELECT h.id || ':held', h.at, 'held', h.programme, NULL, NULL, h.by_name, h.why FROM payouts.hold h
      WHERE h.tenant_id = ${who.tenant} AND h.household_id = ${householdId}
      UNION ALL
      SELECT h.id || ':' || h.state, h.closed_at, h.state, h.programme, NULL, NULL, h.closed_name, h.closed_reason
      FROM payouts.hold h
      WHERE h.tenant_id = ${who.tenant} AND h.household_id = ${householdId} AND h.state <> 'open'`.execute(tx)
    return rows.map(({ id, at, kind, programme, fen, month, who: name, why }) => {
      const words = wordsOf(programme)
      const verb = kind === 'held' || kind === 'released' || kind === 'ended' ? holdWords[kind] : versionWords[kind]
      const since = month === null ? { zh: '', en: '' } : { zh: `，从 ${month} 起`, en: ` from ${month}` }
      const amount =
        fen === null ? { zh: '', en: '' } : { zh: `，${formatYuan(fen)} 元`, en: `, ${formatYuan(fen)} yuan` }
      return {
        ...{ id, at, kind: `payouts.${kind}`, who: name, why, href: null },
        zh: `${words.zh}：${verb.zh}${amount.zh}${since.zh}`,
        en: `${words.en}: ${verb.en}${amount.en}${since.en}`,
      }
    })
  },
}
