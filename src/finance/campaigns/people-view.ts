import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import { findMaskedNames, type Households } from '#registry/households/index.ts'
import type { LineState } from '#finance/payouts/index.ts'
import { cancelCampaigns } from './access.ts'
import type { Exclusion } from './contract.ts'
import { exclusionWords } from './labels.ts'
import type { Row, RowState } from './wire.ts'

export interface PeopleQuestion {
  readonly state?: RowState | undefined
  readonly reason?: Exclusion | undefined
  readonly payment?: LineState | 'none' | undefined
  readonly part?: string | undefined
  /** Household number, name, pinyin or ID number. */
  readonly text?: string | undefined
  readonly page: number
  readonly size: number
}

interface PersonRow {
  readonly id: string
  readonly partId: string
  readonly personId: string
  readonly householdId: string
  readonly group: string
  readonly amount: Fen
  readonly state: RowState
  readonly reason: Exclusion | null
  readonly detail: string | null
  readonly diedOn: Day | null
  readonly right: string | null
  readonly cancelledName: string | null
  readonly cancelledReason: string | null
  readonly bank: string | null
  readonly lastFour: string | null
  readonly payment: LineState | null
  readonly settledOn: Day | null
  readonly note: string | null
}

/** The persons behind every number of a campaign; names masked, the search written down by the registry. */
export async function readPeople(
  tx: Tx,
  who: Caller,
  { campaignId, question }: { readonly campaignId: string; readonly question: PeopleQuestion },
  households: Pick<Households, 'list' | 'search'>,
): Promise<{ rows: Row[]; count: number; amount: string }> {
  const found = question.text === undefined ? null : (await households.search(tx, who, question.text)).households
  const chosen = matching(who, campaignId, question, found?.map(({ householdId }) => householdId) ?? null)
  const { rows: sums } = await sql<{ count: number; amount: Fen }>`SELECT count(*)::int AS count,
      coalesce(sum(p.fen) FILTER (WHERE p.state = 'listed'), 0)::bigint AS amount ${chosen}`.execute(tx)
  const { rows } = await sql<PersonRow>`SELECT p.id, p.part_id AS "partId", p.person_id AS "personId",
      p.household_id AS "householdId", g.name AS "group", p.fen AS amount, p.state, p.reason, p.detail,
      p.died_on AS "diedOn", p.entitlement_id AS "right", p.cancelled_name AS "cancelledName",
      p.cancelled_reason AS "cancelledReason", a.bank, a.last_four AS "lastFour", l.state AS payment,
      l.settled_on AS "settledOn", coalesce(l.reason, h.why) AS note ${chosen}
    ORDER BY p.household_id, p.group_ordinal, p.id
    LIMIT ${question.size} OFFSET ${(question.page - 1) * question.size}`.execute(tx)
  return {
    rows: await withNames(tx, who, rows, households),
    count: sums[0]?.count ?? 0,
    amount: String(sums[0]?.amount ?? 0n),
  }
}

const matching = (who: Caller, campaignId: string, question: PeopleQuestion, households: string[] | null) => {
  const { state = null, reason = null, payment = null, part = null } = question
  return sql`FROM campaigns.person p
    JOIN campaigns.group_rule g ON g.tenant_id = p.tenant_id AND g.campaign_id = p.campaign_id
      AND g.ordinal = p.group_ordinal
    LEFT JOIN payouts.account a ON a.tenant_id = p.tenant_id AND a.household_id = p.household_id AND a.state = 'active'
    LEFT JOIN payouts.line l ON l.tenant_id = p.tenant_id AND l.entitlement_id = p.entitlement_id AND l.kind = 'regular'
    LEFT JOIN payouts.hold h ON h.tenant_id = l.tenant_id AND h.id = l.hold_id
    WHERE p.tenant_id = ${who.tenant} AND p.campaign_id = ${campaignId}
      AND (${state}::text IS NULL OR p.state = ${state}) AND (${reason}::text IS NULL OR p.reason = ${reason})
      AND (${payment}::text IS NULL OR (p.state = 'listed' AND coalesce(l.state, 'none') = ${payment}))
      AND (${part}::uuid IS NULL OR p.part_id = ${part})
      AND (${households}::uuid[] IS NULL OR p.household_id = ANY (${households}::uuid[]))`
}

async function withNames(
  tx: Tx,
  who: Caller,
  rows: readonly PersonRow[],
  households: Pick<Households, 'list'>,
): Promise<Row[]> {
  if (rows.length === 0) return []
  const ids = [...new Set(rows.map(({ householdId }) => householdId))]
  const page = await households.list(tx, who, { ids, size: ids.length })
  const files = new Map(page.rows.map((file) => [file.id, file]))
  const names = await findMaskedNames(
    tx,
    who.tenant,
    rows.map(({ personId }) => personId),
  )
  return rows.map((row): Row => {
    const { id, partId, householdId, group, state, diedOn, bank, lastFour, payment, settledOn, note } = row
    const file = files.get(householdId)
    const isGone = payment === 'paid' || payment === 'in-bank'
    return {
      ...{ id, partId, householdId, group, state, diedOn, payment, amount: String(row.amount) },
      ...{ number: file?.number ?? '', place: file?.placeLabel ?? '', person: names.get(row.personId) ?? '' },
      why: whyOf(row),
      account: bank === null || lastFour === null ? null : { bank, lastFour },
      paidOn: payment === 'paid' ? settledOn : null,
      paymentNote: payment === 'paid' ? null : note,
      mayCancel:
        state === 'listed' && row.right !== null && !isGone && payment !== 'stopped' && who.may(cancelCampaigns),
    }
  })
}

function whyOf({ reason, detail, cancelledName, cancelledReason }: PersonRow): Row['why'] {
  if (reason !== null) return exclusionWords(reason, detail)
  if (cancelledReason === null) return null
  const by = cancelledName ?? ''
  return { zh: `${by}撤回：${cancelledReason}`, en: `taken back by ${by}: ${cancelledReason}` }
}

export async function countReasons(
  tx: Tx,
  who: Caller,
  campaignId: string,
): Promise<{ reason: Exclusion; count: number }[]> {
  const { rows } = await sql<{ reason: Exclusion; count: number }>`SELECT reason, count(*)::int AS count
    FROM campaigns.person WHERE tenant_id = ${who.tenant} AND campaign_id = ${campaignId} AND state = 'excluded'
    GROUP BY reason ORDER BY count(*) DESC, reason`.execute(tx)
  return rows
}
