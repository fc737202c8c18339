import { sql } from 'kysely'
import { daysBetween, dayOf, type Clock, type Month } from '#platform/clock/index.ts'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { confirmEntries } from '../access.ts'
import { programmeWords } from '../programmes.ts'
import { headsOf } from '../view/line-view.ts'
import { matching } from '../view/matching.ts'
import { findProposals, wordsUse, type ProposalRow } from './proposal-store.ts'
import type { listRefunds, Refund, RefundProposal, RefundStanding, RefundsShown } from './wire.ts'
import type { z } from 'zod'

interface Needs {
  readonly households: Pick<Households, 'list'>
  readonly clock: Clock
  readonly vault: Vault
}

export interface RefundQuestion {
  readonly show: RefundsShown
  readonly text?: string | undefined
  readonly page: number
  readonly size: number
}

interface PartRow {
  readonly id: string
  readonly month: Month
  readonly fen: string
  readonly state: RefundStanding
  readonly cause: 'claim-fell' | 'surplus'
  readonly why: string | null
  readonly run: Refund['parts'][number]['run']
  readonly failedOn: string | null
  readonly failedBy: 'bank' | 'hold' | null
  readonly failedReason: string | null
  readonly doneOn: string | null
}

interface GroupRow {
  readonly householdId: string
  readonly programme: string
  /** Of what is done: the proposal that returned it. */
  readonly proposalId: string | null
  readonly fen: Fen
  readonly openFen: Fen
  readonly since: Date
  /** A proposal that waits for a second person. */
  readonly askedId: string | null
  readonly parts: readonly PartRow[]
  readonly bank: string | null
  readonly lastFour: string | null
  readonly isHeld: boolean
  readonly claims: number
  readonly left: Fen
}

/** The work list of what goes back to households: how much, since when, why, and where it stands. */
export async function readRefunds(
  tx: Tx,
  who: Caller,
  { show, text, page, size }: RefundQuestion,
  { households, clock, vault }: Needs,
): Promise<z.input<typeof listRefunds.answers>> {
  const all = await sumRefunds(tx, who.tenant, { show, households: null })
  const ids = await matching(tx, who, { text, ids: all.households, households })
  const { count, fen } = ids === null ? all : await sumRefunds(tx, who.tenant, { show, households: ids })
  const groups = await findGroups(tx, who.tenant, { show, households: ids, page, size })
  const heads = await headsOf(
    tx,
    who,
    groups.map(({ householdId }) => householdId),
    households,
  )
  const proposals = await proposalsOf(tx, who, groups, vault)
  const today = clock.today()
  const rows = groups.map((group): Refund => {
    const { householdId, programme, bank, lastFour, since, isHeld, claims, left } = group
    const words = programmeWords(programme)
    return {
      ...{ key: `${householdId} ${programme} ${group.proposalId ?? ''}`, householdId, ...heads(householdId) },
      ...{ programme, programmeZh: words.zh, programmeEn: words.en, isHeld },
      ...{ amount: String(group.fen), openAmount: String(group.openFen), since: since.toISOString() },
      days: daysBetween(dayOf(since), today),
      parts: group.parts.map(partOf),
      proposal: proposals(group),
      account: bank === null || lastFour === null ? null : { bank, lastFour },
      claims: { count: claims, left: String(left) },
    }
  })
  return { rows, count, amount: String(fen), ...(await countWaiting(tx, who)) }
}

const partOf = ({ id, month, fen, state, cause, why, run, doneOn, ...failed }: PartRow): Refund['parts'][number] => ({
  ...{ id, month, amount: fen, state, cause, why: cause === 'surplus' ? null : why, run, doneOn },
  failed:
    failed.failedOn === null || failed.failedBy === null
      ? null
      : { on: failed.failedOn, by: failed.failedBy, reason: failed.failedReason },
})

interface Filter {
  readonly show: RefundsShown
  /** Null: no search. */
  readonly households: readonly string[] | null
}

const chosen = (tenant: TenantId, { show, households }: Filter) => sql`r.tenant_id = ${tenant}
  AND ${show === 'done' ? sql`r.state = 'done'` : sql`r.state IN ('open', 'asked', 'approved')`}
  AND (${households}::uuid[] IS NULL OR r.household_id = ANY (${households}::uuid[]))`
/** What is on its way is one row of a household and programme; what is done is one row of a proposal. */
const groupOf = sql`r.household_id, r.programme, CASE r.state WHEN 'done' THEN r.proposal_id END`

async function sumRefunds(
  tx: Tx,
  tenant: TenantId,
  filter: Filter,
): Promise<{ readonly count: number; readonly fen: Fen; readonly households: string[] }> {
  const { rows } = await sql<{ count: number; fen: Fen; households: string[] }>`SELECT count(*)::int AS count,
      coalesce(sum(fen), 0)::bigint AS fen, coalesce(array_agg(DISTINCT household_id), '{}') AS households
    FROM (SELECT ${groupOf}, r.household_id, sum(r.fen) AS fen FROM payouts.refund r
      WHERE ${chosen(tenant, filter)} GROUP BY ${groupOf}) AS g (a, b, c, household_id, fen)`.execute(tx)
  return given(rows[0], 'a sum')
}

