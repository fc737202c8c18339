import { sql } from 'kysely'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import type { TimelineSource } from '#registry/timeline/index.ts'
import { readHouseholdPayments } from './access.ts'
import { openClosing, openWhy } from './hold/hold-words.ts'
import { versionWords } from './labels.ts'
import { programmeWords as wordsOf } from './programmes.ts'
import { refundEntries } from './refund/refund-file.ts'

type Entries = Awaited<ReturnType<TimelineSource['entriesOf']>>

interface Happened {
  readonly id: string
  readonly at: Date
  readonly kind: 'grant' | 'change' | 'end' | 'undo' | 'held' | 'released' | 'ended'
  readonly programme: string
  readonly fen: Fen | null
  readonly month: string | null
  readonly who: string
  readonly why: string | null
  /** Of a hold: what was said is sealed. */
  readonly holdId: string | null
  readonly words: Buffer | null
}

function openSaid(box: Box, kind: Happened['kind'], said: Pick<Happened, 'why' | 'holdId' | 'words'>): string | null {
  if (said.holdId === null) return said.why
  return kind === 'held'
    ? openWhy(box, said.holdId, said)
    : openClosing(box, said.holdId, { closedReason: said.why, closedWords: said.words })
}

const holdWords = {
  held: { zh: '暂缓发放', en: 'payment held' },
  released: { zh: '恢复发放', en: 'payment released' },
  ended: { zh: '暂缓的不再发', en: 'held payment ended' },
} as const

/** Rights, holds, accounts and refunds on the household's timeline. Each month's payment stands in the section. */
export const payoutTimeline = ({ vault }: { readonly vault: Vault }): TimelineSource => ({
  name: 'payouts',
  may: readHouseholdPayments,
  entriesOf: async (tx, who, householdId) => [
    ...(await moneyEntries(tx, who, householdId, vault)),
    ...(await accountEntries(tx, who, householdId)),
    ...(await refundEntries(tx, who, householdId)),
  ],
})

async function moneyEntries(tx: Tx, who: Caller, householdId: string, vault: Vault): Promise<Entries> {
  const { rows } = await sql<Happened>`
      SELECT v.entitlement_id || ':' || v.version AS id, v.at, v.kind, e.programme, v.fen,
        to_char(v.from_month, 'YYYY-MM') AS month, v.by_name AS who, v.why,
        NULL AS "holdId", NULL::bytea AS words
      FROM payouts.entitlement e JOIN payouts.entitlement_version v
        ON v.tenant_id = e.tenant_id AND v.entitlement_id = e.id
      WHERE e.tenant_id = ${who.tenant} AND e.household_id = ${householdId}
      UNION ALL
      SELECT h.id || ':held', h.at, 'held', h.programme, NULL, NULL, h.by_name, h.why, h.id, h.words
      FROM payouts.hold h
      WHERE h.tenant_id = ${who.tenant} AND h.household_id = ${householdId}
      UNION ALL
      SELECT h.id || ':' || h.state, h.closed_at, h.state, h.programme, NULL, NULL, h.closed_name, h.closed_reason,
        h.id, h.closed_words
      FROM payouts.hold h
      WHERE h.tenant_id = ${who.tenant} AND h.household_id = ${householdId} AND h.state <> 'open'`.execute(tx)
  const box = await vault.boxOf(who.tenant)
  return rows.map(({ id, at, kind, programme, fen, month, who: name, ...said }) => {
    const words = wordsOf(programme)
    const why = openSaid(box, kind, said)
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
}

interface AccountStep {
  readonly id: string
  readonly at: Date
  readonly step: keyof typeof accountWords
  readonly bank: string
  readonly lastFour: string
  readonly who: string
  readonly why: string | null
}

const accountWords = {
  proposed: { zh: '登记收款账户', en: 'payee account entered' },
  approved: { zh: '收款账户审过，启用', en: 'payee account approved' },
  refused: { zh: '收款账户没有通过', en: 'payee account refused' },
} as const

/** What two people did about the account; whoever entered it reads here why it was refused. The old pay list's are no step. */
async function accountEntries(tx: Tx, who: Caller, householdId: string): Promise<Entries> {
  const { rows } = await sql<AccountStep>`
    SELECT a.id || ':proposed' AS id, a.proposed_at AS at, 'proposed' AS step, a.bank, a.last_four AS "lastFour",
      a.proposed_name AS who, a.why
    FROM payouts.account a WHERE a.tenant_id = ${who.tenant} AND a.household_id = ${householdId}
      AND (a.state = 'proposed' OR a.decided_at IS NOT NULL)
    UNION ALL
    SELECT a.id || ':decided', a.decided_at, CASE a.state WHEN 'refused' THEN 'refused' ELSE 'approved' END, a.bank,
      a.last_four, a.decided_name, a.decided_reason
    FROM payouts.account a WHERE a.tenant_id = ${who.tenant} AND a.household_id = ${householdId}
      AND a.decided_at IS NOT NULL`.execute(tx)
  return rows.map(({ id, at, step, bank, lastFour, who: name, why }) => ({
    ...{ id, at, kind: `payouts.account-${step}`, who: name, why, href: null },
    zh: `${accountWords[step].zh}：${bank}，尾号 ${lastFour}`,
    en: `${accountWords[step].en}: ${bank}, ending ${lastFour}`,
  }))
}
