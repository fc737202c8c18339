import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'

export type RefundWay = 'bank' | 'hand'
export type ProposalState = 'asked' | 'confirmed' | 'refused' | 'lapsed'

export interface ProposalRow {
  readonly id: string
  readonly placeId: PlaceId
  readonly householdId: string
  readonly programme: string
  readonly fen: Fen
  readonly way: RefundWay
  readonly voucher: string | null
  readonly paidOn: Day | null
  /** Why it goes by hand; sealed. */
  readonly words: Buffer | null
  readonly state: ProposalState
  readonly askedAt: Date
  readonly askedBy: string
  readonly askedName: string
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly decidedName: string | null
  /** Why it was not confirmed; sealed. */
  readonly decidedWords: Buffer | null
}

/** Ties a ciphertext to its row. */
export const wordsUse = {
  way: (id: string): string => `payouts.refund-proposal:${id}`,
  refusal: (id: string): string => `payouts.refund-refusal:${id}`,
} as const

const columns = sql`p.id, p.place_id AS "placeId", p.household_id AS "householdId", p.programme, p.fen, p.way, p.voucher,
  p.paid_on AS "paidOn", p.words, p.state, p.asked_at AS "askedAt", p.asked_by AS "askedBy", p.asked_name AS "askedName",
  p.decided_at AS "decidedAt", p.decided_by AS "decidedBy", p.decided_name AS "decidedName",
  p.decided_words AS "decidedWords"`

interface By {
  readonly tenant: TenantId
  readonly id: string
  readonly name: string
}

export async function addProposal(
  tx: Tx,
  who: By,
  one: Pick<
    ProposalRow,
    'id' | 'placeId' | 'householdId' | 'programme' | 'fen' | 'way' | 'voucher' | 'paidOn' | 'words'
  >,
  at: Date,
): Promise<void> {
  await sql`INSERT INTO payouts.refund_proposal (tenant_id, id, place_id, household_id, programme, fen, way, voucher,
      paid_on, words, state, asked_at, asked_by, asked_name)
    VALUES (${who.tenant}, ${one.id}, ${one.placeId}, ${one.householdId}, ${one.programme}, ${one.fen}, ${one.way},
      ${one.voucher}, ${one.paidOn}, ${one.words}, 'asked', ${at}, ${who.id}, ${who.name})`.execute(tx)
}

export async function findProposal(tx: Tx, tenant: TenantId, id: string): Promise<ProposalRow | null> {
  const { rows } = await sql<ProposalRow>`SELECT ${columns} FROM payouts.refund_proposal p
    WHERE p.tenant_id = ${tenant} AND p.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export async function saveDecision(
  tx: Tx,
  who: By,
  { id, state, words, at }: { id: string; state: 'confirmed' | 'refused'; words: Buffer | null; at: Date },
): Promise<void> {
  await sql`UPDATE payouts.refund_proposal SET state = ${state}, decided_at = ${at}, decided_by = ${who.id},
      decided_name = ${who.name}, decided_words = ${words}
    WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}

/** By id, and beside them the last one of each household and programme, if it was refused. */
export async function findProposals(
  tx: Tx,
  tenant: TenantId,
  { ids, households }: { readonly ids: readonly string[]; readonly households: readonly string[] },
): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`SELECT ${columns} FROM payouts.refund_proposal p
    WHERE p.tenant_id = ${tenant} AND (p.id = ANY (${ids}::uuid[]) OR p.id IN (
      SELECT DISTINCT ON (l.household_id, l.programme) l.id FROM payouts.refund_proposal l
      WHERE l.tenant_id = ${tenant} AND l.household_id = ANY (${households}::uuid[])
      ORDER BY l.household_id, l.programme, l.asked_at DESC, l.id DESC))`.execute(tx)
  return rows
}

/** Whether the household has an account that two people approved. */
export async function hasAccount(tx: Tx, tenant: TenantId, householdId: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM payouts.account WHERE tenant_id = ${tenant}
    AND household_id = ${householdId} AND state = 'active'`.execute(tx)
  return rows.length > 0
}