/** One page: what waits longest first; of what is done the newest. */
async function findGroups(
  tx: Tx,
  tenant: TenantId,
  { page, size, ...filter }: Filter & { readonly page: number; readonly size: number },
): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`WITH page AS (
      SELECT r.household_id, r.programme, CASE r.state WHEN 'done' THEN r.proposal_id END AS proposal_id,
        sum(r.fen)::bigint AS fen, coalesce(sum(r.fen) FILTER (WHERE r.state = 'open'), 0)::bigint AS open_fen,
        min(r.since) AS since, max(r.done_on) AS done_on,
        (array_agg(r.proposal_id) FILTER (WHERE r.state = 'asked'))[1] AS asked_id, array_agg(r.id) AS ids
      FROM payouts.refund r WHERE ${chosen(tenant, filter)} GROUP BY ${groupOf}
      ORDER BY done_on DESC, since, r.household_id, r.programme LIMIT ${size} OFFSET ${(page - 1) * size})
    SELECT p.household_id AS "householdId", p.programme, p.proposal_id AS "proposalId", p.fen, p.open_fen AS "openFen",
      p.since, p.asked_id AS "askedId", parts.parts, a.bank, a.last_four AS "lastFour",
      EXISTS (SELECT FROM payouts.hold h WHERE h.tenant_id = ${tenant} AND h.household_id = p.household_id
        AND h.programme = p.programme AND h.state = 'open') AS "isHeld",
      c.claims, c."left"
    FROM page p
    CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('id', r.id, 'month', to_char(r.month, 'YYYY-MM'),
        'fen', r.fen::text, 'state', r.state, 'cause', r.cause, 'why', v.why, 'failedOn', r.failed_on,
        'failedBy', r.failed_by, 'failedReason', r.failed_reason, 'doneOn', r.done_on,
        'run', CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'number', u.number, 'state', l.state) END)
        ORDER BY r.month, r.since, r.id) AS parts
      FROM payouts.refund r
      LEFT JOIN payouts.entitlement_version v ON v.tenant_id = ${tenant} AND v.entitlement_id = r.entitlement_id
        AND v.version = r.version
      LEFT JOIN payouts.line l ON l.tenant_id = ${tenant} AND l.refund_id = r.id AND l.state <> 'stopped'
      LEFT JOIN payouts.run u ON u.tenant_id = ${tenant} AND u.id = l.run_id
      WHERE r.tenant_id = ${tenant} AND r.id = ANY (p.ids)) AS parts
    LEFT JOIN payouts.account a ON a.tenant_id = ${tenant} AND a.household_id = p.household_id AND a.state = 'active'
    CROSS JOIN LATERAL (SELECT count(*)::int AS claims,
        coalesce(sum(-c.fen - c.repaid_fen - c.dropped_fen), 0)::bigint AS "left"
      FROM payouts.entitlement e JOIN payouts.correction c ON c.tenant_id = ${tenant} AND c.entitlement_id = e.id
        AND c.state = 'owed' AND c.entry_id IS NOT NULL AND -c.fen - c.repaid_fen - c.dropped_fen > 0
      WHERE e.tenant_id = ${tenant} AND e.household_id = p.household_id) AS c
    ORDER BY p.done_on DESC, p.since, p.household_id, p.programme`.execute(tx)
  return rows
}

/** Households nobody has proposed for, and proposals this reader may confirm. */
async function countWaiting(tx: Tx, who: Caller): Promise<{ readonly toPropose: number; readonly toConfirm: number }> {
  const { rows } = await sql<{ toPropose: number; toConfirm: number }>`SELECT
      (SELECT count(DISTINCT (household_id, programme))::int FROM payouts.refund
        WHERE tenant_id = ${who.tenant} AND state = 'open') AS "toPropose",
      (SELECT count(*)::int FROM payouts.refund_proposal
        WHERE tenant_id = ${who.tenant} AND state = 'asked' AND asked_by <> ${who.id}) AS "toConfirm"`.execute(tx)
  const { toPropose, toConfirm } = given(rows[0], 'a count')
  return { toPropose, toConfirm: who.may(confirmEntries) ? toConfirm : 0 }
}

/** The proposal of a row: its own, or the last one of the household when that came to nothing. */
async function proposalsOf(
  tx: Tx,
  who: Caller,
  groups: readonly GroupRow[],
  vault: Vault,
): Promise<(group: GroupRow) => RefundProposal | null> {
  const ids = groups.flatMap(({ proposalId, askedId }) => proposalId ?? askedId ?? [])
  const households = groups.filter(({ proposalId }) => proposalId === null).map(({ householdId }) => householdId)
  if (groups.length === 0) return () => null
  const rows = await findProposals(tx, who.tenant, { ids, households })
  const box = await vault.boxOf(who.tenant)
  return ({ proposalId, askedId, householdId, programme }) => {
    const own = proposalId ?? askedId
    const found = rows.find((row) =>
      own === null ? row.householdId === householdId && row.programme === programme : row.id === own,
    )
    return found === undefined ? null : proposalOf(found, who, box)
  }
}

function proposalOf(row: ProposalRow, who: Caller, box: Box): RefundProposal {
  const { id, way, state, fen, voucher, paidOn, words, askedName, askedAt, askedBy, decidedAt, decidedName } = row
  return {
    ...{ id, way, state, amount: String(fen), voucher, paidOn },
    why: words === null ? null : box.open(words, wordsUse.way(id)),
    askedBy: { name: askedName, at: askedAt.toISOString() },
    decidedBy: decidedAt === null ? null : { name: decidedName ?? '', at: decidedAt.toISOString() },
    refusedWhy: row.decidedWords === null ? null : box.open(row.decidedWords, wordsUse.refusal(id)),
    mayConfirm: state === 'asked' && askedBy !== who.id && who.may(confirmEntries),
  }
}
